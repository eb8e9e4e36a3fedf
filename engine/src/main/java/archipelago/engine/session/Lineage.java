package archipelago.engine.session;

import java.util.List;
import java.util.Optional;

/// Which moments of one future are moments of another one too: those that lie before the two have parted.
final class Lineage {
    private Lineage() {}

    /// A moment as one of another branch, if it lies on that.
    static Optional<Moment> of(List<Branch> branches, Moment moment, int branch) {
        var oldest = moment;
        while (hasParent(branches, oldest.branch()) && isCommon(branches, oldest, oldest.branch())) {
            oldest = oldest.on(branches.get(oldest.branch()).parent());
        }
        int at = branch;
        while (at != oldest.branch()) {
            if (!hasParent(branches, at) || !isCommon(branches, oldest, at)) {
                return Optional.empty();
            }
            at = branches.get(at).parent();
        }
        return Optional.of(moment.on(branch));
    }

    private static boolean hasParent(List<Branch> branches, int branch) {
        return branches.get(branch).parent() >= 0;
    }

    /// Whether a moment is not behind where a branch left its parent.
    private static boolean isCommon(List<Branch> branches, Moment moment, int branch) {
        return !moment.isAfter(branches.get(branch).fork());
    }
}
