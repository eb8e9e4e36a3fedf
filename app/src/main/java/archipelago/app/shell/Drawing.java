package archipelago.app.shell;

import archipelago.app.build.Draft;
import archipelago.app.build.Kept;
import archipelago.app.build.Workshop;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.BuildPage;
import archipelago.app.view.Look;
import archipelago.engine.cli.Inputs;
import archipelago.engine.scenario.ScenarioSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Machines drawn by hand: the page on which they are drawn, where they are kept, and how they are run.
final class Drawing {
    /// What the file of a drawing is called before somebody says otherwise.
    private static final String NAME = "my-machine";

    private final FileDialogs dialogs;
    private final RecentFiles recent;
    private final BiConsumer<String, Supplier<Inputs.Opening>> open;
    /// What is being drawn, by what it began with.
    private final Map<Draft, Workshop> left = new LinkedHashMap<>();

    /// @param open opens what it is given, under a name
    Drawing(FileDialogs dialogs, RecentFiles recent, BiConsumer<String, Supplier<Inputs.Opening>> open) {
        this.dialogs = dialogs;
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
        var file = dialogs.forScenario(NAME + ScenarioSource.ENDING);
        if (file.isEmpty()) {
            return "";
        }
        var kept = new Kept(workshop.draft(), file.get());
        if (kept.trouble().isEmpty()) {
            recent.opened(file.get());
        }
        return kept.words();
    }
}
