package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.render.Theme.Role;
import archipelago.engine.state.MessageKind;
import java.util.List;

/// Says what the shapes of messages mean.
final class Signs {
    private static final double SMALL = 11;
    private static final double SIGN = 14;
    private static final double BETWEEN = 16;

    private Signs() {}

    /// Writes shapes and their names from left to right, as many as have room.
    ///
    /// @return where it ends
    static double legend(
            Pen pen, Theme theme, List<MessageKind.Shape> shapes, double left, double right, double middle) {
        double x = left;
        for (var shape : shapes) {
            var words = Terms.of(shape).of();
            double width = SIGN + Pen.width(words, Typeface.TEXT, SMALL);
            if (x + width > right) {
                break;
            }
            pen.g.setColor(theme.colour(Role.TEXT_MUTED));
            Glyphs.message(pen.g, shape, x + 4, middle, 7);
            pen.left(words, x + SIGN, middle, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
            x += width + BETWEEN;
        }
        return x;
    }
}
