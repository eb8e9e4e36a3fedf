package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.DeviceMove;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.CoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where PCI functions can go.
final class DeviceOffers {
    private final Situation now;

    DeviceOffers(Situation now) {
        this.now = now;
    }

    /// The kernels that a function can go to, and the pools.
    List<Offer> of(int device) {
        var offers = new ArrayList<Offer>();
        int place = DeviceMove.place(now.frame(), device);
        for (int other : Offers.places(now)) {
            if (other != place) {
                offers.add(move(Text.MENU_GIVE_TO.of(Offers.words(now).owner(other)), device, other));
            }
        }
        return offers;
    }

    /// The functions that an instance can get, and those that it can give up.
    List<Offer> toKernel(KernelView kernel) {
        var offers = new ArrayList<Offer>();
        var devices = now.scenario().machine().devices();
        for (int d = 0; d < devices.size(); d++) {
            var name = devices.get(d).name();
            int place = DeviceMove.place(now.frame(), d);
            offers.add(place == kernel.slot()
                    ? move(Text.MENU_DEVICE_BACK.of(name), d, CoreTable.pool(Math.max(0, kernel.lender())))
                    : move(Text.MENU_DEVICE_FROM.of(name, Offers.words(now).owner(place)), d, kernel.slot()));
        }
        return offers;
    }

    private Offer move(String label, int device, int to) {
        var machine = now.scenario().machine();
        var move = DeviceMove.plan(now.frame(), machine, device, to);
        var lines = ShellLine.ofAll(move.commands(), now).orElse("");
        boolean gone = now.frame().devicesGone.get(device);
        var name = machine.devices().get(device).name();
        var why = KernelRules.answers(now, move.commands())
                .or(() -> gone && to >= 0 ? Optional.of(Text.DEVICE_GONE_ENODEV.of(name)) : Optional.empty())
                .or(() -> KernelRules.unknown(now, move.commands()));
        return new Offer.Item(
                Optional.empty(), label, "", lines, why, hands -> hands.move(move));
    }
}
