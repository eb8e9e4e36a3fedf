package archipelago.app.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Short facts in one line, the most important first. What has no room is left out whole; nothing is
/// cut.
final class FactsLine extends Region {
    /// What stands between two facts, in all languages.
    private static final String BETWEEN = " · ";

    private final String style;
    private final List<Label> facts = new ArrayList<>();
    private String shown = "";

    FactsLine(String style) {
        this.style = style;
        setMinWidth(0);
    }

    /// @param words facts with middle dots between them
    void show(String words) {
        if (words.equals(shown)) {
            return;
        }
        shown = words;
        facts.clear();
        for (var fact : words.split(BETWEEN)) {
            facts.add(Parts.label(style, facts.isEmpty() ? fact : BETWEEN + fact));
        }
        getChildren().setAll(facts);
        setAccessibleText(words);
    }

    @Override
    public double getBaselineOffset() {
        return facts.isEmpty() ? super.getBaselineOffset() : facts.getFirst().getBaselineOffset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return facts.stream().mapToDouble(fact -> fact.prefWidth(-1)).sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return facts.isEmpty() ? 0 : facts.getFirst().prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        boolean room = true;
        for (var fact : facts) {
            double width = fact.prefWidth(-1);
            // Widths are on whole pixels here and exact there.
            room &= x + width <= getWidth() + 1;
            fact.setVisible(room);
            layoutInArea(fact, x, 0, width, getHeight(), 0, fact.getAlignment().getHpos(), VPos.TOP);
            x += width;
        }
    }
}
