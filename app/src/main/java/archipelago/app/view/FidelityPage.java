package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Tone;
import archipelago.engine.base.Times;
import archipelago.engine.cli.ModelSheet;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What the model is worth: what it does exactly, what approximately and what not at all, and where every duration comes
/// from. All of it is read out of the model itself. Typing leaves the lines in which the words stand.
public final class FidelityPage extends FilteredPage {
    private static final double MOST_WIDTH = 1120;
    private static final double LINES = 6;
    private static final double LINE = 20;
    private static final String NOTHING = "–";

    private final VBox content;
    private final ScrollPane scroll = scroll();

    public FidelityPage() {
        this(new VBox());
    }

    private FidelityPage(VBox content) {
        super("fidelity-filter", Text.FIDELITY_PROMPT, content);
        this.content = content;
        content.setMinWidth(0);
        content.getStyleClass().add("fidelity");
        var close = Parts.button("fidelity-close", Text.PAGE_CLOSE);
        close.setOnAction(event -> leave());
        fill(MOST_WIDTH, Text.FIDELITY_TITLE, Text.FIDELITY_INTRO, List.of(close));
        list();
    }

    @Override
    void key(KeyEvent event) {
        double lines = switch (event.getCode()) {
            case DOWN -> 1;
            case UP -> -1;
            case PAGE_DOWN -> LINES * 3;
            case PAGE_UP -> -LINES * 3;
            default -> 0;
        };
        if (lines != 0) {
            double spare = Math.max(1, content.getHeight() - scroll.getViewportBounds().getHeight());
            scroll.setVvalue(Math.clamp(scroll.getVvalue() + lines * 2 * LINE / spare, 0, 1));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            event.consume();
        }
    }

    @Override
    void list() {
        content.getChildren().clear();
        for (var page : ModelSheet.pages()) {
            subject(page);
        }
        for (var provenance : Provenance.values()) {
            durations(provenance);
        }
        if (content.getChildren().isEmpty()) {
            content.getChildren().add(Parts.label("pop-hint", Text.FIND_NOTHING.of(typed())));
        }
        scroll.setVvalue(0);
    }

    private boolean fits(String... words) {
        var typed = typed().toLowerCase(Locale.ROOT);
        return typed.isEmpty() || Stream.of(words).anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(typed));
    }

    private void subject(ModelSheet.Page page) {
        var title = page.subject().title();
        var columns = new GridPane();
        columns.getStyleClass().add("fidelity-columns");
        columns.setMinWidth(0);
        var parts = List.of(
                part(Text.FIDELITY_EXACTLY, "●", Tone.GOOD, title, page.exactly()),
                part(Text.FIDELITY_APPROXIMATELY, "◐", Tone.WARN, title, page.approximately()),
                part(Text.FIDELITY_NOT, "○", Tone.NEUTRAL, title, page.notAtAll()));
        for (int i = 0; i < parts.size(); i++) {
            var width = new ColumnConstraints();
            width.setPercentWidth(100.0 / parts.size());
            columns.getColumnConstraints().add(width);
            columns.add(parts.get(i), i, 0);
        }
        if (parts.stream().anyMatch(part -> part.getChildren().size() > 1)) {
            // A column with nothing in it says so.
            parts.stream()
                    .filter(part -> part.getChildren().size() == 1)
                    .forEach(part -> part.getChildren().add(Parts.label("fidelity-line", NOTHING)));
            content.getChildren().addAll(Parts.label("fidelity-subject", title), columns);
        }
    }

    /// The sign says the same as the words: a picture of this page without colours tells as much.
    private VBox part(Text name, String sign, Tone tone, String title, List<String> lines) {
        var heading = Parts.label("fidelity-heading", sign + "  " + name.of());
        Parts.tone(heading, tone);
        var part = new VBox(heading);
        part.getStyleClass().add("fidelity-part");
        part.setMinWidth(0);
        lines.stream().filter(line -> fits(line, title)).forEach(line -> {
            var words = Parts.paragraph("fidelity-line");
            words.setText(line);
            part.getChildren().add(words);
        });
        return part;
    }

    private void durations(Provenance provenance) {
        var rows = new ArrayList<Node[]>();
        for (var cost : Cost.values()) {
            var name = ModelSheet.words(cost.name());
            if (cost.provenance() == provenance && fits(name, cost.source(), cost.unit(), words(provenance).of())) {
                var source = Parts.paragraph("fidelity-line");
                source.setText(cost.source());
                Label value = Parts.label("row-value", Times.shown(cost.defaultNs(), 3));
                value.setMinWidth(USE_PREF_SIZE);
                var unit = Parts.paragraph("fidelity-line");
                unit.setText(cost.unit());
                var first = Parts.paragraph("fidelity-name");
                first.setText(name);
                rows.add(new Node[] {first, value, unit, source});
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        var grid = new GridPane();
        grid.getStyleClass().add("fidelity-grid");
        grid.setMinWidth(0);
        for (double share : new double[] {20, 10, 18, 52}) {
            var width = new ColumnConstraints();
            width.setPercentWidth(share);
            grid.getColumnConstraints().add(width);
        }
        for (int row = 0; row < rows.size(); row++) {
            grid.addRow(row, rows.get(row));
        }
        content.getChildren().addAll(
                Parts.label("fidelity-subject", Text.FIDELITY_DURATIONS.of(words(provenance).of())), grid);
    }

    private static Text words(Provenance provenance) {
        return switch (provenance) {
            case KERNEL -> Text.FIDELITY_KERNEL;
            case PUBLISHED -> Text.FIDELITY_PUBLISHED;
            case DERIVED -> Text.FIDELITY_DERIVED;
            case ASSUMED -> Text.FIDELITY_ASSUMED;
        };
    }
}
