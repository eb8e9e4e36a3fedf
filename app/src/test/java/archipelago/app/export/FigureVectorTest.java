package archipelago.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import java.awt.Graphics2D;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every view by itself: lines show what pixels show.
class FigureVectorTest {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;

    @ParameterizedTest
    @EnumSource
    void linesShowWhatPixelsShow(Figure.View view) throws IOException {
        for (var theme : List.of(Theme.Name.LIGHT, Theme.Name.DARK)) {
            var live = Stories.live();
            var figure = new Figure(live.scenario(), Theme.of(theme), new Selection.OfKernel(1));
            Consumer<Graphics2D> drawing = g -> figure.draw(view, live.frame, g, WIDTH, HEIGHT);
            var pixels = PictureFile.image(WIDTH, HEIGHT, drawing);
            var svg = PictureFile.svg(WIDTH, HEIGHT, drawing::accept);
            var seen = Eyes.look(svg, WIDTH, HEIGHT);
            var name = "figure-" + view.name().toLowerCase(Locale.ROOT) + "-" + theme.word();
            Eyes.write(pixels, name + "-pixels");
            Eyes.write(seen, name);
            assertThat(Eyes.compare(pixels, seen, List.of()))
                    .as(name)
                    .matches(Eyes.Apart::isClose, "close to the pixels");
            assertThat(PictureFile.svg(WIDTH, HEIGHT, drawing::accept)).isEqualTo(svg);
        }
    }
}
