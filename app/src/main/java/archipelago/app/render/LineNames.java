package archipelago.app.render;

import archipelago.engine.frame.Frame;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Names at the right ends of the lines of a chart, each at the height of its line, or as near as there is room.
///
/// @param names those that have room, in the order of their lines from top to bottom
/// @param width what all of them take at the right
record LineNames(List<Name> names, double width) {
    private static final double SIZE = 10;
    private static final double MOST = 58;
    private static final double HIGH = 11;
    private static final double GAP = 4;
    /// What the edges of a chart take of its height.
    private static final double EDGES = 16;

    /// @param last what the line comes to
    record Name(int slot, String words, double last) {}

    /// @param values by kernel, in the order of the frame
    /// @param many whether there is a band in place of most of the lines
    static LineNames of(Frame frame, double[][] values, boolean many, double height) {
        if (many) {
            return new LineNames(List.of(), 0);
        }
        var all = new ArrayList<Name>();
        for (int k = 0; k < frame.kernels.size(); k++) {
            if (values[k].length > 0) {
                var kernel = frame.kernels.get(k);
                var words = Pen.fit(kernel.name(), MOST, Typeface.MEDIUM, SIZE);
                all.add(new Name(kernel.slot(), words, values[k][values[k].length - 1]));
            }
        }
        var fitting = all.stream()
                .sorted(Comparator.comparingDouble(Name::last).reversed())
                .limit(Math.max(0, (long) ((height - EDGES) / HIGH)))
                .toList();
        double width = fitting.stream().mapToDouble(name -> Typeface.MEDIUM.width(name.words(), SIZE)).max().orElse(-GAP);
        return new LineNames(fitting, Math.ceil(width + GAP));
    }

    /// @param most what the upper end of the area stands for
    void paint(Pen pen, Rectangle2D area, double most, Theme theme) {
        var heights = heights(area, most);
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            pen.left(name.words(), area.getMaxX() + GAP, heights[i], Typeface.MEDIUM, SIZE, theme.kernel(name.slot()).stroke());
        }
    }

    /// From top to bottom none stands on another; what has been pushed out below pushes back.
    private double[] heights(Rectangle2D area, double most) {
        var heights = new double[names.size()];
        double least = area.getMinY();
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.max(least, area.getMaxY() - names.get(i).last() / most * area.getHeight());
            least = heights[i] + HIGH;
        }
        double highest = area.getMaxY();
        for (int i = heights.length - 1; i >= 0; i--) {
            heights[i] = Math.min(highest, heights[i]);
            highest = heights[i] - HIGH;
        }
        return heights;
    }
}
