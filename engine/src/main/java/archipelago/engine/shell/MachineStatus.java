package archipelago.engine.shell;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.kernfs.Books;
import archipelago.engine.session.Session;
import archipelago.engine.state.State;
import archipelago.engine.trace.CommandText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// `status`: where the machine stands, in a few lines.
final class MachineStatus {
    private final Session session;
    private final PrintWriter out;

    MachineStatus(Session session, PrintWriter out) {
        this.session = session;
        this.out = out;
    }

    int print() {
        var state = session.simulation().state();
        var machine = session.scenario().machine();
        var books = Books.of(state, session.scenario());
        line("time", Times.shown(state.nowNs, 6));
        line("events", state.events + ", messages " + state.messages);
        line("branch", session.branch().number() + " of " + session.branches().size());
        line("pool", books.pool()
                ? cpus(books.freeCpus()) + " free, " + Sizes.shown(state.pool.freeBytes()) + " of "
                        + Sizes.shown(state.pool.chunkBytes()) + " free"
                : "none");
        line("host", cpus(books.hostCpus()) + ", " + words(state.host().phase));
        for (int slot = State.HOST + 1; slot < state.slots(); slot++) {
            var kernel = state.kernel(slot);
            if (kernel != null) {
                var ids = new ArrayList<Long>();
                for (int core : kernel.cores) {
                    ids.add(machine.physicalId(core));
                }
                line(kernel.name, "id " + kernel.id + ", " + kernel.status.word() + ", " + cpus(ids) + ", "
                        + Sizes.shown(kernel.memoryBytes) + ", kernel "
                        + words(kernel.phase));
            }
        }
        for (var operation : state.operations()) {
            line("under way", CommandText.of(operation.command()) + ": " + words(operation.step())
                    + (operation.host() == State.HOST ? "" : " in " + state.present(operation.host()).name));
        }
        if (!state.story.awaited.isEmpty()) {
            line("story", "waits until " + state.story.awaited + (state.story.awaitsUp ? " is up" : " is loaded"));
        }
        line("fingerprint", Hash64.text(session.fingerprint()));
        return 0;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String cpus(List<Long> ids) {
        var sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        return switch (sorted.size()) {
            case 0 -> "no CPUs";
            case 1 -> "CPU " + sorted.getFirst();
            default -> sorted.size() + " CPUs (" + CpuList.text(sorted) + ")";
        };
    }

    private void line(String label, String value) {
        out.println(label + " ".repeat(Math.max(1, 14 - label.length())) + value);
    }
}
