package archipelago.app.shell;

import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Text;
import archipelago.app.view.Cards;
import archipelago.app.view.Fold;
import archipelago.app.view.FoldBar;
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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.geometry.Dimension2D;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Story and kernels at the left, the machine and its timeline in the middle, the inspector at the
/// right. The outer columns are narrower in a narrow window.
final class Columns extends Region {
    private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");
    private static final double LEFT_SHARE = 0.158;
    private static final double LEFT_LEAST = 218;
    private static final double LEFT_MOST = 320;
    private static final double RIGHT_SHARE = 0.2;
    private static final double RIGHT_LEAST = 264;
    private static final double RIGHT_MOST = 400;
    private static final double MAP_SHARE = 0.62;
    private static final double MAP_SHARE_WHEN_LOW = 0.57;
    private static final double LOW = 760;
    /// Before a room, on a small projector: lower, the timeline would show next to no kernels.
    private static final double MAP_SHARE_WHEN_LOWEST = 0.52;
    private static final double LOWEST = 520;
    private static final double LECTURE_SHARE = 0.6;
    private static final double ENGINEER_SHARE = 0.5;

    private static final double FOLDED_SHARE = 0.34;
    private static final double TABLE_SHARE = 0.25;
    private static final double TABLE_MOST = 560;

    private final LeftColumn left;
    private final SidePanes side;
    private final SplitPane middle = new SplitPane();
    private final Region right;
    private final Region machine;
    private final Region times;
    private final Map<Arrangement, Double> dividers = new EnumMap<>(Arrangement.class);
    private final FoldBar bar;
    private Arrangement arrangement = Arrangement.LAB;
    /// What there is room for.
    private Folding folding = new Folding(arrangement, Double.MAX_VALUE, Double.MAX_VALUE);
    /// What somebody wants to have in sight beside the machine; null if nobody has chosen.
    private Fold chosen;
    /// How large everything is drawn.
    private int percent = InterfaceSize.ORDINARY;
    private final Set<Region> away = new HashSet<>();
    private Region alone;
    private boolean presenting;
    /// Whether the panes have not been given their room yet.
    private boolean fresh;
    /// Whether somebody has moved the divider that is in sight, and it is not kept yet.
    private boolean dragged;
    /// For how much room the divider was set.
    private Dimension2D divided = new Dimension2D(0, 0);

    Columns(
            Scenario scenario,
            Desk desk,
            Look look,
            ThingMenu menu,
            MachineDeck deck,
            TimelinePane timeline,
            Fronts fronts,
            InspectorPane inspector,
            SidePanes side,
            IntConsumer goToChapter,
            Runnable goOn,
            IntConsumer enterBranch,
            FoldBar bar) {
        left = new LeftColumn(desk, look, menu, goToChapter, goOn);
        right = inspector;
        this.side = side;
        machine = Cards.machine(caption(scenario.machine()), deck, desk.status());
        times = Cards.timeline(timeline, fronts, desk.status(), enterBranch);
        middle.getStyleClass().add("middle");
        middle.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> dragged |= onDivider(event.getTarget()));
        this.bar = bar;
        bar.onChoose(this::reveal);
        // What was clicked must not keep the keyboard: Space is play and pause.
        bar.addEventFilter(MouseEvent.MOUSE_CLICKED, event -> deck.takeKeyboard());
        getChildren().addAll(left, side.table(), middle, right, bar);
        // What somebody calls for must come into sight.
        fronts.all().forEach(front -> front.shown().addListener((property, was, shown) -> reveal(Fold.TIMES)));
        deck.shown().addListener((property, was, shown) -> {
            if (!inSight(machine)) {
                reveal(Fold.MACHINE);
            }
        });
        setMinSize(0, 0);
        build();
    }

    /// Puts the panes where somebody wants them.
    void arrange(Arrangement newArrangement) {
        keepDivider();
        arrangement = newArrangement;
        folding = new Folding(arrangement, folding.width(), folding.height());
        chosen = null;
        alone = null;
        build();
    }

    Arrangement arrangement() {
        return arrangement;
    }

    /// Shows the pictures alone, for a room, or what stands beside them too.
    void present(boolean now) {
        presenting = now;
        for (var card : List.of(machine, times)) {
            Cards.showTabs(card, !now);
        }
        build();
    }

    /// Takes how much room the window has, in the measure of what it holds, and how large that is drawn.
    void fold(double width, double height, int newPercent) {
        var other = new Folding(arrangement, width, height);
        if (!other.equals(folding) || newPercent != percent) {
            keepDivider();
            folding = other;
            percent = newPercent;
            build();
        }
    }

    /// Whether something that the arrangement has is not in sight for want of room.
    boolean folded() {
        return !presenting && alone == null && !folding.whole();
    }

    /// Brings a part of the window into sight, if it is folded away.
    void reveal(Fold part) {
        if (folded() && folding.parts().contains(part)) {
            keepDivider();
            chosen = part;
            build();
        }
    }

    /// Brings the next of what is folded away into sight.
    void revealNext() {
        var parts = folding.parts();
        reveal(parts.get((parts.indexOf(opened()) + 1) % parts.size()));
    }

    /// What is in sight beside the machine, or the machine itself.
    Fold opened() {
        return folding.parts().contains(chosen) ? chosen : folding.first();
    }

    private boolean inSight(Region pane) {
        return middle.isVisible() && middle.getItems().contains(pane);
    }

    /// The panes that this arrangement has, wherever they stand.
    List<Region> panes() {
        return switch (arrangement) {
            case LECTURE -> List.of(machine, side.lanes());
            case LAB, COMPARE -> List.of(machine, times);
            case ENGINEER -> List.of(times, machine);
        };
    }

    /// All panes that there are.
    List<Region> allPanes() {
        return List.of(machine, times, side.lanes());
    }

    /// Shows one pane alone; all of them again, if it is alone already.
    void maximise(Region pane) {
        keepDivider();
        alone = pane == alone ? null : pane;
        build();
    }

    /// The pane that is shown alone; null if none is.
    Region alone() {
        return alone;
    }

    /// Takes a pane out, so that it can stand elsewhere.
    void takeOut(Region pane) {
        keepDivider();
        away.add(pane);
        alone = alone == pane ? null : alone;
        build();
    }

    void putBack(Region pane) {
        away.remove(pane);
        build();
    }

    private void build() {
        middle.setOrientation(arrangement == Arrangement.LECTURE ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        var shown = panes().stream()
                .filter(pane -> alone == null || pane == alone)
                .filter(pane -> !folded() || hasRoom(pane))
                .filter(pane -> !away.contains(pane))
                .toList();
        if (shown.isEmpty()) {
            var where = new Label(Text.PANE_AWAY.of());
            where.setWrapText(true);
            shown = List.of(new StackPane(where));
        }
        if (!shown.equals(middle.getItems())) {
            middle.getItems().clear();
            middle.getItems().setAll(shown);
            fresh = true;
        }
        showSides();
    }

    /// Whether a picture stands beside what is opened, or is that.
    private boolean hasRoom(Region pane) {
        var part = opened();
        if (folding.pairBesideColumn() || !part.beside() && part != Fold.MACHINE && folding.pair()) {
            return true;
        }
        return pane == machine == (part.beside() || part == Fold.MACHINE);
    }

    private void showSides() {
        boolean whole = !presenting && alone == null;
        var part = folded() ? opened() : null;
        left.only(part != null && part.ofStory() ? part : null);
        left.setVisible(part == null ? whole && arrangement == Arrangement.LAB : part.ofStory());
        side.table().setVisible(part == null ? whole && arrangement == Arrangement.ENGINEER : part == Fold.TABLE);
        right.setVisible(part == null ? left.isVisible() || side.table().isVisible() : part == Fold.DETAILS);
        middle.setVisible(part == null || !part.beside() || folding.besideColumn());
        bar.setVisible(part != null);
        if (getParent() != null) {
            getParent().pseudoClassStateChanged(FOLDED, part != null);
        }
        if (part != null) {
            bar.show(folding.parts(), part, percent > InterfaceSize.ORDINARY ? Text.FOLD_LARGE.of(percent) : Text.FOLD_SMALL.of(), percent > InterfaceSize.ORDINARY);
        }
        requestLayout();
    }

    /// Where a pane ends and the next begins, as shares, in the arrangements in which somebody has moved that.
    Map<Arrangement, Double> dividers() {
        keepDivider();
        return new EnumMap<>(dividers);
    }

    void divide(Map<Arrangement, Double> shares) {
        dividers.putAll(shares);
        middle.setDividerPositions(dividers.getOrDefault(arrangement, share()));
    }

    private void keepDivider() {
        if (dragged && !fresh && middle.getDividerPositions().length > 0) {
            dividers.put(arrangement, middle.getDividerPositions()[0]);
        }
        dragged = false;
    }

    private static boolean onDivider(EventTarget target) {
        for (var at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("split-pane-divider")) {
                return true;
            }
        }
        return false;
    }

    private double share() {
        double height = getHeight();
        return switch (arrangement) {
            case LAB, COMPARE ->
                height <= 0 || height >= LOW ? MAP_SHARE : height < LOWEST ? MAP_SHARE_WHEN_LOWEST : MAP_SHARE_WHEN_LOW;
            case LECTURE -> LECTURE_SHARE;
            case ENGINEER -> ENGINEER_SHARE;
        };
    }

    private static String caption(Machine machine) {
        var memory = Sizes.shown(machine.memoryBytes());
        return Text.MAP_CAPTION.of(
                Text.CORES.count(machine.coreCount()), Text.NUMA_NODES.count(machine.nodes().size()), memory);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double top = bar.isVisible() ? Math.ceil(bar.prefHeight(width)) : 0;
        double height = getHeight() - top;
        bar.resizeRelocate(0, 0, width, top);
        if (folded() && opened().beside()) {
            layoutFolded(width, top, height);
            return;
        }
        double leftWidth = Math.rint(Math.clamp(width * LEFT_SHARE, LEFT_LEAST, LEFT_MOST));
        double rightWidth = Math.rint(Math.clamp(width * RIGHT_SHARE, RIGHT_LEAST, RIGHT_MOST));
        double tableWidth = Math.rint(Math.clamp(width * TABLE_SHARE, LEFT_LEAST, TABLE_MOST));
        double before = left.isVisible() ? leftWidth : side.table().isVisible() ? tableWidth : 0;
        double after = right.isVisible() ? rightWidth : 0;
        left.resizeRelocate(0, top, leftWidth, height);
        side.table().resizeRelocate(0, top, tableWidth, height);
        middle.resizeRelocate(before, top, width - before - after, height);
        right.resizeRelocate(width - rightWidth, top, rightWidth, height);
        divide(height);
    }

    /// One column beside the machine, or in its place.
    private void layoutFolded(double width, double top, double height) {
        boolean both = middle.isVisible();
        boolean atLeft = opened().atLeft();
        double column = both ? Math.rint(Math.clamp(width * FOLDED_SHARE, RIGHT_LEAST, RIGHT_MOST)) : width;
        for (var part : List.of(left, side.table(), right)) {
            part.resizeRelocate(atLeft ? 0 : width - column, top, column, height);
        }
        middle.resizeRelocate(atLeft ? column : 0, top, width - column, height);
        divide(height);
    }

    /// Every room is divided as if it had been the first: a low one gives the timeline a larger share, and a divider that
    /// was dragged stays.
    private void divide(double height) {
        var room = new Dimension2D(middle.getWidth(), middle.getHeight());
        if (height > 0 && (fresh || !room.equals(divided))) {
            keepDivider();
            fresh = false;
            divided = room;
            middle.layout();
            middle.setDividerPositions(dividers.getOrDefault(arrangement, share()));
        }
    }
}
