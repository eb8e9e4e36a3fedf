package archipelago.app.export;

import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Beside;
import archipelago.app.render.CompareView;
import archipelago.app.render.Futures;
import archipelago.app.render.Imprint;
import archipelago.app.render.Moment;
import archipelago.app.render.Theme;
import archipelago.engine.base.Require;
import archipelago.engine.scenario.Scenario;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// Two futures side by side at one moment, drawn on whatever is given.
public final class CompareFigure {
    private static final double MARGIN = 16;

    private final Scenario scenario;
    private final Futures futures;
    private final Theme theme;
    private final CompareView view = new CompareView();
    private Beside beside;

    public CompareFigure(Scenario scenario, Futures futures, Theme theme) {
        this.scenario = scenario;
        this.futures = futures;
        this.theme = theme;
    }

    /// Goes to an instant.
    public void seek(long ns) {
        long speed = futures.at(ns, ns).a().frame().speedNsPerSecond;
        beside = futures.at(ns, TimeWindow.paced(ns, speed, true).toNs());
        view.show(Optional.of(beside));
    }

    /// Draws over all of a surface of this size, in the units of `g`.
    public void draw(Graphics2D g, int width, int height) {
        Require.that(beside != null, "a figure has an instant");
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        g.translate(MARGIN, MARGIN);
        var frame = beside.a().frame();
        var moment = new Moment(beside.machine(), frame, History.of(frame.journal), theme, Selection.NOTHING);
        view.paint(g, moment, width - 2 * MARGIN, height - 2 * MARGIN - Imprint.HEIGHT);
        Figure.imprint(g, theme, scenario, frame, width - 2 * MARGIN, height - 2 * MARGIN);
        g.translate(-MARGIN, -MARGIN);
    }
}
