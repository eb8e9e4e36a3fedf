package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Desk;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The column on the left: the story, the kernels, the log. The story gives way and scrolls when
/// there is little room; the kernels are always there.
public final class LeftColumn extends VBox {
    public LeftColumn(Desk desk, Look look, ThingMenu menu) {
        getStyleClass().add("left-column");
        var story = new ScrollPane(new ChapterPane(desk.chapters()));
        story.setFitToWidth(true);
        story.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        story.getStyleClass().add("story-scroll");
        story.setMinHeight(120);
        story.setFocusTraversable(false);
        var kernels = new VBox(Parts.section(Text.SECTION_KERNELS), new KernelList(desk, look, menu));
        kernels.getStyleClass().add("part");
        kernels.setMinHeight(Region.USE_PREF_SIZE);
        var console = new LogCard(desk.log());
        VBox.setVgrow(console, Priority.ALWAYS);
        var log = new VBox(Parts.section(Text.SECTION_LOG), console);
        log.getStyleClass().add("part");
        log.setMinHeight(110);
        VBox.setVgrow(log, Priority.ALWAYS);
        getChildren().addAll(story, kernels, log);
    }
}
