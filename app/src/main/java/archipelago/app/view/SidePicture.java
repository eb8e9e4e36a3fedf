package archipelago.app.view;

import archipelago.app.layout.History;
import archipelago.app.layout.Measures;
import archipelago.app.layout.Selection;
import archipelago.app.render.MachineView;
import archipelago.app.render.Moment;
import archipelago.app.render.ViewKind;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import javafx.beans.property.ObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;

/// One view of the machine that stands beside the others for good. What is picked out in it is picked out everywhere.
public final class SidePicture extends StackPane {
    private static final int WHEEL_LINES = 3;

    private final RasterView raster = new RasterView();
    private final MachineView view;
    private final TimeBrush brush;
    private Frame frame;
    private History history;

    /// @param time what it shows of time, as the timeline does
    public SidePicture(
            ViewKind kind,
            Machine machine,
            ObjectProperty<Selection> selection,
            ThingMenu menu,
            Look look,
            SharedTime time) {
        time.onChange(raster::repaint);
        view = kind.create();
        brush = new TimeBrush(raster, () -> view);
        setId("side-" + kind.word());
        setMinSize(0, 0);
        getStyleClass().add("machine-deck");
        raster.setFocusTraversable(true);
        raster.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        raster.setAccessibleText(ViewTabs.words(kind).of());
        raster.painting((g, width, height) -> {
            if (frame != null) {
                brush.mark();
                time.tell(view);
                view.paint(g, new Moment(machine, frame, history, look.get(), selection.get()), width, height);
            }
        });
        raster.setOnMousePressed(event -> {
            raster.requestFocus();
            menu.close();
            brush.press(event);
            if (event.getButton() == MouseButton.PRIMARY) {
                selection.set(view.hit(event.getX(), event.getY()));
            }
        });
        raster.setOnScroll(event -> {
            if (!time.zoom(view, event)) {
                view.scroll(event.getX(), (int) -Math.signum(event.getDeltaY()) * WHEEL_LINES);
                raster.repaint();
            }
        });
        raster.setOnContextMenuRequested(event -> {
            var what = view.hit(event.getX(), event.getY());
            selection.set(what);
            menu.show(raster, what, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        selection.addListener((property, was, now) -> raster.repaint());
        look.theme().addListener((property, was, now) -> raster.repaint());
        getChildren().add(raster);
    }

    /// Lets a drag along the time choose a stretch, as in the other views.
    public void measure(ObjectProperty<Measures> measures) {
        brush.measure(measures);
    }

    /// Takes what it is painted from.
    public void update(Frame newest, History known) {
        frame = newest;
        history = known;
        raster.repaint();
    }

    public void pulse(double scale) {
        if (getScene() != null) {
            raster.pulse(scale);
        }
    }
}
