package archipelago.app.vm;

import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Involved;
import archipelago.engine.state.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of the last moments of a kernel that crashed.
public final class BlackBoxVm {
    private static final int MOST_FACTS = 30;
    /// How far back it looks for them.
    private static final int LOOKS_BACK = 50_000;

    /// A kernel that panicked.
    ///
    /// @param index where the fact stands in the journal
    /// @param origin the event or act at which it happened
    public record Crash(int kernel, String name, int index, long atNs, long origin) {}

    private final FactWords words;

    public BlackBoxVm(FactWords words) {
        this.words = words;
    }

    /// The last crash up to now; of one kernel, if it has crashed, else of any.
    ///
    /// @param kernel its slot, or -1 for any
    public Optional<Crash> last(Frame frame, int kernel) {
        Optional<Crash> any = Optional.empty();
        for (int i = frame.happened - 1; i >= 0; i--) {
            var fact = frame.journal.get(i);
            if (fact.what() instanceof Happening.PhaseEntered(int slot, Phase phase) && phase == Phase.PANICKING) {
                var crash = new Crash(slot, words.owner(slot), i, fact.atNs(), fact.origin());
                if (kernel < 0 || slot == kernel) {
                    return Optional.of(crash);
                }
                any = any.or(() -> Optional.of(crash));
            }
        }
        return any;
    }

    /// The first crash among the facts from one index up to now.
    public Optional<Crash> since(Frame frame, int from) {
        for (int i = from; i < frame.happened; i++) {
            var fact = frame.journal.get(i);
            if (fact.what() instanceof Happening.PhaseEntered(int slot, Phase phase) && phase == Phase.PANICKING) {
                return Optional.of(new Crash(slot, words.owner(slot), i, fact.atNs(), fact.origin()));
            }
        }
        return Optional.empty();
    }

    /// The last things that happened to it up to its crash, newest first.
    public List<FactLine> lines(Frame frame, Crash crash) {
        var lines = new ArrayList<FactLine>();
        int last = Math.max(0, crash.index() - LOOKS_BACK);
        for (int i = crash.index(); i >= last && lines.size() < MOST_FACTS; i--) {
            var fact = frame.journal.get(i);
            if (concerns(fact, crash.kernel())) {
                lines.add(words.line(fact).with(fact.origin()));
            }
        }
        return lines;
    }

    private static boolean concerns(Fact fact, int kernel) {
        if (fact.what() instanceof Happening.CoreBusy) {
            return false; // It is there for the curve of its load.
        }
        return Involved.in(fact.what()).kernelIs(kernel);
    }
}
