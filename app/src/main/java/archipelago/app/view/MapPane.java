package archipelago.app.view;

import archipelago.app.action.Hands;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Related;
import archipelago.app.layout.Selection;
import archipelago.app.render.DragPreview;
import archipelago.app.render.MachineMapPainter;
import archipelago.app.render.MapGround;
import archipelago.app.render.MapMarks;
import archipelago.app.render.MapMatrix;
import archipelago.app.render.MapNotes;
import archipelago.app.render.Moment;
import archipelago.app.session.CoreMove;
import archipelago.app.session.DeviceMove;
import archipelago.app.vm.FactWords;
import archipelago.app.vm.Inspection;
import archipelago.app.vm.InspectorVm;
import archipelago.app.vm.LinksVm;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.Graphics2D;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/// The map of the machine. A click picks what is under the pointer, a right click opens its menu,
/// and a core's tile can be dragged to another owner.
public final class MapPane extends StackPane {
    private static final double DRAG_BEGINS = 6;

    private final RasterView raster = new RasterView();
    private final MachineMapPainter painter = new MachineMapPainter();
    private final MapGround ground = new MapGround();
    private final Machine machine;
    private final ObjectProperty<Selection> selection;
    private final Hands hands;
    private final FactWords words;
    private final ThingMenu menu;
    private final Look look;
    private LinksVm links = new LinksVm();
    private Frame frame;
    private History history;
    private MapNotes notes;
    private MachineMapLayout layout;
    private Selection hovered = Selection.NOTHING;
    private Selection pressed = Selection.NOTHING;
    private double pressX;
    private double pressY;
    private DragPreview drag;
    private final MapSight sight;
    private final MapChange change = new MapChange(raster::repaint);
    /// Whether cores stand in the order of their owners.
    private boolean byOwner;
    private final MapMatrix matrix = new MapMatrix();
    private boolean matrixShown;

    public MapPane(
            Machine machine,
            ObjectProperty<Selection> selection,
            InspectorVm inspector,
            Hands hands,
            FactWords words,
            ThingMenu menu,
            Look look) {
        this.machine = machine;
        this.selection = selection;
        this.hands = hands;
        this.words = words;
        this.menu = menu;
        this.look = look;
        getStyleClass().add("map");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        describe(inspector.inspection().get());
        getChildren().add(raster);
        raster.painting(this::paint);
        sight = new MapSight(this, () -> layout, selection::get, raster::repaint);
        selection.addListener((property, was, now) -> {
            if (!now.equals(pressed)) {
                sight.reveal(now);
            }
            raster.repaint();
        });
        look.theme().addListener((property, was, now) -> raster.repaint());
        inspector.inspection().addListener((property, was, now) -> describe(now));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        setOnMouseMoved(event -> hover(layout == null ? Selection.NOTHING : hit(event.getX(), event.getY())));
        setOnMouseExited(event -> hover(Selection.NOTHING));
        setOnContextMenuRequested(this::openMenu);
    }

    private void describe(Inspection selected) {
        setAccessibleText(Text.MAP_SPOKEN.of(selected.label(), selected.title(), selected.status()));
    }

    /// Takes what the map is painted from.
    public void update(Frame newest, History known) {
        frame = newest;
        history = known;
        notes = notes == null ? MapNotes.of(machine, newest) : notes.upTo(machine, newest);
        raster.repaint();
    }

    public void pulse(double scale) {
        if (frame != null) {
            raster.pulse(scale);
        }
    }

    private void paint(Graphics2D g, int width, int height) {
        var before = layout;
        boolean fresh = layout == null || layout.width() != width || layout.height() != height
                || layout.byOwner() != byOwner;
        if (fresh) {
            layout = byOwner
                    ? MachineMapLayout.ofOwners(machine, frame, width, height)
                    : MachineMapLayout.of(machine, frame, width, height);
            if (before != null && before.byOwner() == byOwner) {
                sight.resized(before, layout);
            }
        }
        layout = layout.at(frame, sight.camera());
        if (raster.onScreen()) {
            change.towards(before, layout, raster::shown);
            if (change.from().isPresent()) {
                painter.glide(g, change.from().get(), layout, change.share(), machine, frame, look.get(), marks());
                return;
            }
        }
        painter.paint(g, layout, machine, frame, look.get(), marks(), raster.onScreen() ? ground : null);
        if (raster.onScreen()) {
            change.veil(g);
        }
        if (matrixShown) {
            matrix.paint(g, layout, new Moment(machine, frame, history, look.get(), selection.get()));
        }
    }

    /// Shows who talks to whom as a matrix over the map, or takes it away.
    public void toggleMatrix() {
        matrixShown = !matrixShown;
        raster.repaint();
    }

    /// Whether who talks to whom is shown as a matrix.
    public boolean matrixShown() {
        return matrixShown;
    }

    private Selection hit(double x, double y) {
        return matrixShown ? matrix.hit(x, y).orElseGet(() -> layout.hit(x, y)) : layout.hit(x, y);
    }

    /// Puts cores in the order of their owners, or back as the machine is built.
    public void toggleOrder() {
        byOwner = !byOwner;
        sight.all();
        sight.arrive();
        raster.repaint();
    }

    /// Ends all that is still under way on the map where it leads to.
    public void settle() {
        sight.arrive();
        change.settle();
    }

    /// Whether the map is on its way from one order, or level, to another.
    public boolean changing() {
        return change.changing();
    }

    private MapMarks marks() {
        var pointed = links.on().get() ? links.pointed().get() : hovered;
        var marks = new MapMarks(selection.get(), pointed, Optional.ofNullable(drag), sight.lensAt(), notes);
        return links.on().get() && history != null
                ? marks.withRelated(Related.to(links.lit(selection.get()), frame, history))
                : marks;
    }

    /// Lights what is pointed at in other views too, and what belongs to it.
    public void link(LinksVm other) {
        links = other;
        links.pointed().addListener((property, was, now) -> raster.repaint());
        links.on().addListener((property, was, now) -> raster.repaint());
    }

    private void hover(Selection what) {
        links.point(what);
        if (!what.equals(hovered)) {
            hovered = what;
            setCursor(what.equals(Selection.NOTHING) ? Cursor.DEFAULT : Cursor.HAND);
            raster.repaint();
        }
    }

    private void press(MouseEvent event) {
        requestFocus();
        menu.close();
        if (event.getButton() == MouseButton.PRIMARY && layout != null) {
            pressX = event.getX();
            pressY = event.getY();
            pressed = hit(pressX, pressY);
            selection.set(pressed);
            sight.grip(event);
            if (event.getClickCount() % 2 == 0 && !(pressed instanceof Selection.OfDevice)) {
                sight.drill(event);
            }
        }
    }

    private void drag(MouseEvent event) {
        // Only a press of the primary button picks something up.
        if (!(pressed instanceof Selection.OfCore || pressed instanceof Selection.OfDevice)) {
            if (sight.drag(event)) {
                setCursor(Cursor.MOVE);
            }
            return;
        }
        if (drag == null && Math.hypot(event.getX() - pressX, event.getY() - pressY) < DRAG_BEGINS) {
            return;
        }
        int target = layout.placeAt(event.getX(), event.getY());
        drag = preview(pressed, target, event.getX(), event.getY());
        setCursor(Cursor.CLOSED_HAND);
        raster.repaint();
    }

    private DragPreview preview(Selection thing, int target, double x, double y) {
        if (target == MachineMapLayout.NOWHERE) {
            return new DragPreview(thing, x, y, target, false, Text.DRAG_NOWHERE.of());
        }
        int from = thing instanceof Selection.OfDevice(int device)
                ? DeviceMove.place(frame, device)
                : CoreMove.place(frame, ((Selection.OfCore) thing).core());
        var name = thing instanceof Selection.OfDevice(int device)
                ? machine.devices().get(device).name()
                : words.cpu(((Selection.OfCore) thing).core());
        int steps = steps(thing, target);
        if (steps == 0) {
            return new DragPreview(thing, x, y, target, false, Text.DRAG_SAME.of(name, words.owner(target)));
        }
        var sentence = steps == 1
                ? Text.DRAG_MOVE.of(name, words.owner(from), words.owner(target))
                : Text.DRAG_MOVE_THROUGH_POOL.of(name, words.owner(from), words.owner(target));
        return new DragPreview(thing, x, y, target, true, sentence);
    }

    /// How many orders letting go comes to.
    private int steps(Selection thing, int target) {
        return switch (thing) {
            case Selection.OfCore(int core) -> CoreMove.plan(frame, machine, core, target).commands().size();
            case Selection.OfDevice(int device) -> DeviceMove.plan(frame, machine, device, target).commands().size();
            default -> 0;
        };
    }

    private void release(MouseEvent event) {
        if (drag != null) {
            var dropped = drag;
            endDrag();
            if (dropped.possible()) {
                drop(dropped);
            }
        }
        sight.letGo();
        setCursor(Cursor.DEFAULT);
        pressed = Selection.NOTHING;
    }

    private void drop(DragPreview dropped) {
        switch (dropped.thing()) {
            case Selection.OfCore(int core) -> hands.move(CoreMove.plan(frame, machine, core, dropped.target()));
            case Selection.OfDevice(int device) ->
                hands.move(DeviceMove.plan(frame, machine, device, dropped.target()));
            default -> {}
        }
    }

    /// Lets go of a tile without giving it to anybody, or puts a lens or the matrix away.
    ///
    /// @return whether there was any of it
    public boolean cancelDrag() {
        boolean was = drag != null || matrixShown;
        matrixShown = false;
        endDrag();
        return was || sight.endLens();
    }

    private void endDrag() {
        drag = null;
        pressed = Selection.NOTHING;
        setCursor(Cursor.DEFAULT);
        raster.repaint();
    }

    private void openMenu(ContextMenuEvent event) {
        if (layout == null) {
            return;
        }
        event.consume();
        if (event.isKeyboardTrigger()) {
            showMenuOfSelection();
            return;
        }
        menu.show(this, hit(event.getX(), event.getY()), event.getScreenX(), event.getScreenY());
    }

    private void showMenuOfSelection() {
        var at = anchor(selection.get());
        if (at != null) {
            menu.show(this, selection.get(), at.getX(), at.getY());
        }
    }

    /// Opens the choice of owners beside the tile of the selected core.
    public void chooseOwner() {
        var at = anchor(selection.get());
        if (selection.get() instanceof Selection.OfCore && at != null) {
            menu.showOwners(this, selection.get(), at.getX(), at.getY(), this::aim);
        }
    }

    /// Shows what it comes to if the selected core goes to a place, as a drag over its ground does.
    private void aim(OptionalInt place) {
        if (place.isPresent() && layout != null && selection.get() instanceof Selection.OfCore(int core)) {
            var at = layout.tile(tileOf(place.getAsInt(), core));
            drag = preview(selection.get(), place.getAsInt(), at.getCenterX(), at.getCenterY());
        } else {
            drag = null;
        }
        raster.repaint();
    }

    /// What is said about where a core or a function would go; nothing while none is about to.
    public Optional<String> aimed() {
        return Optional.ofNullable(drag).map(DragPreview::verdict);
    }

    /// A core that is at a place; the core itself if the place has none.
    private int tileOf(int place, int itself) {
        for (int core = 0; core < machine.coreCount(); core++) {
            if (CoreMove.place(frame, core) == place) {
                return core;
            }
        }
        return itself;
    }

    /// Where a menu of a thing stands on the screen; null before there is anything to see.
    Point2D anchor(Selection thing) {
        if (layout != null && thing instanceof Selection.OfCore(int core)) {
            var tile = layout.tile(core);
            return localToScreen(tile.getMaxX(), tile.getMinY());
        }
        if (layout != null && thing instanceof Selection.OfDevice(int index)) {
            for (var mark : layout.devices()) {
                if (mark.index() == index) {
                    return localToScreen(mark.bounds().getMaxX(), mark.bounds().getMaxY());
                }
            }
        }
        return localToScreen(getWidth() / 3, getHeight() / 3);
    }

    /// Moves the selection to a neighbouring tile; from elsewhere, to the first core of what is
    /// selected.
    public void walk(int columns, int rows) {
        if (layout == null) {
            return;
        }
        if (selection.get() instanceof Selection.OfCore(int core)) {
            selection.set(new Selection.OfCore(layout.neighbour(core, columns, rows)));
            return;
        }
        int first = 0;
        if (selection.get() instanceof Selection.OfKernel(int slot)) {
            for (int core = frame.owner.length - 1; core >= 0; core--) {
                first = frame.owner[core] == slot ? core : first;
            }
        }
        selection.set(new Selection.OfCore(first));
    }

    /// What part of the machine is shown.
    public MapSight sight() {
        return sight;
    }

    /// Where everything is on the map, as it was painted last; null before the first time.
    public MachineMapLayout places() {
        return layout;
    }
}
