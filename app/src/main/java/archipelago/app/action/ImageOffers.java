package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command.Dax;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.state.Phase;
import archipelago.engine.state.SharedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// DAXFS images in the pool's memory: making them, and what kernels do that read them.
final class ImageOffers {
    /// The file that is written and looked for, so that two kernels can get into each other's way.
    static final String FILE = "/data";
    private static final String NAME = "rootfs";
    private static final long IMAGE_BYTES = 256 * Sizes.MIB;
    private static final long OVERLAY_BYTES = 16 * Sizes.MIB;

    private final Situation now;

    ImageOffers(Situation now) {
        this.now = now;
    }

    /// For whoever has the pool.
    List<Offer> toPool() {
        var offers = new ArrayList<Offer>();
        var room = KernelRules.hostAnswers(now)
                .or(() -> largestIdle() < IMAGE_BYTES
                        ? Optional.of(Text.NO_MEMORY.of(Sizes.shown(IMAGE_BYTES)))
                        : Optional.empty());
        offers.add(Offers.give(now, new Dax.Build(freeName(), IMAGE_BYTES, OVERLAY_BYTES), room));
        for (var image : now.frame().images) {
            offers.add(Offers.give(now, new Dax.Free(image.name()), KernelRules.hostAnswers(now)));
        }
        return offers;
    }

    /// For a program in a kernel.
    List<Offer> toKernel(KernelView kernel) {
        var offers = new ArrayList<Offer>();
        var why = KernelRules.reset(now)
                .or(() -> kernel.phase() == Phase.UP
                        ? Optional.empty()
                        : Optional.of(Text.NO_PROGRAM.of(kernel.name())));
        for (var image : now.frame().images) {
            if (mounted(kernel, image)) {
                offers.add(Offers.give(now, new Dax.Lookup(kernel.name(), image.name(), FILE), why));
                offers.add(Offers.give(now, new Dax.Write(kernel.name(), image.name(), FILE, Sizes.MIB), why));
            } else {
                offers.add(Offers.give(now, new Dax.Mount(kernel.name(), image.name()), why));
            }
        }
        return offers;
    }

    private boolean mounted(KernelView kernel, SharedImage image) {
        return now.frame().mounts.stream()
                .anyMatch(mount -> mount.kernel() == kernel.slot() && mount.base() == image.base());
    }

    private String freeName() {
        var names = now.frame().images.stream().map(SharedImage::name).toList();
        int number = 1;
        while (names.contains(name(number))) {
            number++;
        }
        return name(number);
    }

    private static String name(int number) {
        return number == 1 ? NAME : NAME + "-" + number;
    }

    private long largestIdle() {
        return now.frame().memory.stream()
                .filter(range -> range.kernel() == MemoryView.IDLE)
                .mapToLong(MemoryView::bytes)
                .max()
                .orElse(0);
    }
}
