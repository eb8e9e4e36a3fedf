package archipelago.app.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// What the things of a kernel are covered with where they are too small or too many for its name: beside its colour,
/// and told from others without it. The host's are plain, what is idle is hatched ([Glyphs#hatch]), and the first seven
/// instances differ from one another; where colours come again, they come with another texture.
enum Texture {
    PLAIN,
    DOTS,
    RISING,
    LEVEL,
    FALLING,
    UPRIGHT,
    CROSSES,
    SQUARES;

    private static final List<Texture> INSTANCES = List.of(values()).subList(1, values().length);
    /// How far apart the marks of an area stand.
    private static final double GAP = 6;
    /// In less than this a texture is a stain.
    private static final double LEAST = 5;
    /// From the middle of a cross or a square of an area to its edge: well beyond that of a dot.
    private static final double REACH = 2;
    /// Of a cell, what a mark leaves free at each edge.
    private static final double FREE = 0.22;
    private static final float[][] DASHES = {{}, {1.5f, 3}, {7, 3}, {3, 3}, {10, 3, 2, 3}, {14, 4}, {5, 2, 1.5f, 2, 1.5f, 2},
        {2, 2, 2, 6}};

    /// The texture of a kernel by its slot.
    static Texture of(int slot) {
        int n = INSTANCES.size();
        return slot <= 0 ? PLAIN : INSTANCES.get((slot - 1 + (slot - 1) / n) % n);
    }

    /// A line of the same kernel in a chart.
    BasicStroke line(float width) {
        var dash = DASHES[ordinal()];
        return dash.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /// Covers an area. Neighbouring areas of one kernel match, because all lie on one grid.
    void cover(Graphics2D g, Rectangle2D area, Color colour) {
        if (this == PLAIN || Math.min(area.getWidth(), area.getHeight()) < LEAST) {
            return;
        }
        var path = new Path2D.Double();
        switch (this) {
            case PLAIN -> {}
            case RISING, FALLING -> slanted(path, area);
            case LEVEL -> {
                for (double y = first(area.getMinY()); y <= area.getMaxY() - 1; y += GAP / 2) {
                    line(path, area.getMinX(), y, area.getMaxX(), y);
                }
            }
            case UPRIGHT -> {
                for (double x = first(area.getMinX()); x <= area.getMaxX() - 1; x += GAP / 2) {
                    line(path, x, area.getMinY(), x, area.getMaxY());
                }
            }
            case DOTS, CROSSES, SQUARES -> {
                for (double y = first(area.getMinY()); y <= area.getMaxY() - 1; y += GAP) {
                    for (double x = first(area.getMinX()); x <= area.getMaxX() - 1; x += GAP) {
                        single(path, x, y, REACH);
                    }
                }
            }
        }
        draw(g, path, colour);
    }

    private static double first(double from) {
        return Math.ceil((from + 1.5) / (GAP / 2)) * (GAP / 2);
    }

    /// Lines that are cut at the area by arithmetic: x + y, or x - y, is the same all along each.
    private void slanted(Path2D path, Rectangle2D area) {
        boolean rising = this == RISING;
        double least = rising ? area.getMinX() + area.getMinY() : area.getMinX() - area.getMaxY();
        double most = rising ? area.getMaxX() + area.getMaxY() : area.getMaxX() - area.getMinY();
        for (double sum = Math.ceil(least / GAP) * GAP; sum < most; sum += GAP) {
            double left = Math.max(area.getMinX(), rising ? sum - area.getMaxY() : sum + area.getMinY());
            double right = Math.min(area.getMaxX(), rising ? sum - area.getMinY() : sum + area.getMaxY());
            if (right > left) {
                line(path, left, rising ? sum - left : left - sum, right, rising ? sum - right : right - sum);
            }
        }
    }

    /// Adds the mark of one cell to a path; [#draw] draws those of many cells at once.
    void mark(Path2D path, Rectangle2D cell) {
        double dx = Math.max(1, cell.getWidth() * FREE);
        double dy = Math.max(1, cell.getHeight() * FREE);
        double x1 = cell.getMinX() + dx;
        double x2 = cell.getMaxX() - dx - 1;
        double y1 = cell.getMinY() + dy;
        double y2 = cell.getMaxY() - dy - 1;
        double x = Math.floor((x1 + x2) / 2);
        double y = Math.floor((y1 + y2) / 2);
        switch (this) {
            case PLAIN -> {}
            case RISING -> line(path, x1, y2, x2, y1);
            case FALLING -> line(path, x1, y1, x2, y2);
            case LEVEL -> line(path, x1, y, x2, y);
            case UPRIGHT -> line(path, x, y1, x, y2);
            case DOTS, CROSSES, SQUARES -> single(path, x, y, Math.min(x2 - x1, y2 - y1) / 2);
        }
    }

    /// A sign around a point.
    private void single(Path2D path, double x, double y, double half) {
        switch (this) {
            case DOTS -> {
                path.append(new Rectangle2D.Double(x - 1, y - 1, 2, 2), false);
                line(path, x - 1, y, x + 1, y);
            }
            case CROSSES -> {
                line(path, x - half, y, x + half, y);
                line(path, x, y - half, x, y + half);
            }
            default -> path.append(new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half), false);
        }
    }

    private static void line(Path2D path, double x1, double y1, double x2, double y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
    }

    static void draw(Graphics2D g, Path2D path, Color colour) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(1));
        g.draw(path);
    }
}
