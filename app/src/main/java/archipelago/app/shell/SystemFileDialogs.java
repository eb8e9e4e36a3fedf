package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.vm.FigureVm;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.SessionFile;
import archipelago.engine.trace.RunForm;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// The dialogs of the system that the window is on.
final class SystemFileDialogs implements FileDialogs {
    private final Stage stage;

    /// @param stage over which they open
    SystemFileDialogs(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Path> forOpening() {
        var dialog = new FileChooser();
        dialog.setTitle(Text.ACTION_OPEN_FILE.of());
        dialog.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(Text.FILES_BOTH.of(), "*" + ScenarioSource.ENDING, "*" + SessionFile.ENDING),
                new FileChooser.ExtensionFilter(Text.FILES_ALL.of(), "*"));
        return Optional.ofNullable(dialog.showOpenDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> forDescription() {
        var dialog = new FileChooser();
        dialog.setTitle(Text.ACTION_IMPORT_MACHINE.of());
        dialog.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(Text.IMPORT_FILES.of(), "*.json", "*.xml", "*.dts", "*.dtb"),
                new FileChooser.ExtensionFilter(Text.FILES_ALL.of(), "*"));
        return Optional.ofNullable(dialog.showOpenDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> forScenario(String name) {
        var dialog = dialog(Text.BUILD_SAVE, name);
        dialog.getExtensionFilters().add(
                new FileChooser.ExtensionFilter(Text.FILES_BOTH.of(), "*" + ScenarioSource.ENDING));
        return Optional.ofNullable(dialog.showSaveDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> forRun(String name) {
        var dialog = dialog(Text.ACTION_WRITE_DOWN, name);
        for (var form : RunForm.values()) {
            dialog.getExtensionFilters().add(new FileChooser.ExtensionFilter(words(form), "*" + form.ending()));
        }
        var file = dialog.showSaveDialog(stage);
        if (file == null) {
            return Optional.empty();
        }
        int picked = dialog.getExtensionFilters().indexOf(dialog.getSelectedExtensionFilter());
        var form = picked < 0 ? RunForm.PERFETTO : RunForm.values()[picked];
        return Optional.of(RunWriting.named(file.toPath(), name, form));
    }

    @Override
    public Optional<Path> forFigure(String name, FigureVm.Form form) {
        var dialog = dialog(Text.ACTION_FIGURE, name);
        dialog.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(form.toString(), "*" + FigureWriting.ending(form)));
        return Optional.ofNullable(dialog.showSaveDialog(stage)).map(File::toPath);
    }

    private static FileChooser dialog(Text title, String name) {
        var dialog = new FileChooser();
        dialog.setTitle(title.of());
        dialog.setInitialFileName(name);
        return dialog;
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
}
