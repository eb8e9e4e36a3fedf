package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Measures;
import archipelago.app.render.ViewKind;
import archipelago.app.view.Cards;
import archipelago.app.view.Look;
import archipelago.app.view.SharedTime;
import archipelago.app.view.SidePicture;
import archipelago.app.view.ThingMenu;
import archipelago.app.vm.Desk;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.Region;

/// The panes that only some arrangements show: the lanes beside the map, and what happened line by line.
final class SidePanes {
    private final SidePicture lanes;
    private final Region lanesCard;
    private final Region table;

    /// @param table what happened, line by line
    /// @param measures the stretch of time that all views choose
    /// @param time what the lanes show of time
    SidePanes(
            Machine machine,
            Desk desk,
            ThingMenu menu,
            Look look,
            Region table,
            ObjectProperty<Measures> measures,
            SharedTime time) {
        lanes = new SidePicture(ViewKind.LANES, machine, desk.selection(), menu, look, time);
        lanes.measure(measures);
        lanesCard = Cards.picture(Text.VIEW_LANES.of(), lanes);
        this.table = table;
    }

    void update(Frame frame, History history) {
        if (lanes.getScene() != null) {
            lanes.update(frame, history);
        }
    }

    void pulse(double scale) {
        lanes.pulse(scale);
    }

    Region lanes() {
        return lanesCard;
    }

    Region table() {
        return table;
    }
}
