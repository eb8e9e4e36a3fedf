package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The machine in the order of its owners: each kernel, and the pool, in the place of a socket, with its cores as they
/// are built. Threads of a core that belong to two kernels stand apart there.
final class OwnerOrder {
    private static final double BETWEEN = 14;
    private static final double BETWEEN_ROWS = 12;
    /// However few cores an owner has, it has room for its name: as much as this share of all cores.
    private static final double LEAST_SHARE = 0.035;

    private OwnerOrder() {}

    /// Whose cores there are: the host first, other kernels by their slots, the pool last.
    static List<Integer> owners(Frame frame) {
        var slots = new TreeSet<Integer>();
        for (short owner : frame.owner) {
            slots.add(owner < 0 ? Integer.MAX_VALUE : owner);
        }
        return slots.stream().map(slot -> slot == Integer.MAX_VALUE ? -1 : slot).toList();
    }

    /// A machine whose sockets and nodes are the owners, in the order of [#owners(Frame)].
    static Machine arranged(Machine machine, Frame frame) {
        var owners = owners(frame);
        var nodes = new ArrayList<Machine.Node>();
        for (int n = 0; n < owners.size(); n++) {
            nodes.add(new Machine.Node(n, n, 0, 0, List.of()));
        }
        var cores = new ArrayList<Machine.Core>();
        for (int core = 0; core < machine.coreCount(); core++) {
            int owner = frame.owner[core] < 0 ? -1 : frame.owner[core];
            // Nothing is said of caches where the machine says nothing of them.
            int cache = machine.hasCaches() ? machine.cache(core) : Machine.Core.UNTOLD;
            cores.add(new Machine.Core(
                    machine.physicalId(core), owners.indexOf(owner), cache, machine.siblings(core).getFirst()));
        }
        return new Machine(nodes, cores, machine.devices());
    }

    /// The panels of owners in so many rows: a row is as high, and a panel in it as wide, as what stands there has
    /// cores.
    static List<Rectangle2D> panels(Machine owners, int rows, Rectangle2D room) {
        var weights = new double[owners.nodes().size()];
        for (int core = 0; core < owners.coreCount(); core++) {
            weights[owners.node(core)]++;
        }
        double all = 0;
        for (int n = 0; n < weights.length; n++) {
            weights[n] += LEAST_SHARE * owners.coreCount();
            all += weights[n];
        }
        var panels = new ArrayList<Rectangle2D>();
        double high = room.getHeight() - (rows - 1) * BETWEEN_ROWS;
        double y = room.getY();
        double before = 0;
        for (int from = 0, row = 0; from < weights.length; row++) {
            int to = from;
            double sum = 0;
            // A row ends where the next owner would lie for the greater part behind its share of all.
            while (to < weights.length
                    && (to == from || row == rows - 1 || before + sum + weights[to] / 2 <= all * (row + 1) / rows)) {
                sum += weights[to++];
            }
            double h = high * sum / all;
            double wide = room.getWidth() - (to - from - 1) * BETWEEN;
            double x = room.getX();
            for (int n = from; n < to; n++) {
                double w = wide * weights[n] / sum;
                panels.add(new Rectangle2D.Double(
                        Math.round(x), Math.round(y), Math.max(1, Math.floor(w)), Math.max(1, Math.floor(h))));
                x += w + BETWEEN;
            }
            y += h + BETWEEN_ROWS;
            before += sum;
            from = to;
        }
        return panels;
    }
}
