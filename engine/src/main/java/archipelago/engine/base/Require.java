package archipelago.engine.base;

import java.util.Arrays;

/// Checks that stay on in production. One fact a check, so that a failure says which one broke.
public final class Require {
    private Require() {}

    /// @throws Defect with the fact and the values if `fact` is false
    public static void that(boolean fact, String what, Object... values) {
        if (!fact) {
            throw new Defect(
                    "does not hold: " + what + (values.length == 0 ? "" : " " + Arrays.toString(values)));
        }
    }

    /// The same check without an array, for the hot path.
    ///
    /// @throws Defect with the fact and the value if `fact` is false
    public static void that(boolean fact, String what, long value) {
        if (!fact) {
            throw new Defect("does not hold: " + what + " [" + value + "]");
        }
    }
}
