package archipelago.engine.bench;

/// One measured figure, and the other side of the ratio that says what it is worth: a machine, and what else runs on
/// it, make figures large or small, and their ratio much less so.
///
/// @param name for programs, such as `queue.exponential.1024`
/// @param what for people
/// @param unit of the value and of the other side
/// @param other what it is compared with
/// @param otherValue what that comes to: measured in turns with the value, or a target
/// @param atLeast whether more is better; else less is
public record Figure(
        String name, String what, double value, String unit, String other, double otherValue, boolean atLeast) {

    /// The unit of all figures of speed.
    public static final String EVENTS = "events/s";
    /// The other side of a figure that has to stay below something.
    public static final String TARGET = "target";

    static Figure speed(String name, String what, double perSecond, String other, double otherPerSecond) {
        return new Figure(name, what, perSecond, EVENTS, other, otherPerSecond, true);
    }

    static Figure below(String name, String what, double value, String unit, double target) {
        return new Figure(name, what, value, unit, TARGET, target, false);
    }

    /// The value as a multiple of the other side.
    public double ratio() {
        return value / otherValue;
    }

    /// Whether the value is on the better side of the other one.
    public boolean ahead() {
        return atLeast ? value >= otherValue : value <= otherValue;
    }
}
