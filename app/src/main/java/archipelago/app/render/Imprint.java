package archipelago.app.render;

import java.awt.Graphics2D;

/// The line under a figure that says what it shows, so that whoever finds it on a slide can make it again.
public final class Imprint {
    /// How much of a figure's height it takes.
    public static final double HEIGHT = 24;

    private static final double POINTS = 11;
    private static final double GAP = 16;

    private final Theme theme;

    public Imprint(Theme theme) {
        this.theme = theme;
    }

    /// Writes it at the foot of a figure.
    ///
    /// @param what which run and which moment
    /// @param proof that it is the same run; left out where there is no room for it
    public void paint(Graphics2D picture, String what, String proof, double width, double height) {
        try (var pen = new Pen(picture)) {
            var ink = theme.colour(Theme.Role.TEXT_MUTED);
            double middle = height - HEIGHT / 2 + 2;
            double room = width - Pen.width(proof, Typeface.TEXT, POINTS) - GAP;
            boolean both = Pen.width(what, Typeface.TEXT, POINTS) <= room;
            pen.left(Pen.fit(what, width, Typeface.TEXT, POINTS), 0, middle, Typeface.TEXT, POINTS, ink);
            if (both) {
                pen.right(proof, width, middle, Typeface.TEXT, POINTS, ink);
            }
        }
    }
}
