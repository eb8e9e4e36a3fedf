package archipelago.engine.kerf;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;

/// What kerf makes of an order.
public sealed interface Decision {

    /// It asks the host kernel for this.
    record Asks(Command call) implements Decision {}

    /// It refuses, and the kernel never hears of it.
    ///
    /// @param errno what the kernel would have answered
    record Refuses(Errno errno, String sentence) implements Decision {}

    /// There is nothing to do.
    record NothingToDo(String sentence) implements Decision {}
}
