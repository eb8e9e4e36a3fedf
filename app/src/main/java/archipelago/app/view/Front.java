package archipelago.app.view;

import archipelago.app.i18n.Text;
import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.Region;

/// What can stand in the place of the timeline, one at a time.
///
/// @param id the name of its tab: `console`
/// @param toggle brings it to the front with the keyboard in it, or takes it away
public record Front(String id, Text title, Text tip, Region content, BooleanProperty shown, Runnable toggle) {
    /// Brings it to the front if it is not there.
    void show() {
        if (!shown.get()) {
            toggle.run();
        }
    }

    void hide() {
        if (shown.get()) {
            toggle.run();
        }
    }
}
