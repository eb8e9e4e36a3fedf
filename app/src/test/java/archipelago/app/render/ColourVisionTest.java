package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme.Role;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever sees fewer colours still tells kernels apart, by colour or by pattern, and everybody can read what is
/// written. Colours are seen as Machado, Oliveira and Fernandes model a missing kind of cone (2009); differences are
/// those of CIEDE2000; contrast is that of the WCAG.
class ColourVisionTest {
    /// Two colours further apart than this are told apart side by side at a glance.
    private static final double APART = 10;
    private static final double TEXT = 4.5;
    private static final double GLYPH = 3;
    private static final int KERNELS = 7;

    /// How somebody sees, as what red, green and blue become, in linear light.
    private enum Eyes {
        ALL_CONES(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] mixes;

        Eyes(double... mixes) {
            this.mixes = mixes;
        }

        double[] see(Color colour) {
            var light = linear(colour);
            var seen = new double[3];
            for (int i = 0; i < 3; i++) {
                double sum = 0;
                for (int j = 0; j < 3; j++) {
                    sum += mixes[3 * i + j] * light[j];
                }
                seen[i] = Math.clamp(sum, 0, 1);
            }
            return seen;
        }
    }

    @ParameterizedTest
    @EnumSource
    void kernelsOfOnePatternDifferInColourForAllEyes(Theme.Name name) {
        var theme = Theme.of(name);
        for (int one = 0; one <= KERNELS; one++) {
            for (int other = one + 1; other <= KERNELS; other++) {
                var a = theme.kernel(one);
                var b = theme.kernel(other);
                for (var eyes : a.pattern() == b.pattern() ? Eyes.values() : new Eyes[0]) {
                    assertThat(difference(lab(eyes.see(a.solid())), lab(eyes.see(b.solid()))))
                            .as("%s: kernels %d and %d with %s", name, one, other, eyes)
                            .isGreaterThan(APART);
                    assertThat(difference(lab(eyes.see(a.stroke())), lab(eyes.see(b.stroke()))))
                            .as("%s: lines of kernels %d and %d with %s", name, one, other, eyes)
                            .isGreaterThan(APART);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenCanBeRead(Theme.Name name) {
        var theme = Theme.of(name);
        for (var text : List.of(Role.TEXT, Role.TEXT_MUTED, Role.TEXT_FAINT)) {
            for (var ground : List.of(
                    Role.APP, Role.SURFACE, Role.SUNKEN, Role.TILE, Role.TILE_IDLE, Role.ACCENT_SOFT)) {
                reads(theme, text, ground);
            }
        }
        reads(theme, Role.DANGER, Role.SURFACE);
        reads(theme, Role.DANGER, Role.DANGER_SOFT);
        reads(theme, Role.WARN, Role.SURFACE);
        reads(theme, Role.WARN, Role.WARN_SOFT);
        reads(theme, Role.GOOD, Role.SURFACE);
        reads(theme, Role.GOOD, Role.GOOD_SOFT);
        reads(theme, Role.ACCENT, Role.SURFACE);
        reads(theme, Role.ACCENT, Role.ACCENT_SOFT);
        reads(theme, Role.ON_ACCENT, Role.ACCENT);
        reads(theme, Role.TIP_TEXT, Role.TIP_BACK);
        reads(theme, Role.CONSOLE_TEXT, Role.CONSOLE_BACK);
        for (int kernel = -1; kernel <= KERNELS; kernel++) {
            assertThat(contrast(theme.colour(Role.SURFACE), theme.kernel(kernel).solid()))
                    .as("%s: the name on the tag of kernel %d", name, kernel)
                    .isGreaterThanOrEqualTo(TEXT);
        }
    }

    private static void reads(Theme theme, Role text, Role ground) {
        assertThat(contrast(theme.colour(text), theme.colour(ground)))
                .as("%s: %s on %s", theme.name(), text, ground)
                .isGreaterThanOrEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void linesAndGlyphsStandOutFromTheirGround(Theme.Name name) {
        var theme = Theme.of(name);
        for (int kernel = -1; kernel <= KERNELS; kernel++) {
            var look = theme.kernel(kernel);
            for (var ground : List.of(
                    look.fill(), theme.colour(Role.SURFACE), theme.colour(Role.TILE), theme.colour(Role.TILE_IDLE))) {
                assertThat(contrast(look.stroke(), ground))
                        .as("%s: lines of kernel %d", name, kernel)
                        .isGreaterThanOrEqualTo(GLYPH);
            }
        }
        for (var sign : List.of(Role.DANGER, Role.WARN, Role.GOOD, Role.ACCENT, Role.PLAYHEAD)) {
            assertThat(contrast(theme.colour(sign), theme.colour(Role.SURFACE)))
                    .as("%s: %s", name, sign)
                    .isGreaterThanOrEqualTo(GLYPH);
        }
    }

    // --- measuring colours ----------------------------------------------------------------------

    private static double[] linear(Color colour) {
        return new double[] {linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())};
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double luminance(Color colour) {
        var light = linear(colour);
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double[] lab(double[] light) {
        double x = root((0.4124564 * light[0] + 0.3575761 * light[1] + 0.1804375 * light[2]) / 0.95047);
        double y = root(0.2126729 * light[0] + 0.7151522 * light[1] + 0.0721750 * light[2]);
        double z = root((0.0193339 * light[0] + 0.1191920 * light[1] + 0.9503041 * light[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double part) {
        return part > 216.0 / 24389 ? Math.cbrt(part) : (24389.0 / 27 * part + 16) / 116;
    }

    private static double difference(double[] one, double[] other) {
        double mean = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double grey = 0.5 * (1 - Math.sqrt(Math.pow(mean, 7) / (Math.pow(mean, 7) + Math.pow(25, 7))));
        double a1 = one[1] * (1 + grey);
        double a2 = other[1] * (1 + grey);
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, other[2]);
        double h1 = angle(a1, one[2]);
        double h2 = angle(a2, other[2]);
        double turn = h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
        double hue = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));
        double l = (one[0] + other[0]) / 2;
        double c = (c1 + c2) / 2;
        double h = Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
        double t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
        double lightness = (other[0] - one[0]) / (1 + 0.015 * sq(l - 50) / Math.sqrt(20 + sq(l - 50)));
        double chroma = (c2 - c1) / (1 + 0.045 * c);
        double tint = hue / (1 + 0.015 * c * t);
        double blue = -2 * Math.sqrt(Math.pow(c, 7) / (Math.pow(c, 7) + Math.pow(25, 7)))
                * Math.sin(Math.toRadians(60 * Math.exp(-sq((h - 275) / 25))));
        return Math.sqrt(sq(lightness) + sq(chroma) + sq(tint) + blue * chroma * tint);
    }

    private static double angle(double a, double b) {
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double sq(double x) {
        return x * x;
    }
}
