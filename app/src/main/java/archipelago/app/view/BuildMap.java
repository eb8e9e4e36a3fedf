package archipelago.app.view;

import archipelago.app.build.Draft;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.render.MachineMapPainter;
import archipelago.app.render.MapMarks;
import archipelago.app.render.MapNotes;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// The machine that is drawn, as its map. A click or a drag gives cores to the owner that is chosen; so do Enter and
/// Space for the tile that the arrow keys go to. A whole drag is one change.
final class BuildMap extends StackPane {
    private static final double STRIDE = 4;

    private final RasterView raster = new RasterView();
    private final MachineMapPainter painter = new MachineMapPainter();
    private final Workshop workshop;
    private final Look look;
    private final Supplier<String> owner;
    private MachineMapLayout layout;
    private Draft dragged;
    private String dragOwner = Draft.HOST;
    private int cursor;
    private double lastX;
    private double lastY;

    /// @param owner who gets what is clicked
    BuildMap(Workshop workshop, Look look, Supplier<String> owner) {
        this.workshop = workshop;
        this.look = look;
        this.owner = owner;
        setId("build-map");
        getStyleClass().add("map");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Text.BUILD_MAP_HINT.of());
        getChildren().add(raster);
        setMinSize(0, 0);
        raster.painting(this::paint);
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(event -> letGo());
        setOnKeyPressed(this::key);
        focusedProperty().addListener((property, was, focused) -> raster.repaint());
    }

    void repaint() {
        cursor = Math.clamp(cursor, 0, Math.max(0, workshop.draft().cores() - 1));
        raster.repaint();
    }

    void pulse(double scale) {
        raster.pulse(scale);
    }

    /// The tile of a core, in the map's own measure.
    Rectangle2D tile(int core) {
        return layout.tile(core);
    }

    private void paint(Graphics2D g, int width, int height) {
        var blueprint = workshop.blueprint();
        var frame = blueprint.frame();
        layout = MachineMapLayout.of(blueprint.machine(), frame, width, height);
        var marks = MapMarks.of(MapNotes.of(blueprint.machine(), frame));
        painter.paint(g, layout, blueprint.machine(), frame, look.get(),
                isFocused() ? marks.withSelected(new Selection.OfCore(cursor)) : marks);
    }

    private int coreAt(double x, double y) {
        for (int core = 0; layout != null && core < workshop.draft().cores(); core++) {
            if (layout.tile(core).contains(x, y)) {
                return core;
            }
        }
        return -1;
    }

    private void press(MouseEvent event) {
        requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        int core = coreAt(event.getX(), event.getY());
        if (event.getButton() == MouseButton.PRIMARY && core >= 0) {
            dragged = workshop.draft();
            // A click on what its owner has already takes it back.
            dragOwner = ownerOf(core).equals(owner.get()) ? Draft.HOST : owner.get();
            give(core);
        }
    }

    /// A fast hand leaves gaps between two events: what lies between them is meant as well.
    private void drag(MouseEvent event) {
        double way = Math.hypot(event.getX() - lastX, event.getY() - lastY);
        for (double at = 0; at < way; at += STRIDE) {
            give(coreAt(lastX + (event.getX() - lastX) * at / way, lastY + (event.getY() - lastY) * at / way));
        }
        give(coreAt(event.getX(), event.getY()));
        lastX = event.getX();
        lastY = event.getY();
    }

    private void give(int core) {
        if (dragged != null && core >= 0) {
            cursor = core;
            workshop.preview(assigned(workshop.draft(), core, dragOwner));
        }
    }

    private void letGo() {
        if (dragged != null) {
            var drawn = workshop.draft();
            workshop.preview(dragged);
            dragged = null;
            workshop.change(drawn);
        }
    }

    private String ownerOf(int core) {
        int at = core;
        for (var node : workshop.draft().nodes()) {
            if (at < node.cpus().size()) {
                return node.owners().get(at);
            }
            at -= node.cpus().size();
        }
        return Draft.HOST;
    }

    private static Draft assigned(Draft draft, int core, String to) {
        int at = core;
        for (int n = 0; n < draft.nodes().size(); n++) {
            int cores = draft.nodes().get(n).cpus().size();
            if (at < cores) {
                return draft.assigned(n, at, to);
            }
            at -= cores;
        }
        return draft;
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> walk(-1, 0);
            case RIGHT -> walk(1, 0);
            case UP -> walk(0, -1);
            case DOWN -> walk(0, 1);
            case ENTER, SPACE -> workshop.change(assigned(workshop.draft(), cursor,
                    ownerOf(cursor).equals(owner.get()) ? Draft.HOST : owner.get()));
            case DELETE, BACK_SPACE -> workshop.change(assigned(workshop.draft(), cursor, Draft.HOST));
            default -> {
                return;
            }
        }
        event.consume();
        repaint();
    }

    private void walk(int right, int down) {
        cursor = layout.neighbour(cursor, right, down);
    }
}
