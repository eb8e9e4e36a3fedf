package archipelago.app.render;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What lies where in the charts: things, what is behind a figure, and time that runs from left to right.
final class ChartPlaces {
    /// The words that find what is behind a place.
    interface Query {
        String at(double x, double y);
    }

    private record Behind(Rectangle2D box, Query query) {}

    private record Run(Rectangle2D box, Stretch stretch) {}

    private final Places things = new Places();
    private final List<Behind> behind = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    Places things() {
        return things;
    }

    void behind(Rectangle2D box, String query) {
        behind(box, (_, _) -> query);
    }

    /// @param query for each place of the box
    void behind(Rectangle2D box, Query query) {
        behind.add(new Behind(box, query));
    }

    /// Time runs through a box from left to right.
    void runs(Rectangle2D box, Stretch stretch) {
        runs.add(new Run(box, stretch));
    }

    /// The words that find what is behind a place; empty if nothing is.
    String behind(double x, double y) {
        return behind.reversed().stream()
                .filter(one -> one.box().contains(x, y))
                .findFirst()
                .map(one -> one.query().at(x, y))
                .orElse("");
    }

    /// The instant at a place; -1 where no time runs.
    long ns(double x, double y) {
        for (var run : runs) {
            if (run.box().contains(x, y)) {
                double share = (x - run.box().getX()) / run.box().getWidth();
                return Math.max(0, run.stretch().fromNs() + Math.round(share * run.stretch().spanNs()));
            }
        }
        return -1;
    }

    /// Where a stretch of time lies in each box through which time runs.
    List<Rectangle2D> boxes(long fromNs, long toNs) {
        var boxes = new ArrayList<Rectangle2D>();
        for (var run : runs) {
            double px = run.box().getWidth() / Math.max(1, run.stretch().spanNs());
            double left = run.box().getX() + (fromNs - run.stretch().fromNs()) * px;
            boxes.add(new Rectangle2D.Double(left, run.box().getY(), (toNs - fromNs) * px, run.box().getHeight()));
        }
        return boxes;
    }
}
