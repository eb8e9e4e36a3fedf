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
import javafx.stage.FileChooser;
import javafx.stage.Stage;

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

    /// A choice of files that the system offers, with the forms that there are.
    static Function<String, Optional<Path>> dialog(Stage stage) {
        return name -> {
            var dialog = new FileChooser();
            dialog.setTitle(Text.ACTION_WRITE_DOWN.of());
            dialog.setInitialFileName(name);
            for (var form : RunForm.values()) {
                dialog.getExtensionFilters().add(new FileChooser.ExtensionFilter(words(form), "*" + form.ending()));
            }
            var file = dialog.showSaveDialog(stage);
            if (file == null) {
                return Optional.empty();
            }
            int picked = dialog.getExtensionFilters().indexOf(dialog.getSelectedExtensionFilter());
            var form = picked < 0 ? RunForm.PERFETTO : RunForm.values()[picked];
            return Optional.of(named(file.toPath(), name, form));
        };
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

    private static String words(RunForm form) {
        var text = switch (form) {
            case PERFETTO -> Text.FORM_PERFETTO;
            case CHROME -> Text.FORM_CHROME;
            case PLANT_UML -> Text.FORM_PLANT_UML;
            case MERMAID -> Text.FORM_MERMAID;
            case TRANSCRIPT -> Text.FORM_TRANSCRIPT;
            case FACTS_CSV -> Text.FORM_FACTS_CSV;
            case FACTS_JSON -> Text.FORM_FACTS_JSON;
            case MEASURES_CSV -> Text.FORM_MEASURES_CSV;
            case MEASURES_JSON -> Text.FORM_MEASURES_JSON;
        };
        return text.of() + " (" + form.ending() + ")";
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
