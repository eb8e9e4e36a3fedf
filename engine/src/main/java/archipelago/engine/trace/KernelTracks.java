package archipelago.engine.trace;

import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import java.util.ArrayList;
import java.util.List;

/// The rows of one kernel in a trace viewer. A row without anything on it is left out.
final class KernelTracks {
    /// The pool is no kernel, and comes after all of them.
    private static final int POOL_PID = 1_000_001;
    /// Pools of instances are numbered from here by the slot of the instance.
    private static final int OTHER_POOLS_PID = 2_000_000;

    private final TraceSheet sheet;
    private final Excerpt excerpt;
    private final Track process;
    private final Lasting phases = new Lasting("phase");
    private final Lasting statuses = new Lasting("status");
    private final Counter ring;
    private Track notes;

    private KernelTracks(TraceSheet sheet, Excerpt excerpt, int pid, String name) {
        this.sheet = sheet;
        this.excerpt = excerpt;
        process = sheet.process(pid, name);
        ring = new Counter(sheet, excerpt, process, "messages in its ring");
    }

    static KernelTracks host(TraceSheet sheet, Excerpt excerpt) {
        var host = new KernelTracks(sheet, excerpt, 1, "host (id 0)");
        host.phases.enter(0, Phase.UP.words());
        host.statuses.enter(0, "active");
        return host;
    }

    static KernelTracks instance(TraceSheet sheet, Excerpt excerpt, int slot, int id, String name, long atNs) {
        var kernel = new KernelTracks(sheet, excerpt, slot + 1, name + " (id " + id + ")");
        kernel.statuses.enter(atNs, "ready");
        return kernel;
    }

    /// A pool, or a kernel of which nobody has told how it came to be.
    ///
    /// @param place a kernel's slot, or a pool as in [CoreTable#pool]
    static KernelTracks other(TraceSheet sheet, Excerpt excerpt, int place, String name) {
        int pid = place >= 0 ? place + 1
                : place == CoreTable.POOL ? POOL_PID : OTHER_POOLS_PID + CoreTable.keeper(place);
        return new KernelTracks(sheet, excerpt, pid, name);
    }

    void phase(long atNs, Phase phase) {
        phases.leave(atNs);
        if (phase != Phase.OFF) {
            phases.enter(atNs, phase.words());
        }
    }

    void status(long atNs, String word) {
        statuses.leave(atNs);
        statuses.enter(atNs, word);
    }

    void removed(long atNs) {
        phases.leave(atNs);
        statuses.leave(atNs);
    }

    /// So many more messages wait in its ring.
    void waits(long atNs, int more) {
        ring.change(atNs, more);
    }

    void said(long atNs, String category, String sentence) {
        if (excerpt.holds(atNs)) {
            if (notes == null) {
                notes = sheet.lane(process, "notes");
            }
            sheet.add(new Mark.Instant(notes, atNs, category, sentence, List.of()));
        }
    }

    /// What a core did while it was with this kernel.
    void core(int core, String name, List<Span> spans) {
        var inside = Span.within(spans, excerpt);
        if (!inside.isEmpty()) {
            sheet.add(Span.nested(sheet.core(process, core, name), inside));
        }
    }

    void finish(long atNs) {
        phases.draw(atNs);
        statuses.draw(atNs);
        ring.finish();
    }

    /// A row on which one thing lasts until the next begins.
    private final class Lasting {
        private final String name;
        private final List<Span> spans = new ArrayList<>();
        private String words = "";
        private long sinceNs;

        private Lasting(String name) {
            this.name = name;
        }

        private void enter(long atNs, String newWords) {
            words = newWords;
            sinceNs = atNs;
        }

        private void leave(long atNs) {
            if (!words.isEmpty()) {
                spans.add(Span.plain(sinceNs, atNs, Span.Rank.FRAME, name, words));
                words = "";
            }
        }

        private void draw(long endNs) {
            leave(endNs);
            sheet.lane(process, name, Span.within(spans, excerpt));
        }
    }
}
