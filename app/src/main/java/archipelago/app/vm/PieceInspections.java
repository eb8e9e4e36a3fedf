package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Inspection.Kind;
import archipelago.app.vm.Inspection.Row;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.kernfs.Books;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.Change;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Transaction;
import archipelago.engine.state.Transaction.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the inspector tells of pieces of memory, of NUMA nodes and of overlay transactions.
final class PieceInspections {
    private final Machine machine;
    private final FactWords words;

    PieceInspections(Machine machine, FactWords words) {
        this.machine = machine;
        this.words = words;
    }

    Inspection pool(Frame frame, int place) {
        var pool = new PoolStock(frame, CoreTable.keeper(place));
        var generation = frame.books.generation();
        var told = told(Kind.POOL, pool.keeper(), Text.INSPECTOR_POOL.of(), words.owner(place), "", rows(frame, pool));
        return generation.hasPool() ? told : told.noted(Text.POOL_NOT_YET.of(generation.words()));
    }

    /// Nothing is in a pool that there is not.
    private List<Row> rows(Frame frame, PoolStock pool) {
        if (!frame.books.generation().hasPool()) {
            return List.of();
        }
        var rows = new ArrayList<Row>();
        rows.add(Row.of(Text.ROW_CPUS.of(), words.cpus(pool.cores())));
        rows.add(Row.of(Text.ROW_MEMORY_IDLE.of(), Sizes.shown(pool.bytes())));
        var lentTo = pool.books().instances().stream().map(Books.Instance::name).collect(Collectors.joining(", "));
        if (!lentTo.isEmpty()) {
            rows.add(Row.of(Text.ROW_LENDS_TO.of(), lentTo));
        }
        return rows;
    }

    Inspection region(Frame frame, long base) {
        var range = frame.memory.stream().filter(piece -> piece.base() == base).findFirst().orElse(null);
        if (range == null) {
            return told(Kind.REGION, -1, Text.INSPECTOR_REGION.of(), hex(base), Text.MESSAGE_OVER.of(), List.of());
        }
        var rows = List.of(
                Row.of(Text.ROW_OWNER.of(), words.owner(frame, range)),
                Row.of(Text.ROW_FROM.of(), hex(range.base())),
                Row.of(Text.ROW_UP_TO.of(), hex(range.base() + range.bytes())),
                Row.of(Text.ROW_NODE.of(), Integer.toString(machine.nodes().get(range.node()).number())));
        var size = Sizes.shown(range.bytes());
        return told(
                Kind.REGION, range.kernel(), Text.INSPECTOR_REGION.of(), size, words.owner(frame, range), rows);
    }

    Inspection node(Frame frame, int index) {
        var node = machine.nodes().get(index);
        long pool = 0;
        long idle = 0;
        for (var range : frame.memory) {
            pool += range.node() == index ? range.bytes() : 0;
            idle += range.node() == index && range.kernel() == MemoryView.IDLE ? range.bytes() : 0;
        }
        var rows = List.of(
                Row.of(Text.ROW_SOCKET.of(), Integer.toString(node.socket())),
                Row.of(Text.ROW_MEMORY.of(), Sizes.shown(node.bytes())),
                Row.of(Text.ROW_MEMORY_POOL.of(), Sizes.shown(pool)),
                Row.of(Text.ROW_MEMORY_IDLE.of(), Sizes.shown(idle)));
        return told(Kind.NODE, -1, Text.INSPECTOR_NODE.of(), Text.NODE_TITLE.of(node.number()), "", rows);
    }

    Inspection transaction(Frame frame, int host, int number) {
        var transactions = frame.transactionsOf(host).stream();
        var found = transactions.filter(one -> one.number() == number).findFirst().orElse(null);
        var name = words.transaction(host, number);
        if (found == null) {
            var state = Text.TRANSACTION_GONE.of();
            return told(Kind.TRANSACTION, -1, Text.INSPECTOR_TRANSACTION.of(), name, state, List.of());
        }
        var rows = new ArrayList<Row>();
        rows.add(Row.of(Text.ROW_TARGET.of(), found.overlay().target()));
        int step = 0;
        for (var line : changes(found)) {
            step++;
            rows.add(Row.of(Integer.toString(step), line));
        }
        return new Inspection(
                Kind.TRANSACTION,
                -1,
                -1,
                Text.INSPECTOR_TRANSACTION.of(),
                name,
                found.outcome().word(),
                found.outcome() == Outcome.APPLIED ? Tone.GOOD : Tone.DANGER,
                "",
                rows,
                List.of(),
                List.of());
    }

    /// What a transaction changes, each as the kernel's log tells it.
    static List<String> changes(Transaction transaction) {
        var lines = new ArrayList<String>();
        for (var change : transaction.overlay().apply()) {
            var line = change instanceof Change.Rejected(var errno, var why)
                    ? errno.signed() + " " + why
                    : change.announced(false, transaction.number());
            // What stands before the change is the same in all lines.
            int from = line.indexOf(": ");
            if (!line.isEmpty()) {
                lines.add(change instanceof Change.Rejected || from < 0 ? line : line.substring(from + 2));
            }
        }
        return lines;
    }

    private static Inspection told(
            Kind kind, int kernel, String label, String title, String state, List<Row> rows) {
        return new Inspection(
                kind, kernel, -1, label, title, state, Tone.NEUTRAL, "", rows, List.of(), List.of());
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
