package archipelago.engine.trace;

import archipelago.engine.state.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How one core spent its time, for each kernel that it was with: where it was, what it worked on, and the messages
/// that it sent and took.
///
/// A core is told to work, and begins when the work before it is done. Sending and taking messages interrupts that
/// work, which then lasts so much longer. What was given to a core as the price of a message is known by when the
/// message was sent or taken: exactly when that stretch is over.
final class CoreTimes {
    /// Work that the core was given.
    private static final class Stretch {
        private final long toldNs;
        private final long lastsNs;
        private final int kernel;
        private Span message;

        private Stretch(long toldNs, long lastsNs, int kernel) {
            this.toldNs = toldNs;
            this.lastsNs = lastsNs;
            this.kernel = kernel;
        }

        private long dueNs() {
            return toldNs + lastsNs;
        }
    }

    /// A stretch of work as it is drawn.
    private static final class Work {
        private final int kernel;
        private long fromNs;
        private long untilNs;

        private Work(int kernel, long fromNs, long untilNs) {
            this.kernel = kernel;
            this.fromNs = fromNs;
            this.untilNs = untilNs;
        }
    }

    private final Map<Integer, List<Span>> spans = new TreeMap<>();
    private final List<Stretch> stretches = new ArrayList<>();
    /// Stretches that may still turn out to be the price of a message.
    private final Deque<Stretch> undecided = new ArrayDeque<>();
    private long busyUntilNs;
    private int withKernel;
    private Site site = Site.RUNNING;
    private long thereSinceNs;

    /// The core is given work, which is over at an instant.
    void busy(long atNs, int kernel, long untilNs) {
        undecided.removeIf(stretch -> stretch.dueNs() < atNs);
        var stretch = new Stretch(atNs, untilNs - Math.max(atNs, busyUntilNs), kernel);
        busyUntilNs = untilNs;
        stretches.add(stretch);
        undecided.add(stretch);
    }

    /// The core has just sent or taken a message.
    ///
    /// @param notBeforeNs when this can have begun at the earliest
    void message(long atNs, int kernel, long notBeforeNs, Span shown) {
        for (var stretch : undecided) {
            if (stretch.dueNs() == atNs && stretch.kernel == kernel && stretch.message == null) {
                stretch.message = shown.between(Math.max(stretch.toldNs, notBeforeNs), atNs);
                return;
            }
        }
        add(kernel, shown.between(atNs, atNs));
    }

    /// The core is somewhere else now.
    void went(long atNs, Site newSite, int kernel) {
        leave(atNs);
        if (newSite.parked() || newSite == Site.DEAD || newSite == Site.OFFLINE) {
            draw(atNs);
            busyUntilNs = Math.min(busyUntilNs, atNs);
        }
        site = newSite;
        withKernel = kernel;
        thereSinceNs = atNs;
    }

    /// The run is over.
    void end(long atNs) {
        leave(atNs);
        draw(Long.MAX_VALUE);
    }

    /// What there is to draw, by the kernels' slots.
    Map<Integer, List<Span>> spans() {
        return spans;
    }

    private void leave(long atNs) {
        if (atNs > thereSinceNs) {
            add(withKernel, Span.plain(thereSinceNs, atNs, Span.Rank.FRAME, "core", words(site)));
        }
    }

    private void add(int kernel, Span span) {
        spans.computeIfAbsent(kernel, _ -> new ArrayList<>()).add(span);
    }

    /// Lays out what the core was given. What it would have done after it stopped it never did.
    private void draw(long stopNs) {
        Deque<Work> queue = new ArrayDeque<>();
        long doneNs = 0;
        for (var stretch : stretches) {
            while (!queue.isEmpty() && queue.peek().untilNs <= stretch.toldNs) {
                draw(queue.remove(), stopNs);
            }
            if (stretch.message == null) {
                long fromNs = Math.max(stretch.toldNs, doneNs);
                doneNs = fromNs + stretch.lastsNs;
                queue.add(new Work(stretch.kernel, fromNs, doneNs));
                continue;
            }
            add(stretch.kernel, stretch.message);
            for (var work : queue) {
                work.untilNs += stretch.lastsNs;
                if (work.fromNs > stretch.toldNs) {
                    work.fromNs += stretch.lastsNs;
                }
            }
            doneNs = Math.max(doneNs, stretch.toldNs) + stretch.lastsNs;
        }
        queue.forEach(work -> draw(work, stopNs));
        stretches.clear();
        undecided.clear();
    }

    private void draw(Work work, long stopNs) {
        if (work.fromNs < stopNs) {
            add(work.kernel, Span.plain(work.fromNs, Math.min(work.untilNs, stopNs), Span.Rank.WORK, "work", "work"));
        }
    }

    private static String words(Site site) {
        return switch (site) {
            case RUNNING -> "running";
            case HOTPLUG -> "hot-plug";
            case PARKED_POOL, PARKED_INSTANCE -> "parked";
            case MOVING -> "on its way";
            case OFFLINE -> "offline";
            case DEAD -> "stopped for good";
        };
    }
}
