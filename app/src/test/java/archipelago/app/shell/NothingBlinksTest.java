package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.shell.WordsInSight.Word;
import archipelago.engine.base.Times;
import archipelago.engine.live.StillEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// While the machine plays, no words go away for one picture and come back, come for one picture only, or jump aside and
/// back: sixty pictures of a second, one after another, at several speeds.
@ExtendWith(ApplicationExtension.class)
class NothingBlinksTest {
    private static final boolean ALL = !System.getProperty("archipelago.pictures", "").isEmpty();
    private static final int PICTURES = ALL ? 60 : 24;
    /// How much of the machine's time passes in a second before the window.
    private static final List<Long> SPEEDS = ALL
            ? List.of(20 * Times.US, 100 * Times.US, 1 * Times.MS, 20 * Times.MS)
            : List.of(20 * Times.US, 1 * Times.MS);
    private static final long PER_SECOND = 60;
    private static final int[][] SIZES = ALL
            ? new int[][] {{1280, 720}, {1600, 1000}, {3840, 2160}}
            : new int[][] {{1280, 720}};

    /// What is written in a picture. Figures change, and may, so that words with digits do not count; nor do the lines of
    /// the log, which are on their way through it.
    private record Picture(List<Word> words) {
        private static final double SAME = 3;
        private static final double NEAR = 60;

        static Picture of(Region root) {
            var logs = root.lookupAll(".console").stream()
                    .map(log -> log.localToScene(log.getLayoutBounds()))
                    .toList();
            return new Picture(WordsInSight.of(root).words().stream()
                    .filter(word -> logs.stream().noneMatch(log -> log.contains(word.box().getX(), word.box().getY())))
                    .filter(word -> word.text().chars().noneMatch(Character::isDigit))
                    .toList());
        }

        /// Whether the same word stands at the same place.
        boolean has(Word word) {
            return within(word, SAME);
        }

        /// Whether the same word stands somewhere around, because it moves.
        boolean hasNear(Word word) {
            return within(word, NEAR);
        }

        private boolean within(Word word, double reach) {
            return words.stream()
                    .filter(other -> other.text().equals(word.text()))
                    .anyMatch(other -> Math.hypot(
                            other.box().getX() - word.box().getX(), other.box().getY() - word.box().getY()) < reach);
        }
    }

    @Test
    void noWordsBlinkWhileTheMachinePlays() {
        var faults = new ArrayList<String>();
        var views = new ArrayList<Optional<ViewKind>>();
        views.add(Optional.empty());
        views.addAll(List.of(Optional.of(ViewKind.LANES), Optional.of(ViewKind.RINGS), Optional.of(ViewKind.CHARTS)));
        var session = LargeRuns.talking(LargeRuns.scenario(32));
        // The kernels talk; a moment later one of them panics.
        long fromNs = session.nowNs() - 200 * Times.US;
        for (long speedNs : SPEEDS) {
            var still = new StillEngine(session);
            var window = onTheirThread(() -> {
                still.seek(fromNs);
                return Window.open(still, new Stage(), Theme.Name.LIGHT);
            });
            for (int[] size : SIZES) {
                for (var view : views) {
                    var place = view.map(ViewKind::word).orElse("map") + " at " + speedNs + " ns/s, " + size[0] + " wide: ";
                    blinking(pictures(window, still, view, fromNs, speedNs, size))
                            .forEach(fault -> faults.add(place + fault));
                }
            }
            onTheirThread(() -> {
                window.station().stage().close();
                return window;
            });
        }
        assertThat(faults).isEmpty();
    }

    /// One picture after another, as somebody sees them who plays the machine from an instant on.
    private static List<Picture> pictures(
            Window window, StillEngine still, Optional<ViewKind> view, long fromNs, long speedNs, int[] size) {
        onTheirThread(() -> {
            window.deck().show(view);
            window.select(new Selection.OfKernel(2));
            return view;
        });
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < PICTURES; i++) {
            long ns = fromNs + i * speedNs / PER_SECOND;
            pictures.add(onTheirThread(() -> {
                still.seek(ns);
                still.latest().playing = true;
                still.latest().speedNsPerSecond = speedNs;
                return Picture.of(window.laidOut(size[0], size[1]));
            }));
        }
        return pictures;
    }

    private static List<String> blinking(List<Picture> pictures) {
        var faults = new ArrayList<String>();
        for (int i = 1; i < pictures.size() - 1; i++) {
            var before = pictures.get(i - 1);
            var now = pictures.get(i);
            var after = pictures.get(i + 1);
            for (var word : before.words()) {
                if (after.has(word) && !now.has(word)) {
                    faults.add("'" + word.text() + (now.hasNear(word) ? "' jumps in " : "' is away in ") + i);
                }
            }
            for (var word : now.words()) {
                if (!before.hasNear(word) && !after.hasNear(word)) {
                    faults.add("'" + word.text() + "' is there only in " + i);
                }
            }
        }
        return faults;
    }

    private static <T> T onTheirThread(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(120_000, work);
    }
}
