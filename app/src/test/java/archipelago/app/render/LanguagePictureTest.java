package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.export.Figure;
import archipelago.app.i18n.Language;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.render.RecordedWords.Written;
import archipelago.engine.scenario.Generation;
import archipelago.engine.base.Times;
import archipelago.engine.live.StillEngine;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Words of some languages are longer than those of others. In all of them pictures of the default
/// story show whole words, inside the picture and apart from one another.
class LanguagePictureTest {
    private static final Path STORY = Path.of("..", "scenarios", "first-light.json");
    /// A boot; two kernels talk; one has panicked, and starts again.
    private static final List<Long> INSTANTS =
            List.of(5_300 * Times.MS, 5_550 * Times.MS, 5_627_300 * Times.US, 5_640 * Times.MS);
    /// The room in a window of 1280x720, and a picture of that size.
    private static final int[][] SIZES = {{766, 304}, {1280, 720}};

    private static StillEngine still;

    @BeforeAll
    static void tellTheStory() throws IOException {
        var session = new Session(ScenarioSource.read(STORY, new ScenarioReader()).value().orElseThrow().scenario());
        session.runUntil(INSTANTS.getLast());
        still = new StillEngine(session);
    }

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @ParameterizedTest
    @EnumSource
    void wordsAreWholeAndApart(Language language) {
        language.choose();
        var faults = new ArrayList<String>();
        for (long instant : INSTANTS) {
            still.seek(instant);
            for (var selection : List.of(Selection.NOTHING, new Selection.OfKernel(1))) {
                for (var view : Figure.View.values()) {
                    for (int[] size : SIZES) {
                        var place = language + " " + view + " " + size[0] + " " + Times.text(instant) + " " + selection;
                        faults(written(view, selection, size[0], size[1]), size[0], size[1], place, faults);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSmallFiguresOfTheInspectorHaveRoom(Language language) {
        language.choose();
        var theme = Theme.of(Theme.Name.LIGHT);
        var faults = new ArrayList<String>();
        var machine = still.scenario().machine();
        for (long instant : INSTANTS) {
            still.seek(instant);
            var frame = still.latest();
            var history = History.of(frame.journal);
            var web = frame.kernel(1);
            // The narrowest that the inspector gives them.
            var bounds = new Rectangle2D.Double(0, 0, 227, 130);
            var figures = List.<Consumer<Graphics2D>>of(
                    g -> new RingFigure().paint(g, bounds, 64, web, theme),
                    g -> new MemoryFigure().paint(g, bounds, machine, frame, theme),
                    g -> new RateChart().paint(g, bounds, history, frame, 300 * Times.MS, theme),
                    g -> new StateMachineFigure()
                            .paint(g, bounds, Generation.MK2.states(), web, history, frame.nowNs, theme));
            for (var figure : figures) {
                faults(written(227, 130, figure), 227, 130, language + " " + Times.text(instant), faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyViewSpeaksTheLanguage() {
        still.seek(INSTANTS.getLast());
        for (var view : Figure.View.values()) {
            var seen = new HashSet<List<String>>();
            for (var language : Language.values()) {
                language.choose();
                var words = written(view, Selection.NOTHING, 1280, 720).stream().map(Written::text).toList();
                assertThat(seen.add(words)).as("%s in %s", view, language).isTrue();
            }
        }
    }

    private static List<Written> written(Figure.View view, Selection selection, int width, int height) {
        var figure = new Figure(still.scenario(), Theme.of(Theme.Name.LIGHT), selection);
        return written(width, height, g -> figure.draw(view, still.latest(), g, width, height));
    }

    private static List<Written> written(int width, int height, Consumer<Graphics2D> painting) {
        var g = RecordedWords.on(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
        painting.accept(g);
        g.dispose();
        return g.written();
    }

    private static void faults(List<Written> written, int width, int height, String place, List<String> faults) {
        var picture = new Rectangle2D.Double(0, 0, width, height);
        for (int i = 0; i < written.size(); i++) {
            var one = written.get(i);
            if (!picture.contains(one.box()) || !one.whole()) {
                faults.add(place + ": '" + one.text() + "' is cut");
            }
            // What begins with dots says how many others there are.
            if (one.text().indexOf('…') > 0) {
                faults.add(place + ": '" + one.text() + "' is shortened");
            }
            for (int j = i + 1; j < written.size(); j++) {
                if (one.box().intersects(written.get(j).box())) {
                    faults.add(place + ": '" + one.text() + "' and '" + written.get(j).text() + "' overlap");
                }
            }
        }
    }
}
