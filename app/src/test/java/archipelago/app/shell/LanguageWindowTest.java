package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.Stories;
import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Language;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.frame.OperationView;
import archipelago.engine.journal.Happening;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Live;
import archipelago.engine.live.StillEngine;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The smallest window has room for the words of every language.
@ExtendWith(ApplicationExtension.class)
class LanguageWindowTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    /// What holds names and sentences of any length, which may be cut.
    private static final Set<String> MAY_BE_CUT = Set.of("card-work", "scenario-title", "lecture-title", "future-title", "future-detail", "place-title",
            "table-cell", "tree-table-cell", "column-header-label");

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutWhateverIsPicked(Language language) {
        var window = new Shown(Stories.live(), language);
        window.look("nothing", shown -> {});
        for (int kernel : new int[] {0, 1, 3, -1}) {
            window.look("kernel" + kernel, shown -> shown.select(new Selection.OfKernel(kernel)));
        }
        window.look("core", shown -> shown.select(new Selection.OfCore(9)));
        window.look("message", shown -> shown.select(new Selection.OfFlight(3)));
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutWhileTheHostWorksAndSomethingIsRefused(Language language) {
        var live = Stories.live();
        var fill = new Command.FillPool(List.of(24L, 26L), List.of(), List.of());
        live.frame.operations.add(new OperationView(7, fill, Operation.Step.TAKE_MEMORY, live.frame.nowNs - 1_500_000,
                false, true, 0));
        var window = new Shown(live, language);
        window.look("loud", shown -> {
            shown.hands().give(new Command.Exec("edge"));
            live.answer(Errno.EBUSY, "not all of its cores are parked");
        });
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutWhereSomethingHasGoneWrong(Language language) {
        var live = Stories.live();
        live.frame.hang[16] = (byte) Hang.IRQS_OFF.ordinal();
        live.frame.hang[17] = (byte) Hang.IRQS_ON.ordinal();
        live.frame.devicesGone.set(1);
        live.frame.ghosts.add(live.frame.kernels.remove(3));
        var window = new Shown(live, language);
        window.look("hung-core", shown -> shown.select(new Selection.OfCore(16)));
        window.look("hung-kernel", shown -> shown.select(new Selection.OfKernel(2)));
        window.look("ghost", shown -> shown.select(new Selection.OfKernel(3)));
        window.look("device-gone", shown -> shown.select(new Selection.OfDevice(1)));
        window.look("region", shown -> shown.select(new Selection.OfRegion(live.frame.memory.getFirst().base())));
        window.look("node", shown -> shown.select(new Selection.OfNode(0)));
        window.look("transaction", shown -> shown.select(new Selection.OfTransaction(0, 7)));
        window.look("no-link", shown -> {
            shown.select(new Selection.OfKernel(2));
            shown.console().toggle();
        });
        window.look("console", shown -> {
            live.frame.consoles = List.of(new ConsoleLink(1, 2, Blob.text("login: "), 300));
            live.happen(new Happening.ConsoleReceived(1, Blob.text("Debian GNU/Linux 13\nlogin: "), 0));
            live.happen(new Happening.ConsoleReceived(1, Blob.text("x".repeat(300)), 300));
            live.happen(new Happening.ConsoleReceived(1, Blob.text("\n# uname -r\n7.0.0-mk2\n"), 0));
        });
        window.look("reset", shown -> {
            live.happen(new Happening.MachineReset("machine check on CPU 18"));
            live.frame.ended = true;
            shown.console().toggle();
        });
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutInAnyMoodOfTheStory(Language language) {
        var live = Stories.live();
        live.frame.playing = false;
        var window = new Shown(live, language);
        for (var mood : Mood.values()) {
            window.look(mood.name(), shown -> {
                live.frame.finished = mood == Mood.TOLD;
                live.frame.branch = mood == Mood.PAUSED_ON_A_BRANCH ? 2 : 0;
                live.frame.events = mood == Mood.AT_START ? 0 : 1_842_306;
            });
        }
        window.close();
        assertThat(window.cut).isEmpty();
    }

    private enum Mood {
        AT_START,
        PAUSED_ON_A_BRANCH,
        TOLD
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutOnTheWaysThroughTime(Language language) {
        language.choose();
        var window = new Shown(new StillEngine(Lived.session()), language);
        window.look("bookmark", shown -> {
            shown.hands().bookmark();
            shown.pulse();
        });
        window.look("go-to", shown -> shown.hands().openGoTo());
        window.look("run-until", shown -> shown.hands().openRunUntil());
        window.look("places", shown -> {
            shown.hands().cancel();
            shown.hands().showPlaces();
        });
        window.look("why", shown -> shown.select(new Selection.OfKernel(2)));
        window.look("compare", shown -> shown.hands().nextDifference(false));
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutThatLookCloser(Language language) {
        language.choose();
        var window = new Shown(new StillEngine(Lived.session()), language);
        window.look("events", shown -> shown.hands().instruments().showEvents());
        window.look("events-problem", shown -> {
            shown.workbench().events().show("kernel postgres");
            shown.pulse();
        });
        window.look("list", shown -> {
            shown.hands().instruments().showList();
            shown.pulse();
        });
        window.look("range", shown -> {
            shown.hands().instruments().showList();
            var now = shown.frame().nowNs;
            shown.workbench().measures().measures().set(
                    new archipelago.app.layout.Measures(now - 50_000, now, now - 70_000, now));
            shown.pulse();
        });
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutInALecture(Language language) {
        language.choose();
        var window = new Shown(new StillEngine(Lived.session()), language);
        for (var arrangement : Arrangement.values()) {
            window.look("layout-" + arrangement.name(), shown -> shown.lectern().arrange(arrangement));
        }
        window.look("acts", shown -> {
            shown.lectern().arrange(Arrangement.LAB);
            shown.lectern().openActs();
        });
        window.look("presentation", shown -> {
            shown.hands().cancel();
            shown.lectern().togglePresentation();
        });
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCutInExpress(Language language) {
        var window = new Shown(Stories.live(), language);
        window.look("express", shown -> shown.lectern().run(Grade.EXPRESS));
        window.close();
        assertThat(window.cut).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theKeysHaveRoom(Language language) {
        var window = new Shown(Stories.live(), language);
        window.look("keys", shown -> shown.keys().toggle());
        window.close();
        assertThat(window.cut).isEmpty();
    }

    /// A window in a language, and the words that were cut in it whenever somebody looked.
    private static final class Shown {
        final List<String> cut = new ArrayList<>();
        private final Language language;
        private final Stage stage;
        private final Window window;

        Shown(Live live, Language language) {
            this.language = language;
            language.choose();
            stage = onTheirThread(Stage::new);
            window = onTheirThread(() -> Window.open(live, stage, Theme.Name.LIGHT));
        }

        void look(String name, Consumer<Window> before) {
            var picture = onTheirThread(() -> {
                before.accept(window);
                return window.picture(WIDTH, HEIGHT);
            });
            Seat.write(picture, "language-" + language.word() + "-" + name);
            onTheirThread(() -> {
                CutWords.collect(stage.getScene().getRoot(), name, MAY_BE_CUT, cut);
                return cut;
            });
        }

        void close() {
            onTheirThread(() -> {
                stage.close();
                return stage;
            });
        }

        private static <T> T onTheirThread(Callable<T> work) {
            return WaitForAsyncUtils.waitForAsyncFx(60_000, work);
        }
    }
}
