package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.layout.TimeWindow;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.trace.Excerpt;
import archipelago.engine.trace.RunForm;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes a stretch of a run into a file that a person names, in the form that its ending says. Asked on the window's
/// thread; the writing itself goes on beside it, from facts that do not change any more.
final class RunWriting {
    private final Function<String, Optional<Path>> chooser;
    private final Executor beside;
    private final Consumer<String> teller;

    /// @param chooser asks for a file, with a name to begin with; nothing if the person thinks better of it
    /// @param beside runs the writing on another thread
    /// @param teller takes a sentence about what came of it, on the thread of `beside`
    RunWriting(Function<String, Optional<Path>> chooser, Executor beside, Consumer<String> teller) {
        this.chooser = chooser;
        this.beside = beside;
        this.teller = teller;
    }

    /// Not every system puts the ending of the form that was picked to a name: one without an ending gets it, and the
    /// name that was offered changes its own, unless there is such a file, for which nobody was asked.
    static Path named(Path chosen, String offered, RunForm picked) {
        var name = chosen.getFileName().toString();
        if (!name.equals(offered) && name.contains(".")) {
            return chosen;
        }
        var stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        var other = chosen.resolveSibling(stem + picked.ending());
        return Files.exists(other) ? chosen : other;
    }

    /// Writes what is known of the stretch that is shown, the future included if it has been seen.
    ///
    /// @param shown null for the whole run
    void write(Scenario scenario, Frame frame, TimeWindow shown) {
        long knownNs = Math.max(frame.furthestNs, frame.nowNs);
        long fromNs = shown == null ? 0 : Math.min(shown.fromNs(), knownNs);
        long untilNs = shown == null ? knownNs : Math.min(shown.toNs(), knownNs);
        var excerpt = new Excerpt(scenario, frame.journal, fromNs, untilNs);
        var file = chooser.apply(scenario.name().replace('/', '-') + RunForm.PERFETTO.ending());
        if (file.isEmpty()) {
            return;
        }
        var form = RunForm.of(file.get());
        if (form.isEmpty()) {
            var endings = Arrays.stream(RunForm.values()).map(RunForm::ending).collect(Collectors.joining(", "));
            teller.accept(Text.WRITTEN_ENDING.of(file.get().getFileName(), endings));
            return;
        }
        beside.execute(() -> teller.accept(written(file.get(), form.get(), excerpt)));
    }

    private static String written(Path file, RunForm form, Excerpt excerpt) {
        try {
            form.write(excerpt, Files.newOutputStream(file));
            return Text.WRITTEN.of(file);
        } catch (IOException e) {
            var reason = e instanceof FileSystemException system && system.getReason() != null
                    ? system.getReason()
                    : e.getClass().getSimpleName();
            return Text.NOT_WRITTEN.of(file, reason);
        }
    }
}
