package archipelago.engine;

import static archipelago.engine.Lab.WEB;

import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.HostKernel;
import java.util.List;

/// A web server that is a host itself, for tests: it has lent two of its four cores to a cache.
public final class Nested {
    /// The instance of the web server.
    public static final String CACHE = WEB + "/cache";

    private Nested() {}

    /// An order that is given on the web server.
    public static Command in(Command order) {
        return new Command.In(WEB, order);
    }

    /// Everything is up, with consoles, and with sockets between kernels.
    public static Lab up() {
        var lab = Lab.of(Labs.idle().on(HostKernel.USUAL.withVsock())).done(Labs.fill()).done(Labs.web());
        lab.done(load(WEB)).done(new Command.Exec(WEB)).untilUp(WEB);
        lab.done(in(new Command.FillPool(
                List.of(20L, 22L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of("nic0"))));
        lab.done(in(new Command.Create("cache", 0, List.of(22L, 20L), 512 * Sizes.MIB, 0, List.of("nic0"))));
        return lab.done(in(load("cache"))).done(in(new Command.Exec("cache"))).untilUp(CACHE);
    }

    /// An image that prints to its lender's console.
    public static Command.Load load(String instance) {
        return new Command.Load(instance, "vmlinux", 64 * Sizes.MIB, Sizes.MIB, "quiet console=mktty0");
    }
}
