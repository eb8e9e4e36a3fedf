package archipelago.engine.phenomenon;

import archipelago.engine.frame.Frame;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.function.Function;

/// Plays a row of the library as the window does, in whichever engine it is loaded, until a promise is broken or nothing
/// is left to happen. It speaks of nothing that is the engine's.
public final class PlayedRow implements Function<Integer, List<String>> {
    /// The number of events after which it stood, and the sentences of the broken promises.
    @Override
    public List<String> apply(Integer row) {
        var library = new ScenarioLibrary(new ScenarioReader());
        var name = library.phenomena().stream()
                .filter(one -> one.contains("/0" + row + "-"))
                .findFirst()
                .orElseThrow();
        try (var live = new LiveEngine(new Session(library.read(name).value().orElseThrow().scenario()))) {
            live.speed(LiveEngine.FASTEST);
            live.play();
            Frame frame = live.latest();
            while (frame.broken.isEmpty() && !frame.finished) {
                Thread.onSpinWait();
                frame = live.latest();
            }
            return frame.broken.isEmpty()
                    ? List.of()
                    : List.of("" + frame.events, "" + frame.playing, frame.violations.getFirst());
        }
    }
}
