package archipelago.engine.measure;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// How the tasks of an experiment are dealt over kernels, and the cores over the tasks. CPU 0 is the host's as long as
/// there is another core: where kernels are started it comes last, and whose share it is in runs in the host itself.
final class Deal {
    static final String HOST = "host";
    private static final int FIRST = 0;

    private Deal() {}

    /// The part of one kernel.
    ///
    /// @param kernel its name; `host` for the host
    record Share(String kernel, List<Integer> cores, int tasks) {
        Share {
            cores = List.copyOf(cores);
        }

        boolean host() {
            return kernel.equals(HOST);
        }
    }

    /// All in the host, as in a machine of one kernel.
    static List<Share> one(Machine machine, Placement placement, int tasks) {
        var order = placement.order(machine);
        return List.of(new Share(HOST, order.subList(0, Math.min(tasks, order.size())), tasks));
    }

    /// Even parts for several kernels, each with as many cores as it has tasks, if there are so many.
    static List<Share> among(Machine machine, Placement placement, int kernels, int tasks) {
        var left = hostsLast(machine, placement.order(machine), placement);
        int cores = Math.min(tasks, left.size());
        var shares = new ArrayList<Share>();
        for (int k = 0; k < kernels; k++) {
            int wanted = part(cores, kernels, k);
            var mine = new ArrayList<Integer>();
            if (placement instanceof Placement.Spread) {
                int socket = (k + 1) % machine.socketCount(); // That of the host comes last.
                left.stream().filter(core -> machine.socket(core) == socket).limit(wanted).forEach(mine::add);
                left.removeAll(mine);
            }
            while (mine.size() < wanted) {
                mine.add(left.removeFirst());
            }
            shares.add(new Share(mine.contains(FIRST) ? HOST : "kernel-" + (k + 1), mine, part(tasks, kernels, k)));
        }
        return shares;
    }

    private static int part(int of, int parts, int number) {
        return of * (number + 1) / parts - of * number / parts;
    }

    private static List<Integer> hostsLast(Machine machine, List<Integer> order, Placement placement) {
        var cores = new ArrayList<>(order);
        if (placement instanceof Placement.Filled) { // The sockets are alike: another one is filled first.
            int sockets = machine.socketCount();
            cores.sort((a, b) -> Integer.compare(
                    (machine.socket(a) + sockets - 1) % sockets, (machine.socket(b) + sockets - 1) % sockets));
        }
        if (cores.remove(Integer.valueOf(FIRST))) {
            cores.add(FIRST);
        }
        return cores;
    }
}
