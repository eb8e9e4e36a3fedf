package archipelago.engine.bench;

import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Require;
import archipelago.engine.invariant.Violation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.List;

/// A session on a machine under load, for measurements: the whole engine with its rules, fingerprint, journal,
/// causes and copies, and its promises checked now and then, as a window does before a frame.
public final class LargeMachine {
    /// A window that shows sixty frames a second checks more rarely than this.
    private static final long CHECK_EVERY = 1 << 16;

    private final Scenario scenario;
    private final Session session;
    private final Stopwatch watch;

    /// A machine at the beginning of a scenario.
    public LargeMachine(Scenario scenario, Stopwatch watch) {
        this.watch = watch;
        this.scenario = scenario;
        session = new Session(scenario);
    }

    /// Goes on until the story is over and only the load is left.
    public LargeMachine started() {
        while (!session.simulation().state().story.over) {
            session.seekEvents(session.events() + CHECK_EVERY);
        }
        return this;
    }

    public long events() {
        return session.events();
    }

    /// Goes on for so many events.
    ///
    /// @return events a second
    public double goOn(long events) {
        long began = watch.nowNs();
        long target = session.events() + events;
        while (session.events() < target) {
            session.seekEvents(Math.min(target, session.events() + CHECK_EVERY));
            var violations = Violation.in(session.simulation().state(), scenario.machine());
            Require.that(violations.isEmpty(), "all promises hold under load", violations);
        }
        return events * 1e9 / (watch.nowNs() - began);
    }

    /// How long one copy takes on average, in microseconds.
    public double snapshotUs(int copies) {
        long began = watch.nowNs();
        long events = 0;
        for (int i = 0; i < copies; i++) {
            events += session.simulation().copy().state().events;
        }
        Require.that(events == copies * session.events(), "a copy stands where the machine stands", events);
        return (watch.nowNs() - began) / 1e3 / copies;
    }

    /// How long it takes to go to each of so many instants, in milliseconds. They are spread evenly at random over
    /// all that has been.
    public List<Double> seekMs(int seeks) {
        long furthestNs = session.furthestNs();
        var random = new RandomStream(scenario.seed(), "seeks");
        var tookMs = new ArrayList<Double>();
        for (int i = 0; i < seeks; i++) {
            long toNs = random.nextBelow(furthestNs);
            long began = watch.nowNs();
            session.seek(toNs);
            tookMs.add((watch.nowNs() - began) / 1e6);
            Require.that(session.nowNs() == toNs, "the machine is where it was sent", toNs);
        }
        return tookMs;
    }

    /// What the whole program keeps in memory, in megabytes of 2^20 bytes, with this session in it.
    public double memoryMib() {
        var runtime = Runtime.getRuntime();
        System.gc();
        double bytes = runtime.totalMemory() - runtime.freeMemory();
        Require.that(session.events() > 0, "the session is still there", session.events());
        return bytes / (1 << 20);
    }
}
