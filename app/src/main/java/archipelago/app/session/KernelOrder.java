package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import java.util.function.Function;

/// An order about an instance, given where somebody knows the instance: on the host, or on the instance whose own
/// it is.
public final class KernelOrder {
    private KernelOrder() {}

    /// @param order what is asked of the instance that has a name
    public static Command about(Frame frame, KernelView kernel, Function<String, Command> order) {
        return on(frame, kernel.lender(), order.apply(kernel.nested() ? kernel.label() : kernel.name()));
    }

    /// An order as it is given on a kernel.
    ///
    /// @param slot the kernel's
    public static Command on(Frame frame, int slot, Command order) {
        var kernel = slot <= 0 ? null : frame.present(slot);
        return kernel == null ? order : new Command.In(kernel.name(), order);
    }
}
