package archipelago.app.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Controls beside each other, in as many rows as they need. One of them takes the room that is left in its row.
final class WrappingRow extends Pane {
    private static final double GAP = 8;

    private final Node growing;
    private final double least;

    /// @param growing the control that takes what room is left
    /// @param least how wide it is at least
    WrappingRow(Node growing, double least, List<? extends Node> controls) {
        this.growing = growing;
        this.least = least;
        getChildren().addAll(controls);
        setMinWidth(0);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = getInsets().getLeft() + getInsets().getRight() - GAP;
        for (var child : getManagedChildren()) {
            width += wide(child) + GAP;
        }
        return width;
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = getInsets().getTop() + getInsets().getBottom() - GAP;
        for (var row : rows(width)) {
            height += high(row) + GAP;
        }
        return Math.max(0, height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width < 0 ? getWidth() : width);
    }

    @Override
    protected void layoutChildren() {
        double right = getWidth() - getInsets().getRight();
        double top = getInsets().getTop();
        for (var row : rows(getWidth())) {
            double left = getInsets().getLeft();
            double spare = right - left + GAP;
            for (var child : row) {
                spare -= wide(child) + GAP;
            }
            double high = high(row);
            for (var child : row) {
                double width = wide(child) + (child == growing ? Math.max(0, spare) : 0);
                double height = child.prefHeight(width);
                child.resizeRelocate(snapPositionX(left), snapPositionY(top + (high - height) / 2), width, height);
                left += width + GAP;
            }
            top += high + GAP;
        }
    }

    private List<List<Node>> rows(double width) {
        double room = width < 0 ? Double.MAX_VALUE : width - getInsets().getLeft() - getInsets().getRight();
        var rows = new ArrayList<List<Node>>();
        double left = 0;
        for (Node child : getManagedChildren()) {
            if (rows.isEmpty() || left + wide(child) > room) {
                rows.add(new ArrayList<>());
                left = 0;
            }
            rows.getLast().add(child);
            left += wide(child) + GAP;
        }
        return rows;
    }

    private double wide(Node child) {
        return child == growing ? least : Math.ceil(child.prefWidth(-1));
    }

    private double high(List<Node> row) {
        return row.stream().mapToDouble(child -> Math.ceil(child.prefHeight(wide(child)))).max().orElse(0);
    }
}
