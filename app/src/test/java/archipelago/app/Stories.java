package archipelago.app;

import archipelago.engine.base.Errno;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A scenario and a moment of it, made by hand: four kernels, of which the web server panicked two
/// microseconds ago and the edge is starting.
public final class Stories {
    private static final int WEB = 1;
    private static final int DATABASE = 2;
    private static final int EDGE = 3;
    private static final long PANIC_NS = 1_840_000;

    private Stories() {}

    public static Scenario scenario() {
        var story = List.of(
                chapter("A pool of cores", "The host gives cores and memory away, so that others can have them."),
                chapter("Three kernels beside it", "Each is made from the pool, loaded and started."),
                chapter("Requests and replies", "A ring in shared memory for each kernel, and a doorbell."),
                chapter(
                        "What one panic costs",
                        "Four kernels share this machine. Each owns its cores, and none shares a lock with "
                                + "another. Now the web server panics."),
                chapter("Start it again", "The image is still in memory."));
        var summary = "Four kernels on two sockets.";
        return new Scenario("panic", "What one panic costs", summary, 42, Frames.machine(), List.of(), story);
    }

    private static Scenario.Chapter chapter(String title, String text) {
        return new Scenario.Chapter(title, text, 20_000, List.of());
    }

    public static FakeLive live() {
        return new FakeLive(scenario(), frame());
    }

    public static Frame frame() {
        var frame = Frames.talking();
        frame.flights.removeIf(flight -> flight.fromKernel() == WEB);
        frame.chapter = 3;
        frame.playing = true;
        frame.speedNsPerSecond = 20_000;
        frame.events = 18_274;
        frame.messages = 2_961;
        frame.fingerprint = 0x9e3779b97f4a7c15L;
        frame.kernels.set(1, Frames.kernel(WEB, "web-server", Status.ACTIVE, Phase.PANICKING, 4, 8, 4));
        frame.kernels.add(Frames.kernel(EDGE, "edge", Status.ACTIVE, Phase.SECONDARIES, 4, 24, 2));
        for (int core = 24; core < 28; core++) {
            Frames.place(frame, core, EDGE, core < 26 ? Site.RUNNING : Site.PARKED_INSTANCE, EDGE);
        }
        for (int core = 8; core < 12; core++) {
            Frames.place(frame, core, WEB, core == 9 ? Site.PARKED_INSTANCE : Site.RUNNING, WEB);
        }
        frame.memory.add(new MemoryView(36 * Sizes.GIB, 2 * Sizes.GIB, 1, EDGE));
        frame.memory.add(new MemoryView(38 * Sizes.GIB, 6 * Sizes.GIB, 1, -1));
        frame.journal = journal().view();
        frame.happened = frame.journal.size();
        return frame;
    }

    private static Journal journal() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(0, 1, new Happening.ChapterBegan(0)));
        create(facts, 100_000, WEB, "web-server", 1);
        create(facts, 140_000, DATABASE, "database", 2);
        create(facts, 1_799_000, EDGE, "edge", 3);
        start(facts, 400_000, WEB);
        start(facts, 500_000, DATABASE);
        boot(facts);
        talk(facts);
        panic(facts);
        facts.add(new Fact(1_600_000, 900, new Happening.ChapterBegan(2)));
        facts.add(new Fact(1_812_000, 950, new Happening.ChapterBegan(3)));
        facts.sort(Comparator.comparingLong(Fact::atNs));
        var journal = new Journal();
        facts.forEach(journal::append);
        return journal;
    }

    private static void create(List<Fact> facts, long ns, int slot, String name, int act) {
        var command = new Command.Create(name, slot, List.of(16L), 4 * Sizes.GIB, -1, List.of());
        facts.add(new Fact(ns, act, new Happening.Requested(act, command, true)));
        facts.add(new Fact(ns, act, new Happening.InstanceCreated(slot, slot, name)));
        var made = "instance " + slot + " made";
        facts.add(new Fact(ns + 900, act, new Happening.Answered(act, command, Errno.OK, made)));
        var load = new Command.Load(name, "vmlinux", 64 * Sizes.MIB, 0, "");
        facts.add(new Fact(ns + 1_000, act, new Happening.Requested(act + 10, load, true)));
        facts.add(new Fact(ns + 3_000, act, new Happening.StatusChanged(slot, Status.READY, Status.LOADED)));
    }

    private static void start(List<Fact> facts, long ns, int slot) {
        facts.add(new Fact(ns, 40 + slot, new Happening.StatusChanged(slot, Status.LOADED, Status.ACTIVE)));
        facts.add(new Fact(ns, 40 + slot, new Happening.PhaseEntered(slot, Phase.EARLY_BOOT)));
        facts.add(new Fact(ns + 90_000, 50 + slot, new Happening.PhaseEntered(slot, Phase.SECONDARIES)));
        facts.add(new Fact(ns + 150_000, 50 + slot, new Happening.PhaseEntered(slot, Phase.INIT)));
        facts.add(new Fact(ns + 300_000, 60 + slot, new Happening.PhaseEntered(slot, Phase.UP)));
    }

    private static void boot(List<Fact> facts) {
        facts.add(new Fact(1_806_000, 300, new Happening.StatusChanged(EDGE, Status.LOADED, Status.ACTIVE)));
        facts.add(new Fact(1_806_000, 300, new Happening.PhaseEntered(EDGE, Phase.EARLY_BOOT)));
        facts.add(new Fact(1_806_400, 301, new Happening.Logged(EDGE, "Linux version 7.0.0-mk2, instance 3")));
        facts.add(new Fact(1_831_000, 310, new Happening.PhaseEntered(EDGE, Phase.SECONDARIES)));
        facts.add(new Fact(1_831_200, 311, new Happening.Logged(EDGE, "smp: Bringing up secondary CPUs ...")));
    }

    private static void talk(List<Fact> facts) {
        var random = new RandomStream(5, "talk");
        long message = 2_900;
        for (long ns = 1_790_000; ns < 1_842_000; ns += 1_800 + random.nextBelow(1_500)) {
            boolean web = ns < PANIC_NS && random.nextBelow(2) == 0;
            int from = web ? WEB : 0;
            int fromCore = web ? 8 : (int) random.nextBelow(6);
            message++;
            facts.add(new Fact(ns, 400, new Happening.MessageSent(
                    message, MessageKind.USER_REQUEST, from, fromCore, DATABASE, 16, 128)));
            facts.add(new Fact(ns + 1_100, 400, new Happening.MessageTaken(
                    message, MessageKind.USER_REQUEST, from, DATABASE, 16)));
            facts.add(new Fact(ns + 1_100, 400, new Happening.CoreBusy(17, DATABASE, ns + 2_600)));
            message++;
            facts.add(new Fact(ns + 2_600, 400, new Happening.MessageSent(
                    message, MessageKind.USER_REPLY, DATABASE, 16, from, fromCore, 512)));
            facts.add(new Fact(ns + 3_700, 400, new Happening.MessageTaken(
                    message, MessageKind.USER_REPLY, DATABASE, from, fromCore)));
        }
    }

    private static void panic(List<Fact> facts) {
        facts.add(new Fact(PANIC_NS, 700, new Happening.FaultInjected(WEB, 9, "panic")));
        facts.add(new Fact(PANIC_NS, 700, new Happening.PhaseEntered(WEB, Phase.PANICKING)));
        facts.add(new Fact(PANIC_NS, 700, new Happening.Logged(WEB, "Kernel panic - not syncing: injected fault")));
        facts.add(new Fact(1_841_100, 702, new Happening.MessageSent(2_990, MessageKind.HALTED, WEB, 8, 0, 0, 8)));
        facts.add(new Fact(1_841_600, 703, new Happening.CoreWent(9, Site.PARKED_INSTANCE, WEB)));
        facts.add(new Fact(1_841_700, 704, new Happening.Logged(WEB, "Multikernel instance 1 shutting down")));
    }
}
