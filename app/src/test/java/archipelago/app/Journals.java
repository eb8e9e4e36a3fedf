package archipelago.app;

import archipelago.engine.base.Errno;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BeliefView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A made-up run for pictures: a host and two instances, `web-server` and `database`, that are
/// created, loaded and started, talk to each other, until `web-server` panics and is started again.
public final class Journals {
    public static final long BOOT_NS = 5 * Times.MS;
    public static final long TALK_NS = 40 * Times.MS;
    public static final long PANIC_NS = 60 * Times.MS + 250 * Times.US;
    public static final long LOADED_NS = PANIC_NS + 90 * Times.US;
    public static final long RESTART_NS = PANIC_NS + 900 * Times.US;
    public static final long END_NS = 110 * Times.MS;

    private static final int WEB = 1;
    private static final int DB = 2;
    private static final int SLOTS = 16;

    private final List<Fact> facts = new ArrayList<>();
    private final RandomStream chance = new RandomStream(7, "pictures");
    private long message;
    private int act;

    private Journals() {}

    public static Machine machine() {
        var nodes = List.of(
                new Machine.Node(0, 0, 0, 16 * Sizes.GIB, List.of(10, 21)),
                new Machine.Node(1, 1, 16 * Sizes.GIB, 16 * Sizes.GIB, List.of(21, 10)));
        var cores = new ArrayList<Machine.Core>();
        for (int c = 0; c < 16; c++) {
            cores.add(new Machine.Core(c < 8 ? c : c + 8, c / 8));
        }
        return new Machine(nodes, cores, List.of());
    }

    /// The whole run, in the order of time.
    public static Journal run() {
        var run = new Journals();
        run.start(WEB, "web-server", BOOT_NS, 1, true);
        run.start(DB, "database", 12 * Times.MS, 2, true);
        run.talk(TALK_NS, PANIC_NS, 20 * Times.US, true);
        run.panic();
        run.talk(PANIC_NS, RESTART_NS + 12 * Times.MS, 20 * Times.US, false);
        run.boot(WEB, "web-server", RESTART_NS, 5);
        run.talk(RESTART_NS + 13 * Times.MS, END_NS, 20 * Times.US, true);
        run.facts.sort(Comparator.comparingLong(Fact::atNs));
        var journal = new Journal();
        run.facts.forEach(journal::append);
        return journal;
    }

    /// Many instances side by side, each of which answers the host.
    public static Journal many(int instances) {
        var run = new Journals();
        for (int k = 1; k <= instances; k++) {
            run.fact(k * 1_000L, new Happening.InstanceCreated(k, k, "instance-number-" + k));
            run.fact(k * 1_000L + 500, new Happening.StatusChanged(k, Status.READY, Status.LOADED));
            run.fact(k * 1_000L + 900, new Happening.StatusChanged(k, Status.LOADED, Status.ACTIVE));
            run.fact(k * 1_000L + 900, new Happening.PhaseEntered(k, Phase.EARLY_BOOT));
            run.fact(k * 1_000L + 4_000, new Happening.PhaseEntered(k, Phase.INIT));
            run.fact(k * 1_000L + 9_000, new Happening.PhaseEntered(k, Phase.UP));
            for (long t = 30_000 + k * 300; t < 100_000; t += 15_000) {
                long at = run.post(t, MessageKind.USER_REQUEST, 0, 0, k, 1, true);
                run.post(run.work(at, k, k, 2_000), MessageKind.USER_REPLY, k, 1, 0, 0, true);
            }
        }
        run.facts.sort(Comparator.comparingLong(Fact::atNs));
        var journal = new Journal();
        run.facts.forEach(journal::append);
        return journal;
    }

    private void fact(long atNs, Happening what) {
        facts.add(new Fact(atNs, 1, what));
    }

    private void ask(long atNs, long tookNs, Command command, Errno errno, boolean byStory) {
        act++;
        fact(atNs, new Happening.Requested(act, command, byStory));
        fact(atNs + tookNs, new Happening.Answered(act, command, errno, "done"));
    }

    private void start(int kernel, String name, long atNs, int chapter, boolean byStory) {
        fact(atNs - 3 * Times.MS, new Happening.ChapterBegan(chapter - 1));
        var create = new Command.Create(name, 0, List.of(4L), Sizes.GIB, -1, List.of());
        ask(atNs - 3 * Times.MS, 50_000, create, Errno.OK, byStory);
        fact(atNs - 3 * Times.MS + 50_000, new Happening.InstanceCreated(kernel, kernel, name));
        for (int c = 0; c < 4; c++) {
            fact(atNs - 3 * Times.MS + 50_000, new Happening.CoreReassigned(kernel * 4 + c, -1, kernel));
        }
        ask(atNs - 2 * Times.MS, 900_000, new Command.Load(name, "vmlinux", 1, 0, ""), Errno.OK, byStory);
        fact(atNs - 2 * Times.MS + 900_000, new Happening.StatusChanged(kernel, Status.READY, Status.LOADED));
        boot(kernel, name, atNs, chapter);
    }

    private void boot(int kernel, String name, long atNs, int chapter) {
        ask(atNs, 400_000, new Command.Exec(name), Errno.OK, chapter < 5);
        fact(atNs + 400_000, new Happening.StatusChanged(kernel, Status.LOADED, Status.ACTIVE));
        fact(atNs + 400_000, new Happening.PhaseEntered(kernel, Phase.EARLY_BOOT));
        fact(atNs + 2_900_000, new Happening.PhaseEntered(kernel, Phase.SECONDARIES));
        fact(atNs + 5_100_000, new Happening.PhaseEntered(kernel, Phase.INIT));
        fact(atNs + 11_000_000, new Happening.PhaseEntered(kernel, Phase.UP));
        for (long t = atNs + 400_000; t < atNs + 11_000_000; t += 150_000) {
            fact(t, new Happening.CoreBusy(kernel * 4, kernel, t + 20_000 + chance.nextBelow(90_000)));
        }
    }

    /// Requests of the host to the web server, which asks the database before it answers.
    private void talk(long fromNs, long toNs, long everyNs, boolean webLives) {
        for (long t = fromNs; t < toNs; t += everyNs + chance.nextBelow(everyNs / 2)) {
            if (webLives) {
                long at = post(t, MessageKind.USER_REQUEST, 0, 0, WEB, 4, true);
                at = work(at, 4 + (int) chance.nextBelow(4), WEB, 1_500);
                at = post(at, MessageKind.USER_REQUEST, WEB, 5, DB, 8, true);
                at = work(at, 8 + (int) chance.nextBelow(4), DB, 3_000);
                at = post(at, MessageKind.USER_REPLY, DB, 8, WEB, 4, true);
                at = work(at, 4 + (int) chance.nextBelow(4), WEB, 900);
                at = post(at, MessageKind.USER_REPLY, WEB, 4, 0, 0, true);
                work(at, (int) chance.nextBelow(4), 0, 700);
            } else {
                long at = post(t, MessageKind.USER_REQUEST, 0, 1, DB, 8, true);
                at = work(at, 8 + (int) chance.nextBelow(4), DB, 3_000);
                work(post(at, MessageKind.USER_REPLY, DB, 8, 0, 0, true), 1, 0, 600);
                if (t < LOADED_NS) {
                    post(t + 4_000, MessageKind.USER_REQUEST, 0, 0, WEB, 4, false);
                }
            }
        }
    }

    private long work(long atNs, int core, int kernel, long aboutNs) {
        long untilNs = atNs + aboutNs + chance.nextBelow(aboutNs);
        fact(atNs, new Happening.CoreBusy(core, kernel, untilNs));
        return untilNs;
    }

    private long post(long atNs, MessageKind kind, int from, int fromCore, int to, int toCore, boolean taken) {
        message++;
        fact(atNs, new Happening.MessageSent(message, kind, from, fromCore, to, toCore, 64));
        long takenNs = atNs + 900 + chance.nextBelow(900);
        if (taken) {
            fact(takenNs, new Happening.MessageTaken(message, kind, from, to, toCore));
        } else {
            fact(RESTART_NS + 300_000, new Happening.MessageLost(message, kind, from, to));
        }
        return takenNs;
    }

    private void panic() {
        ask(PANIC_NS - 3_000, 3_000, new Command.Fault.Panic("web-server", 5), Errno.OK, false);
        fact(PANIC_NS, new Happening.FaultInjected(WEB, 5, "panic"));
        fact(PANIC_NS, new Happening.PhaseEntered(WEB, Phase.PANICKING));
        fact(PANIC_NS + 42_000, new Happening.PhaseEntered(WEB, Phase.OFF));
        long halted = PANIC_NS + 41_000;
        message++;
        fact(halted, new Happening.MessageSent(message, MessageKind.HALTED, WEB, 4, 0, 0, 16));
        fact(halted + 1_400, new Happening.MessageTaken(message, MessageKind.HALTED, WEB, 0, 0));
        fact(LOADED_NS, new Happening.StatusChanged(WEB, Status.ACTIVE, Status.LOADED));
        ask(LOADED_NS - 30_000, 8_000, new Command.Exec("web-server"), Errno.EBUSY, false);
        fact(LOADED_NS + 200_000, new Happening.CoreReassigned(7, WEB, -1));
        fact(LOADED_NS + 300_000, new Happening.CoreReassigned(7, -1, DB));
    }

    /// The machine at an instant of a journal.
    public static Frame frame(Journal journal, long nowNs, long furthestNs) {
        var frame = new Frame(16);
        frame.nowNs = nowNs;
        frame.furthestNs = furthestNs;
        frame.journal = journal.view();
        frame.happened = frame.journal.firstAtOrAfter(nowNs + 1);
        frame.kernels.add(kernel(0, "host", Status.ACTIVE, Phase.UP));
        var statuses = new Status[SLOTS];
        var phases = new Phase[SLOTS];
        Arrays.fill(phases, Phase.OFF);
        var names = new String[SLOTS];
        for (int i = 0; i < frame.happened; i++) {
            switch (journal.get(i).what()) {
                case Happening.InstanceCreated c -> {
                    statuses[c.kernel()] = Status.READY;
                    names[c.kernel()] = c.name();
                }
                case Happening.StatusChanged c -> statuses[c.kernel()] = c.to();
                case Happening.PhaseEntered c -> phases[c.kernel()] = c.phase();
                default -> {
                    // Nothing that a kernel's row shows.
                }
            }
        }
        for (int k = 1; k < SLOTS; k++) {
            if (statuses[k] != null) {
                frame.kernels.add(kernel(k, names[k], statuses[k], phases[k]));
            }
        }
        frame.memory.add(new MemoryView(8 * Sizes.GIB, 2 * Sizes.GIB, 0, WEB));
        frame.memory.add(new MemoryView(10 * Sizes.GIB, 4 * Sizes.GIB, 0, -1));
        frame.memory.add(new MemoryView(20 * Sizes.GIB, 6 * Sizes.GIB, 1, DB));
        frame.memory.add(new MemoryView(26 * Sizes.GIB, 2 * Sizes.GIB, 1, -1));
        return frame;
    }

    private static KernelView kernel(int slot, String name, Status status, Phase phase) {
        return new KernelView(
                slot, slot, name, status, phase, 4, slot * 4, Sizes.GIB, "vmlinux", 0, 1, 35, 32, 100, 100, 0, 50,
                100, false, 0, BeliefView.none(64), slot == 0 ? -1 : 0);
    }
}
