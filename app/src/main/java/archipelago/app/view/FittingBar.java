package archipelago.app.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// A row in which nothing is cut: what has no room is left out, what matters least first. Nothing else may show or hide
/// what can be left out.
class FittingBar extends HBox {
    private List<Node> yielding = List.of();

    FittingBar() {
        setMinWidth(0);
    }

    /// @param nodes what can be left out, what matters least first
    final void leaveOut(List<Node> nodes) {
        yielding = List.copyOf(nodes);
    }

    @Override
    protected void layoutChildren() {
        var out = new ArrayList<Node>();
        for (var node : yielding) {
            if (least(out) <= getWidth()) {
                break;
            }
            out.add(node);
        }
        // What is wide made room for something that is narrow.
        for (var node : List.copyOf(out).reversed()) {
            out.remove(node);
            if (least(out) > getWidth()) {
                out.add(node);
            }
        }
        yielding.forEach(node -> Parts.show(node, !out.contains(node)));
        super.layoutChildren();
    }

    /// How wide it must be to have room for all but what is left out.
    private double least(List<Node> leftOut) {
        double width = getInsets().getLeft() + getInsets().getRight();
        int shown = 0;
        for (var child : getChildren()) {
            boolean there = yielding.contains(child) ? !leftOut.contains(child) : child.isManaged();
            if (there) {
                width += Math.ceil(child.minWidth(-1));
                shown++;
            }
        }
        return width + Math.max(0, shown - 1) * getSpacing();
    }
}
