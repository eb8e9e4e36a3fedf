package archipelago.app.layout;

import archipelago.engine.state.Site;

/// A time in which a core had one owner and was in one place.
///
/// @param owner the slot of the kernel that the books give it to, or -1 for the pool
/// @param kernel the kernel that it ran, or on whose mailbox it was parked; -1 for that of the pool
public record CoreStretch(long fromNs, long toNs, int owner, Site site, int kernel) {
    CoreStretch until(long ns) {
        return new CoreStretch(fromNs, ns, owner, site, kernel);
    }
}
