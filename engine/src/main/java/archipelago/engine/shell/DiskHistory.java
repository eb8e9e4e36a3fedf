package archipelago.engine.shell;

import archipelago.engine.kerf.UserSpace;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What kerf's own files held when, so that they are again as they were when somebody goes to another time. The
/// machine knows nothing of them: they are no part of a session. On a branch they are at first what they were
/// where it left its parent.
final class DiskHistory {
    /// Of moments on one way.
    private static final Comparator<Moment> ORDER = Comparator.comparingLong(Moment::events)
            .thenComparingLong(Moment::atNs)
            .thenComparingInt(Moment::commands);

    /// The files at a moment.
    private record Disk(Moment moment, Map<String, String> files) {}

    private final Session session;
    private final UserSpace space;
    private final List<Disk> disks = new ArrayList<>();

    DiskHistory(Session session, UserSpace space) {
        this.session = session;
        this.space = space;
        disks.add(new Disk(new Moment(0, 0, 0, 0), space.files()));
    }

    /// Takes note of the files as they are now.
    void remember() {
        var files = space.files();
        if (!files.equals(present().files())) {
            disks.add(new Disk(session.moment(), files));
        }
    }

    /// Makes the files what they were at the moment at which the session stands.
    void recall() {
        space.restore(present().files());
    }

    /// The latest disk on the way to where the session stands, whenever it was noted.
    private Disk present() {
        var latest = disks.getFirst();
        for (var disk : disks) {
            if (liesBefore(disk.moment()) && ORDER.compare(disk.moment(), latest.moment()) >= 0) {
                latest = disk;
            }
        }
        return latest;
    }

    /// Whether a moment lies on the way from the start to where the session stands.
    private boolean liesBefore(Moment moment) {
        var limit = session.moment();
        while (true) {
            if (moment.branch() == limit.branch() && moment.commands() <= limit.commands()
                    && moment.events() <= limit.events() && moment.atNs() <= limit.atNs()) {
                return true;
            }
            var branch = session.branches().get(limit.branch());
            if (branch.parent() < 0) {
                return false;
            }
            limit = branch.fork();
        }
    }
}
