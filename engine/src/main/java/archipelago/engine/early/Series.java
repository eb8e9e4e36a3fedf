package archipelago.engine.early;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.scenario.Generation;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// The host of the two series of 2025: what it does with a call that later hosts do otherwise, or do not know. What
/// it has not got it refuses as any Linux without it.
public final class Series {
    private static final String FILES = "/sys/fs/multikernel";

    private final World world;
    private final Generation generation;
    private final Operations operations;
    private final Messages messages;
    private final ImageOperations images;
    private final ImageList list;
    private final KernelStart starts;
    private final DescribedInstances instances;
    private final CpuSwitch switches;

    public Series(
            World world,
            Operations operations,
            Messages messages,
            ImageOperations images,
            ImageList list,
            KernelStart starts,
            DescribedInstances instances,
            CpuSwitch switches) {
        this.world = world;
        this.generation = world.scenario.host().generation();
        this.operations = operations;
        this.messages = messages;
        this.images = images;
        this.list = list;
        this.starts = starts;
        this.instances = instances;
        this.switches = switches;
    }

    /// Before the first instant: memory that was set aside is the pool's, where there is one.
    public void powerOn() {
        if (generation.startsWithPool()) {
            world.state.pool.parksElsewhere = true;
            world.scenario.host().reserved().ifPresent(range -> {
                world.state.pool.exists = true;
                world.state.pool.add(new Pool.Chunk(range.base(), range.bytes(), node(range.base())));
            });
        }
    }

    private int node(long address) {
        var nodes = world.machine.nodes();
        int n = 0;
        while (n < nodes.size() - 1 && (address < nodes.get(n).base() || address >= nodes.get(n).end())) {
            n++;
        }
        return n;
    }

    /// Works on a call if it is one that this host does in its own way.
    ///
    /// @return whether it is
    public boolean works(Operation op) {
        if (!generation.series()) {
            return refusesWhatIsGone(op);
        }
        switch (op.call()) {
            case Call.Reboot call -> starts.work(op, call);
            case Call.KexecLoad call -> load(op, call);
            case Call.KexecFileLoad call -> loadFile(op, call);
            case Call.SendMessage call -> send(op, call);
            case Call.WriteFile call -> {
                return writes(op, call);
            }
            case Call.RemoveDirectory call -> remove(op, call);
            case Command.Console.Print _ -> {
                return false; // A line on the serial console is nobody's message.
            }
            case Command.Console _ -> operations.refuse(op, Errno.ENOENT, "there is no /dev/mktty: kernels write to the"
                    + " serial line");
            case Command.Dax _ -> operations.refuse(op, Errno.ENODEV, "this kernel knows no file system daxfs");
            default -> {
                return false;
            }
        }
        return true;
    }

    /// What only the two series have.
    private boolean refusesWhatIsGone(Operation op) {
        switch (op.call()) {
            case Call.KexecLoad _ -> operations.refuse(op, Errno.EINVAL, "images for other kernels are loaded with"
                    + " kexec_file_load");
            case Call.SendMessage _ -> operations.refuse(op, Errno.EPERM, "this host sends its messages itself");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void load(Operation op, Call.KexecLoad call) {
        if (generation.loadsFiles()) {
            operations.refuse(op, Errno.EINVAL, "an image out of kexec_load would have no id, and nobody could"
                    + " start it");
        } else {
            list.work(op, call);
        }
    }

    private void loadFile(Operation op, Call.KexecFileLoad call) {
        var kernel = withId(ImageOperations.idIn(call.flags()));
        if (generation.loadsFiles() && kernel != null && kernel.status == Status.EMPTY) {
            operations.refuse(op, Errno.ENOENT, kernel.name + " is being made");
        } else if (generation.loadsFiles()) {
            images.work(op, call);
        } else {
            operations.refuse(op, Errno.EINVAL, "kexec_file_load knows no flag for another kernel; kexec_load does");
        }
    }

    // --- messages -------------------------------------------------------------------------------

    private void send(Operation op, Call.SendMessage call) {
        var host = world.state.host();
        var to = switch (generation.identity()) {
            case CPU -> onCpu(call.to());
            case INSTANCE -> withId(call.to());
        };
        if (layered() && call.bytes() > generation.messageArea().slotBytes() - generation.messageArea().headerBytes()) {
            operations.refuse(op, Errno.EMSGSIZE, "a message of " + call.bytes() + " bytes and its header are more than "
                    + generation.messageArea().slotBytes());
            return;
        }
        boolean shutdown = layered() && call.kind().equals(MessageKind.SHUTDOWN.words());
        var kind = shutdown ? MessageKind.SHUTDOWN : MessageKind.UNKNOWN;
        var errno = messages.send(host, world.state.workingCore(host), to, kind, call.bytes(), call.to(), 0, null);
        if (errno.ok()) {
            operations.finish(op, "the message is in the slot of " + to.name);
        } else {
            operations.refuse(op, errno, to == null
                    ? "there is nobody at " + call.to()
                    : "a message of " + call.bytes() + " bytes cannot be sent to " + to.name);
        }
    }

    /// Whether a message has a header with its type.
    private boolean layered() {
        return generation.messageArea().headerBytes() > 0;
    }

    private Kernel onCpu(long number) {
        boolean known = number >= 0 && number < world.machine.coreCount();
        int slot = known ? world.state.cores.siteKernel[(int) number] : -1;
        return slot < 0 ? null : world.state.present(slot);
    }

    private Kernel withId(long id) {
        for (int slot = 1; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && kernel.id == id) {
                return kernel;
            }
        }
        return null;
    }

    // --- files ----------------------------------------------------------------------------------

    private boolean writes(Operation op, Call.WriteFile call) {
        if (CpuSwitch.is(call.path())) {
            switches.work(op, call);
            return true;
        }
        boolean tree = generation.files() == Generation.Files.INSTANCES && call.path().equals(FILES + "/device_tree");
        if (!tree) {
            operations.answer(op, Errno.ENOENT, "there is no " + call.path());
        }
        return !tree;
    }

    private void remove(Operation op, Call.RemoveDirectory call) {
        if (generation.files() == Generation.Files.INSTANCES) {
            instances.remove(op, call);
        } else {
            operations.answer(op, Errno.ENOENT, "there is no " + call.path());
        }
    }
}
