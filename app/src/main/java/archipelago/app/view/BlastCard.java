package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.BlastVm;
import archipelago.app.vm.BlastVm.Card;
import archipelago.app.vm.Figures;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.VBox;

/// What an act has changed: what was lost, what came later, and what it has not touched, with a way into the world
/// without it.
public final class BlastCard extends VBox {
    private static final double WHOLE = 100;
    private static final int COLUMNS = 3;

    private final IntConsumer without;
    private final Runnable giveUp;
    private final Runnable again;

    /// @param without goes to the world without an act
    /// @param giveUp ends what takes too long, `again` begins it once more
    public BlastCard(BlastVm blast, IntConsumer without, Runnable giveUp, Runnable again) {
        this.without = without;
        this.giveUp = giveUp;
        this.again = again;
        getStyleClass().add("blast");
        setId("blast");
        blast.card().addListener((property, was, card) -> show(card));
        show(blast.card().get());
    }

    private void show(Card card) {
        Parts.show(this, card.act() > 0);
        getChildren().setAll(Parts.label("blast-title", Text.BLAST_TITLE.of()));
        if (card.busy()) {
            waiting(card);
        } else if (card.givenUp()) {
            var said = Parts.paragraph("blast-detail");
            said.setText(Text.BLAST_GIVEN_UP.of());
            var button = Parts.button("blast-again", Text.BLAST_AGAIN);
            button.setOnAction(event -> again.run());
            getChildren().addAll(said, button);
        } else if (card.told()) {
            told(card);
        }
    }

    private void waiting(Card card) {
        var said = Parts.paragraph("blast-detail");
        said.setText(Text.BLAST_WORKING.of());
        getChildren().add(said);
        if (card.percent() >= 0) {
            var bar = new ProgressBar(card.percent() / WHOLE);
            bar.setId("blast-progress");
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setAccessibleText(Text.BLAST_WORKING.of());
            HBox.setHgrow(bar, Priority.ALWAYS);
            var stop = Parts.button("blast-stop", Text.SEARCH_STOP);
            stop.setOnAction(event -> giveUp.run());
            var row = new HBox(bar, stop);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("blast-wait");
            getChildren().add(row);
        }
    }

    private void told(Card card) {
        var numbers = new GridPane();
        numbers.getStyleClass().add("blast-numbers");
        var third = new ColumnConstraints();
        third.setPercentWidth(100.0 / COLUMNS);
        numbers.getColumnConstraints().setAll(third, third, third);
        numbers.add(number(card.lost(), Text.BLAST_LOST, ""), 0, 0);
        var delay = card.delay().isEmpty() ? "" : Text.BLAST_BY.of(card.delay());
        numbers.add(number(card.delayed(), Text.BLAST_DELAYED, delay), 1, 0);
        numbers.add(number(card.untouched().size(), Text.BLAST_UNTOUCHED, ""), 2, 0);
        var show = Parts.button("blast-without", Text.BLAST_WITHOUT);
        show.setMaxWidth(Double.MAX_VALUE);
        show.setMinWidth(0);
        show.setWrapText(true);
        show.setOnAction(event -> without.accept(card.act()));
        getChildren().addAll(numbers, show);
        list(Text.BLAST_REACHED, card.reached());
        list(Text.BLAST_UNTOUCHED_LIST, card.untouched());
        list(Text.BLAST_CHANGES, card.shifts());
        if (card.more() > 0) {
            getChildren().add(Parts.label("blast-detail", Text.BLAST_MORE.count(card.more())));
        }
        var until = Parts.paragraph("blast-detail");
        until.setText(card.until());
        getChildren().add(until);
    }

    private static VBox number(long count, Text name, String more) {
        var figure = Parts.label("blast-figure", Figures.grouped(count));
        Label words = Parts.paragraph("blast-name");
        words.setText(name.of());
        var box = new VBox(figure, words);
        if (!more.isEmpty()) {
            Label by = Parts.paragraph("blast-name");
            by.setText(more);
            box.getChildren().add(by);
        }
        return box;
    }

    private void list(Text title, List<BlastVm.Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var box = new VBox(Parts.label("blast-heading", title.of()));
        lines.stream().map(BlastCard::line).forEach(box.getChildren()::add);
        box.getStyleClass().add("blast-list");
        getChildren().add(box);
    }

    private static Node line(BlastVm.Line line) {
        var title = Parts.paragraph("blast-line");
        title.setText(line.title());
        var detail = Parts.paragraph("blast-detail");
        detail.setText(line.detail());
        return new VBox(title, detail);
    }
}
