package archipelago.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.app.view.Look;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Nodes one by one, as lines and as pixels.
@ExtendWith(ApplicationExtension.class)
class SceneVectorTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    private record Both(BufferedImage pixels, String svg) {
        Eyes.Apart apart() {
            return Eyes.compare(pixels, Eyes.look(svg, WIDTH, HEIGHT), List.of());
        }
    }

    private static Region region(String style, double x, double y, double width, double height) {
        var region = new Region();
        region.setStyle(style);
        region.resizeRelocate(x, y, width, height);
        region.setManaged(false);
        return region;
    }

    private static Both both(Supplier<List<Node>> nodes) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            new Look(Theme.Name.LIGHT); // It brings the fonts.
            var root = new Pane();
            root.setStyle("-fx-background-color: white");
            root.getChildren().setAll(nodes.get());
            new Scene(root, WIDTH, HEIGHT);
            root.resize(WIDTH, HEIGHT);
            root.applyCss();
            root.layout();
            var pixels = SwingFXUtils.fromFXImage(root.snapshot(null, new WritableImage(WIDTH, HEIGHT)), null);
            return new Both(pixels, PictureFile.svg(WIDTH, HEIGHT, g -> SceneVector.draw(root, g)));
        });
    }

    private static Both close(String name, Supplier<List<Node>> nodes) throws IOException {
        var both = both(nodes);
        Eyes.write(both.pixels(), "nodes-" + name + "-pixels");
        Eyes.write(Eyes.look(both.svg(), WIDTH, HEIGHT), "nodes-" + name);
        assertThat(both.apart().tile()).as(name).isLessThan(4);
        assertThat(both.apart().tint()).as(name).isLessThan(4);
        return both;
    }

    @Test
    void groundsAndEdges() throws IOException {
        close("regions", () -> List.of(
                region("-fx-background-color: navy, gold; -fx-background-insets: 0, 3 8 1 4;"
                        + "-fx-background-radius: 20 4 0 12, 9", 10, 10, 120, 80),
                region("-fx-background-color: linear-gradient(to right, red, yellow 40%, blue)", 150, 10, 100, 60),
                region("-fx-background-color: radial-gradient(center 50% 50%, radius 50%, white, green);"
                        + "-fx-background-radius: 500", 270, 10, 100, 60),
                region("-fx-border-color: red green blue orange; -fx-border-width: 2 6 10 4", 10, 110, 120, 80),
                region("-fx-border-color: purple; -fx-border-width: 4; -fx-border-radius: 16; -fx-border-insets: 5",
                        150, 110, 100, 80),
                region("-fx-border-color: teal; -fx-border-width: 3; -fx-border-radius: 30 0 10 0", 270, 110, 100, 80),
                region("-fx-background-color: crimson; -fx-shape: 'M0 0 L10 0 L5 8 Z'", 10, 210, 60, 60),
                region("-fx-background-color: gray; -fx-shape: 'M0 0 H20 V20 H0 Z M5 5 V15 H15 V5 Z';"
                        + "-fx-scale-shape: false", 90, 210, 60, 60)));
    }

    @Test
    void shapesWithTheirStrokes() throws IOException {
        close("shapes", () -> {
            var inside = new Rectangle(20, 20, 80, 50);
            inside.setFill(Color.LIGHTBLUE);
            inside.setStroke(Color.NAVY);
            inside.setStrokeWidth(6);
            inside.setStrokeType(StrokeType.INSIDE);
            var outside = new Circle(160, 45, 25, Color.GOLD);
            outside.setStroke(Color.BROWN);
            outside.setStrokeWidth(5);
            outside.setStrokeType(StrokeType.OUTSIDE);
            var dashed = new Line(220, 20, 380, 70);
            dashed.setStrokeWidth(4);
            dashed.getStrokeDashArray().setAll(12.0, 8.0);
            var path = new SVGPath();
            path.setContent("M20 120 C60 80 100 180 140 120 L140 180 L20 180 Z");
            path.setFill(Color.SEAGREEN);
            var arc = new Arc(220, 150, 40, 40, 30, 240);
            arc.setType(ArcType.ROUND);
            arc.setFill(Color.TOMATO);
            return List.of(inside, outside, dashed, path, arc, new Polygon(300, 110, 380, 130, 340, 190));
        });
    }

    @Test
    void whatIsTurnedCutOffAndBehind() throws IOException {
        var both = close("places", () -> {
            var turned = new Rectangle(40, 40, 80, 40);
            turned.setFill(Color.ORANGERED);
            turned.setRotate(30);
            turned.setScaleX(1.3);
            var cut = new Rectangle(180, 20, 120, 100);
            cut.setFill(Color.STEELBLUE);
            cut.setClip(new Circle(240, 70, 45));
            var over = new Rectangle(40, 160, 80, 80);
            over.setFill(Color.BLACK);
            over.setViewOrder(-1);
            var under = new Rectangle(80, 200, 80, 80);
            under.setFill(Color.LIME);
            var half = new Rectangle(220, 180, 80, 80);
            half.setOpacity(0.4);
            var hidden = new Rectangle(320, 180, 60, 60);
            hidden.setVisible(false);
            return List.of(turned, cut, over, under, half, hidden);
        });
        assertThat(both.svg()).doesNotContain("x=\"320\"").contains("<g opacity=\"0.4\">");
    }

    @Test
    void textsAreTextsLineByLineAndOnlyPixelsArePixels() {
        var both = both(() -> {
            var text = new Text(20, 40, "One two three four five\nsix");
            text.setStyle("-fx-font-family: 'Inter SemiBold'; -fx-font-size: 13.5px");
            text.setWrappingWidth(120);
            var gaps = new Text(200, 40, "1\u2009234   end");
            gaps.setStyle("-fx-font-family: 'JetBrains Mono'; -fx-font-size: 12px");
            var canvas = new Canvas(40, 30);
            canvas.relocate(300, 200);
            canvas.getGraphicsContext2D().setFill(Color.RED);
            canvas.getGraphicsContext2D().fillRect(0, 0, 40, 30);
            return List.of(text, gaps, canvas);
        });
        var texts = Eyes.parse(both.svg()).getElementsByTagName("text");
        var words = new ArrayList<String>();
        for (int i = 0; i < texts.getLength(); i++) {
            words.add(texts.item(i).getTextContent());
        }
        assertThat(words).containsExactly("One two three", "four five", "six", "1", "234", "end");
        assertThat(both.svg()).contains("font-size=\"13.5\" font-weight=\"600\"");
        assertThat(both.svg()).containsOnlyOnce("<image");
        assertThat(Eyes.look(both.svg(), WIDTH, HEIGHT).getRGB(320, 215) & 0xffffff).isEqualTo(0xff0000);
    }
}
