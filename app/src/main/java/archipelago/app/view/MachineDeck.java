package archipelago.app.view;

import archipelago.app.action.Choice;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Related;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Beside;
import archipelago.app.render.CompareView;
import archipelago.app.render.MachineView;
import archipelago.app.render.Moment;
import archipelago.app.render.ViewKind;
import archipelago.app.vm.LinksVm;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.Graphics2D;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The views of the whole machine, one of them in front: the map, or one that is only painted. In
/// all of them a click picks what is under the pointer, and a right click opens its menu.
public final class MachineDeck extends StackPane {
    private static final int WHEEL_LINES = 3;
    /// How high the bar above the view that compares is, with the gap under it.
    private static final double BAR = 30;

    private final MapPane map;
    private final Machine machine;
    private final ObjectProperty<Selection> selection;
    private final ThingMenu menu;
    private final Look look;
    private final SecondFuture second;
    private final RasterView raster = new RasterView();
    private final Map<ViewKind, MachineView> views = new EnumMap<>(ViewKind.class);
    private final ReadOnlyObjectWrapper<Optional<ViewKind>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private LinksVm links = new LinksVm();
    private final TimeBrush brush = new TimeBrush(raster, this::front);
    /// Null where there is no timeline.
    private SharedTime time;
    private Consumer<String> showRows = query -> {};
    private Frame frame;
    private History history;
    private SecondFuture.Answer taken;
    private Region bar;

    public MachineDeck(
            MapPane map,
            Machine machine,
            ObjectProperty<Selection> selection,
            ThingMenu menu,
            Look look,
            SecondFuture second) {
        this.map = map;
        this.machine = machine;
        this.selection = selection;
        this.menu = menu;
        this.look = look;
        this.second = second;
        raster.painting(this::paint);
        raster.setVisible(false);
        raster.setId("view");
        raster.setFocusTraversable(true);
        raster.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        raster.setOnMousePressed(this::press);
        raster.setOnMouseMoved(this::hover);
        raster.setOnScroll(event -> {
            if (time != null && time.zoom(front(), event)) {
                return;
            }
            int lines = (int) -Math.signum(event.getDeltaY()) * WHEEL_LINES;
            views.get(shown.get().orElseThrow()).scroll(event.getX(), lines);
            raster.repaint();
        });
        raster.setOnContextMenuRequested(event -> {
            var what = thingAt(event.getX(), event.getY());
            selection.set(what);
            menu.show(raster, what, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        selection.addListener((property, was, now) -> raster.repaint());
        look.theme().addListener((property, was, now) -> raster.repaint());
        getStyleClass().add("machine-deck");
        getChildren().addAll(map, raster);
        setMinSize(0, 0);
    }

    /// Gives the view that compares a bar above it.
    public void wear(Region compareBar) {
        bar = compareBar;
        Parts.show(bar, comparing());
        StackPane.setAlignment(bar, Pos.TOP_CENTER);
        bar.setMaxHeight(Region.USE_PREF_SIZE);
        bar.setMinHeight(BAR);
        getChildren().add(bar);
    }

    /// The futures that stand beside each other.
    public SecondFuture second() {
        return second;
    }

    /// What is known of the two futures; empty while nobody compares, and before there is an answer.
    public Optional<SecondFuture.Answer> compared() {
        return comparing() ? Optional.ofNullable(taken) : Optional.empty();
    }

    /// Compares what is shown with another branch, in the view for that.
    public void compareWith(int branch) {
        second.against(branch);
        show(Optional.of(ViewKind.COMPARE));
    }

    /// Which view is in front; empty for the map.
    public ReadOnlyObjectProperty<Optional<ViewKind>> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Brings a view to the front.
    ///
    /// @param kind empty for the map
    public void show(Optional<ViewKind> kind) {
        kind.ifPresent(k -> views.computeIfAbsent(k, ViewKind::create));
        boolean had = map.isFocused() || raster.isFocused();
        shown.set(kind);
        map.setVisible(kind.isEmpty());
        raster.setVisible(kind.isPresent());
        raster.setAccessibleText(kind.map(ViewTabs::words).orElse(Text.VIEW_MAP).of());
        if (bar != null) {
            Parts.show(bar, comparing());
            StackPane.setMargin(raster, comparing() ? new Insets(BAR, 0, 0, 0) : Insets.EMPTY);
        }
        if (had) {
            takeKeyboard();
        }
        askForTheSecond();
        raster.repaint();
    }

    /// Takes the keyboard, so that keys mean what the table of actions says.
    public void takeKeyboard() {
        (shown.get().isEmpty() ? map : raster).requestFocus();
    }

    /// The views, to be found by typing.
    public List<Choice> choices() {
        return ViewTabs.choices(this);
    }

    /// Brings the next view to the front; after the last comes the map.
    public void showNext() {
        var kinds = ViewKind.values();
        int next = shown.get().map(ViewKind::ordinal).orElse(-1) + 1;
        show(next < kinds.length ? Optional.of(kinds[next]) : Optional.empty());
    }

    /// Takes what the views are painted from.
    public void update(Frame newest, History known) {
        frame = newest;
        history = known;
        map.update(newest, known);
        askForTheSecond();
        raster.repaint();
    }

    /// A second future is gone through only while somebody looks at it.
    private void askForTheSecond() {
        if (comparing() && frame != null) {
            second.ask(frame);
        }
    }

    /// What stands beside what is shown; empty while nobody compares, and where there is only one future.
    public Optional<Beside> beside() {
        return comparing() && taken != null ? taken.beside() : Optional.empty();
    }

    /// Whether the view that compares is in front.
    public boolean comparing() {
        return shown.get().equals(Optional.of(ViewKind.COMPARE));
    }

    private void takeTheSecond() {
        var newest = second.newest();
        if (comparing() && newest != taken && views.get(ViewKind.COMPARE) instanceof CompareView view) {
            taken = newest;
            view.show(newest.beside());
            raster.repaint();
        }
    }

    public void pulse(double scale) {
        if (shown.get().isEmpty()) {
            map.pulse(scale);
        } else if (frame != null) {
            takeTheSecond();
            raster.pulse(scale);
        }
    }

    /// Moves the selection over the tiles of the map, or along the rows of a view that has some.
    public void walk(int columns, int rows) {
        var view = shown.get().map(views::get);
        var from = selection.get();
        var next = view.map(one -> one.next(from, rows)).orElse(from);
        // At an end of the rows there is a way back, and none on.
        boolean rowed = view.isPresent() && !(next.equals(from) && view.get().next(from, -rows).equals(from));
        if (rowed) {
            selection.set(next);
        } else if (view.isPresent()) {
            walkOverKernels(from, columns + rows);
        } else {
            map.walk(columns, rows);
        }
    }

    /// What has no order of its own shows kernels: tiles that nobody sees are not walked over.
    private void walkOverKernels(Selection from, int step) {
        int slot = switch (from) {
            case Selection.OfKernel(int kernel) -> kernel;
            case Selection.OfCore(int core) -> frame.owner[core];
            default -> -1;
        };
        var kernels = frame.kernels;
        int at = -1;
        for (int i = 0; i < kernels.size(); i++) {
            at = kernels.get(i).slot() == slot ? i : at;
        }
        int next = at < 0 ? 0 : Math.clamp(at + (long) step, 0, kernels.size() - 1);
        selection.set(new Selection.OfKernel(kernels.get(next).slot()));
    }

    /// Scrolls the view that is in front.
    public void scroll(int lines) {
        shown.get().ifPresent(kind -> views.get(kind).scroll(getWidth(), lines));
        raster.repaint();
    }

    /// What a menu is opened with: where it belongs to, what it is about, and a place on the screen.
    public interface MenuDoor {
        void open(Node owner, Selection thing, double screenX, double screenY);
    }

    /// Opens a menu of what is picked out, beside it where it has a place on the map.
    public void openMenu(MenuDoor door) {
        boolean onMap = shown.get().isEmpty();
        var at = onMap ? map.anchor(selection.get()) : raster.localToScreen(getWidth() / 3, getHeight() / 4);
        if (at != null) {
            door.open(onMap ? map : raster, selection.get(), at.getX(), at.getY());
        }
    }

    private void paint(Graphics2D g, int width, int height) {
        if (shown.get().isPresent()) {
            brush.mark();
            if (time != null) {
                time.tell(front());
            }
            views.get(shown.get().get()).arrows(links.arrows().get());
            views.get(shown.get().get()).picked(selection.get());
            views.get(shown.get().get()).scale(links.scale().get());
            views.get(shown.get().get()).lanes(links.lanes().get());
            var moment = new Moment(machine, frame, history, look.get(), lit(shown.get().get()));
            views.get(shown.get().get()).paint(g, moment, width, height);
        }
    }

    /// What the view in front lights. The tree reads what is picked, and does not run after the pointer.
    private Selection lit(ViewKind kind) {
        if (!links.on().get() || kind == ViewKind.TREE) {
            return selection.get();
        }
        return kind == ViewKind.COMPARE
                ? links.lit(selection.get())
                : Related.asKernel(links.lit(selection.get()), frame);
    }

    /// Lights what is pointed at in other views too.
    public void link(LinksVm other) {
        links = other;
        map.link(other);
        links.pointed().addListener((property, was, now) -> raster.repaint());
        links.on().addListener((property, was, now) -> raster.repaint());
        links.arrows().addListener((property, was, now) -> raster.repaint());
        links.scale().addListener((property, was, now) -> raster.repaint());
        links.lanes().addListener((property, was, now) -> raster.repaint());
        raster.setOnMouseExited(event -> links.point(Selection.NOTHING));
    }

    /// Shows the time that the timeline shows, in views that follow it.
    public void follow(SharedTime shared) {
        time = shared;
        time.onChange(raster::repaint);
    }

    /// What the view in front shows of time, where it follows the timeline; null elsewhere.
    public TimeWindow time() {
        return shown.get().isEmpty() ? null : front().time();
    }

    /// Lets a drag along the time of a chart choose a stretch, and a double click go to the rows behind a figure.
    public void measure(ObjectProperty<Measures> what, Consumer<String> rows) {
        showRows = rows;
        brush.measure(what);
    }

    private MachineView front() {
        return views.get(shown.get().orElseThrow());
    }

    private void press(MouseEvent event) {
        raster.requestFocus();
        menu.close();
        brush.press(event);
        var behind = front().behind(event.getX(), event.getY());
        int lane = front().laneAt(event.getX(), event.getY());
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && lane >= 0) {
            links.lanes().set(links.lanes().get().toggled(lane, machine));
        } else if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !behind.isEmpty()) {
            showRows.accept(behind);
        } else if (event.getButton() == MouseButton.PRIMARY) {
            selection.set(thingAt(event.getX(), event.getY()));
        }
    }

    /// What the view that is in front shows at a point.
    public Selection thingAt(double x, double y) {
        return views.get(shown.get().orElseThrow()).hit(x, y);
    }

    private void hover(MouseEvent event) {
        var what = thingAt(event.getX(), event.getY());
        links.point(what);
        raster.setCursor(what.equals(Selection.NOTHING) ? Cursor.DEFAULT : Cursor.HAND);
    }
}
