package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.export.Figure;
import archipelago.app.layout.Selection;
import archipelago.app.render.RecordedWords.Written;
import archipelago.engine.live.StillEngine;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From eight cores to four thousand, in every view, the words of a picture are whole, inside of it and apart.
///
/// All views in all sizes are looked at in the light theme; the other themes, which place nothing elsewhere, in the
/// smallest size.
class ScaleWordsTest {
    /// The room that a window of 1280x720, 1600x1000 and 3840x2160 has for a view.
    private static final int[][] SIZES = {{766, 304}, {1000, 510}, {3180, 1560}};
    private static final List<String> slow = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 128, 1024, 4096})
    void wordsAreWholeAndApart(int cores) throws IOException {
        var still = LargeRuns.still(cores);
        var faults = new ArrayList<String>();
        for (var theme : Theme.Name.values()) {
            for (var view : Figure.View.values()) {
                for (int[] size : theme == Theme.Name.LIGHT ? SIZES : new int[][] {SIZES[0]}) {
                    long began = System.nanoTime();
                    var name = "scale-" + cores + "-" + view.name().toLowerCase(Locale.ROOT) + "-" + size[0] + "-"
                            + theme.word();
                    faults(written(still, theme, view, size, name), size, name, faults);
                    slow.add((System.nanoTime() - began) / 1_000_000 + " ms " + name);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @AfterAll
    static void say() {
        slow.sort((a, b) -> Long.compare(Long.parseLong(b.split(" ")[0]), Long.parseLong(a.split(" ")[0])));
        System.err.println(String.join("\n", slow.subList(0, Math.min(12, slow.size()))));
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
