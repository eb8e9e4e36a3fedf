package archipelago.engine.measure;

import archipelago.engine.cost.Cost;
import archipelago.engine.cost.CostModel;
import archipelago.engine.cost.Provenance;
import archipelago.engine.machine.Machine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// A computer on which something has been measured, or that of a person: its machine, and how long things take on it.
///
/// @param name its file's name without the ending
/// @param title for people
/// @param khz its clock when one core is busy, in thousands of cycles in a second
/// @param known what is known of how long things take on it; all else is as it is by default
public record Platform(String name, String title, long khz, Machine machine, List<Known> known) {
    private static final long CYCLES_PER_KHZ_NS = 1_000_000;

    public Platform {
        known = List.copyOf(known);
    }

    /// A duration of this platform, with where it comes from.
    public record Known(Cost cost, long ns, Provenance provenance, String source) {}

    /// How long things take on it.
    public CostModel costs() {
        var model = new CostModel(machine);
        for (var one : known) {
            model = model.with(one.cost(), one.ns());
        }
        return model;
    }

    /// A time in cycles of its clock.
    public BigDecimal cycles(BigDecimal ns) {
        return ns.multiply(BigDecimal.valueOf(khz)).divide(BigDecimal.valueOf(CYCLES_PER_KHZ_NS), MathContext.DECIMAL64);
    }
}
