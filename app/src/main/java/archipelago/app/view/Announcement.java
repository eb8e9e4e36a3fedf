package archipelago.app.view;

import archipelago.app.vm.AnnouncerVm;
import archipelago.app.vm.StatusVm;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// Says what happens to whoever hears the window: it is there in every arrangement, and nothing of it is to be seen. What
/// answers the person comes at once; what the machine does comes as often as they want to hear it.
public final class Announcement extends Region {
    public Announcement(AnnouncerVm announcer, StatusVm status) {
        setId("announcement");
        setManaged(false);
        setMouseTransparent(true);
        resize(1, 1);
        setAccessibleRole(AccessibleRole.TEXT);
        announcer.said().addListener((property, was, now) -> say(now));
        status.note().addListener((property, was, now) -> say(now));
        status.refusal().addListener((property, was, now) ->
                now.ifPresent(refusal -> say(refusal.title() + ": " + refusal.sentence())));
    }

    private void say(String words) {
        if (!words.isEmpty()) {
            setAccessibleText(words);
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }
}
