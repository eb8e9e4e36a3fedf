package archipelago.app.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The nodes of a machine whose shape changes.
final class Shape {
    private Shape() {}

    /// Another id for a core that stays where it is: with the same cache, the same siblings and the same owner.
    private static Draft.Seat renamed(Draft.Seat seat, long cpu) {
        return new Draft.Seat(cpu, seat.cache(), seat.body(), seat.owner());
    }

    /// The cores of a node: those that it has, or else as many new ones with the owners of the old.
    static List<Draft.Seat> seats(Draft.Node old, int node, int cores) {
        var ids = ids(node, cores);
        if (old.seats().size() == ids.size()) {
            return old.seats();
        }
        var seats = new ArrayList<Draft.Seat>();
        for (int c = 0; c < ids.size(); c++) {
            seats.add(c < old.seats().size()
                    ? renamed(old.seats().get(c), ids.get(c))
                    : new Draft.Seat(ids.get(c), Draft.HOST));
        }
        return seats;
    }

    /// Ids, numbers and memory that meet are counted anew.
    static List<Draft.Node> apart(List<Draft.Node> grown, int cores) {
        var ids = grown.stream().flatMap(node -> node.cpus().stream()).toList();
        boolean idsMeet = ids.stream().distinct().count() < ids.size();
        boolean numbersMeet = grown.stream().map(Draft.Node::number).distinct().count() < grown.size();
        var byBase = grown.stream().sorted(Comparator.comparingLong(Draft.Node::base)).toList();
        boolean memoryMeets = false;
        for (int n = 1; n < byBase.size(); n++) {
            memoryMeets |= byBase.get(n).base() < byBase.get(n - 1).base() + byBase.get(n - 1).bytes();
        }
        var all = new ArrayList<Draft.Node>();
        long base = 0;
        for (int n = 0; n < grown.size(); n++) {
            var node = grown.get(n);
            var anew = ids(n, cores);
            var seats = new ArrayList<Draft.Seat>();
            for (int c = 0; c < node.seats().size(); c++) {
                seats.add(idsMeet ? renamed(node.seats().get(c), anew.get(c)) : node.seats().get(c));
            }
            all.add(new Draft.Node(numbersMeet ? n : node.number(), node.socket(), memoryMeets ? base : node.base(),
                    node.bytes(), seats));
            base += node.bytes();
        }
        return all;
    }

    private static List<Long> ids(int node, int cores) {
        long stride = cores <= 1 ? 1 : (long) Integer.highestOneBit(cores - 1) << 1;
        var ids = new ArrayList<Long>();
        for (int c = 0; c < cores; c++) {
            ids.add(node * stride + c);
        }
        return ids;
    }
}
