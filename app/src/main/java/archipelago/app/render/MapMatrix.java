package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Optional;

/// A card on the map that says in numbers who talks to whom: kernels by kernels, the last ten seconds on the screen.
/// Below stands in words what the selected kernel sends and gets, or which pair talks most.
public final class MapMatrix {
    private static final double WIDTH = 440;
    private static final double HEIGHT = 300;
    private static final double MARGIN = 10;
    private static final double PAD = 14;
    private static final int SECONDS = 10;

    private ChartPlaces places = new ChartPlaces();
    private Rectangle2D card = new Rectangle2D.Double();

    /// Paints it in the lower right corner of a map.
    public void paint(Graphics2D g, MachineMapLayout layout, Moment moment) {
        places = new ChartPlaces();
        var view = layout.view();
        double w = Math.min(WIDTH, view.getWidth() - 2 * MARGIN);
        double h = Math.min(HEIGHT, view.getHeight() - 2 * MARGIN);
        card = new Rectangle2D.Double(
                Math.floor(view.getMaxX() - w - MARGIN), Math.floor(view.getMaxY() - h - MARGIN), w, h);
        var theme = moment.theme();
        var span = Math.max(1, moment.frame().speedNsPerSecond) * SECONDS;
        var stretch = Stretch.last(moment.frame().nowNs, span);
        var inside = new Rectangle2D.Double(
                card.getX() + PAD, card.getY() + PAD, w - 2 * PAD, Math.max(1, h - 2 * PAD));
        try (var pen = new Pen(g)) {
            pen.g.setColor(MapPen.faded(theme.colour(Role.TEXT), 0.12));
            pen.g.fill(new RoundRectangle2D.Double(card.getX() - 2, card.getY() - 1, w + 4, h + 5, 22, 22));
            pen.g.setColor(theme.colour(Role.SURFACE));
            pen.g.fill(new RoundRectangle2D.Double(card.getX(), card.getY(), w, h, 20, 20));
            pen.g.setColor(theme.colour(Role.LINE_STRONG));
            pen.g.draw(new RoundRectangle2D.Double(card.getX() + 0.5, card.getY() + 0.5, w - 1, h - 1, 20, 20));
            new TrafficMatrix(moment, stretch, places).paint(pen, inside, true);
        }
    }

    /// What is under a point of the card; empty if the point is not on it.
    public Optional<Selection> hit(double x, double y) {
        return card.contains(x, y) ? Optional.of(places.things().at(x, y)) : Optional.empty();
    }
}
