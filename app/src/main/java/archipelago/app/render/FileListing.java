package archipelago.app.render;

import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.scenario.Generation.Files;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Transaction;
import java.util.ArrayList;
import java.util.List;

/// The files under `/sys/fs/multikernel`. Where not all fit, only the instance and the transaction that
/// are read are open.
final class FileListing {
    /// What stands there besides instances and transactions.
    private static final int OTHERS = 5;
    private static final int FILES_OF_INSTANCE = 4;
    private static final int FILES_OF_TRANSACTION = 6;

    /// @param value what the file holds, if it is short
    /// @param what what the row leads to
    /// @param kernel the slot of the kernel whose directory it is, or -1
    /// @param read whether this file's content is shown
    record Row(int depth, String name, String value, Selection what, int kernel, boolean directory, boolean read) {}

    private final List<Row> rows = new ArrayList<>();
    private String tree = "device_tree";

    private FileListing() {}

    /// @param read what is read
    /// @param lines how many lines there are for them
    static List<Row> of(Frame frame, ReadFile read, int lines) {
        var listing = new FileListing();
        int host = read.host();
        var instances = frame.kernels.stream().filter(kernel -> kernel.lender() == host).toList();
        var transactions = frame.transactionsOf(host);
        int all = OTHERS + instances.size() * FILES_OF_INSTANCE + transactions.size() * FILES_OF_TRANSACTION
                + frame.lenders.size();
        var files = frame.books.generation().files();
        if (files == Files.NONE) {
            listing.directory(0, "/sys/fs", Selection.NOTHING, -1);
            return List.copyOf(listing.rows);
        }
        listing.tree = files == Files.INSTANCES ? "device_tree_source" : "device_tree";
        listing.directory(0, root(frame, host), Selection.NOTHING, host);
        listing.file(1, "device_tree", "", pool(host), read.ofPool());
        listing.directory(1, "instances", Selection.NOTHING, -1);
        for (var kernel : instances) {
            boolean itself = kernel.equals(read.instance());
            listing.instance(kernel, all <= lines || itself, itself);
        }
        if (files == Files.INSTANCES) {
            return List.copyOf(listing.rows);
        }
        listing.directory(1, "overlays", Selection.NOTHING, -1);
        listing.file(2, "new", "", Selection.NOTHING, false);
        for (var one : transactions) {
            boolean chosen = one.equals(read.transaction());
            listing.transaction(one, new Selection.OfTransaction(host, one.number()), all <= lines || chosen, chosen);
        }
        listing.otherTrees(frame, host);
        return List.copyOf(listing.rows);
    }

    /// Every host has a tree of its own, closed while another one is read.
    private void otherTrees(Frame frame, int host) {
        if (host != 0) {
            directory(0, root(frame, 0), pool(0), -1);
        }
        for (int slot : frame.lenders.keySet()) {
            if (slot != host) {
                directory(0, root(frame, slot), pool(slot), slot);
            }
        }
    }

    /// Picks out what lets the tree of a host's pool be read.
    private static Selection pool(int host) {
        return new Selection.OfKernel(host == 0 ? 0 : CoreTable.pool(host));
    }

    private static String root(Frame frame, int host) {
        return TreeView.in(frame, host) + "/sys/fs/multikernel";
    }

    private void instance(KernelView kernel, boolean open, boolean read) {
        var itself = new Selection.OfKernel(kernel.slot());
        if (!open) {
            rows.add(new Row(2, kernel.label(), kernel.status().word(), itself, kernel.slot(), true, false));
            return;
        }
        directory(2, kernel.label(), itself, kernel.slot());
        file(3, "id", Integer.toString(kernel.id()), itself, false);
        file(3, "status", kernel.status().word(), itself, false);
        file(3, tree, "", itself, read);
    }

    private void transaction(Transaction one, Selection itself, boolean open, boolean read) {
        var name = "tx_" + one.number();
        if (!open) {
            rows.add(new Row(2, name, one.outcome().word(), itself, -1, true, false));
            return;
        }
        directory(2, name, itself, -1);
        file(3, "id", Integer.toString(one.number()), itself, false);
        file(3, "status", one.outcome().word(), itself, false);
        file(3, "instance", one.overlay().target(), itself, false);
        file(3, "resources", one.overlay().resources(), itself, false);
        file(3, "dtbo", "", itself, read);
    }

    private void directory(int depth, String name, Selection what, int kernel) {
        rows.add(new Row(depth, name, "", what, kernel, true, false));
    }

    private void file(int depth, String name, String value, Selection what, boolean read) {
        rows.add(new Row(depth, name, value, what, -1, false, read));
    }
}
