package archipelago.engine.cli;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.compare.ServiceTally;
import archipelago.engine.invariant.Invariant;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.seek.Sought;
import archipelago.engine.seek.Watch;
import archipelago.engine.session.Session;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Status;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A run without a window, and what it came to, for people and for programs.
public final class RunReport {
    static final int SCHEMA = 1;
    /// How often a run shows how far it is, a power of two.
    private static final long EVENTS_A_GLANCE = 1 << 13;

    /// Why a run ended.
    enum Stop {
        END_OF_STORY("the end of the story"),
        NOTHING_LEFT("nothing is left to happen"),
        TIME("the time that was asked for"),
        EVENTS("the number of events that was asked for"),
        FOUND("what was looked for"),
        SAVED("where the session was saved"),
        VIOLATION("a broken promise");

        private final String words;

        Stop(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /// As programs read it: `end-of-story`.
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// An instance at the end of a run, or at its own end.
    ///
    /// @param removedNs when it was deleted, or -1 if it still exists
    private record Instance(String name, int id, Status status, List<Long> cpus, long memoryBytes, long removedNs) {}

    private final Session session;
    private final Stop stop;
    private final List<Violation> violations;

    /// Where a run ends if its story does not end before.
    ///
    /// @param untilNs an instant, or [Long#MAX_VALUE] for none
    /// @param events a number of events, or [Long#MAX_VALUE] for none
    /// @param saved whether the number of events is where the session was saved
    /// @param any the run ends at the first of these
    record Limit(long untilNs, long events, boolean saved, List<Sought> any) {
        static final Limit NONE = new Limit(Long.MAX_VALUE, Long.MAX_VALUE, false, List.of());

        /// As far as a session had come when it was saved.
        static Limit saved(long events) {
            return new Limit(Long.MAX_VALUE, events, true, List.of());
        }
    }

    private RunReport(Session session, Stop stop, List<Violation> violations) {
        this.session = session;
        this.stop = stop;
        this.violations = violations;
    }

    /// Runs a session until its story is over and nothing is under way.
    public static RunReport toTheEnd(Session session) {
        return run(session, Limit.NONE, new Progress(new PrintWriter(Writer.nullWriter()), false));
    }

    /// Runs a session until an instant or a number of events, or to its end if that comes first. All
    /// promises are checked after every event; the first one that is broken ends the run.
    static RunReport run(Session session, Limit limit, Progress progress) {
        var watch = new Watch(session, limit.any());
        while (true) {
            var stop = stopBeforeNext(session, limit);
            if (stop == Stop.TIME) {
                session.runUntil(limit.untilNs());
            } else if (stop == Stop.SAVED) {
                session.repeatCommands();
            }
            if (stop != null) {
                return new RunReport(session, stop, List.of());
            }
            boolean found = watch.turn().isPresent();
            if ((session.events() & (EVENTS_A_GLANCE - 1)) == 0) {
                show(session, limit, progress);
            }
            var violations = Violation.in(session.simulation().state(), session.scenario().machine());
            if (!violations.isEmpty()) {
                return new RunReport(session, Stop.VIOLATION, violations);
            }
            if (found) {
                return new RunReport(session, Stop.FOUND, List.of());
            }
        }
    }

    /// Without a limit the chapters of the story tell how far it is.
    private static void show(Session session, Limit limit, Progress progress) {
        var words = session.events() + " events, " + Times.shown(session.nowNs(), 3) + " of machine time";
        if (limit.events() != Long.MAX_VALUE) {
            progress.show(session.events(), limit.events(), words);
        } else if (limit.untilNs() != Long.MAX_VALUE) {
            progress.show(session.nowNs(), limit.untilNs(), words);
        } else {
            progress.show(session.simulation().state().story.chapter, session.scenario().story().size(), words);
        }
    }

    /// Why the run ends here, or null if it goes on.
    private static Stop stopBeforeNext(Session session, Limit limit) {
        if (session.events() >= limit.events()) {
            return limit.saved() ? Stop.SAVED : Stop.EVENTS;
        }
        if (limit.untilNs() != Long.MAX_VALUE) {
            return session.atEnd() || session.nextNs() > limit.untilNs() ? Stop.TIME : null;
        }
        // Where nobody stops them, kernels talk on for ever after the story.
        boolean dated = limit.any().stream().anyMatch(sought -> sought instanceof Sought.Instant);
        if (dated || !session.over()) {
            return null;
        }
        return session.scenario().story().isEmpty() ? Stop.NOTHING_LEFT : Stop.END_OF_STORY;
    }

    private Scenario scenario() {
        return session.scenario();
    }

    /// All kernels that there were: the host, then the instances in the order of their creation.
    private List<Instance> instances() {
        var instances = new ArrayList<Instance>();
        var state = session.simulation().state();
        instances.add(living(state.host()));
        for (int i = 0; i < session.factsTold(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.InstanceCreated created) {
                var kernel = state.kernel(created.kernel());
                instances.add(kernel != null ? living(kernel) : gone(created, i));
            }
        }
        return instances;
    }

    private Instance living(Kernel kernel) {
        var cpus = new ArrayList<Long>();
        for (int core : kernel.cores) {
            cpus.add(scenario().machine().physicalId(core));
        }
        Collections.sort(cpus); // A kernel holds its cores in the order in which they came.
        long memoryBytes = kernel.host()
                ? scenario().machine().memoryBytes() - session.simulation().state().pool.chunkBytes()
                : kernel.memoryBytes;
        return new Instance(kernel.name, kernel.id, kernel.status, cpus, memoryBytes, -1);
    }

    /// What the journal says of an instance that has been deleted.
    private Instance gone(Happening.InstanceCreated created, int from) {
        var status = Status.READY;
        long removedNs = -1;
        for (int i = from; i < session.factsTold(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.StatusChanged(int kernel, var _, var to)
                    && kernel == created.kernel()) {
                status = to;
            } else if (fact.what() instanceof Happening.InstanceRemoved(int kernel) && kernel == created.kernel()) {
                removedNs = fact.atNs();
            }
        }
        return new Instance(created.name(), created.id(), status, List.of(), 0, removedNs);
    }

    /// Whether no promise was broken.
    public boolean sound() {
        return violations.isEmpty();
    }

    /// One JSON document.
    public String json() {
        return document().toPrettyString();
    }

    private ObjectNode document() {
        var state = session.simulation().state();
        var json = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        json.put("scenario", scenario().name()).put("seed", scenario().seed()).put("stopped", stop.key());
        json.put("generation", scenario().host().generation().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("time_ns", state.nowNs).put("time", Times.text(state.nowNs));
        json.put("events", state.events).put("messages", state.messages).put("messages_lost", state.messagesLost);
        json.put("branch", session.branch().number());
        var list = json.putArray("instances");
        for (var instance : instances()) {
            var item = list.addObject().put("name", instance.name()).put("id", instance.id());
            item.put("status", instance.status().word());
            var cpus = item.putArray("cpus");
            instance.cpus().forEach(cpus::add);
            item.put("memory_bytes", instance.memoryBytes()).put("removed", instance.removedNs() >= 0);
            if (instance.removedNs() >= 0) {
                item.put("removed_ns", instance.removedNs());
            }
        }
        var services = json.putArray("services");
        for (var service : ServiceTally.of(session)) {
            write(service, services.addObject().put("name", service.name()));
        }
        new WorkReport(scenario(), state).write(json);
        json.put("invariants", Invariant.values().length);
        var broken = json.putArray("violations");
        for (var violation : violations) {
            broken.addObject()
                    .put("id", violation.invariant().name())
                    .put("event", violation.event())
                    .put("time_ns", violation.atNs())
                    .put("sentence", violation.sentence());
        }
        return json.put("fingerprint", Hash64.text(session.fingerprint()));
    }

    /// What has become of the requests for a service.
    static void write(ServiceTally service, ObjectNode json) {
        json.put("kernel", service.kernel());
        json.put("asked", service.asked()).put("answered", service.answered()).put("lost", service.lost());
        json.put("under_way", service.underWay()).put("longest_gap_ns", service.longestGapNs());
    }

    /// A few lines for people.
    public String text() {
        var state = session.simulation().state();
        var out = new StringBuilder();
        out.append(scenario().title()).append(" (").append(scenario().name()).append(", seed ")
                .append(scenario().seed()).append(")\n");
        if (scenario().host().generation() != Generation.MK2) {
            out.append("  generation   ").append(scenario().host().generation().words()).append('\n');
        }
        out.append("  reached      ").append(Times.shown(state.nowNs, 6)).append(" of machine time: ")
                .append(stop.words()).append('\n');
        out.append("  events       ").append(state.events).append('\n');
        out.append("  messages     ").append(state.messages);
        if (state.messagesLost > 0) {
            out.append(", ").append(state.messagesLost).append(" of them lost in a ring");
        }
        out.append('\n');
        for (var instance : instances()) {
            out.append("  ").append(pad(instance.name(), 13)).append("id ").append(pad("" + instance.id(), 4));
            if (instance.removedNs() >= 0) {
                out.append("deleted at ").append(Times.shown(instance.removedNs(), 6)).append(", was ")
                        .append(instance.status().word()).append('\n');
            } else {
                out.append(pad(instance.status().word(), 7)).append(instance.cpus().size()).append(" CPUs (")
                        .append(CpuList.text(instance.cpus())).append("), ")
                        .append(Sizes.shown(instance.memoryBytes())).append('\n');
            }
        }
        for (var service : ServiceTally.of(session)) {
            out.append("  ").append(pad(service.name(), 13)).append(service.asked()).append(" requests, ")
                    .append(service.answered()).append(" answered, ").append(service.lost()).append(" lost");
            if (service.underWay() > 0) {
                out.append(", ").append(service.underWay()).append(" under way");
            }
            out.append("; without an answer for at most ").append(Times.shown(service.longestGapNs(), 3)).append('\n');
        }
        out.append(new WorkReport(scenario(), state).text());
        if (violations.isEmpty()) {
            out.append("  promises     all ").append(Invariant.values().length).append(" held after every event\n");
        }
        violations.forEach(v -> out.append("  BROKEN       ").append(v.sentence()).append('\n'));
        return out.append("  fingerprint  ").append(Hash64.text(session.fingerprint())).toString();
    }

    static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
