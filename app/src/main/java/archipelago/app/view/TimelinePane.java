package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.ArrowChoice;
import archipelago.app.layout.History;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Related;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import archipelago.app.layout.TimelineFlags;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.layout.TimelineRows;
import archipelago.app.render.TimelineImages;
import archipelago.app.render.TimelinePainter;
import archipelago.app.session.MachineSession;
import archipelago.app.vm.LinksVm;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.awt.Graphics2D;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The timeline. A click or a drag on the ruler travels in time; a drag on the row under its numbers, or anywhere with
/// Shift, chooses a stretch of time; the wheel zooms where the pointer is; a drag on the lanes moves along; a double
/// click follows the present again.
public final class TimelinePane extends StackPane {
    private static final double DRAG_BEGINS = 4;
    /// How high the bar below is, with the gap above it.
    private static final double BAR = 30;
    /// How wide the sign at the end of a kernel's name is that opens the rows of its cores.
    private static final double OPENER = 22;
    private static final double PAGE = 0.8;

    private final RasterView raster = new RasterView();
    private final TimelinePainter painter = new TimelinePainter();
    private final TimelineImages images = new TimelineImages();
    private final MachineSession session;
    private final ObjectProperty<Selection> selection;
    private final ThingMenu menu;
    private final Look look;
    private LinksVm links = new LinksVm();
    private Frame frame;
    private History history;
    private final TimelineSight sight = new TimelineSight();
    private final SharedTime time = new SharedTime(sight);
    private TimelineLayout layout;
    private TimelineRows rows = TimelineRows.KERNELS;
    private double hoverX = Double.NaN;
    private Consumer<BookmarkView> goToMark = mark -> {};
    private IntConsumer goToAct = act -> {};
    private ObjectProperty<Measures> measures = new SimpleObjectProperty<>(Measures.NONE);
    private Grip grip = Grip.NONE;
    private double pressX;
    private TimeWindow pressWindow;

    /// What a drag moves.
    private enum Grip {
        NONE,
        PLAYHEAD,
        PRESSED,
        LANES,
        STRIP,
        RANGE
    }

    public TimelinePane(
            MachineSession session, ObjectProperty<Selection> selection, ThingMenu menu, Look look) {
        this.session = session;
        this.selection = selection;
        this.menu = menu;
        this.look = look;
        getStyleClass().add("timeline");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Text.TIMELINE_SPOKEN.of());
        getChildren().add(raster);
        raster.painting(this::paint);
        time.onChange(raster::repaint);
        selection.addListener((property, was, now) -> reveal(now));
        look.theme().addListener((property, was, now) -> raster.repaint());
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(event -> grip = Grip.NONE);
        setOnMouseClicked(this::click);
        setOnMouseMoved(this::hover);
        setOnMouseExited(event -> {
            hoverX = Double.NaN;
            links.point(Selection.NOTHING);
            raster.repaint();
        });
        setOnScroll(this::scroll);
        setOnContextMenuRequested(event -> {
            var thing = thingAt(event.getX(), event.getY());
            if (!thing.equals(Selection.NOTHING)) {
                menu.show(this, thing, event.getScreenX(), event.getScreenY());
            }
            event.consume();
        });
    }

    /// Shows what is measured, lets a drag with Shift measure, and has a bar below for what it comes to.
    public void measure(ObjectProperty<Measures> what, Region bar) {
        measures = what;
        measures.addListener((property, was, now) -> raster.repaint());
        StackPane.setAlignment(bar, Pos.BOTTOM_CENTER);
        bar.setMaxHeight(Region.USE_PREF_SIZE);
        bar.visibleProperty().addListener((property, was, now) ->
                StackPane.setMargin(raster, now ? new Insets(0, 0, BAR, 0) : Insets.EMPTY));
        getChildren().add(bar);
    }

    /// Lights what is pointed at in other views too.
    public void link(LinksVm other) {
        links = other;
        links.pointed().addListener((property, was, now) -> raster.repaint());
        links.on().addListener((property, was, now) -> raster.repaint());
        links.arrows().addListener((property, was, now) -> raster.repaint());
        links.scale().addListener((property, was, now) -> {
            sight.scale(now);
            raster.repaint();
        });
    }

    /// What a click on the flag of a bookmark does.
    public void onMark(Consumer<BookmarkView> go) {
        goToMark = go;
    }

    /// What a click on the sign of a person's act does, by the number of the act.
    public void onAct(IntConsumer go) {
        goToAct = go;
    }

    /// Takes what the timeline is painted from.
    public void update(Frame newest, History known) {
        frame = newest;
        history = known;
        sight.update(newest, known);
        raster.repaint();
    }

    public void pulse(double scale) {
        if (frame != null) {
            raster.pulse(scale);
        }
    }

    private void paint(Graphics2D g, int width, int height) {
        layout = layout(width, height);
        rows = layout.rows();
        // Of what is picked, not of what the pointer passes over: arrows must not come and go under it.
        layout.choose(ArrowChoice.of(links.arrows().get(), selection.get(), frame, history), history, frame);
        var marks = TimelineMarks.of(lit(), frame, hoverX).measuring(measures.get());
        painter.paint(g, layout, frame, history, look.get(), marks, raster.onScreen() ? images : null);
    }

    /// How far apart instants stand.
    public TimeScale.Mode scale() {
        return links.scale().get();
    }

    private TimelineLayout layout(double width, double height) {
        return TimelineLayout.of(history, frame, sight.window(), links.scale().get(), width, height, rows);
    }

    /// What is lit: a core as itself, a device and a piece of memory as their kernel.
    private Selection lit() {
        if (!links.on().get()) {
            return selection.get();
        }
        var lit = links.lit(selection.get());
        return lit instanceof Selection.OfCore ? lit : Related.asKernel(lit, frame);
    }

    private void press(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || layout == null) {
            return;
        }
        menu.close();
        pressX = event.getX();
        pressWindow = sight.window();
        var flag = TimelineFlags.at(layout, frame, event.getX(), event.getY());
        int act = TimelineFlags.act(layout, history, event.getX(), event.getY());
        if (event.isShiftDown() && inPlot(event.getX())) {
            grip = Grip.RANGE;
        } else if (flag.isPresent()) {
            goToMark.accept(flag.get());
        } else if (act > 0) {
            goToAct.accept(act);
        } else if (onStrip(event)) {
            grip = Grip.STRIP;
        } else if (layout.onRuler(event.getX(), event.getY())) {
            grip = Grip.PLAYHEAD;
            sight.stay();
            session.seek(layout.ns(event.getX()));
        } else {
            grip = Grip.PRESSED;
        }
    }

    private void drag(MouseEvent event) {
        hoverX = event.getX();
        if (grip == Grip.PRESSED && Math.abs(event.getX() - pressX) >= DRAG_BEGINS) {
            grip = Grip.LANES;
            sight.stay();
        }
        if (grip == Grip.STRIP && Math.abs(event.getX() - pressX) >= DRAG_BEGINS) {
            grip = Grip.RANGE;
        }
        if (grip == Grip.RANGE && Math.abs(event.getX() - pressX) >= DRAG_BEGINS) {
            sight.stay();
            measures.set(measures.get().between(layout.ns(inside(pressX)), layout.ns(inside(event.getX()))));
        } else if (grip == Grip.PLAYHEAD) {
            session.seek(layout.ns(Math.clamp(event.getX(), layout.plotLeft(), layout.plotRight())));
        } else if (grip == Grip.LANES) {
            double nsPerPoint = pressWindow.spanNs() / layout.plotWidth();
            sight.show(pressWindow.pan(Math.round((pressX - event.getX()) * nsPerPoint)));
        }
        raster.repaint();
    }

    /// Whether a point is on the row under the numbers: a click there travels too, a drag chooses a stretch of time.
    private boolean onStrip(MouseEvent event) {
        boolean sign = TimelineFlags.at(layout, frame, event.getX(), event.getY()).isPresent()
                || TimelineFlags.act(layout, history, event.getX(), event.getY()) > 0;
        return !sign && layout.onRuler(event.getX(), event.getY()) && event.getY() >= TimelineLayout.RULER;
    }

    private double inside(double x) {
        return Math.clamp(x, layout.plotLeft(), layout.plotRight());
    }

    private boolean inPlot(double x) {
        return x >= layout.plotLeft() && x <= layout.plotRight();
    }

    private void click(MouseEvent event) {
        boolean plain = event.getButton() == MouseButton.PRIMARY && !event.isShiftDown();
        if (!plain || !event.isStillSincePress() || layout == null) {
            return;
        }
        int named = event.getX() < layout.plotLeft() ? layout.laneAt(event.getY()) : -1;
        boolean opener = named >= 0 && event.getX() >= layout.plotLeft() - OPENER;
        if (named >= 0 && (opener || event.getClickCount() == 2)) {
            toggleCores(new Selection.OfKernel(named));
            return;
        }
        if (event.getClickCount() == 2) {
            followNow();
            return;
        }
        if (layout.onRuler(event.getX(), event.getY())) {
            if (onStrip(event)) {
                sight.stay();
                session.seek(layout.ns(event.getX()));
            }
            return;
        }
        selection.set(thingAt(event.getX(), event.getY()));
    }

    /// The message whose arrow passes at a point, or else the core or the kernel whose row is there.
    public Selection thingAt(double x, double y) {
        long message = layout == null ? -1 : layout.messageAt(x, y);
        int lane = layout == null ? -1 : layout.laneAt(y);
        int core = layout == null ? -1 : layout.coreAt(y);
        if (message >= 0) {
            return new Selection.OfFlight(message);
        }
        if (core >= 0) {
            return new Selection.OfCore(core);
        }
        return lane >= 0 ? new Selection.OfKernel(lane) : Selection.NOTHING;
    }

    private void hover(MouseEvent event) {
        boolean inPlot = layout != null && event.getX() >= layout.plotLeft() && event.getX() <= layout.plotRight();
        hoverX = inPlot ? event.getX() : Double.NaN;
        links.point(layout == null || layout.onRuler(event.getX(), event.getY())
                ? Selection.NOTHING
                : thingAt(event.getX(), event.getY()));
        boolean sign = inPlot && (TimelineFlags.at(layout, frame, event.getX(), event.getY()).isPresent()
                || TimelineFlags.act(layout, history, event.getX(), event.getY()) > 0);
        setCursor(
                layout == null || !inPlot
                        ? Cursor.DEFAULT
                        : sign
                        ? Cursor.HAND
                        : layout.onRuler(event.getX(), event.getY())
                                ? onStrip(event) ? Cursor.CROSSHAIR : Cursor.H_RESIZE
                                : layout.messageAt(event.getX(), event.getY()) >= 0 ? Cursor.HAND : Cursor.DEFAULT);
        raster.repaint();
    }

    private void scroll(ScrollEvent event) {
        if (layout == null) {
            return;
        }
        event.consume();
        if (event.getX() < layout.plotLeft() && event.getDeltaY() != 0 && !event.isShiftDown()) {
            rows = rows.moved(rows.offset() - event.getDeltaY());
            raster.repaint();
            return;
        }
        double along = event.isShiftDown() && event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (along != 0) {
            var window = sight.window();
            sight.show(window.pan(-Math.round(along * window.spanNs() / layout.plotWidth())));
        } else {
            double x = Math.clamp(event.getX(), layout.plotLeft(), layout.plotRight());
            sight.zoom(SharedTime.factor(event), layout.ns(x));
        }
        raster.repaint();
    }

    /// Where the present stands, as far as it is in sight.
    public double presentX() {
        return layout == null ? getWidth() / 2 : layout.clampedX(frame.nowNs);
    }

    /// Shows less time or more: around the present if it is in sight, else around the middle.
    public void zoom(boolean in) {
        sight.zoom(in);
        raster.repaint();
    }

    /// Shows a stretch of time as large as there is room.
    public void show(TimeWindow stretch) {
        sight.show(stretch);
        raster.repaint();
    }

    /// Moves along by a part of the width.
    public void pan(boolean earlier) {
        sight.pan(earlier);
        raster.repaint();
    }

    /// The time that is shown; null before there was anything to show.
    public TimeWindow shown() {
        return sight.window();
    }

    /// The same, for views that show it too.
    public SharedTime time() {
        return time;
    }

    /// Shows the present, and goes on with it.
    public void followNow() {
        sight.follow();
        raster.repaint();
    }

    /// Whether the window of time goes on with the present.
    public boolean following() {
        return sight.following();
    }

    /// Shows kernels that stand further up, or further down.
    public void scrollRows(boolean up) {
        if (layout != null) {
            rows = rows.moved(rows.offset() + (up ? -1 : 1) * layout.rowsRoom() * PAGE);
            raster.repaint();
        }
    }

    /// Shows a row for each core of a kernel, or no more; of the kernel that has it, for a core.
    public void toggleCores(Selection thing) {
        int slot = switch (thing) {
            case Selection.OfKernel(int kernel) -> kernel;
            case Selection.OfCore(int core) -> frame.owner[core];
            default -> 0;
        };
        if (slot >= 0) {
            rows = rows.toggled(slot, session.scenario().machine());
            if (layout != null) {
                rows = layout(layout.width(), layout.height()).showingCores(slot);
            }
            raster.repaint();
        }
    }

    /// Moves the rows until the kernel that was picked out is in sight.
    private void reveal(Selection thing) {
        if (layout != null && thing instanceof Selection.OfKernel(int slot)) {
            rows = layout.showing(slot);
        }
        raster.repaint();
    }

    /// Where everything stands in the timeline, as it was painted last; null before the first time.
    public TimelineLayout places() {
        return layout;
    }
}
