package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.StatusVm;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/// Says on which future one is, and leads to the others. It is there once there are two.
final class BranchMenu extends MenuButton {
    private final IntConsumer enter;
    private final Runnable all;

    /// @param all shows all futures as a tree
    BranchMenu(StatusVm status, IntConsumer enter, Runnable all) {
        this.enter = enter;
        this.all = all;
        getStyleClass().addAll("card-work", "branches");
        setId("branches");
        setFocusTraversable(true);
        status.branches().addListener((property, was, branches) -> show(branches));
        show(status.branches().get());
    }

    private void show(List<StatusVm.BranchLine> branches) {
        var group = new ToggleGroup();
        getItems().clear();
        for (var branch : branches) {
            var item = new RadioMenuItem(branch.words());
            item.setToggleGroup(group);
            item.setSelected(branch.present());
            item.setOnAction(event -> enter.accept(branch.number()));
            getItems().add(item);
            if (branch.present()) {
                setText(branch.words());
                setAccessibleText(Text.BRANCHES_SPOKEN.of(branch.words()));
            }
        }
        var tree = new MenuItem(Text.FUTURES_ALL.of());
        tree.setId("branches-all");
        tree.setOnAction(event -> all.run());
        getItems().addAll(new SeparatorMenuItem(), tree);
        Parts.show(this, branches.size() > 1);
    }
}
