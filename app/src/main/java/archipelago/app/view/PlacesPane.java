package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.FuturesVm;
import archipelago.app.vm.MarksVm;
import archipelago.engine.frame.BookmarkView;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The places in time that have names: the tree of all futures, and the bookmarks. It stands where the timeline is.
public final class PlacesPane extends HBox {
    private static final double TREE_SHARE = 0.6;

    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final FutureTree tree;
    private final Runnable leave;

    /// What is done with futures and bookmarks.
    public interface Keeper extends MarkEditor.Keeper {
        void goTo(int branch);

        /// Goes to the view that compares, with what is shown on one side and a branch on the other.
        void compare(int branch);

        void name(int branch, String name);
    }

    /// @param go goes to a bookmark
    /// @param leave gives the keyboard back
    public PlacesPane(FuturesVm futures, MarksVm marks, Keeper keeper, Consumer<BookmarkView> go, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("places");
        setMinSize(0, 0);
        tree = new FutureTree(futures, keeper);
        var bookmarks = new MarkList(marks, keeper, go);
        var left = part(Text.FUTURES_TITLE, tree, tree.buttons());
        var right = part(Text.MARKS_TITLE, bookmarks, bookmarks.buttons());
        left.prefWidthProperty().bind(widthProperty().multiply(TREE_SHARE));
        left.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        bookmarks.setMinWidth(0);
        right.setPrefWidth(0);
        getChildren().addAll(left, right);
        visibleProperty().bind(shown);
    }

    private static VBox part(Text title, Region list, HBox buttons) {
        var words = Parts.section(title);
        words.setMinWidth(USE_PREF_SIZE);
        var heading = new FittingBar();
        heading.getChildren().addAll(words, Parts.spring(), buttons);
        heading.leaveOut(List.of(words));
        heading.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(list, Priority.ALWAYS);
        var part = new VBox(heading, list);
        part.getStyleClass().add("part");
        return part;
    }

    /// As a tab beside the timeline.
    public Front front() {
        return new Front("places", Text.PLACES_TITLE, Text.PLACES_TIP, this, shown, this::toggle);
    }

    /// Whether they are in front, in the place of the timeline.
    public BooleanProperty shown() {
        return shown;
    }

    /// Brings them to the front with the keyboard in the tree, or takes them away.
    public void toggle() {
        Sight.putAwayUnseen(shown, this);
        shown.set(!shown.get());
        if (shown.get()) {
            tree.begin();
        } else {
            leave.run();
        }
    }
}
