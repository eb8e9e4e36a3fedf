package archipelago.app.start;

import archipelago.app.layout.MachineMapLayout;
import archipelago.app.render.MachineMapPainter;
import archipelago.app.render.MapMarks;
import archipelago.app.render.MapNotes;
import archipelago.app.render.Theme;
import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// A run as one small picture: its map at the instant that tells most.
public final class Miniature {
    /// In points of the window.
    public static final int WIDTH = 264;
    public static final int HEIGHT = 150;

    /// Pixels per point, so that it stays sharp where a screen has more of them.
    private static final double SCALE = 1.5;
    /// The map is laid out for so many times the room, so that its parts keep their proportions.
    private static final double ROOM = 2;
    private static final double MARGIN = 8;
    /// No run is gone through further than this for a picture.
    private static final long MOST_EVENTS = 400_000;

    private Miniature() {}

    /// @param session nobody else uses it; it is gone through
    public static BufferedImage of(Session session, Theme theme) {
        while (!session.atEnd() && session.events() < MOST_EVENTS) {
            session.stepForward();
        }
        session.seek(Math.min(Preview.tellingNs(session), session.furthestNs()));
        var machine = session.scenario().machine();
        var frame = new Frame(machine.coreCount());
        session.write(frame);
        var image = new BufferedImage(
                (int) (WIDTH * SCALE), (int) (HEIGHT * SCALE), BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(SCALE / ROOM, SCALE / ROOM);
        g.translate(MARGIN, MARGIN);
        double width = WIDTH * ROOM - 2 * MARGIN;
        double height = HEIGHT * ROOM - 2 * MARGIN;
        var layout = MachineMapLayout.of(machine, frame, width, height);
        new MachineMapPainter().paint(g, layout, machine, frame, theme, MapMarks.of(MapNotes.of(machine, frame)));
        g.dispose();
        return image;
    }
}
