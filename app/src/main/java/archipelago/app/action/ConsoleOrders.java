package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.app.vm.ConsoleVm.Screen;
import archipelago.engine.base.Blob;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Console;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;

/// What a person at a host does with the console of an instance: the program on `/dev/mktty` in person.
public final class ConsoleOrders {
    private final Hands hands;

    public ConsoleOrders(Hands hands) {
        this.hands = hands;
    }

    /// Opens a link, unless one is open that nobody uses, and selects the instance on it.
    public void attach(Frame frame, Screen screen) {
        var kernel = frame.kernel(screen.slot());
        if (kernel == null || screen.attached()) {
            return;
        }
        int host = kernel.lender();
        var free = frame.consoles.stream()
                .filter(link -> link.host() == host && link.instance() == 0)
                .findFirst();
        int number = free.map(link -> link.number()).orElse(frame.consolesOpened + 1);
        var commands = new ArrayList<Command>();
        if (free.isEmpty()) {
            commands.add(KernelOrder.on(frame, host, new Console.Open()));
        }
        commands.add(KernelOrder.on(frame, host, new Console.Write(number, RawCalls.selection(kernel.id()))));
        hands.giveInTurn(commands);
    }

    /// Types a line to the instance.
    public void type(Screen screen, String line) {
        if (screen.attached()) {
            give(screen, new Console.Write(screen.link(), Blob.text(line + "\n")));
        } else {
            hands.explain(Text.CONSOLE_NO_LINK.of());
        }
    }

    /// Reads what has come, which empties the host's buffer.
    public void read(Screen screen) {
        give(screen, new Console.Read(screen.link()));
    }

    public void close(Screen screen) {
        give(screen, new Console.Close(screen.link()));
    }

    private void give(Screen screen, Console order) {
        hands.giveInTurn(List.of(screen.host().isEmpty() ? order : new Command.In(screen.host(), order)));
    }
}
