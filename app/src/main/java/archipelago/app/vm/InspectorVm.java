package archipelago.app.vm;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.vm.Inspection.Kind;
import archipelago.app.vm.Inspection.Row;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening.InstanceCreated;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The inspector: everything about what is picked out, or about the machine if nothing is.
public final class InspectorVm {
    private static final int MOST_FACTS = 5;
    /// How far back it looks for facts to tell, where many are alike.
    private static final int LOOKS_BACK = 400;

    private final Machine machine;
    private final Chronicle chronicle;
    private final FactWords words;
    private final PieceInspections pieces;
    private final ReadOnlyObjectWrapper<Inspection> inspection = new ReadOnlyObjectWrapper<>();

    InspectorVm(Machine machine, Chronicle chronicle, FactWords words) {
        this.machine = machine;
        this.chronicle = chronicle;
        this.words = words;
        pieces = new PieceInspections(machine, words);
    }

    void update(Frame frame, History history, Selection selection) {
        var newest =
                switch (selection) {
                    case Selection.Nothing() -> machine(frame);
                    case Selection.OfKernel(int place) when place < 0 -> pieces.pool(frame, place);
                    case Selection.OfKernel(int slot) -> kernel(frame, slot);
                    case Selection.OfCore(int core) -> core(frame, core);
                    case Selection.OfFlight(long message) -> message(frame, history, message);
                    case Selection.OfDevice(int index) -> device(frame, index);
                    case Selection.OfRegion(long base) -> pieces.region(frame, base);
                    case Selection.OfNode(int index) -> pieces.node(frame, index);
                    case Selection.OfTransaction(int host, int number) -> pieces.transaction(frame, host, number);
                };
        if (!newest.equals(inspection.get())) {
            inspection.set(newest);
        }
    }

    private Inspection machine(Frame frame) {
        var rows = new ArrayList<>(List.of(
                Row.of(Text.ROW_SOCKETS.of(), Integer.toString(machine.socketCount())),
                Row.of(Text.ROW_NODES.of(), Integer.toString(machine.nodes().size())),
                Row.of(Text.ROW_CORES.of(), Integer.toString(machine.coreCount())),
                Row.of(Text.ROW_MEMORY.of(), Sizes.shown(machine.memoryBytes())),
                Row.of(Text.ROW_DEVICES.of(), Integer.toString(machine.devices().size())),
                Row.of(Text.ROW_KERNELS.of(), Integer.toString(frame.kernels.size())),
                Row.of(Text.ROW_UNDER_WAY.of(), Integer.toString(frame.flights.size()))));
        frame.chances.ifPresent(chances -> rows.add(new Row(
                Text.MENU_CHAOS.of(),
                Text.CHANCES_SO_FAR.count(chances.struck(), Times.shown(chances.plan().everyNs(), 0)),
                Tone.WARN)));
        return new Inspection(
                Kind.MACHINE,
                -1,
                -1,
                Text.INSPECTOR_MACHINE.of(),
                Text.INSPECTOR_MACHINE_TITLE.of(),
                "",
                Tone.NEUTRAL,
                "",
                rows,
                List.of(),
                List.of());
    }

    private Inspection kernel(Frame frame, int slot) {
        var kernel = frame.present(slot);
        if (kernel == null) {
            return new Inspection(
                    Kind.KERNEL,
                    slot,
                    -1,
                    Text.INSPECTOR_INSTANCE_GONE.of(),
                    words.owner(slot),
                    "",
                    Tone.NEUTRAL,
                    "",
                    List.of(),
                    List.of(),
                    facts(chronicle.kernelFacts(slot, LOOKS_BACK)));
        }
        boolean ghost = frame.kernel(slot) == null;
        return new Inspection(
                Kind.KERNEL,
                slot,
                -1,
                label(kernel, ghost),
                kernel.name(),
                ghost ? Text.NO_RECORD.of() : kernel.status().word(),
                ghost ? Tone.WARN : KernelsVm.tone(frame, kernel),
                KernelsVm.annotation(frame, kernel),
                kernelRows(frame, kernel),
                new Layers(frame, words).ofKernel(kernel),
                facts(chronicle.kernelFacts(slot, LOOKS_BACK)))
                .working(KernelWork.of(frame, slot, words));
    }

    /// What kind of kernel it is, with the number by which its host knows it.
    private String label(KernelView kernel, boolean ghost) {
        if (kernel.host()) {
            return Text.INSPECTOR_HOST.of();
        }
        if (!chronicle.numbered()) {
            return Text.INSPECTOR_KERNEL.of();
        }
        if (ghost) {
            return Text.INSPECTOR_GHOST.of(kernel.id());
        }
        return kernel.nested()
                ? Text.INSPECTOR_INSTANCE_OF.of(kernel.id(), words.owner(kernel.lender()))
                : Text.INSPECTOR_INSTANCE.of(kernel.id());
    }

    private List<Row> kernelRows(Frame frame, KernelView kernel) {
        var rows = new ArrayList<Row>();
        rows.add(Row.of(Text.ROW_CPUS.of(), cpus(frame, kernel.slot())));
        rows.add(Row.of(
                Text.ROW_BOOT_CPU.of(),
                kernel.bootCore() < 0 ? Text.NONE_CPU.of() : Long.toString(machine.physicalId(kernel.bootCore()))));
        rows.add(Row.of(Text.ROW_MEMORY.of(), Sizes.shown(kernel.memoryBytes())));
        if (!kernel.host()) {
            rows.add(Row.of(
                    Text.ROW_IMAGE.of(),
                    kernel.image().isEmpty()
                            ? Text.NONE_IMAGE.of()
                            : Text.IMAGE_AND_BOOTS.of(kernel.image(), kernel.boots())));
        }
        var counts = Figures.grouped(kernel.sent()) + " · " + Figures.grouped(kernel.taken());
        rows.add(Row.of(Text.ROW_MESSAGES.of(), counts));
        var refused = Figures.grouped(kernel.refused());
        rows.add(new Row(Text.ROW_REFUSED.of(), refused, kernel.refused() > 0 ? Tone.WARN : Tone.NEUTRAL));
        rows.add(Row.of(Text.ROW_SERVED.of(), Figures.grouped(kernel.served())));
        if (kernel.slow()) {
            rows.add(new Row(Text.ROW_SLOW.of(), Text.PERCENT.of(kernel.slowPercent()), Tone.WARN));
        }
        frame.waits.stream().filter(wait -> wait.waiter() == kernel.slot()).forEach(wait -> rows.add(new Row(
                Text.ROW_WAITS.of(),
                Text.WAITS_UNTIL.of(words.owner(wait.on()), wait.asked().words(), Figures.seconds(wait.dueNs())),
                Tone.WARN)));
        cut(frame, kernel.slot(), true).ifPresent(
                whom -> rows.add(new Row(Text.ROW_CUT_TO.of(), whom, Tone.WARN)));
        cut(frame, kernel.slot(), false).ifPresent(
                whom -> rows.add(new Row(Text.ROW_CUT_FROM.of(), whom, Tone.WARN)));
        var devices = devices(frame, kernel);
        if (!kernel.host() && !devices.isEmpty()) {
            rows.add(Row.of(Text.ROW_DEVICES.of(), devices));
        }
        locks(frame, kernel, rows);
        return rows;
    }

    /// Whom a kernel rings in vain, or who rings it in vain.
    private Optional<String> cut(Frame frame, int slot, boolean outwards) {
        return frame.cutLinks.stream()
                .filter(link -> slot == (outwards ? link.from() : link.to()))
                .map(link -> words.owner(outwards ? link.to() : link.from()))
                .reduce((all, one) -> all + ", " + one);
    }

    private String devices(Frame frame, KernelView kernel) {
        int slot = kernel.slot();
        var owners = frame.booksOf(kernel.lender()).deviceOwner();
        return IntStream.range(0, owners.size())
                .filter(device -> owners.get(device) == slot)
                .mapToObj(device -> machine.devices().get(device).name())
                .collect(Collectors.joining(", "));
    }

    /// Who holds what others may have to wait for; every host has such locks.
    private void locks(Frame frame, KernelView kernel, List<Row> rows) {
        for (var operation : frame.operations) {
            if (operation.host() == kernel.slot() && operation.holdsOverlays()) {
                rows.add(Row.of(Text.ROW_OVERLAY_LOCK.of(), words.command(operation.command())));
            }
            if (operation.host() == kernel.slot() && operation.holdsKexec()) {
                rows.add(Row.of(Text.ROW_KEXEC_LOCK.of(), words.command(operation.command())));
            }
        }
    }

    private Inspection core(Frame frame, int core) {
        int owner = frame.owner[core];
        var site = frame.site(core);
        var rows = new ArrayList<Row>();
        var node = machine.nodes().get(machine.node(core));
        rows.add(Row.of(Text.ROW_NODE.of(), Integer.toString(node.number())));
        rows.add(Row.of(Text.ROW_SOCKET.of(), Integer.toString(node.socket())));
        rows.addAll(new CoreBuild(machine, words).rows(frame, core));
        rows.add(Row.of(Text.ROW_OWNER.of(), words.owner(owner)));
        rows.add(new Row(
                Text.ROW_SITE.of(),
                words.site(site, frame.siteKernel[core]),
                apart(frame, core) ? Tone.WARN : site == Site.DEAD ? Tone.DANGER : Tone.NEUTRAL));
        rows.add(Row.of(Text.ROW_LOAD.of(), Text.PERCENT.of(frame.meanLoad(core))));
        KernelWork.onCore(frame, core).forEach(task -> rows.add(Row.of(Text.ROW_TASK.of(), task)));
        boolean hangs = frame.hangs(core);
        if (hangs) {
            rows.add(new Row(Text.ROW_HANG.of(), Terms.of(frame.hang(core)).of(), Tone.DANGER));
        }
        return new Inspection(
                Kind.CORE,
                owner,
                core,
                Text.INSPECTOR_CORE.of(),
                words.cpu(core),
                hangs ? Text.TILE_HUNG.of() : Terms.of(site).of(),
                hangs || site == Site.DEAD ? Tone.DANGER : site == Site.RUNNING ? Tone.GOOD : Tone.NEUTRAL,
                "",
                rows,
                new Layers(frame, words).ofCore(core),
                facts(chronicle.coreFacts(core, LOOKS_BACK)));
    }

    /// Whether the books and the machine differ about a core: it is physically with another kernel
    /// than the one that it belongs to.
    private static boolean apart(Frame frame, int core) {
        int owner = frame.owner[core];
        return switch (frame.site(core)) {
            case RUNNING, HOTPLUG, PARKED_INSTANCE -> frame.siteKernel[core] != owner;
            case PARKED_POOL, MOVING, OFFLINE, DEAD -> false;
        };
    }

    private Inspection message(Frame frame, History history, long number) {
        var known = history.message(number);
        if (known == null) {
            return message(number, -1, Text.NONE.of(), Text.MESSAGE_OVER.of(), Tone.NEUTRAL, List.of());
        }
        var rows = new ArrayList<Row>();
        rows.add(Row.of(Text.ROW_FROM.of(), end(known.fromKernel(), known.fromCore())));
        rows.add(Row.of(Text.ROW_TO.of(), end(known.toKernel(), known.toCore())));
        rows.add(Row.of(Text.ROW_SENT_AT.of(), Text.TIME.of(Figures.seconds(known.sentNs()))));
        var flight = frame.flights.stream()
                .filter(one -> one.message() == number)
                .findFirst()
                .orElse(null);
        if (flight != null) {
            rows.add(Row.of(Text.ROW_ARRIVES.of(), Text.TIME.of(Figures.seconds(flight.arrivesNs()))));
            rows.add(Row.of(Text.ROW_SLOT.of(), Integer.toString(flight.slot())));
        }
        if (history.unrung(number)) {
            rows.add(new Row(Text.ROW_DOORBELL.of(), Text.DOORBELL_CUT.of(), Tone.WARN));
        }
        boolean taken = known.takenNs() >= 0 && known.takenNs() <= frame.nowNs;
        if (taken) {
            rows.add(Row.of(Text.ROW_TAKEN_AT.of(), Text.TIME.of(Figures.seconds(known.takenNs()))));
        }
        boolean lost = flight == null && !taken && known.lost();
        var state = taken
                ? Text.MESSAGE_TAKEN
                : lost
                        ? Text.MESSAGE_LOST
                        : flight != null && flight.waiting(frame.nowNs) ? Text.MESSAGE_WAITS : Text.MESSAGE_UNDER_WAY;
        return message(
                number, known.toKernel(), known.kind().words(), state.of(), lost ? Tone.WARN : Tone.NEUTRAL, rows);
    }

    private static Inspection message(
            long number, int kernel, String title, String state, Tone tone, List<Row> rows) {
        var label = Text.INSPECTOR_MESSAGE.of(Figures.grouped(number));
        return new Inspection(Kind.MESSAGE, kernel, -1, label, title, state, tone, "", rows, List.of(), List.of());
    }

    private Inspection device(Frame frame, int index) {
        var device = machine.devices().get(index);
        var ids = String.format(Locale.ROOT, "%04x:%04x", device.vendor(), device.device());
        boolean gone = frame.devicesGone.get(index);
        int owner = index < frame.books.deviceOwner().size() ? frame.books.deviceOwner().get(index) : 0;
        var rows = List.of(
                Row.of(Text.ROW_OWNER.of(), words.owner(owner)),
                Row.of(Text.ROW_PCI.of(), device.pciId()),
                Row.of(Text.ROW_PCI_IDS.of(), ids),
                Row.of(
                        Text.ROW_NODE.of(),
                        device.node() < 0
                                ? Text.NONE.of()
                                : Integer.toString(machine.nodes().get(device.node()).number())));
        var layers = gone
                ? List.of(new Disagreement(
                        -1,
                        device.name(),
                        words.owner(owner),
                        Text.DEVICE_GONE.of(),
                        Text.LAYER_UNKNOWN.of(),
                        Text.LAYERS_DEVICE.of(device.name())))
                : List.<Disagreement>of();
        return new Inspection(
                Kind.DEVICE,
                -1,
                -1,
                Text.INSPECTOR_DEVICE.of(),
                device.name(),
                gone ? Text.DEVICE_GONE.of() : "",
                gone ? Tone.DANGER : Tone.NEUTRAL,
                "",
                rows,
                layers,
                List.of());
    }

    private String end(int kernel, int core) {
        return core < 0 ? words.owner(kernel) : words.owner(kernel) + " · " + words.cpu(core);
    }

    private String cpus(Frame frame, int owner) {
        return words.cpus(IntStream.range(0, frame.owner.length)
                .filter(core -> frame.owner[core] == owner)
                .boxed()
                .toList());
    }

    /// The last facts, newest last. What happened many times in a row is told once, with the time
    /// of the last one and how often it was.
    private List<FactLine> facts(List<Fact> facts) {
        var told = new ArrayList<FactLine>();
        int times = 0;
        for (var fact : facts.reversed()) {
            var line = line(fact).with(fact.origin());
            if (!told.isEmpty() && told.getFirst().alike(line)) {
                times++;
                continue;
            }
            repeated(told, times);
            if (told.size() == MOST_FACTS) {
                return List.copyOf(told);
            }
            told.addFirst(line);
            times = 1;
        }
        repeated(told, times);
        return List.copyOf(told);
    }

    /// Where nobody counts instances, a kernel has its name only.
    private FactLine line(Fact fact) {
        var line = words.line(fact);
        return fact.what() instanceof InstanceCreated(int _, int _, var name) && !chronicle.numbered()
                ? new FactLine(line.atNs(), line.title(), name, line.tone())
                : line;
    }

    private static void repeated(List<FactLine> told, int times) {
        if (times > 1) {
            told.addFirst(told.removeFirst().repeated(times));
        }
    }

    public ReadOnlyObjectProperty<Inspection> inspection() {
        return inspection.getReadOnlyProperty();
    }
}
