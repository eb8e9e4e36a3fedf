package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.WhyVm;
import archipelago.app.vm.WhyVm.Step;
import archipelago.app.vm.WhyVm.Told;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Why something happened, link by link, the nearest first, and what came of it. A click on a link goes there.
public final class WhyPart extends VBox {
    /// What the ids of links begin with.
    private static final String CAUSE = "why-";
    private static final String RESULT = "led-";

    private final WhyVm why;
    private final LongConsumer go;
    private final HBox head = new HBox();
    private final VBox chain = new VBox();
    private final Label effectsTitle = Parts.section(Text.WHY_EFFECTS);
    private final Label count = Parts.paragraph("why-count");
    private final VBox effects = new VBox();

    /// @param go goes behind an event, or behind an act of a negative number
    /// @param blast what an act has changed; shown where it is about an act
    public WhyPart(WhyVm why, LongConsumer go, Region blast) {
        this.why = why;
        this.go = go;
        getStyleClass().add("why");
        head.getStyleClass().add("why-head");
        head.setAlignment(Pos.CENTER_LEFT);
        chain.getStyleClass().add("why-chain");
        effects.getStyleClass().add("why-chain");
        var causes = new VBox(head, chain);
        causes.getStyleClass().add("part");
        var results = new VBox(effectsTitle, count, effects);
        results.getStyleClass().add("part");
        getChildren().addAll(causes, blast, results);
        why.told().addListener((property, was, told) -> show(told));
        show(why.told().get());
    }

    private void show(Told told) {
        Parts.show(this, told.origin() != 0);
        if (told.origin() == 0) {
            return;
        }
        var title = Parts.label("why-subject", told.title());
        title.setMinWidth(Region.USE_PREF_SIZE);
        head.getChildren().setAll(Parts.section(Text.WHY_TITLE), title);
        if (told.followed()) {
            var close = new Button(null, Parts.icon("close"));
            close.setId("why-let-go");
            close.getStyleClass().add("why-close");
            close.setAccessibleText(Text.WHY_LET_GO.of());
            close.setOnAction(event -> why.letGo());
            head.getChildren().addAll(Parts.spring(), close);
        }
        chain.getChildren().clear();
        int beforeGap = told.hidden() == 0 ? -1 : told.chain().size() - 2;
        for (int i = 0; i < told.chain().size(); i++) {
            if (i == beforeGap) {
                chain.getChildren().add(button("why-all", Text.WHY_MORE.count(told.hidden()), why::showAllLinks));
            }
            chain.getChildren().add(link(told.chain().get(i), CAUSE));
        }
        if (!told.ending().isEmpty()) {
            var ending = Parts.paragraph("why-ending");
            ending.setText(told.ending());
            chain.getChildren().add(ending);
        }
        if (told.further()) {
            chain.getChildren().add(button("why-further", Text.WHY_FURTHER.of(), why::showFurther));
        }
        showEffects(told);
    }

    private void showEffects(Told told) {
        Parts.show(effects.getParent(), !told.count().isEmpty());
        count.setText(told.count());
        effects.getChildren().setAll(told.effects().stream().map(step -> link(step, RESULT)).toList());
        if (told.moreEffects() > 0) {
            effects.getChildren().add(button("effects-all", Text.WHY_MORE.count(told.moreEffects()), why::showAllEffects));
        }
    }

    private static Button button(String id, String words, Runnable effect) {
        var more = new Button(words);
        more.setId(id);
        more.getStyleClass().add("why-more");
        more.setAccessibleText(words);
        more.setOnAction(event -> effect.run());
        return more;
    }

    private Node link(Step step, String id) {
        var row = row(step);
        if (step.origin() == 0) {
            row.getStyleClass().add("why-unseen");
            return row;
        }
        var link = new LinkRow(row, spoken(step), () -> go.accept(step.origin()));
        link.setId(id + step.origin());
        link.pseudoClassStateChanged(Parts.CHOSEN, step.here());
        return link;
    }

    private static String spoken(Step step) {
        var words = step.who().isEmpty() ? step.line().title() : step.who() + ": " + step.line().title();
        return step.because() ? Text.WHY_BECAUSE.of() + " " + words : words;
    }

    private static HBox row(Step step) {
        var dot = new Region();
        dot.getStyleClass().add("fact-dot");
        Parts.tone(dot, step.line().tone());
        var title = Parts.paragraph("fact-title");
        title.setText(step.line().title());
        var time = Parts.label("fact-time", step.line().atNs() < 0 ? "" : step.line().time());
        time.setMinWidth(Region.USE_PREF_SIZE);
        boolean seen = step.origin() != 0;
        var words = new VBox();
        if (step.because() && seen) {
            // The time stands beside the short word, so that the title has the whole width.
            var lead = new HBox(Parts.label("why-because", Text.WHY_BECAUSE.of()), Parts.spring(), time);
            words.getChildren().addAll(lead, title);
        } else if (seen) {
            // Only the title gives way to the time; what is told below it has the whole width.
            title.setMinWidth(0);
            HBox.setHgrow(title, Priority.ALWAYS);
            title.setMaxWidth(Double.MAX_VALUE);
            var lead = new HBox(title, time);
            lead.getStyleClass().add("fact");
            words.getChildren().add(lead);
        } else {
            words.getChildren().add(title);
        }
        var said = step.who().isEmpty() || step.line().detail().isEmpty()
                ? step.who() + step.line().detail()
                : step.who() + " · " + step.line().detail();
        if (!said.isEmpty()) {
            var detail = Parts.paragraph("fact-detail");
            detail.setText(said);
            words.getChildren().add(detail);
        }
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(dot, words);
        row.getStyleClass().add("fact");
        return row;
    }
}
