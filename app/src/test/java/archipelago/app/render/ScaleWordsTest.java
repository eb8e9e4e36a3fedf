package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.export.Figure;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.MapCamera;
import archipelago.app.layout.Selection;
import archipelago.app.render.RecordedWords.Written;
import archipelago.engine.live.StillEngine;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From eight cores to four thousand, in every view, the words of a picture are whole, inside of it and apart.
///
/// All views in all sizes are looked at in the light theme; the other themes, which place nothing elsewhere, in the
/// smallest size.
class ScaleWordsTest {
    /// The room that a window of 1280x720, 1600x1000 and 3840x2160 has for a view.
    private static final int[][] SIZES = {{766, 304}, {1000, 510}, {3180, 1560}};

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 128, 1024, 4096})
    void wordsAreWholeAndApart(int cores) throws IOException {
        var still = LargeRuns.still(cores);
        var faults = new ArrayList<String>();
        for (var theme : Theme.Name.values()) {
            for (var view : Figure.View.values()) {
                for (int[] size : theme == Theme.Name.LIGHT ? SIZES : new int[][] {SIZES[0]}) {
                    var name = "scale-" + cores + "-" + view.name().toLowerCase(Locale.ROOT) + "-" + size[0] + "-"
                            + theme.word();
                    faults(written(still, theme, view, size, name), size, name, faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /// Looked at more closely, only the edges of the view may cut what goes on beyond them.
    @ParameterizedTest
    @ValueSource(ints = {32, 1024, 4096})
    void wordsStayApartHoweverCloselyOneLooks(int cores) throws IOException {
        var still = LargeRuns.still(cores);
        var machine = still.scenario().machine();
        var frame = still.latest();
        var faults = new ArrayList<String>();
        for (int[] size : new int[][] {SIZES[0], SIZES[1]}) {
            var all = MachineMapLayout.of(machine, frame, size[0], size[1]);
            for (double zoom : new double[] {1.3, 2, 3.5, 6, 12, 30}) {
                var layout = all.at(frame, new MapCamera(zoom, 0.31, 0.4));
                var image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
                var g = RecordedWords.on(image);
                g.setColor(Theme.of(Theme.Name.LIGHT).colour(Theme.Role.SURFACE));
                g.fillRect(0, 0, size[0], size[1]);
                var marks = MapMarks.of(MapNotes.of(machine, frame));
                new MachineMapPainter().paint(g, layout, machine, frame, Theme.of(Theme.Name.LIGHT), marks);
                g.dispose();
                var name = "scale-" + cores + "-map-" + size[0] + "-closer-" + zoom;
                ViewPictures.save(image, name);
                faults(g.written().stream().filter(Written::whole).toList(), size, name, faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Written> written(
            StillEngine still, Theme.Name theme, Figure.View view, int[] size, String name) throws IOException {
        var image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
        var g = RecordedWords.on(image);
        new Figure(still.scenario(), Theme.of(theme), Selection.NOTHING)
                .draw(view, still.latest(), g, size[0], size[1]);
        g.dispose();
        ViewPictures.save(image, name);
        return g.written();
    }

    private static void faults(List<Written> written, int[] size, String place, List<String> faults) {
        var picture = new Rectangle2D.Double(0, 0, size[0], size[1]);
        for (int i = 0; i < written.size(); i++) {
            var one = written.get(i);
            if (!picture.contains(one.box()) || !one.whole()) {
                faults.add(place + ": '" + one.text() + "' is cut");
            }
            for (int j = i + 1; j < written.size(); j++) {
                if (one.box().intersects(written.get(j).box())) {
                    faults.add(place + ": '" + one.text() + "' and '" + written.get(j).text() + "' overlap");
                }
            }
        }
    }
}
