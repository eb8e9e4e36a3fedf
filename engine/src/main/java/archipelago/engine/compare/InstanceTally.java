package archipelago.engine.compare;

import archipelago.engine.session.Session;
import archipelago.engine.state.Status;
import java.util.List;

/// What an instance has come to. Instances of one name, one after another, count as one of several
/// generations: that is how people see them.
///
/// @param status the last word in its status file
/// @param exists whether it has not been removed
/// @param cores how many cores the books give it; 0 if it has been removed
/// @param memoryBytes how much memory the books give it; 0 if it has been removed
/// @param generations how often an instance of this name was created; 1 for the host
/// @param boots how often its kernel was started; 1 for the host
/// @param lostNs the time without service: since it was first up, as long as it existed, its user space
///     did not run
public record InstanceTally(
        String name,
        Status status,
        boolean exists,
        int cores,
        long memoryBytes,
        int generations,
        int boots,
        long lostNs) {

    /// All instances of a run up to where it stands, the host first, then the others as they appeared.
    public static List<InstanceTally> of(Session session) {
        return new Instances(session).tally();
    }
}
