package archipelago.engine.early;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Call.KexecLoad;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.lifecycle.Segments;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Phase;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `kexec_load` of the first series: images for other kernels in a list, without ids and without memory of their own.
/// (`kernel/kexec.c`, `kimage_load_multikernel_segment`.)
@Models(
        value = Subject.SERIES,
        exactly = "kexec_load puts images into a list, of which reboot takes the first; a call without segments"
                    + " frees them all",
        approximately = {
            "where kexec finds room: in what the command line gives the kernel, else in what was set aside, else"
                    + " at the end of the first node's memory",
            "names of kernels: nothing in the machine knows any, so the scenario gives them"
        })
public final class ImageList {
    private static final Pattern MEMORY = Pattern.compile("memmap=([0-9]+[KMG]?)@(0x[0-9a-fA-F]{1,15})");
    private static final long KNOWN = 0x1f;
    private static final long ARCHITECTURE = 0xffff_0000L;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final MachineEnd end;

    public ImageList(World world, Operations operations, Ledger ledger, MachineEnd end) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.end = end;
    }

    void work(Operation op, KexecLoad call) {
        long flags = call.flags() & ~ARCHITECTURE;
        if (op.step() == Step.COPY_IMAGE) {
            loaded(op, call);
        } else if ((flags & ~KNOWN) != 0 || (flags & ImageOperations.MULTIKERNEL) == 0) {
            operations.refuse(op, Errno.EINVAL, "flags 0x" + Long.toHexString(call.flags())
                    + " do not ask for a kernel beside this one");
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (call.image().isEmpty()) {
            unloadAll(op);
        } else if (room(call).isEmpty()) {
            operations.refuse(op, Errno.EADDRNOTAVAIL, "kexec found no room for " + Sizes.shown(call.imageBytes()));
        } else {
            long bytes = call.imageBytes() + call.initrdBytes();
            operations.next(op.holdingKexec(), Step.COPY_IMAGE, 0, world.cost.copyNs(bytes));
        }
    }

    // --- load -----------------------------------------------------------------------------------

    /// Where an image would lie, and the memory around it that is its kernel's.
    private record Room(MemoryRange memory, List<MemoryRange> segments) {}

    private Optional<Room> room(KexecLoad call) {
        for (var memory : candidates(call)) {
            var segments = Segments.place(call.imageBytes(), call.initrdBytes(), List.of(memory), taken());
            if (segments.isPresent()) {
                return Optional.of(new Room(memory, segments.get()));
            }
        }
        return Optional.empty();
    }

    private List<MemoryRange> candidates(KexecLoad call) {
        var named = MEMORY.matcher(call.cmdline());
        if (named.find()) {
            var bytes = Sizes.parse(named.group(1).replaceAll("([KMG])$", "$1iB"));
            long base = Long.decode(named.group(2));
            return bytes.isPresent() && free(new MemoryRange(base, bytes.getAsLong()))
                    ? List.of(new MemoryRange(base, bytes.getAsLong()))
                    : List.of();
        }
        // Kernel, parameters, command line and RAM disk, with what their alignment may cost.
        long wantedBytes = Math.ceilDiv(call.imageBytes() + call.initrdBytes() + 4 * Sizes.MIB, Sizes.PAGE) * Sizes.PAGE;
        var reserved = world.scenario.host().reserved();
        var node = world.machine.nodes().getFirst();
        long from = reserved.map(MemoryRange::base).orElse(node.base());
        long to = reserved.map(MemoryRange::end).orElse(node.end());
        var found = new ArrayList<MemoryRange>();
        for (long base = to - wantedBytes; base >= from && found.isEmpty(); base -= Sizes.MIB) {
            var range = new MemoryRange(base / Sizes.PAGE * Sizes.PAGE, wantedBytes);
            if (free(range)) {
                found.add(range);
            }
        }
        return found;
    }

    private boolean free(MemoryRange range) {
        boolean inside = range.bytes() > 0 && range.base() % Sizes.PAGE == 0 && range.bytes() % Sizes.PAGE == 0
                && world.machine.nodes().stream()
                        .anyMatch(node -> node.base() <= range.base() && range.bytes() <= node.end() - range.base());
        return inside && taken().stream().noneMatch(range::overlaps);
    }

    private List<MemoryRange> taken() {
        var taken = new ArrayList<MemoryRange>();
        SharedRegion.of(world.scenario).ifPresent(taken::add);
        world.state.pool.regions().forEach(region -> taken.add(new MemoryRange(region.base(), region.bytes())));
        taken.sort(Comparator.comparingLong(MemoryRange::base));
        return taken;
    }

    private void loaded(Operation op, KexecLoad call) {
        var room = room(call);
        if (room.isEmpty()) {
            operations.refuse(op, Errno.EADDRNOTAVAIL, "what kexec had found is taken by now");
            return;
        }
        var kernel = world.state.addKernel(world.state.slots(), unused(call));
        world.tell(new Happening.InstanceCreated(kernel.slot, kernel.id, kernel.name));
        var memory = room.get().memory();
        world.state.pool.adopt(kernel.slot, memory, node(memory));
        kernel.memoryBytes = memory.bytes();
        kernel.instancePool = List.of(memory);
        kernel.segments = room.get().segments();
        kernel.image = call.image();
        kernel.imageBytes = call.imageBytes();
        kernel.initrdBytes = call.initrdBytes();
        kernel.cmdline = call.cmdline();
        kernel.ringed = true;
        ledger.status(kernel, world.scenario.host().generation().loaded());
        ledger.log(world.state.host(), "Added multikernel image to list (entry: 0x"
                + Long.toHexString(kernel.segments.getFirst().base()) + ")");
        operations.finish(op, "the image " + call.image() + " is in the list");
        end.overwritten(kernel.segments, "the image of " + kernel.name);
    }

    private int node(MemoryRange memory) {
        var nodes = world.machine.nodes();
        int n = 0;
        while (memory.base() < nodes.get(n).base() || memory.base() >= nodes.get(n).end()) {
            n++;
        }
        return n;
    }

    private String unused(KexecLoad call) {
        var wanted = call.kernel().isEmpty() ? call.image() : call.kernel();
        var name = wanted;
        for (int n = 2; world.state.presentNamed(name) != null; n++) {
            name = wanted + "-" + n;
        }
        return name;
    }

    // --- unload ---------------------------------------------------------------------------------

    /// A kernel that runs goes on: the list is all that knows of its image.
    private void unloadAll(Operation op) {
        int count = 0;
        for (int slot = State.HOST + 1; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && !kernel.image.isEmpty()) {
                unload(kernel);
                count++;
            }
        }
        ledger.log(world.state.host(), "Unloaded " + count + " multikernel images");
        operations.finish(op, count + (count == 1 ? " image is" : " images are") + " freed");
    }

    private void unload(Kernel kernel) {
        kernel.image = "";
        kernel.imageBytes = 0;
        kernel.segments = List.of();
        kernel.imagePulled = true;
        if (kernel.phase == Phase.OFF && kernel.cores.length == 0) {
            world.state.pool.release(kernel.slot);
            world.tell(new Happening.InstanceRemoved(kernel.slot));
            world.state.removeKernel(kernel.slot);
        }
    }
}
