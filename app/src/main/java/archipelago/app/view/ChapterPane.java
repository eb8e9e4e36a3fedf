package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.ChaptersVm;
import archipelago.app.vm.ChaptersVm.Progress;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What is told now, and the chapters around it.
final class ChapterPane extends VBox {
    private final Label label = Parts.label("section");
    private final Label title = Parts.paragraph("chapter-title");
    private final Label text = Parts.paragraph("chapter-text");
    private final ChapterWalk list;
    private final ChapterWalk dots;
    private final Label trouble = Parts.paragraph("chapter-trouble");
    private final Button skip = Parts.button("story-skip", Text.STORY_SKIP);
    private final VBox snag = new VBox(trouble, skip);
    private boolean compact;

    /// @param goTo goes to where a chapter begins, by its number from 1
    /// @param goOn lets the story go on without what it waits for
    ChapterPane(ChaptersVm chapters, IntConsumer goTo, Runnable goOn) {
        getStyleClass().add("chapters");
        var column = new VBox();
        column.getStyleClass().add("chapter-list");
        list = new ChapterWalk(column, this::row, ChapterPane::words, true, goTo);
        list.setId("chapter-list");
        var line = new FlowPane();
        line.getStyleClass().add("chapter-dots");
        dots = new ChapterWalk(line, this::dot, ChapterPane::words, false, goTo);
        dots.setId("chapter-dots");
        skip.setOnAction(event -> goOn.run());
        snag.getStyleClass().add("chapter-snag");
        getChildren().addAll(label, title, snag, text, list, dots);
        chapters.snag().addListener((property, was, now) -> show(now));
        show(chapters.snag().get());
        chapters.page().addListener((property, was, page) -> show(page));
        chapters.rows().addListener((property, was, rows) -> show(rows));
        if (chapters.page().get() != null) {
            show(chapters.page().get());
        }
        show(chapters.rows().get());
        compact(false);
    }

    /// Where there is little room, a row of marks stands for the list of chapters.
    void compact(boolean little) {
        compact = little;
        Parts.show(list, !compact);
        Parts.show(dots, compact);
    }

    boolean compact() {
        return compact;
    }

    private void show(ChaptersVm.Page page) {
        label.setText(page.label().toUpperCase(Locale.ROOT));
        title.setText(page.title());
        text.setText(page.text());
        Parts.show(text, !page.text().isEmpty());
    }

    private void show(ChaptersVm.Snag now) {
        trouble.setText(String.join(" ", now.sentences()));
        Parts.show(skip, now.stuck());
        Parts.show(snag, !now.sentences().isEmpty());
    }

    private void show(List<ChaptersVm.Row> rows) {
        // Of a story that is one chapter the title says all.
        var several = rows.size() > 1 ? rows : List.<ChaptersVm.Row>of();
        list.show(several);
        dots.show(several);
    }

    private static String words(ChaptersVm.Row row) {
        return Text.CHAPTER_ROW.of(row.number(), row.title(), spoken(row.progress()));
    }

    private Node dot(ChaptersVm.Row row) {
        var dot = new HBox(mark(row.progress()));
        dot.getStyleClass().addAll("chapter-dot", style(row.progress()));
        dot.setAccessibleText(words(row));
        Tooltip.install(dot, new Tooltip(words(row)));
        return dot;
    }

    private Node row(ChaptersVm.Row row) {
        var words = Parts.paragraph("chapter-name");
        words.setText(row.title());
        var line = new HBox(mark(row.progress()), words);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().addAll("chapter-row", style(row.progress()));
        line.setAccessibleText(words(row));
        line.setId("chapter-" + row.number());
        return line;
    }

    private static Node mark(Progress progress) {
        var mark = new StackPane();
        mark.getStyleClass().add("chapter-mark");
        if (progress == Progress.DONE) {
            mark.getChildren().add(Parts.icon("check"));
        }
        return mark;
    }

    private static String style(Progress progress) {
        return "chapter-" + progress.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String spoken(Progress progress) {
        return switch (progress) {
            case DONE -> Text.CHAPTER_DONE.of();
            case CURRENT -> Text.CHAPTER_CURRENT.of();
            case TO_COME -> Text.CHAPTER_TO_COME.of();
        };
    }
}
