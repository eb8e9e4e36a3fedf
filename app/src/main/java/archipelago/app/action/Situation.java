package archipelago.app.action;

import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import archipelago.app.vm.Chronicle;
import archipelago.app.vm.PoolStock;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.kerf.KerfLine;
import archipelago.engine.kerf.KnownImages;
import archipelago.engine.kernfs.Books;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Transaction;

/// What an action is about: the machine as it is now, and the thing that is meant.
///
/// @param chronicle what has happened
/// @param target the thing that was picked or clicked
public record Situation(Scenario scenario, Frame frame, Chronicle chronicle, Selection target) {

    /// The core that is meant, or -1.
    public int core() {
        return target instanceof Selection.OfCore(int core) ? core : -1;
    }

    /// The kernel that is meant, or that owns the core or the memory that is meant; null if there is none.
    public KernelView kernel() {
        return switch (target) {
            case Selection.OfKernel(int slot) -> slot < 0 ? null : frame.present(slot);
            case Selection.OfCore(int core) -> frame.owner[core] < 0 ? null : frame.kernel(frame.owner[core]);
            case Selection.OfRegion _ ->
                region() == null || region().kernel() < 0 ? null : frame.kernel(region().kernel());
            default -> null;
        };
    }

    /// The kernel that the core that is meant executes; null if there is none.
    public KernelView executing() {
        int core = core();
        boolean executes = core >= 0 && frame.executes(core, frame.siteKernel[core]);
        return executes ? frame.present(frame.siteKernel[core]) : null;
    }

    /// The piece of the pool's memory that is meant; null if there is none.
    public MemoryView region() {
        return target instanceof Selection.OfRegion(long base)
                ? frame.memory.stream().filter(range -> range.base() == base).findFirst().orElse(null)
                : null;
    }

    /// The transaction that is meant, as far as it has a directory; null if there is none.
    public Transaction transaction() {
        return target instanceof Selection.OfTransaction(int host, int number)
                ? frame.transactionsOf(host).stream().filter(one -> one.number() == number).findFirst().orElse(null)
                : null;
    }

    /// The pool that is meant, or that has the core that is meant; null if there is none.
    public PoolStock pool() {
        int place = switch (target) {
            case Selection.OfKernel(int slot) -> slot;
            case Selection.OfCore(int core) -> CoreMove.place(frame, core);
            default -> 0;
        };
        return place < 0 ? new PoolStock(frame, CoreTable.keeper(place)) : null;
    }

    /// The same machine, about another thing.
    public Situation about(Selection other) {
        return new Situation(scenario, frame, chronicle, other);
    }

    /// The physical id of the core that is meant; -1 if none is.
    public long cpu() {
        return core() < 0 ? -1 : scenario.machine().physicalId(core());
    }

    /// The lines of the tool kerf that give orders to the machine as it is now.
    public KerfLine kerfLine() {
        return new KerfLine(frame.books, scenario.machine(), KnownImages.of(scenario));
    }

    /// The lines that give orders in an instance.
    KerfLine kerfLine(String instance) {
        var books = frame.kernels.stream()
                .filter(kernel -> kernel.name().equals(instance))
                .findFirst()
                .map(kernel -> frame.booksOf(kernel.slot()))
                .orElse(Books.EMPTY);
        return new KerfLine(books, scenario.machine(), KnownImages.of(scenario));
    }
}
