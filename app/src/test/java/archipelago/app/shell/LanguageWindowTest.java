package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Stories;
import archipelago.app.i18n.Language;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.frame.OperationView;
import archipelago.engine.state.Operation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The smallest window has room for the words of every language.
@ExtendWith(ApplicationExtension.class)
class LanguageWindowTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    /// What holds names and sentences of any length, which may be cut.
    private static final Set<String> MAY_BE_CUT = Set.of("card-work", "scenario-title");

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutWhateverIsPicked(Language language) {
        language.choose();
        assertThat(cutIn(Stories.live(), (window, cut) -> {
            for (var selection : List.of(
                    Selection.NOTHING,
                    new Selection.OfKernel(0),
                    new Selection.OfKernel(1),
                    new Selection.OfKernel(3),
                    new Selection.OfKernel(-1),
                    new Selection.OfCore(9),
                    new Selection.OfFlight(3))) {
                window.desk().selection().set(selection);
                look(window, language.word() + "-selected-" + selection.hashCode(), cut);
            }
        })).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutWhileTheHostWorksAndSomethingIsRefused(Language language) {
        language.choose();
        var live = Stories.live();
        var fill = new Command.FillPool(List.of(24L, 26L), List.of(), List.of());
        live.frame.operations.add(new OperationView(7, fill, Operation.Step.TAKE_MEMORY, live.frame.nowNs - 1_500_000));
        assertThat(cutIn(live, (window, cut) -> {
            window.hands().give(new Command.Exec("edge"));
            live.answer(Errno.EBUSY, "not all of its cores are parked");
            look(window, language.word() + "-loud", cut);
        })).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutInAnyMoodOfTheStory(Language language) {
        language.choose();
        var live = Stories.live();
        live.frame.playing = false;
        assertThat(cutIn(live, (window, cut) -> {
            for (var mood : Mood.values()) {
                live.frame.finished = mood == Mood.TOLD;
                live.frame.full = mood == Mood.FULL;
                live.frame.branch = mood == Mood.PAUSED_ON_A_BRANCH ? 2 : 0;
                live.frame.events = mood == Mood.AT_START ? 0 : 1_842_306;
                look(window, language.word() + "-mood-" + mood.ordinal(), cut);
            }
        })).isEmpty();
    }

    private enum Mood {
        AT_START,
        PAUSED_ON_A_BRANCH,
        TOLD,
        FULL
    }

    @ParameterizedTest
    @EnumSource
    void everyViewAndTheKeysHaveRoom(Language language) {
        language.choose();
        assertThat(cutIn(Stories.live(), (window, cut) -> {
            for (var kind : ViewKind.values()) {
                window.deck().show(Optional.of(kind));
                look(window, language.word() + "-" + kind.word(), cut);
            }
            window.keys().toggle();
            look(window, language.word() + "-keys", cut);
        })).isEmpty();
    }

    /// Opens the window, on the thread of windows, and returns the words that are cut in it.
    private static List<String> cutIn(FakeLive live, BiConsumer<Window, List<String>> story) {
        var cut = new ArrayList<String>();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var stage = new Stage();
            var window = Window.open(live, stage, Theme.Name.LIGHT);
            story.accept(window, cut);
            stage.close();
        });
        return cut;
    }

    private static void look(Window window, String name, List<String> cut) {
        write(window.picture(WIDTH, HEIGHT), "language-" + name);
        collect(window.map().getScene().getRoot(), name, cut);
    }

    private static void collect(Node node, String name, List<String> cut) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled label && label.isTextTruncated()
                && label.getStyleClass().stream().noneMatch(MAY_BE_CUT::contains)) {
            cut.add(name + ": " + label.getText() + " " + label.getStyleClass());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, name, cut));
        }
    }

    private static void write(BufferedImage picture, String name) {
        try {
            Files.createDirectories(PICTURES);
            ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
