package archipelago.engine.lifecycle;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Call.KexecFileLoad;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.List;
import java.util.Optional;

/// The system call `kexec_file_load`: it puts an image into an instance's own memory, or frees it.
/// (`kernel/kexec_file.c`, `include/uapi/linux/kexec.h`.)
@Models(
        value = Subject.IMAGES,
        exactly = {
            "the flags of kexec_file_load, its refusals and their order; what fits into an"
                    + " instance's memory and what not",
            "an unload does not look whether the instance runs"
        },
        approximately = {
            "segments are kernel, boot parameters, command line and initial RAM disk, first fit by"
                    + " address, with the usual alignment of a kernel on x86",
            "whether a file is an ELF file and has a signature is said by the scenario; no file is"
                    + " opened"
        },
        notAtAll = "the limits that sysctls put on loading, and capabilities: whoever gives a command is"
                    + " root")
public final class ImageOperations {
    /// Frees the image of the instance.
    public static final long UNLOAD = 0x1;
    /// There is no initial RAM disk.
    public static final long NO_INITRAMFS = 0x4;
    public static final long DEBUG = 0x8;
    /// The image is for another kernel beside this one.
    public static final long MULTIKERNEL = 0x10;
    /// The instance's id stands in the flags from this bit on.
    public static final int ID_SHIFT = 5;
    private static final long ID_MASK = 0xffe0;
    private static final long KNOWN = UNLOAD | NO_INITRAMFS | DEBUG | MULTIKERNEL | ID_MASK;

    /// The greatest command line on x86, with its zero byte (`COMMAND_LINE_SIZE`).
    private static final int MOST_CMDLINE_BYTES = 2048;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;
    private final MachineEnd end;

    public ImageOperations(
            World world, Operations operations, Ledger ledger, Messages messages, MachineEnd end) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
        this.end = end;
    }

    /// The flags with which an image is loaded into an instance.
    ///
    /// @param initrd whether there is an initial RAM disk
    public static long loadFlags(int id, boolean initrd) {
        return (long) id << ID_SHIFT | MULTIKERNEL | (initrd ? 0 : NO_INITRAMFS);
    }

    /// The flags with which the image of an instance is freed.
    public static long unloadFlags(int id) {
        return (long) id << ID_SHIFT | MULTIKERNEL | UNLOAD;
    }

    /// The instance's id in the flags of a call.
    public static int idIn(long flags) {
        return (int) ((flags & ID_MASK) >> ID_SHIFT);
    }

    /// Works on a call; loading holds the kexec lock while the image is copied.
    public void work(Operation op, KexecFileLoad call) {
        int id = idIn(call.flags());
        if (op.step() == Step.COPY_IMAGE) {
            loaded(op, call);
        } else if ((call.flags() & ~KNOWN) != 0 || (call.flags() & MULTIKERNEL) == 0 || id == 0) {
            operations.refuse(op, Errno.EINVAL, "flags 0x" + Long.toHexString(call.flags())
                    + " do not name an instance to load into");
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else {
            var kernel = ledger.instance(world.host(op), id);
            if (kernel == null || operations.removes(kernel.slot)) {
                operations.refuse(op, Errno.ENOENT, "there is no instance with id " + id);
            } else if ((call.flags() & UNLOAD) != 0) {
                unload(op, kernel);
            } else {
                load(op, call, kernel);
            }
        }
    }

    // --- load -----------------------------------------------------------------------------------

    private void load(Operation op, KexecFileLoad call, Kernel kernel) {
        if (!kernel.image.isEmpty()) {
            operations.refuse(op, Errno.EBUSY, kernel.name + " already has a kernel; unload it first");
        } else if (call.cmdline().length() >= MOST_CMDLINE_BYTES) {
            operations.refuse(op, Errno.EINVAL, "the command line has " + call.cmdline().length()
                    + " characters, more than " + (MOST_CMDLINE_BYTES - 1));
        } else if (call.form() != ImageForm.ELF && call.form() != ImageForm.SIGNED_ELF) {
            // The loaders are asked first: what none of them can load is refused before a signature is looked for.
            operations.refuse(op, Errno.ENOEXEC, call.image() + " is no ELF vmlinux, which is what x86 can load");
        } else if (world.scenario.host().enforceSignatures() && call.form() != ImageForm.SIGNED_ELF) {
            operations.refuse(op, Errno.EKEYREJECTED, world.host(op).called() + " loads signed images only, and " + call.image()
                    + " has no signature that it trusts");
        } else {
            var segments = place(call, kernel);
            if (segments.isEmpty()) {
                ledger.log(world.host(op), "kexec_file: no room in the memory of instance " + kernel.id
                        + ", cannot fall back to other memory sources");
                operations.refuse(op, Errno.ENOMEM, "the image takes " + Sizes.shown(call.imageBytes())
                        + (call.initrdBytes() > 0 ? " and its initrd " + Sizes.shown(call.initrdBytes()) : "")
                        + ", and " + kernel.name + " has " + Sizes.shown(kernel.memoryBytes));
                return;
            }
            long bytes = call.imageBytes() + call.initrdBytes();
            operations.next(op.about(kernel.slot).holdingKexec(), Step.COPY_IMAGE, 0, world.cost.copyNs(bytes));
        }
    }

    /// Empty if a part of the image does not fit into a region.
    private static Optional<List<MemoryRange>> place(KexecFileLoad call, Kernel kernel) {
        var taken = kernel.control.equals(MemoryRange.NONE) ? List.<MemoryRange>of() : List.of(kernel.control);
        return Segments.place(call.imageBytes(), call.initrdBytes(), kernel.instancePool, taken);
    }

    private void loaded(Operation op, KexecFileLoad call) {
        var kernel = world.state.kernel(op.kernel());
        kernel.image = call.image();
        kernel.imageBytes = call.imageBytes();
        kernel.initrdBytes = call.initrdBytes();
        kernel.cmdline = call.cmdline();
        kernel.segments = place(call, kernel).orElse(List.of());
        kernel.ringed = true;
        kernel.imagePulled = false;
        ledger.status(kernel, world.scenario.host().generation().loaded());
        kernel.imageUsed = false;
        ledger.log(world.host(op), "kexec_file: image " + kernel.image + " loaded for instance " + kernel.id);
        operations.finish(op, kernel.name + " has the image " + kernel.image);
        end.overwritten(kernel.segments, "the image of " + kernel.name);
    }

    // --- unload ---------------------------------------------------------------------------------

    /// Frees the image and drops the ring. Whether the instance runs is not looked at: that is left to
    /// kerf.
    private void unload(Operation op, Kernel kernel) {
        if (kernel.image.isEmpty()) {
            operations.finish(op, kernel.name + " has no image, so nothing was freed");
            return;
        }
        boolean runs = kernel.phase != Phase.OFF;
        kernel.image = "";
        kernel.imageBytes = 0;
        kernel.initrdBytes = 0;
        kernel.cmdline = "";
        kernel.segments = List.of();
        kernel.imagePulled = runs;
        messages.stopDrain(kernel);
        messages.zero(kernel);
        kernel.ringed = false;
        ledger.status(kernel, Status.READY);
        operations.finish(op, "the image of " + kernel.name + " is freed"
                + (runs ? ", while the kernel still runs from it" : ""));
    }
}
