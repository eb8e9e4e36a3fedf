package archipelago.engine.frame;

/// A stream of requests from one kernel to another.
///
/// @param number from 1, in the order of the scenario
/// @param from a kernel's name, or that of a service
/// @param to a kernel's name, or that of a service
/// @param everyNs the interval of its requests now
/// @param scenarioNs that of the scenario
/// @param setNs when somebody set another one, if they differ
public record StreamView(int number, String from, String to, long everyNs, long scenarioNs, long setNs) {
    /// Whether somebody has set another interval.
    public boolean set() {
        return everyNs != scenarioNs;
    }
}
