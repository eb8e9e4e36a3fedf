package archipelago.app.shell;

import archipelago.app.build.Draft;
import archipelago.app.build.Kept;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.BuildPage;
import archipelago.app.view.Look;
import archipelago.engine.cli.Inputs;
import archipelago.engine.scenario.ScenarioSource;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// Machines drawn by hand: the page on which they are drawn, where they are kept, and how they are run.
final class Drawing {
    /// What the file of a drawing is called before somebody says otherwise.
    private static final String NAME = "my-machine";

    private final Stage stage;
    private final RecentFiles recent;
    private final BiConsumer<String, Supplier<Inputs.Opening>> open;
    /// What is being drawn, by what it began with.
    private final Map<Draft, Workshop> left = new LinkedHashMap<>();
    private Function<String, Optional<Path>> keeper = this::dialog;

    /// @param open opens what it is given, under a name
    Drawing(Stage stage, RecentFiles recent, BiConsumer<String, Supplier<Inputs.Opening>> open) {
        this.stage = stage;
        this.recent = recent;
        this.open = open;
    }

    /// A page on which a draft can be worked on. A drawing that began with the same one, and was left, goes on.
    BuildPage page(Draft draft, Look look) {
        var workshop = left.computeIfAbsent(draft, begun -> new Workshop(begun, NAME));
        return new BuildPage(workshop, look, this::keep, () -> {
            left.remove(draft);
            open.accept(workshop.draft().title(), () -> Inputs.of(workshop.blueprint().reading()));
        });
    }

    /// Writes a drawing into two files beside each other, and says what came of it.
    private String keep(Workshop workshop) {
        var file = keeper.apply(NAME + ScenarioSource.ENDING);
        if (file.isEmpty()) {
            return "";
        }
        var kept = new Kept(workshop.draft(), file.get());
        if (kept.trouble().isEmpty()) {
            recent.opened(file.get());
        }
        return kept.words();
    }

    private Optional<Path> dialog(String name) {
        var dialog = new FileChooser();
        dialog.setTitle(Text.BUILD_SAVE.of());
        dialog.setInitialFileName(name);
        dialog.getExtensionFilters().add(
                new FileChooser.ExtensionFilter(Text.FILES_BOTH.of(), "*" + ScenarioSource.ENDING));
        return Optional.ofNullable(dialog.showSaveDialog(stage)).map(File::toPath);
    }

    /// @param other what asks where to write in place of the system's dialog
    void keeping(Function<String, Optional<Path>> other) {
        keeper = other;
    }
}
