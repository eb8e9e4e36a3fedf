package archipelago.engine.why;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.trace.ClauseText;
import archipelago.engine.trace.CommandText;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;

/// A blast radius in lines that a person reads from top to bottom.
public final class BlastText {
    private final BlastRadius radius;
    private final ClauseText text;
    private final int most;

    /// @param most how many differences are told one by one; the others are counted
    public BlastText(BlastRadius radius, Machine machine, int most) {
        this.radius = radius;
        this.most = most;
        var names = new KernelNames();
        for (int kernel = 0; kernel < radius.kernels().size(); kernel++) {
            names.hear(new Happening.InstanceCreated(kernel, 0, radius.kernels().get(kernel).kernel()));
        }
        text = new ClauseText(machine, names);
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        var asked = (Happening.Requested) radius.request().what();
        lines.add("act " + radius.act() + (asked.byStory() ? " of the story, " : ", ")
                + CommandText.of(asked.command()) + " at "
                + Times.shown(radius.request().atNs(), 6) + ": " + radius.events() + " events go back to it up to "
                + Times.shown(radius.untilNs(), 6));
        kernels(lines);
        service(lines);
        for (var shift : radius.shifts().subList(0, Math.min(most, radius.shifts().size()))) {
            lines.add("  " + sentence(shift));
        }
        if (radius.shifts().size() > most) {
            lines.add("  and " + (radius.shifts().size() - most) + " differences more");
        }
        return lines;
    }

    private void kernels(List<String> lines) {
        for (var reach : radius.kernels()) {
            lines.add(reach.untouched()
                    ? "untouched: " + reach.kernel() + (reach.facts() == 0
                            ? "; nothing happened to it, with the act or without"
                            : "; all " + reach.facts() + " facts about it are the same without the act")
                    : "reached: " + reach.kernel() + ", at " + Times.shown(reach.sinceNs(), 6) + " first");
        }
    }

    private void service(List<String> lines) {
        for (var instance : radius.with()) {
            long usual = radius.without().stream()
                    .filter(other -> other.name().equals(instance.name()))
                    .mapToLong(other -> other.lostNs())
                    .findFirst()
                    .orElse(0);
            if (instance.lostNs() != usual) {
                lines.add("service of " + instance.name() + ": away for " + Times.shown(instance.lostNs(), 6)
                        + ", without the act " + Times.shown(usual, 6));
            }
        }
    }

    private String sentence(Shift shift) {
        var parts = new ArrayList<String>();
        if (shift.lost() > 0) {
            parts.add(shift.lost() + " lost");
        }
        if (shift.delayed() > 0) {
            parts.add(shift.delayed() + " later by up to " + Times.shown(shift.mostDelayNs(), 4));
        }
        if (shift.added() > 0) {
            parts.add(shift.added() + " added");
        }
        return String.join(", ", parts) + ": " + text.of(new Fact(shift.firstNs(), 0, shift.like())).replace(" #0", "");
    }
}
