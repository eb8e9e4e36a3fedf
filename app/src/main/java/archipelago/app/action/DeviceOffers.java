package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.DeviceMove;
import archipelago.engine.frame.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where PCI functions can go.
final class DeviceOffers {
    private final Situation now;

    DeviceOffers(Situation now) {
        this.now = now;
    }

    /// The kernels that a function can go to, and the pool.
    List<Offer> of(int device) {
        var offers = new ArrayList<Offer>();
        int owner = DeviceMove.owner(now.frame(), device);
        for (var kernel : now.frame().kernels) {
            if (kernel.slot() != owner && !kernel.nested()) {
                offers.add(move(Text.MENU_GIVE_TO.of(kernel.name()), device, kernel.slot()));
            }
        }
        if (owner >= 0) {
            offers.add(move(Text.MENU_GIVE_TO.of(Text.POOL.of()), device, -1));
        }
        return offers;
    }

    /// The functions that an instance can get, and those that it can give up.
    List<Offer> toKernel(KernelView kernel) {
        var offers = new ArrayList<Offer>();
        var devices = now.scenario().machine().devices();
        for (int d = 0; d < devices.size(); d++) {
            var name = devices.get(d).name();
            int owner = DeviceMove.owner(now.frame(), d);
            offers.add(owner == kernel.slot()
                    ? move(Text.MENU_DEVICE_BACK.of(name), d, -1)
                    : move(Text.MENU_DEVICE_FROM.of(name, Offers.words(now).owner(owner)), d, kernel.slot()));
        }
        return offers;
    }

    private Offer move(String label, int device, int to) {
        var machine = now.scenario().machine();
        var move = DeviceMove.plan(now.frame(), machine, device, to);
        var lines = ShellLine.ofAll(move.commands(), now).orElse("");
        boolean gone = now.frame().devicesGone.get(device);
        var name = machine.devices().get(device).name();
        var why = KernelRules.hostAnswers(now)
                .or(() -> gone && to >= 0 ? Optional.of(Text.DEVICE_GONE_ENODEV.of(name)) : Optional.empty());
        return new Offer.Item(
                Optional.empty(), label, "", lines, why, hands -> hands.move(move));
    }
}
