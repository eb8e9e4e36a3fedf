package archipelago.app.view;

import archipelago.app.build.Blueprint;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.app.vm.CommandWords;
import archipelago.engine.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The story that is told on the machine that is drawn, chapter by chapter. What does not fit what is drawn stands in its
/// chapter with what is wrong, and can be dropped by itself or with all others; nothing goes by itself.
final class BuildStory extends VBox {
    private final Workshop workshop;
    private final BuildRows chapters = new BuildRows();
    private final Button dropAll = Parts.button("build-drop-all", Text.BUILD_DROP);
    private final Label fits = Parts.paragraph("pop-hint");

    BuildStory(Workshop workshop) {
        this.workshop = workshop;
        getStyleClass().add("build-side");
        setId("build-story");
        dropAll.setMaxWidth(Double.MAX_VALUE);
        dropAll.setOnAction(event -> workshop.dropAll());
        fits.setText(Text.BUILD_STORY_FITS.of());
        getChildren().addAll(Parts.section(Text.BUILD_STORY), dropAll, fits, chapters);
    }

    void refresh() {
        var blueprint = workshop.blueprint();
        var troubles = blueprint.troubles();
        chapters.show(List.of(blueprint.story(), troubles), () -> rows(blueprint.story(), troubles));
        Parts.show(dropAll, !troubles.isEmpty());
        Parts.show(fits, troubles.isEmpty());
        int steps = troubles.stream().mapToInt(trouble -> trouble.step().steps().size()).sum();
        dropAll.setText(Text.BUILD_DROP_ALL.count(steps));
        dropAll.setAccessibleText(dropAll.getText());
    }

    private List<Node> rows(List<Scenario.Chapter> story, List<Blueprint.Trouble> troubles) {
        var rows = new ArrayList<Node>();
        for (int c = 0; c < story.size(); c++) {
            int chapter = c;
            var title = Parts.paragraph("build-chapter");
            title.setText(c + 1 + "  " + story.get(c).title() + " · " + Text.BUILD_STEPS.count(story.get(c).steps().size()));
            rows.add(title);
            troubles.stream().filter(trouble -> trouble.step().chapter() == chapter).map(this::row).forEach(rows::add);
        }
        return rows;
    }

    private VBox row(Blueprint.Trouble trouble) {
        var step = trouble.step();
        var words = Parts.paragraph("build-step");
        words.setText("⚠ " + words(step.steps().getFirst())
                + (step.steps().size() > 1 ? " × " + step.steps().size() : ""));
        var wrong = Parts.paragraph("build-problem");
        wrong.setText(String.join("\n", trouble.problems().stream().map(Workshop::words).toList()));
        var row = BuildRows.row(words, new Region(), "build-drop-" + step.chapter() + "-" + step.first(),
                Text.BUILD_DROP.of(), () -> workshop.drop(trouble));
        return new VBox(row, wrong);
    }

    private static String words(Scenario.Step step) {
        return switch (step.deed()) {
            case Scenario.Deed.Give give -> CommandWords.of(give.command());
            case Scenario.Deed.AwaitUp(var instance) -> Text.BUILD_WAIT.of(instance);
            case Scenario.Deed.AwaitLoaded(var instance) -> Text.BUILD_WAIT.of(instance);
            case Scenario.Deed.Expect _ -> Text.BUILD_CHECKPOINT.of();
            case Scenario.Deed.AwaitAnswers _, Scenario.Deed.Rest _ -> "…";
        };
    }
}
