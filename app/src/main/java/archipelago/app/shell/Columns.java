package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.view.Cards;
import archipelago.app.view.Fronts;
import archipelago.app.view.InspectorPane;
import archipelago.app.view.LeftColumn;
import archipelago.app.view.Look;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.ThingMenu;
import archipelago.app.view.TimelinePane;
import archipelago.app.vm.Desk;
import archipelago.engine.base.Sizes;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Story and kernels at the left, the machine and its timeline in the middle, the inspector at the
/// right. The outer columns are narrower in a narrow window.
final class Columns extends Region {
    private static final double LEFT_SHARE = 0.158;
    private static final double LEFT_LEAST = 218;
    private static final double LEFT_MOST = 320;
    private static final double RIGHT_SHARE = 0.2;
    private static final double RIGHT_LEAST = 264;
    private static final double RIGHT_MOST = 400;
    private static final double MAP_SHARE = 0.62;
    private static final double MAP_SHARE_WHEN_LOW = 0.57;
    private static final double LOW = 760;

    private final Region left;
    private final SplitPane middle = new SplitPane();
    private final Region right;

    Columns(
            Scenario scenario,
            Desk desk,
            Look look,
            ThingMenu menu,
            MachineDeck deck,
            TimelinePane timeline,
            Fronts fronts,
            InspectorPane inspector,
            IntConsumer goToChapter,
            IntConsumer enterBranch) {
        left = new LeftColumn(desk, look, menu, goToChapter);
        right = inspector;
        middle.setOrientation(Orientation.VERTICAL);
        middle.getStyleClass().add("middle");
        middle.getItems()
                .setAll(
                        Cards.machine(caption(scenario.machine()), deck, desk.status()),
                        Cards.timeline(timeline, fronts, desk.status(), enterBranch));
        middle.setDividerPositions(MAP_SHARE);
        heightProperty().addListener((property, was, height) -> divide(was.doubleValue(), height.doubleValue()));
        getChildren().addAll(left, middle, right);
        setMinSize(0, 0);
    }

    private static String caption(Machine machine) {
        var memory = Sizes.shown(machine.memoryBytes());
        return Text.MAP_CAPTION.of(
                Text.CORES.count(machine.coreCount()), Text.NUMA_NODES.count(machine.nodes().size()), memory);
    }

    /// A low window gives the timeline a larger share; a divider that was dragged stays.
    private void divide(double before, double after) {
        if (before == 0 || before < LOW != after < LOW) {
            middle.setDividerPositions(after < LOW ? MAP_SHARE_WHEN_LOW : MAP_SHARE);
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double leftWidth = Math.rint(Math.clamp(width * LEFT_SHARE, LEFT_LEAST, LEFT_MOST));
        double rightWidth = Math.rint(Math.clamp(width * RIGHT_SHARE, RIGHT_LEAST, RIGHT_MOST));
        left.resizeRelocate(0, 0, leftWidth, height);
        middle.resizeRelocate(leftWidth, 0, width - leftWidth - rightWidth, height);
        right.resizeRelocate(width - rightWidth, 0, rightWidth, height);
    }
}
