package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.app.vm.PoolStock;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command.Dax;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Kernel;
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

    /// For whoever has a pool. Images have a name of their own in each.
    List<Offer> toPool(PoolStock pool) {
        var offers = new ArrayList<Offer>();
        var answers = KernelRules.answers(now, pool.keeper());
        var room = answers.or(() -> pool.largestBytes() < IMAGE_BYTES
                ? Optional.of(Text.NO_MEMORY.of(Sizes.shown(IMAGE_BYTES)))
                : Optional.empty());
        var names = now.frame().images.stream()
                .filter(image -> image.keeper() == pool.keeper())
                .map(ImageOffers::label)
                .toList();
        var build = new Dax.Build(freeName(names), IMAGE_BYTES, OVERLAY_BYTES);
        offers.add(Offers.give(now, KernelOrder.on(now.frame(), pool.keeper(), build), room));
        for (var name : names) {
            offers.add(Offers.give(now, KernelOrder.on(now.frame(), pool.keeper(), new Dax.Free(name)), answers));
        }
        return offers;
    }

    /// As it is called where it was made.
    private static String label(SharedImage image) {
        return image.name().substring(image.name().lastIndexOf(Kernel.BELOW) + 1);
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

    private static String freeName(List<String> names) {
        int number = 1;
        while (names.contains(name(number))) {
            number++;
        }
        return name(number);
    }

    private static String name(int number) {
        return number == 1 ? NAME : NAME + "-" + number;
    }
}
