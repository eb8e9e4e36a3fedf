package archipelago.engine.cli;

import archipelago.engine.base.Times;
import archipelago.engine.cost.Cost;
import archipelago.engine.invariant.Invariant;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `archipelago about`: the version, and what the model is worth: what it does exactly, what
/// approximately, what not at all, and where every duration comes from.
@Command(
        name = "about",
        description = "Says what is modelled exactly, approximately and not at all.",
        mixinStandardHelpOptions = true)
final class AboutCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;

    static final List<String> EXACT = List.of(
            "who owns which CPU, memory and device, and with which errno a request is refused, by the kernel or by kerf",
            "the order of steps of filling and emptying the pool, create, load, exec, halt, unload and delete",
            "CPUs that join and leave an instance while it runs or is stopped: the request, the ACK, the books after it",
            "the mailbox of parked CPUs: one wake-up at a time, looked at every 100 us, revoked after 1 s",
            "rings of 64 slots: claim, fill, publish; doorbells that coalesce or are lost; -ENOSPC for a full ring",
            "requests with ACK and time-out (10 s, or 30 s for a halt), found again by operation and resource",
            "what a panic of an instance leaves behind: the HALTED notice, parked CPUs, an image that starts again",
            "the order of all events: with one version of the program, the same scenario, seed and commands give the"
                    + " same fingerprint on every machine");
    static final List<String> APPROXIMATE = List.of(
            "all durations: see the list, with what each is taken from; those of the IPI are the weakest",
            "how a kernel boots: early code, then its CPUs one by one, then user space, with assumed durations",
            "work on a CPU: one thing after another; an interrupt is served at once, and its time is added after the"
                    + " work that it interrupts",
            "faults: what follows from them in the kernel's own rules; memory that is written over makes its kernel panic,"
                    + " code that is executed resets the machine, and when the host panics nothing restarts it",
            "a neighbour that hogs cache and memory: that the cores of its node slow down, by a share that the scenario"
                    + " says and that is assumed",
            "where in a node the host takes the pool's memory from: from the top down, as if all of it were free");
    static final List<String> NOT_AT_ALL = List.of(
            "the multikernel file tree with its overlays as files, and the kerf program that writes them: requests are"
                    + " given as commands",
            "what caches hold, how memory bandwidth is shared, clock frequency, hyper-threads, interrupts of devices and"
                    + " DMA",
            "locks inside a kernel; instances that are hosts themselves",
            "what drivers and applications do inside a kernel, beyond the scenario's traffic",
            "other architectures than x86");

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(json ? document() : text());
        spec.commandLine().getOut().flush();
        return ExitStatus.DONE;
    }

    private static String text() {
        var out = new StringBuilder("Archipelago " + Version.text() + ", a multikernel machine at work\n");
        out.append("It models Linux multikernel as of the kernel tag v7.0-mk2, on x86.\n");
        section(out, "Exactly", EXACT);
        section(out, "Approximately", APPROXIMATE);
        section(out, "Not at all", NOT_AT_ALL);
        out.append("\nDurations\n");
        for (var cost : Cost.values()) {
            out.append("  ").append(name(cost)).append(": ").append(Times.shown(cost.defaultNs(), 3)).append(' ')
                    .append(cost.unit()).append(" (").append(cost.provenance().words()).append(": ")
                    .append(cost.source()).append(")\n");
        }
        out.append("\nPromises that `run` checks after every event\n");
        for (var invariant : Invariant.values()) {
            out.append("  ").append(invariant.name()).append(": ").append(invariant.sentence()).append('\n');
        }
        return out.toString().stripTrailing();
    }

    private static void section(StringBuilder out, String title, List<String> lines) {
        out.append('\n').append(title).append('\n');
        lines.forEach(line -> out.append("  - ").append(line).append('\n'));
    }

    private static String name(Cost cost) {
        return cost.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String document() {
        var json = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA).put("version", Version.text());
        json.put("reference", "v7.0-mk2");
        EXACT.forEach(json.putArray("exact")::add);
        APPROXIMATE.forEach(json.putArray("approximate")::add);
        NOT_AT_ALL.forEach(json.putArray("not_modelled")::add);
        var costs = json.putArray("costs");
        for (var cost : Cost.values()) {
            costs.addObject()
                    .put("name", cost.name())
                    .put("value_ns", cost.defaultNs())
                    .put("unit", cost.unit())
                    .put("provenance", cost.provenance().words())
                    .put("source", cost.source());
        }
        var promises = json.putArray("invariants");
        for (var invariant : Invariant.values()) {
            promises.addObject().put("id", invariant.name()).put("sentence", invariant.sentence());
        }
        return json.toPrettyString();
    }
}
