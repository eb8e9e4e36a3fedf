package archipelago.engine.measure;

import java.math.BigDecimal;
import java.util.List;

/// Figures that somebody has published, each with the experiment that gives the same figure here.
///
/// @param id `V6`
/// @param source the publication
/// @param fitted whether parameters were fitted to it: then it tests the program more than the model
/// @param tolerancePercent how far a figure may be off
/// @param ordered whether the figures must besides be in the same order as the published ones
/// @param miss why it is not met, if it is not: what the model leaves out
public record Target(
        String id,
        String title,
        String source,
        boolean fitted,
        int tolerancePercent,
        boolean ordered,
        List<Point> points,
        String miss) {
    public Target {
        points = List.copyOf(points);
    }

    /// One figure.
    ///
    /// @param measure the words of `archipelago measure`
    /// @param figure which figure of its answer
    public record Point(String measure, String figure, BigDecimal published) {}
}
