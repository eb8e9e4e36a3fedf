package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.render.Typeface;
import archipelago.engine.base.Problem;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is wrong with a file: every mistake with its place and what to write instead. The machine that was shown before
/// goes on under it.
public final class ProblemPage extends Page {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 520;
    private static final double LINE = 19;
    /// What a row takes without the lines of its sentence and its advice.
    private static final double AROUND_LINES = 34;
    private static final double LINE_WIDTH = WIDTH - 110;
    private static final double SENTENCE_SIZE = 13.5;

    private final ListView<Problem> list = new ListView<>();

    /// @param file the file as the person named it
    /// @param again reads the file once more
    /// @param another asks for another file
    public ProblemPage(String file, List<Problem> problems, Runnable again, Runnable another) {
        list.setId("problems");
        list.getStyleClass().add("problem-list");
        list.getItems().setAll(problems);
        list.setCellFactory(view -> new Row());
        list.getSelectionModel().selectFirst();
        list.setAccessibleText(Text.PROBLEMS_TITLE.count(problems.size(), file));
        list.setPrefHeight(Math.min(HEIGHT, 10 + problems.stream().mapToDouble(ProblemPage::high).sum()));
        VBox.setVgrow(list, Priority.ALWAYS);
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                leave();
                again.run();
                event.consume();
            }
        });
        var title = Parts.paragraph("page-title");
        title.setText(Text.PROBLEMS_TITLE.count(problems.size(), file.substring(file.lastIndexOf('/') + 1)));
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.PROBLEMS_HINT.of());
        var copy = button("problems-copy", Text.PROBLEMS_COPY, () -> copy(problems));
        var other = button("problems-other", Text.PROBLEMS_OTHER, () -> {
            leave();
            another.run();
        });
        var retry = button("problems-again", Text.PROBLEMS_AGAIN, () -> {
            leave();
            again.run();
        });
        retry.getStyleClass().add("accent");
        var close = button("problems-close", Text.PAGE_CLOSE, this::leave);
        var buttons = new HBox(copy, Parts.spring(), close, other, retry);
        buttons.getStyleClass().add("pop-buttons");
        var card = new VBox(title, hint, list, buttons);
        card.getStyleClass().addAll("card", "page-card");
        card.setPrefWidth(WIDTH);
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
    }

    /// How high a row is, so that a few problems are seen whole.
    private static double high(Problem problem) {
        var advice = problem.advice();
        return AROUND_LINES + LINE * (lines(problem.sentence()) + (advice.isEmpty() ? 0 : lines(Text.PROBLEM_TRY.of(advice))));
    }

    private static double lines(String words) {
        return Math.ceil(Typeface.TEXT.width(words, SENTENCE_SIZE) / LINE_WIDTH);
    }

    private static Button button(String id, Text words, Runnable deed) {
        var button = Parts.button(id, words);
        button.setOnAction(event -> deed.run());
        return button;
    }

    private static void copy(List<Problem> problems) {
        var content = new ClipboardContent();
        content.putString(String.join("\n", problems.stream().map(Problem::text).toList()) + "\n");
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void takeKeyboard() {
        list.requestFocus();
    }

    private static final class Row extends ListCell<Problem> {
        Row() {
            setPrefWidth(0); // As wide as the list, however long its words are.
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            setGraphic(empty || problem == null ? null : box(problem));
            setAccessibleText(empty || problem == null ? "" : problem.text());
        }

        private static Node box(Problem problem) {
            var place = Parts.label("problem-place", problem.line() == 0
                    ? problem.file()
                    : problem.file() + ":" + problem.line() + ":" + problem.column());
            var sentence = Parts.paragraph("problem-sentence");
            sentence.setText(problem.sentence());
            var box = new VBox(place, sentence);
            if (!problem.advice().isEmpty()) {
                var advice = Parts.paragraph("problem-advice");
                advice.setText(Text.PROBLEM_TRY.of(problem.advice()));
                box.getChildren().add(advice);
            }
            box.getStyleClass().add("problem");
            return box;
        }
    }
}
