package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Figures;
import archipelago.app.vm.LogVm;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/// The newest lines of logs and answers, on the dark ground of a console. It shows the last lines
/// that fit.
final class LogCard extends Region {
    private final VBox lines = new VBox();

    LogCard(LogVm log) {
        getStyleClass().add("console");
        lines.getStyleClass().add("console-lines");
        getChildren().add(lines);
        setAccessibleText(Text.SECTION_LOG.of());
        setMinHeight(0);
        // A long log stands out over its upper edge, unseen; it must not catch clicks on what is there.
        var window = new Rectangle();
        window.widthProperty().bind(widthProperty());
        window.heightProperty().bind(heightProperty());
        setClip(window);
        log.lines().addListener((property, was, list) -> show(list));
        show(log.lines().get());
    }

    private void show(List<LogVm.Line> list) {
        lines.getChildren().setAll(list.stream().map(LogCard::line).toList());
        if (list.isEmpty()) {
            lines.getChildren().add(Parts.label("console-faint", Text.LOG_EMPTY.of()));
        }
        requestLayout();
    }

    private static VBox line(LogVm.Line line) {
        var head = Parts.paragraph("console-faint");
        head.setText(Figures.seconds(line.atNs()) + "  " + line.who());
        var text = Parts.paragraph("console-text");
        text.setText(line.text());
        Parts.tone(text, line.tone());
        var box = new VBox(head, text);
        Parts.show(text, !line.text().isEmpty());
        box.getStyleClass().add("console-line");
        return box;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double room = getHeight() - snappedTopInset() - snappedBottomInset();
        double height = lines.prefHeight(width);
        // The newest line stands at the bottom; while there are few, they begin at the top.
        double top = height <= room ? snappedTopInset() : getHeight() - snappedBottomInset() - height;
        lines.resizeRelocate(snappedLeftInset(), top, width, height);
        lines.layout(); // What is cut can be told only once every line has its place.
        var newest = lines.getChildren().getLast().getBoundsInParent();
        if (newest.getHeight() > room) {
            // Of a single line that has no room the beginning tells more than nothing.
            top = snappedTopInset() - newest.getMinY();
            lines.relocate(snappedLeftInset(), top);
        }
        for (var line : lines.getChildren()) {
            // A line that the upper edge would cut is left out.
            Bounds place = line.getBoundsInParent();
            line.setVisible(top + place.getMinY() >= snappedTopInset() - 1);
        }
    }
}
