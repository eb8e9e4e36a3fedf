package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.engine.command.Command.Vsock;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Socket;
import archipelago.engine.state.Socket.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a program inside a kernel can do with sockets to other kernels.
final class SocketOffers {
    /// Any port would do; this one makes two menus meet.
    static final long PORT = 5000;
    private static final long LITTLE_BYTES = 64;
    /// More than a ring takes: one packet carries 4028 bytes, and 63 of them fill it.
    private static final long MUCH_BYTES = 1 << 20;

    private final Situation now;

    SocketOffers(Situation now) {
        this.now = now;
    }

    List<Offer> of(KernelView kernel) {
        var offers = new ArrayList<Offer>();
        var why = why(kernel);
        boolean listens = now.frame().sockets.stream()
                .anyMatch(socket -> socket.kernel() == kernel.slot() && socket.stage() == Stage.LISTENING);
        if (!listens) {
            offers.add(Offers.give(now, new Vsock.Listen(kernel.name(), PORT), why));
        }
        for (var other : now.frame().kernels) {
            // A kernel knows its host as 0 and its instances by their ids, and nobody else.
            if (other.slot() == kernel.lender() || other.lender() == kernel.slot()) {
                int cid = other.slot() == kernel.lender() ? 0 : other.id();
                offers.add(Offers.give(now, new Vsock.Connect(kernel.name(), cid, PORT), why));
            }
        }
        for (var socket : now.frame().sockets) {
            if (socket.kernel() == kernel.slot()) {
                addOf(offers, kernel, socket, why);
            }
        }
        return offers;
    }

    private void addOf(List<Offer> offers, KernelView kernel, Socket socket, Optional<String> why) {
        offers.add(new Offer.Line());
        if (socket.stage() == Stage.CONNECTED) {
            for (long bytes : List.of(LITTLE_BYTES, MUCH_BYTES)) {
                offers.add(Offers.give(now, new Vsock.Send(kernel.name(), socket.number(), bytes), why));
            }
        }
        offers.add(Offers.give(now, new Vsock.Close(kernel.name(), socket.number()), why));
    }

    private Optional<String> why(KernelView kernel) {
        return KernelRules.reset(now)
                .or(() -> kernel.phase() == Phase.UP
                        ? Optional.empty()
                        : Optional.of(Text.NO_PROGRAM.of(kernel.name())))
                .or(() -> now.scenario().host().vsock() ? Optional.empty() : Optional.of(Text.NO_VSOCK.of()));
    }
}
