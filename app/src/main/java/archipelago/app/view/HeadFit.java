package archipelago.app.view;

import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Keeps all tabs of a card in its head, however narrow that is: their words stand closer together first; then the title
/// goes, since the tab in front says the same; what is told between them has the room that is left.
final class HeadFit {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    /// The button at the end of the head.
    private static final double BUTTON = 22;

    private final HBox head;
    private final Label title;
    private final Region told;
    private final double leastTold;
    private final Region tabs;
    private boolean narrow;
    /// How wide the tabs are when their words do not stand closer together.
    private double roomyTabs;

    private HeadFit(HBox head, Label title, Region told, double leastTold, Region tabs) {
        this.head = head;
        this.title = title;
        this.told = told;
        this.leastTold = leastTold;
        this.tabs = tabs;
    }

    /// @param told what stands between title and tabs, and is not always there
    /// @param leastTold it is cut to no less, as long as the title is there
    static void on(HBox head, Label title, Region told, double leastTold, Region tabs) {
        head.setMinWidth(0); // Else what is in it would make it as wide as it wants, and that would seem to be the room.
        tabs.setMinWidth(Region.USE_PREF_SIZE);
        var fit = new HeadFit(head, title, told, leastTold, tabs);
        InvalidationListener again = changed -> fit.again();
        head.widthProperty().addListener(again);
        tabs.widthProperty().addListener(again); // Known when they have their style.
        title.widthProperty().addListener(again);
        title.textProperty().addListener(again);
        told.managedProperty().addListener(again);
        tabs.managedProperty().addListener(again); // Before a room there are none.
        told.visibleProperty().addListener(again);
        told.widthProperty().addListener(again);
    }

    private void again() {
        if (!tabs.isManaged()) {
            Parts.show(title, true);
            return;
        }
        if (!narrow) {
            roomyTabs = tabs.prefWidth(-1);
        }
        double room = head.getWidth() - head.getInsets().getLeft() - head.getInsets().getRight() - BUTTON
                - head.getSpacing() * head.getChildren().size();
        if (head.getWidth() == 0 || roomyTabs == 0) {
            return;
        }
        boolean telling = told.isManaged() && told.isVisible();
        double least = telling ? Math.min(leastTold, told.prefWidth(-1)) : 0;
        narrow = title.prefWidth(-1) + least + roomyTabs > room;
        tabs.pseudoClassStateChanged(NARROW, narrow);
        double left = room - (narrow ? tabs.prefWidth(-1) : roomyTabs);
        boolean titled = title.prefWidth(-1) + least <= left;
        Parts.show(title, titled);
        left -= titled ? title.prefWidth(-1) : 0;
        told.setMinWidth(Math.clamp(left, 0, Math.max(0, told.prefWidth(-1))));
        told.setMaxWidth(Math.max(0, Math.min(left, told.prefWidth(-1))));
    }
}
