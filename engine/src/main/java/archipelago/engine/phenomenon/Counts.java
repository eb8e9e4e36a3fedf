package archipelago.engine.phenomenon;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Expectation;
import archipelago.engine.scenario.Expectation.Quantity;
import archipelago.engine.state.Pool;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Looks at what can be counted and measured: in the state, and in what happened since the checkpoint before.
final class Counts {
    /// What a number says of something that is not there.
    private static final long NOTHING = -1;

    private final World world;
    private final State state;
    private final Recent recent;
    private final Stretches stretches;

    Counts(World world, Recent recent, Stretches stretches) {
        this.world = world;
        this.state = world.state;
        this.recent = recent;
        this.stretches = stretches;
    }

    Observation amount(Expectation.Amount e) {
        LongFunction<String> unit = switch (e.quantity()) {
            case TOOK, AT, WORKED, WAITED -> Times::text;
            case POOL_FREE, SHARED, LEAKED, IMAGE_ROOM -> Sizes::text;
            default -> Long::toString;
        };
        long value = value(e.quantity(), e.of());
        return new Observation(
                state.nowNs,
                sentence(e, e.bounds().words(unit)),
                value == NOTHING ? "there is no " + e.of() : sentence(e, unit.apply(value)),
                e.bounds().hold(value));
    }

    private long value(Quantity quantity, String of) {
        int slot = recent.slot(of);
        var kernel = state.named(of);
        return switch (quantity) {
            case TOOK -> state.nowNs - recent.sinceNs();
            case AT -> state.nowNs;
            case POOL_FREE -> state.pool.freeBytes();
            case SHARED -> bytesOf(region -> region.kernel() == Pool.SHARED);
            case LEAKED -> bytesOf(region -> region.kernel() >= 0 && state.kernel(region.kernel()) == null);
            case PENDING -> kernel == null ? NOTHING : kernel.ring.pending();
            case CONSOLE_LOST -> kernel == null ? NOTHING : kernel.consoleLostBytes;
            case WORKED -> of.matches("[0-9]{1,9}") ? recent.workNs(world.machine.coreOf(Long.parseLong(of))) : NOTHING;
            case IMAGE_ROOM -> state.images().stream()
                    .filter(image -> image.name().equals(of))
                    .mapToLong(image -> image.freeBytes())
                    .findFirst()
                    .orElse(NOTHING);
            case OPERATIONS -> stretches.operations(of, state);
            case WAITED -> stretches.waitedNs(of, state);
            case CROSSINGS -> stretches.crossings(of, state);
            default -> sum(what -> counted(quantity, what, slot, of));
        };
    }

    /// What a fact adds to something that is counted.
    private static long counted(Quantity quantity, Happening what, int slot, String of) {
        return switch (what) {
            case Happening.MessageTaken f when quantity == Quantity.TAKEN -> f.toKernel() == slot ? 1 : 0;
            case Happening.MessageSent f when quantity == Quantity.SENT -> f.fromKernel() == slot ? 1 : 0;
            case Happening.MessageLost f when quantity == Quantity.LOST -> f.toKernel() == slot ? 1 : 0;
            case Happening.DoorbellLost f when quantity == Quantity.DOORBELLS_LOST -> f.kernel() == slot ? 1 : 0;
            case Happening.DoorbellCut f when quantity == Quantity.DOORBELLS_LOST -> f.toKernel() == slot ? 1 : 0;
            case Happening.ConsoleRead f when quantity == Quantity.CONSOLE_READ ->
                of.equals("" + f.link()) ? f.bytes().length() : 0;
            case Happening.ConsoleReceived f when quantity == Quantity.CONSOLE_DROPPED ->
                of.equals("" + f.link()) ? f.droppedBytes() : 0;
            case Happening.ConsoleInput f when quantity == Quantity.CONSOLE_TYPED ->
                f.kernel() == slot ? f.bytes().length() : 0;
            default -> 0;
        };
    }

    private long bytesOf(Predicate<Pool.Region> which) {
        return state.pool.regions().stream().filter(which).mapToLong(Pool.Region::bytes).sum();
    }

    private long sum(ToLongFunction<Happening> each) {
        return recent.happenings().stream().mapToLong(each).sum();
    }

    private static String sentence(Expectation.Amount e, String amount) {
        return switch (e.quantity()) {
            case TOOK -> "this took " + amount;
            case AT -> "the clock says " + amount;
            case POOL_FREE -> "the pool has " + amount + " idle";
            case SHARED -> "shared images take " + amount + " of the pool";
            case LEAKED -> amount + " of the pool is lost for good";
            case IMAGE_ROOM -> e.of() + " has room for " + amount + " of new files";
            case WORKED -> "CPU " + e.of() + " was given work for " + amount;
            case PENDING -> "the ring of " + e.of() + " holds " + counted(amount, "message");
            case TAKEN -> e.of() + " took " + counted(amount, "message");
            case SENT -> e.of() + " sent " + counted(amount, "message");
            case LOST -> counted(amount, "message") + " lost with the ring of " + e.of();
            case DOORBELLS_LOST -> counted(amount, "doorbell") + " for " + e.of() + " lost";
            case CONSOLE_READ -> counted(amount, "byte") + " read from console link " + e.of();
            case CONSOLE_DROPPED -> counted(amount, "byte") + " dropped at console link " + e.of();
            case CONSOLE_TYPED -> e.of() + " was typed " + counted(amount, "byte");
            case CONSOLE_LOST -> e.of() + " lost " + counted(amount, "byte") + " that it printed";
            case OPERATIONS -> "the tasks of " + e.of() + " did " + counted(amount, "operation");
            case WAITED -> "the tasks of " + e.of() + " waited for locks for " + amount;
            case CROSSINGS -> "the locks of " + e.of() + " made " + counted(amount, "crossing") + " between sockets";
        };
    }

    /// `no message`, `1 message`, `at least 2 messages`.
    static String counted(String amount, String thing) {
        boolean one = amount.equals("1") || amount.endsWith(" 1");
        return (amount.equals("0") ? "no" : amount) + " " + thing + (one || amount.equals("0") ? "" : "s");
    }

    Observation compared(Expectation.Compared e) {
        long percent = stretches.percent(e.chapter(), e.program(), state);
        var words = "as fast as in \"" + e.chapter() + "\"";
        return new Observation(
                state.nowNs,
                e.program() + " works " + e.percent().words(p -> p + " %") + " " + words,
                percent == NOTHING
                        ? "there is nothing to compare"
                        : e.program() + " works " + percent + " % " + words,
                e.percent().hold(percent));
    }

    Observation refused(Expectation.Refused e) {
        int from = recent.slot(e.from());
        int to = recent.slot(e.to());
        long times = sum(what -> what instanceof Happening.SendRefused refused
                        && refused.fromKernel() == from
                        && refused.toKernel() == to
                        && refused.errno() == e.errno()
                ? 1
                : 0);
        var words = " of " + e.from() + " to " + e.to() + " refused with " + e.errno().signed();
        return new Observation(
                state.nowNs,
                counted(e.times().words(Long::toString), "message") + words,
                counted("" + times, "message") + words,
                e.times().hold(times));
    }
}
