package archipelago.engine.scenario;

import archipelago.engine.base.Require;
import java.util.function.LongFunction;

/// What a number may be: from `least` to `most`, both included.
public record Bounds(long least, long most) {
    public Bounds {
        Require.that(least <= most, "bounds are not crossed", least, most);
    }

    public static Bounds exactly(long value) {
        return new Bounds(value, value);
    }

    public boolean hold(long value) {
        return value >= least && value <= most;
    }

    /// In words: `3`, `at least 3`, `3 to 5`.
    ///
    /// @param unit writes a number
    public String words(LongFunction<String> unit) {
        if (least == most) {
            return unit.apply(least);
        }
        if (most == Long.MAX_VALUE) {
            return "at least " + unit.apply(least);
        }
        return least == 0 ? "at most " + unit.apply(most) : unit.apply(least) + " to " + unit.apply(most);
    }
}
