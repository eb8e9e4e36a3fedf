package archipelago.engine.kernfs;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.overlay.Plan;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;

/// What a person is told of a write to the file tree when it is over.
final class TreeAnswers {
    private TreeAnswers() {}

    /// @param last what was said of the last change; empty if there was none
    static String done(Operation op, String last, World world) {
        return switch (op.order()) {
            case Command.FillPool _ -> poolHas(world, world.host(op));
            case Command.EmptyPool _ -> world.host(op).called() + " has all cores, memory and devices again";
            case Command.Create create -> "instance " + create.instance() + " is ready"
                    + (op.answer().ok() ? "" : ", without its CPUs");
            case Command.Call _, Command.RollBack _ -> switch (op.plan().kind()) {
                case BASELINE -> poolHas(world, world.host(op));
                case INSTANCES -> instances(op);
                case ROLLBACK -> "transaction " + op.plan().transaction() + " is undone";
                default -> "transaction " + op.plan().transaction() + " is applied";
            };
            default -> last;
        };
    }

    /// The write says nothing of those that were not made.
    private static String instances(Operation op) {
        int count = op.plan().changes().size();
        return "the tree is taken, with " + count + (count == 1 ? " instance" : " instances")
                + "; the log says which of them were made";
    }

    private static String poolHas(World world, Kernel host) {
        int cores = 0;
        for (int core = 0; core < world.state.cores.count(); core++) {
            cores += world.state.cores.owner[core] == CoreTable.pool(host.slot) ? 1 : 0;
        }
        return "the pool has " + cores + " CPUs and " + Sizes.shown(host.pool.chunkBytes());
    }

    static String failed(Operation op, Errno errno, String sentence) {
        boolean partly = op.change() > 0;
        return switch (op.plan().kind()) {
            case BASELINE -> sentence + (partly ? "; the pool is half initialised" : "");
            case OVERLAY -> {
                var status = "transaction " + op.plan().transaction() + " is failed";
                yield op.order() == op.call()
                        ? "the write is taken, but " + status + " with " + errno.signed() + ": " + sentence
                        : sentence;
            }
            case ROLLBACK -> sentence + "; transaction " + op.plan().transaction() + " stays, and is failed";
            case INSTANCES, NONE -> sentence;
        };
    }
}
