package archipelago.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archipelago.app.render.Typeface;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// What is drawn stands in the file, exactly, and as what it is.
class SvgGraphicsTest {
    private static final int SIZE = 100;

    private static Element only(String kind, Consumer<SvgGraphics> drawing) {
        var found = Eyes.parse(PictureFile.svg(SIZE, SIZE, drawing)).getElementsByTagName(kind);
        assertThat(found.getLength()).as(kind).isEqualTo(1);
        return (Element) found.item(0);
    }

    @Test
    void aTextStaysATextWithItsSizeItsWeightAndItsLength() {
        var font = Typeface.STRONG.size(12.5);
        var text = only("text", g -> {
            g.setFont(font);
            g.drawString("a < b & \"c\"", 10.25f, 20);
        });
        assertThat(text.getTextContent()).isEqualTo("a < b & \"c\"");
        assertThat(text.getAttribute("x")).isEqualTo("10.25");
        assertThat(text.getAttribute("font-size")).isEqualTo("12.5");
        assertThat(text.getAttribute("font-weight")).isEqualTo("600");
        assertThat(text.getAttribute("font-family")).startsWith("\"Inter").contains("\"Inter\"").endsWith("sans-serif");
        assertThat(Double.parseDouble(text.getAttribute("textLength")))
                .isCloseTo(Typeface.STRONG.width("a < b & \"c\"", 12.5), within(0.01));
    }

    @Test
    void aTextThatIsSpacedOutOrEnlargedOrTurnedSaysSo() {
        var tracked = only("text", g -> {
            g.scale(2, 2);
            g.setFont(Typeface.MONO.size(10).deriveFont(Map.of(TextAttribute.TRACKING, 0.05)));
            g.drawString("ab", 5, 10);
        });
        assertThat(tracked.getAttribute("letter-spacing")).isEqualTo("1");
        assertThat(tracked.getAttribute("font-size")).isEqualTo("20");
        assertThat(tracked.getAttribute("x")).isEqualTo("10");
        assertThat(tracked.getAttribute("font-family")).endsWith("monospace");
        var turned = only("text", g -> {
            g.rotate(-Math.PI / 2, 50, 50);
            g.drawString("up", 50, 50);
        });
        assertThat(turned.getAttribute("transform")).isEqualTo("matrix(0 -1 1 0 0 100)");
    }

    @Test
    void shapesKeepTheirKindsWhereverTheyAreMoved() {
        var box = only("rect", g -> {
            g.translate(10, 5);
            g.fill(new Rectangle2D.Double(1, 2, 3.5, 4));
        });
        assertThat(box.getAttribute("x")).isEqualTo("11");
        assertThat(box.getAttribute("width")).isEqualTo("3.5");
        assertThat(only("ellipse", g -> g.fill(new Ellipse2D.Double(1, 1, 8, 6))).getAttribute("rx")).isEqualTo("4");
        var line = only("line", g -> {
            g.scale(2, 2);
            g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {2, 1}, 0));
            g.draw(new Line2D.Double(1, 1, 9, 4));
        });
        assertThat(line.getAttribute("x2")).isEqualTo("18");
        assertThat(line.getAttribute("stroke-width")).isEqualTo("3");
        assertThat(line.getAttribute("stroke-dasharray")).isEqualTo("4 2");
        var turned = only("path", g -> {
            g.rotate(0.3);
            g.fill(new Rectangle(20, 20, 10, 10));
        });
        assertThat(turned.getAttribute("d")).startsWith("M").endsWith("Z");
    }

    @Test
    void whatCannotBeSeenIsNotWrittenAndWhatIsCutOffIsClipped() {
        var svg = PictureFile.svg(SIZE, SIZE, g -> {
            g.fill(new Rectangle(200, 0, 10, 10));
            g.setColor(new Color(0, 0, 0, 0));
            g.fill(new Rectangle(0, 0, 10, 10));
            g.setColor(Color.RED);
            g.clip(new Rectangle(0, 0, 50, 50));
            g.fill(new Rectangle(60, 60, 10, 10));
            g.drawString("not here", 10, 80);
        });
        assertThat(svg).doesNotContain("<rect", "<text", "clip");
        var clipped = Eyes.parse(PictureFile.svg(SIZE, SIZE, g -> {
            g.clip(new Ellipse2D.Double(0, 0, 50, 50));
            g.fill(new Rectangle(40, 20, 30, 10));
            g.fill(new Rectangle(20, 20, 5, 5));
            g.fill(new Rectangle(40, 30, 30, 10));
        }));
        assertThat(clipped.getElementsByTagName("clipPath").getLength()).isEqualTo(1);
        var boxes = clipped.getElementsByTagName("rect");
        assertThat(((Element) boxes.item(0)).getAttribute("clip-path")).isEqualTo("url(#c0)");
        assertThat(((Element) boxes.item(1)).hasAttribute("clip-path")).as("wholly inside").isFalse();
    }

    @Test
    void aCopyDrawsIntoTheSamePictureAndLeavesTheFirstAsItWas() {
        var svg = PictureFile.svg(SIZE, SIZE, g -> {
            var copy = (SvgGraphics) g.create();
            copy.setColor(Color.BLUE);
            copy.translate(30, 30);
            copy.clip(new Rectangle(0, 0, 5, 5));
            copy.fill(new Rectangle(1, 1, 2, 2));
            copy.dispose();
            g.fill(new Rectangle(1, 1, 2, 2));
        });
        assertThat(svg).contains("<rect x=\"31\" y=\"31\" width=\"2\" height=\"2\" fill=\"#0000ff\"/>")
                .contains("<rect x=\"1\" y=\"1\" width=\"2\" height=\"2\" fill=\"#000000\"/>");
    }

    @Test
    void clipsComeBackAsTheyWereSet() {
        var g = new SvgGraphics(SIZE, SIZE);
        g.translate(10, 20);
        assertThat(g.getClipBounds()).isEqualTo(new Rectangle(-10, -20, SIZE, SIZE));
        var before = g.getClip();
        g.clip(new Rectangle(5, 5, 200, 10));
        assertThat(g.getClipBounds()).isEqualTo(new Rectangle(5, 5, 85, 10));
        g.setClip(before);
        assertThat(g.getClipBounds()).isEqualTo(new Rectangle(-10, -20, SIZE, SIZE));
    }

    @Test
    void whatLetsLightThroughSaysHowMuch() {
        var box = only("rect", g -> {
            g.setComposite(AlphaComposite.SrcOver.derive(0.5f));
            g.setColor(new Color(255, 0, 0, 51));
            g.fill(new Rectangle(0, 0, 5, 5));
        });
        assertThat(box.getAttribute("fill")).isEqualTo("#ff0000");
        assertThat(box.getAttribute("fill-opacity")).isEqualTo("0.1");
        var group = only("g", g -> {
            g.openGroup(0.25);
            g.fill(new Rectangle(0, 0, 5, 5));
            g.closeGroup();
        });
        assertThat(group.getAttribute("opacity")).isEqualTo("0.25");
    }

    @Test
    void aGradientStandsOnceHoweverOftenItIsUsed() {
        var document = Eyes.parse(PictureFile.svg(SIZE, SIZE, g -> {
            for (int i = 0; i < 3; i++) {
                g.setPaint(new GradientPaint(0, 0, Color.RED, 10, 0, Color.BLUE));
                g.fill(new Rectangle(0, 20 * i, 10, 10));
            }
        }));
        assertThat(document.getElementsByTagName("linearGradient").getLength()).isEqualTo(1);
    }

    @Test
    void linesThatAreToBeEvenLieInTheMiddleOfPixels() {
        var line = only("line", g -> {
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_NORMALIZE);
            g.draw(new Line2D.Double(3, 7.2, 40, 7.2));
        });
        assertThat(line.getAttribute("y1")).isEqualTo("7.5");
    }

    @Test
    void pixelsArePutWhereTheyBelong() {
        var image = only("image", g ->
                g.drawImage(new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB), 10, 10, 8, 4, null));
        assertThat(image.getAttribute("transform")).isEqualTo("matrix(2 0 0 2 10 10)");
        assertThat(image.getAttribute("xlink:href")).startsWith("data:image/png;base64,");
    }

    /// Another program draws the same as Java2D does with the same calls.
    @Test
    void anotherProgramSeesWhatJava2dPaints() {
        Consumer<Graphics2D> drawing = g -> {
            g.setColor(Color.WHITE);
            g.fill(new Rectangle(0, 0, SIZE, SIZE));
            g.transform(new AffineTransform(0.9, 0.2, -0.1, 0.8, 10, 5));
            g.setColor(new Color(30, 90, 160, 180));
            var star = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            for (int i = 0; i < 5; i++) {
                double angle = i * 4 * Math.PI / 5;
                double x = 45 + 40 * Math.sin(angle);
                double y = 45 - 40 * Math.cos(angle);
                if (i == 0) {
                    star.moveTo(x, y);
                } else {
                    star.lineTo(x, y);
                }
            }
            star.closePath();
            g.fill(star);
            g.setStroke(new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 3}, 2));
            g.setColor(Color.RED);
            g.draw(new Ellipse2D.Double(10, 10, 70, 50));
        };
        var pixels = PictureFile.image(SIZE, SIZE, drawing);
        var apart = Eyes.compare(
                pixels, Eyes.look(PictureFile.svg(SIZE, SIZE, drawing::accept), SIZE, SIZE), List.of());
        assertThat(apart.tile()).isLessThan(3);
        assertThat(apart.tint()).isLessThan(2);
    }

    @Property
    void aNumberIsWhatItWasToAThousandth(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
        var text = SvgNumber.of(value);
        assertThat(text).matches("-?[0-9]+(\\.[0-9]{0,2}[1-9])?");
        assertThat(Double.parseDouble(text)).isCloseTo(value, within(0.000501));
    }
}
