package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.TimeAxis;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Says over a map of a machine that has been reset what happened, when and why, and what can be done.
final class ResetCard {
    private static final double MOST_WIDTH = 500;
    private static final double SIDE = 20;
    private static final double TITLE = 15;
    private static final double SIZE = 12.5;
    private static final double LINE = 18;
    /// Between the figures of a number, which stays in one line.
    private static final char NO_BREAK = '\u00a0';

    private final MapPen pen;
    private final MachineMapLayout layout;

    ResetCard(MapPen pen, MachineMapLayout layout) {
        this.pen = pen;
        this.layout = layout;
    }

    /// @param reset the fact that tells of it
    void paint(Fact reset) {
        pen.fill(
                new Rectangle2D.Double(0, 0, layout.width(), layout.height()),
                MapPen.faded(pen.colour(Theme.Role.SURFACE), 0.5));
        double width = Math.min(MOST_WIDTH, layout.width() - 24);
        double room = width - 2 * SIDE;
        if (room < 80) {
            return;
        }
        var cause = reset.what() instanceof Happening.MachineReset(var why) ? why : "";
        var when = TimeAxis.seconds(reset.atNs(), 3).replace(TimeAxis.THIN_SPACE, NO_BREAK);
        var what = lines(Text.RESET_SENTENCE.of(when, cause), room);
        var next = lines(Text.RESET_ADVICE.of(), room);
        double height = 54 + (what.size() + next.size()) * LINE + 26;
        double left = Math.round((layout.width() - width) / 2);
        double top = Math.round(Math.max(4, (layout.height() - height) / 2));
        var box = MapPen.round(new Rectangle2D.Double(left, top, width, height), 9);
        pen.fill(box, pen.colour(Theme.Role.SURFACE));
        pen.line(box, pen.colour(Theme.Role.LINE_STRONG), 1);
        pen.g.setColor(pen.colour(Theme.Role.DANGER));
        Glyphs.sign(pen.g, Glyphs.Sign.DEAD, left + SIDE + 8, top + 29, 16);
        var title = MapPen.cut(Text.RESET_TITLE.of(), Typeface.STRONG, TITLE, room - 26);
        var ink = pen.colour(Theme.Role.TEXT);
        pen.text(title, Typeface.STRONG, TITLE, ink, left + SIDE + 26, MapPen.baseline(top + 29, TITLE));
        double y = paragraph(what, left + SIDE, top + 62, Theme.Role.TEXT);
        paragraph(next, left + SIDE, y + 8, Theme.Role.TEXT_MUTED);
    }

    private static List<String> lines(String words, double room) {
        return Paragraph.lines(words, room, Typeface.TEXT, SIZE);
    }

    private double paragraph(List<String> lines, double x, double first, Theme.Role role) {
        double y = first;
        for (var line : lines) {
            pen.text(line, Typeface.TEXT, SIZE, pen.colour(role), x, y);
            y += LINE;
        }
        return y;
    }
}
