package archipelago.engine.channel;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Dax;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.SharedImage;
import archipelago.engine.state.SharedImage.Entry;
import archipelago.engine.state.SharedImage.Mount;
import archipelago.engine.world.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// DAXFS: a file system whose image lies in the memory of a pool and is read in place. Readers in several
/// kernels share one copy. Writers are not coherent: what a kernel has once found absent it goes on
/// believing absent. Every kernel that manages a pool allocates from `/dev/dma_heap/multikernel` of its own; who mounts
/// an image needs nothing but its address, so it outlives the kernel that made it until somebody uses the memory
/// again. (multikernel/daxfs.)
@Models(
        value = Subject.SHARED_FILES,
        exactly = "one copy in the memory of a host's pool for all readers; writers that do not hear of each other",
        approximately = "an image is a list of names that were written and of names that were sought; its files"
                    + " have no contents",
        notAtAll = "the image builder of kerf")
public final class SharedFiles {
    private static final Pattern ROOT_PHYS = Pattern.compile("rootflags=(?:\\S*,)?phys=0x([0-9a-fA-F]{1,16})");

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Life life;

    public SharedFiles(World world, Operations operations, Ledger ledger, Life life) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.life = life;
    }

    /// Works on what a program on the host or in an instance does with an image.
    public void work(Operation op, Dax call) {
        switch (call) {
            case Dax.Build build -> build(op, build);
            case Dax.Free(var name) -> free(op, name);
            case Dax.Mount(var kernel, var name) -> inside(op, kernel, name, this::mount);
            case Dax.Lookup(var kernel, var name, var path) ->
                inside(op, kernel, name, (o, k, image) -> lookup(o, k, image, path));
            case Dax.Write(var kernel, var name, var path, long bytes) ->
                inside(op, kernel, name, (o, k, image) -> write(o, k, image, path, bytes));
        }
    }

    // --- a host -----------------------------------------------------------------------------------

    private void build(Operation op, Dax.Build build) {
        var pool = world.host(op).pool;
        if (op.step() != Step.COPY_IMAGE) {
            boolean sane = build.bytes() > 0 && build.overlayBytes() >= 0 && build.bytes() % Sizes.PAGE == 0;
            if (!sane || kept(op.host(), build.image()).isPresent()) {
                operations.refuse(op, sane ? Errno.EEXIST : Errno.EINVAL, sane
                        ? "there is an image " + build.image() + " already"
                        : "an image has a positive number of whole pages");
                return;
            }
            operations.next(op, Step.COPY_IMAGE, 0, world.cost.copyNs(build.bytes()));
            return;
        }
        var region = pool.lendWhole(Pool.SHARED, build.bytes(), -1);
        if (region.isEmpty()) {
            operations.refuse(op, Errno.ENOMEM, "the pool has no " + Sizes.shown(build.bytes()) + " in one piece");
            return;
        }
        long base = region.get().base();
        world.state.images().add(new SharedImage(
                op.host(),
                world.state.lending.path(op.host(), build.image()),
                base,
                build.bytes(),
                build.overlayBytes(),
                List.of(),
                false));
        operations.finish(op, "the image " + build.image() + " lies at 0x" + Long.toHexString(base));
    }

    /// The host does not know who has mounted it.
    private void free(Operation op, String name) {
        var image = kept(op.host(), name);
        if (image.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, "there is no image " + name);
            return;
        }
        long base = image.get().base();
        var pool = world.host(op).pool;
        pool.region(Pool.SHARED, base, image.get().bytes()).ifPresent(pool::release);
        world.state.images().remove(image.get());
        long mounts = world.state.mounts().stream().filter(mount -> mount.base() == base).count();
        operations.finish(op, "the memory of " + name + " is back in the pool"
                + (mounts > 0 ? ", while " + mounts + " kernels have it mounted; nothing prevents that" : ""));
    }

    // --- a kernel ---------------------------------------------------------------------------------

    private interface Inside {
        void work(Operation op, Kernel kernel, Optional<SharedImage> image);
    }

    private void inside(Operation op, String name, String image, Inside work) {
        var kernel = world.state.named(name);
        if (kernel == null || kernel.phase != Phase.UP) {
            operations.refuse(op, Errno.ENODEV, "no program runs in " + name);
        } else {
            work.work(op, kernel, meant(kernel, image));
        }
    }

    private void mount(Operation op, Kernel kernel, Optional<SharedImage> image) {
        if (image.isEmpty() || image.get().corrupt()) {
            operations.refuse(op, Errno.EINVAL, "there is no file system that could be mounted");
        } else if (mount(kernel, image.get().base()).isPresent()) {
            operations.refuse(op, Errno.EBUSY, kernel.name + " has " + image.get().name() + " mounted already");
        } else {
            world.state.mounts().add(new Mount(kernel.slot, image.get().base(), List.of()));
            operations.finish(op, kernel.name + " reads " + image.get().name() + " in place");
        }
    }

    private void lookup(Operation op, Kernel kernel, Optional<SharedImage> image, String path) {
        var mount = image.flatMap(there -> mount(kernel, there.base()));
        if (mount.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, kernel.name + " has no such file system mounted");
            return;
        }
        boolean known = mount.get().absent().contains(path);
        if (image.get().has(path) && !known) {
            operations.finish(op, kernel.name + " reads " + path);
            return;
        }
        if (!known) {
            put(mount.get(), mount.get().without(path));
        }
        operations.refuse(op, Errno.ENOENT, image.get().has(path)
                ? kernel.name + " remembers that " + path + " is not there, and has not been told that it is now"
                : "there is no " + path);
    }

    private void write(Operation op, Kernel kernel, Optional<SharedImage> image, String path, long bytes) {
        var mount = image.flatMap(there -> mount(kernel, there.base()));
        if (mount.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, kernel.name + " has no such file system mounted");
        } else if (bytes < 0 || bytes > image.get().freeBytes()) {
            operations.refuse(op, Errno.ENOSPC, "the room for writing has " + Sizes.shown(image.get().freeBytes())
                    + " left");
        } else {
            world.state.images().remove(image.get());
            world.state.images().add(image.get().with(new Entry(path, bytes, kernel.slot)));
            put(mount.get(), mount.get().forgetting(path));
            operations.finish(op, kernel.name + " wrote " + path);
        }
    }

    // --- a kernel's root --------------------------------------------------------------------------

    /// A kernel mounts its root file system when user space begins, and loses all mounts when it is down.
    public void phaseChanged(Kernel kernel) {
        if (kernel.phase == Phase.INIT) {
            mountRoot(kernel);
        } else if (kernel.phase == Phase.OFF || kernel.phase == Phase.PANICKING) {
            world.state.mounts().removeIf(mount -> mount.kernel() == kernel.slot);
        }
    }

    private void mountRoot(Kernel kernel) {
        var phys = ROOT_PHYS.matcher(kernel.cmdline);
        if (!kernel.cmdline.contains("rootfstype=daxfs") || !phys.find()) {
            return;
        }
        long base = Long.parseUnsignedLong(phys.group(1), 16);
        boolean there = world.state.images().stream().anyMatch(image -> image.base() == base && !image.corrupt());
        if (there) {
            world.state.mounts().add(new Mount(kernel.slot, base, List.of()));
            ledger.log(kernel, "VFS: Mounted root (daxfs filesystem)");
        } else {
            life.panic(kernel, kernel.bootedOn, "VFS: Unable to mount root fs");
        }
    }

    // --- the tables -------------------------------------------------------------------------------

    private Optional<SharedImage> image(String name) {
        return world.state.images().stream().filter(image -> image.name().equals(name)).findFirst();
    }

    /// The image that a host calls so.
    private Optional<SharedImage> kept(int keeper, String label) {
        return image(world.state.lending.path(keeper, label)).filter(image -> image.keeper() == keeper);
    }

    /// The image that somebody in a kernel means: one in the pool that the kernel's memory is lent from, one in its
    /// own pool, or any other by its full name.
    private Optional<SharedImage> meant(Kernel kernel, String name) {
        var lent = kernel.host() ? Optional.<SharedImage>empty() : kept(kernel.parent, name);
        return lent.or(() -> kept(kernel.slot, name)).or(() -> image(name));
    }

    private Optional<Mount> mount(Kernel kernel, long base) {
        return world.state.mounts().stream()
                .filter(mount -> mount.kernel() == kernel.slot && mount.base() == base)
                .findFirst();
    }

    private void put(Mount before, Mount after) {
        world.state.mounts().replaceAll(mount -> mount.equals(before) ? after : mount);
    }
}
