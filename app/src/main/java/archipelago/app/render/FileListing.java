package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import java.util.ArrayList;
import java.util.List;

/// The files under `/sys/fs/multikernel`, as many as there are lines for. Where not all fit, only
/// the instance that is read is open, and the instances around it are listed.
final class FileListing {
    /// @param value what the file holds, if it is short
    /// @param kernel the slot of the kernel that the file tells about, or -1
    /// @param read whether this file's content is shown
    /// @param more whether this stands for others
    record Row(int depth, String name, String value, int kernel, boolean directory, boolean read, boolean more) {}

    private final List<Row> rows = new ArrayList<>();

    private FileListing() {}

    static List<Row> of(Frame frame, KernelView read, int lines) {
        var listing = new FileListing();
        var instances = frame.kernels.stream().filter(kernel -> !kernel.host()).toList();
        listing.directory(0, "/sys/fs/multikernel", -1);
        listing.file(1, "device_tree", "", 0, read.host());
        listing.directory(1, "instances", -1);
        int room = Math.max(0, lines - 5);
        boolean all = instances.size() * 4 <= room;
        int open = read.host() ? 0 : 3;
        int shown = all ? instances.size() : Math.min(instances.size(), Math.max(1, room - open));
        if (!all && shown < instances.size()) {
            shown = Math.max(1, shown - 1);
        }
        int at = Math.max(0, instances.indexOf(read));
        int first = Math.clamp(at - shown / 2, 0, Math.max(0, instances.size() - shown));
        for (var kernel : instances.subList(first, Math.min(instances.size(), first + shown))) {
            listing.instance(kernel, all || kernel.equals(read), kernel.equals(read));
        }
        int others = instances.size() - shown;
        if (others > 0) {
            listing.rows.add(new Row(2, Text.MORE.count(others), "", -1, false, false, true));
        }
        listing.directory(1, "overlays", -1);
        listing.file(2, "new", "", -1, false);
        return listing.rows.subList(0, Math.clamp(lines, 0, listing.rows.size()));
    }

    private void instance(KernelView kernel, boolean open, boolean read) {
        if (!open) {
            rows.add(new Row(2, kernel.name(), kernel.status().word(), kernel.slot(), true, false, false));
            return;
        }
        directory(2, kernel.name(), kernel.slot());
        file(3, "id", Integer.toString(kernel.id()), kernel.slot(), false);
        file(3, "status", kernel.status().word(), kernel.slot(), false);
        file(3, "device_tree", "", kernel.slot(), read);
    }

    private void directory(int depth, String name, int kernel) {
        rows.add(new Row(depth, name, "", kernel, true, false, false));
    }

    private void file(int depth, String name, String value, int kernel, boolean read) {
        rows.add(new Row(depth, name, value, kernel, false, read, false));
    }
}
