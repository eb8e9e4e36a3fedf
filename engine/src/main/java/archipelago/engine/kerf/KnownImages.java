package archipelago.engine.kerf;

import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Images that a scenario speaks of, under the names by which a command line may mean them where no such file
/// exists: kernels by their own names, initial RAM disks as `initrd.img`, `initrd-2.img` and so on, in the
/// order in which the story loads them. A scenario that loads none still has `vmlinux`, `bzImage` and
/// `initrd.img`, so that one can try the machine without a kernel at hand.
public final class KnownImages {
    private static final long KERNEL_BYTES = 64 * Sizes.MIB;
    /// As large as the one that was seen on a real machine (multikernel-linux-expt, `LEARNINGS.md`).
    private static final long INITRD_BYTES = 1126L << 10;

    private final Map<String, GivenFiles.Found.Image> kernels = new TreeMap<>();
    private final Map<String, Long> initrds = new TreeMap<>();

    private KnownImages() {}

    public static KnownImages of(Scenario scenario) {
        var known = new KnownImages();
        for (var chapter : scenario.story()) {
            for (var step : chapter.steps()) {
                if (step.deed() instanceof Deed.Give give && order(give.command()) instanceof Command.Load load) {
                    known.add(load);
                }
            }
        }
        known.kernels.putIfAbsent("vmlinux", new GivenFiles.Found.Image(KERNEL_BYTES, ImageForm.ELF));
        known.kernels.putIfAbsent("bzImage", new GivenFiles.Found.Image(KERNEL_BYTES, ImageForm.BZIMAGE));
        if (known.initrds.isEmpty()) {
            known.initrds.put("initrd.img", INITRD_BYTES);
        }
        return known;
    }

    private static Command order(Command command) {
        return command instanceof Command.In(var _, var order) ? order : command;
    }

    private void add(Command.Load load) {
        kernels.putIfAbsent(load.image(), new GivenFiles.Found.Image(load.imageBytes(), load.form()));
        if (load.initrdBytes() > 0 && !initrds.containsValue(load.initrdBytes())) {
            initrds.put(initrds.isEmpty() ? "initrd.img" : "initrd-" + (initrds.size() + 1) + ".img",
                    load.initrdBytes());
        }
    }

    public Optional<GivenFiles.Found.Image> kernel(String name) {
        return Optional.ofNullable(kernels.get(name));
    }

    /// The size of an initial RAM disk.
    public Optional<Long> initrd(String name) {
        return Optional.ofNullable(initrds.get(name));
    }

    /// The name of the initial RAM disk of this size.
    Optional<String> initrd(long bytes) {
        return initrds.entrySet().stream()
                .filter(entry -> entry.getValue() == bytes)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
