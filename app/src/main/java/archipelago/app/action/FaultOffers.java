package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.app.session.KernelOrder;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Chance;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.command.Command.Fault.Spot;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.CutLink;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults that a hand can inject into the thing that is picked out. A reason why one cannot strike
/// carries the errno with which the machine would answer.
final class FaultOffers {
    private static final int TWICE = 200;
    private static final int TEN_TIMES = 1_000;
    private static final int USUAL = 100;
    private static final long SHORT_NS = 10 * Times.US;
    private static final long LONG_NS = Times.MS;
    private static final long OFTEN_NS = 50 * Times.US;
    private static final long SELDOM_NS = 500 * Times.US;

    private final Situation now;

    FaultOffers(Situation now) {
        this.now = now;
    }

    List<Offer> ofThing() {
        var faults = switch (now.target()) {
            case Selection.OfCore(int core) -> core(core);
            case Selection.OfKernel _, Selection.OfRegion _ ->
                now.kernel() == null ? List.<Offer>of() : kernel(now.kernel());
            case Selection.OfFlight(long message) -> flight(message);
            case Selection.OfDevice(int index) -> device(index);
            case Selection.OfNode(int index) -> node(index);
            case Selection.Nothing _ -> machine();
            case Selection.OfTransaction _ -> List.<Offer>of();
        };
        if (faults.isEmpty()) {
            return faults;
        }
        var offers = new ArrayList<Offer>();
        offers.add(new Offer.Note(Text.MENU_FAULT.of()));
        offers.addAll(faults);
        return offers;
    }

    // --- cores ------------------------------------------------------------------------------------

    private List<Offer> core(int core) {
        long cpu = now.cpu();
        var kernel = now.executing();
        var offers = new ArrayList<Offer>();
        boolean dead = now.frame().site(core) == Site.DEAD;
        var reset = KernelRules.reset(now);
        var stopped = reset.or(() -> dead ? Optional.of(Text.NOT_DEAD.of(cpu)) : Optional.empty());
        if (kernel == null) {
            var why = stopped.or(() -> Optional.of(Text.NOT_EXECUTING.of(cpu)));
            offers.add(fault(Text.FAULT_HANG_OFF.of(), new Fault.Hang("", cpu, false), why));
        } else {
            var name = kernel.name();
            var panic = reset.or(() -> kernel.phase().alive() ? Optional.empty() : notRunning(kernel));
            offers.add(fault(Text.ACTION_PANIC.of(), new Fault.Panic(name, cpu), panic));
            offers.add(fault(Text.FAULT_HANG_ON.of(), new Fault.Hang(name, cpu, true), reset));
            offers.add(fault(Text.FAULT_HANG_OFF.of(), new Fault.Hang(name, cpu, false), reset));
            offers.add(fault(Text.FAULT_NMI.of(), new Fault.ForeignNmi(name, cpu), reset));
            offers.add(fault(Text.FAULT_TRIPLE.of(), new Fault.TripleFault(name, cpu), reset));
        }
        offers.add(fault(Text.FAULT_STOP.of(), new Fault.StopCpu(cpu), stopped));
        offers.add(fault(Text.FAULT_MACHINE_CHECK.of(), new Fault.MachineCheck(cpu), reset));
        if (kernel != null) {
            offers.add(new Offer.Line());
            offers.add(new Offer.More(Text.MENU_FAULTS_OF.of(kernel.name()), "", kernel(kernel)));
        }
        return offers;
    }

    // --- kernels ----------------------------------------------------------------------------------

    private List<Offer> kernel(KernelView kernel) {
        var name = kernel.name();
        var reset = KernelRules.reset(now);
        var runs = reset.or(() -> kernel.phase().alive() ? Optional.empty() : notRunning(kernel));
        var executed = reset.or(() -> executed(kernel) ? Optional.empty() : notRunning(kernel));
        var up = runs.or(() -> kernel.phase() == Phase.UP ? Optional.empty() : notUp(kernel));
        var offers = new ArrayList<Offer>();
        offers.add(fault(Text.FAULT_HANG_ON.of(), new Fault.Hang(name, Fault.NO_CPU, true), executed));
        offers.add(fault(Text.FAULT_HANG_OFF.of(), new Fault.Hang(name, Fault.NO_CPU, false), executed));
        offers.add(new Offer.More(Text.FAULT_SLOW.of(), "", List.of(
                fault(Text.FAULT_SLOW_BY.of(TWICE), new Fault.Slow(name, TWICE), runs),
                fault(Text.FAULT_SLOW_BY.of(TEN_TIMES), new Fault.Slow(name, TEN_TIMES), runs),
                fault(Text.FAULT_SLOW_NOT.of(), new Fault.Slow(name, USUAL), runs),
                new Offer.Line(),
                fault(Text.FAULT_HOG.of(TWICE), new Fault.Hog(name, TWICE), runs),
                fault(Text.FAULT_HOG_NOT.of(), new Fault.Hog(name, USUAL), runs))));
        offers.add(fault(Text.FAULT_POWER_OFF.of(), new Fault.PowerOff(name, false), up));
        offers.add(fault(Text.FAULT_REBOOT.of(), new Fault.PowerOff(name, true), up));
        offers.add(fault(Text.FAULT_FOREIGN_STOP.of(), new Fault.ForeignStop(name), runs));
        offers.add(fault(Text.FAULT_NMI.of(), new Fault.ForeignNmi(name, Fault.NO_CPU), reset));
        offers.add(fault(Text.FAULT_TRIPLE.of(), new Fault.TripleFault(name, Fault.NO_CPU), executed));
        offers.add(new Offer.Line());
        addMore(offers, Text.MENU_LINKS.of(), links(kernel));
        offers.add(new Offer.More(Text.MENU_RING.of(), "", ring(kernel, reset)));
        offers.add(new Offer.More(Text.MENU_SENDS.of(), "", sends(kernel, executed)));
        offers.add(new Offer.More(Text.FAULT_STRAY.of(), "", strayWrites(kernel, executed)));
        if (!kernel.host()) {
            offers.add(new Offer.More(Text.FAULT_NEXT_START.of(), "", List.of(
                    fault(Text.FAULT_MANIFEST.of(), new Fault.SpoilManifest(name, true), reset),
                    fault(Text.FAULT_OTHER_BUILD.of(), new Fault.SpoilManifest(name, false), reset))));
            offers.add(fault(Text.FAULT_MARKER.of(), new Fault.ArmMarker(name), reset));
            offers.add(new Offer.Line());
            offers.add(freeImage(kernel));
        }
        return offers;
    }

    /// No fault: the bare system call, which kerf would not make for a running instance.
    private Offer freeImage(KernelView kernel) {
        var why = KernelRules.answers(now, kernel.lender())
                .or(() -> kernel.image().isEmpty()
                        ? Optional.of(Text.NO_IMAGE.of(kernel.name(), kernel.status().word()))
                        : Optional.empty());
        var call = KernelOrder.on(now.frame(), kernel.lender(), RawCalls.unload(kernel.id()));
        return Offers.give(now, Text.CALL_FREE_IMAGE.of(), call, why);
    }

    private List<Offer> ring(KernelView kernel, Optional<String> reset) {
        var offers = new ArrayList<Offer>();
        var name = kernel.name();
        offers.add(fault(Text.FAULT_LOSE_DOORBELL.of(), new Fault.LoseDoorbell(name), reset));
        for (var other : others(kernel)) {
            var why = reset.or(() -> executed(other) ? Optional.empty() : notRunning(other));
            offers.add(fault(Text.FAULT_WEDGE.of(other.name()), new Fault.WedgeRing(other.name(), name), why));
            var rings = new Fault.SpoofDoorbell(other.name(), name);
            offers.add(fault(Text.FAULT_SPOOF_DOORBELL.of(other.name()), rings, why));
        }
        return offers;
    }

    /// Its doorbells to the others, and theirs to it: each can be cut, or mended.
    private List<Offer> links(KernelView kernel) {
        var offers = new ArrayList<Offer>();
        for (var other : others(kernel)) {
            offers.add(link(kernel, other));
        }
        offers.add(new Offer.Line());
        for (var other : others(kernel)) {
            offers.add(link(other, kernel));
        }
        return offers.size() > 1 ? offers : List.of();
    }

    /// Cuts a link that is whole, and mends one that is cut.
    private Offer link(KernelView from, KernelView to) {
        boolean cut = cut(from.slot(), to.slot());
        var fault = cut ? new Fault.MendLink(from.name(), to.name()) : new Fault.CutLink(from.name(), to.name());
        return fault((cut ? Text.FAULT_MEND : Text.FAULT_CUT).of(from.name(), to.name()), fault, KernelRules.reset(now));
    }

    private boolean cut(int from, int to) {
        return now.frame().cutLinks.contains(new CutLink(from, to));
    }

    private static void addMore(List<Offer> offers, String label, List<Offer> inside) {
        if (!inside.isEmpty()) {
            offers.add(new Offer.More(label, "", inside));
        }
    }

    /// What becomes of its next messages, and messages that are none of its own.
    private List<Offer> sends(KernelView writer, Optional<String> why) {
        var offers = new ArrayList<Offer>();
        var forged = new ArrayList<Offer>();
        for (var to : others(writer)) {
            var effects = List.of(
                    next(Text.FAULT_LOSE.of(), Disturbance.LOSE, writer, to, 0),
                    next(delay(SHORT_NS), Disturbance.DELAY, writer, to, SHORT_NS),
                    next(delay(LONG_NS), Disturbance.DELAY, writer, to, LONG_NS),
                    next(Text.FAULT_DUPLICATE.of(), Disturbance.DUPLICATE, writer, to, 0),
                    next(Text.FAULT_CORRUPT.of(), Disturbance.CORRUPT, writer, to, 0));
            offers.add(new Offer.More(Text.FAULT_NEXT_MESSAGE.of(to.name()), "", effects));
            for (var as : others(writer)) {
                if (as.slot() != to.slot() && knows(to, as)) {
                    forged.add(forged(writer, as, to, why));
                }
            }
        }
        if (!forged.isEmpty()) {
            offers.add(new Offer.More(Text.FAULT_FORGE.of(), "", forged));
        }
        return offers;
    }

    private Offer next(String label, Disturbance effect, KernelView from, KernelView to, long delayNs) {
        var fault = new Fault.NextMessage(effect, from.name(), to.name(), "", delayNs);
        return fault(label, fault, KernelRules.reset(now));
    }

    /// Whether one kernel has to do with another: a host with its instances, and those with each other.
    private static boolean knows(KernelView kernel, KernelView other) {
        return other.lender() == kernel.slot() || kernel.lender() == other.slot()
                || kernel.lender() == other.lender();
    }

    /// A host is told that an instance of its has halted, an instance that it is to halt.
    private Offer forged(KernelView writer, KernelView as, KernelView to, Optional<String> why) {
        boolean host = as.lender() == to.slot();
        var kind = (host ? MessageKind.HALTED : MessageKind.SHUTDOWN).words();
        int about = host ? as.id() : to.id();
        var fault = new Fault.SpoofMessage(writer.name(), as.name(), to.name(), kind, about, "");
        return fault(Text.FAULT_SPOOF_MESSAGE.of(writer.name(), kind, to.name(), as.name()), fault, why);
    }

    private List<Offer> strayWrites(KernelView writer, Optional<String> why) {
        var offers = new ArrayList<Offer>();
        for (var victim : others(writer)) {
            var spots = new ArrayList<Offer>();
            for (var spot : Spot.values()) {
                spots.add(fault(
                        words(spot).of(victim.name()), new Fault.StrayWrite(writer.name(), spot, victim.name()), why));
            }
            offers.add(new Offer.More(victim.name(), "", spots));
        }
        return offers;
    }

    private static Text words(Spot spot) {
        return switch (spot) {
            case RING -> Text.SPOT_RING;
            case DATA -> Text.SPOT_DATA;
            case CODE -> Text.SPOT_CODE;
            case PARK -> Text.SPOT_PARK;
        };
    }

    private List<KernelView> others(KernelView kernel) {
        return now.frame().kernels.stream().filter(other -> other.slot() != kernel.slot()).toList();
    }

    private boolean executed(KernelView kernel) {
        for (int core = 0; core < now.frame().owner.length; core++) {
            if (now.frame().executes(core, kernel.slot())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> notRunning(KernelView kernel) {
        return Optional.of(Text.NOT_RUNNING_EINVAL.of(kernel.name()));
    }

    private static Optional<String> notUp(KernelView kernel) {
        return Optional.of(Text.NOT_UP.of(kernel.name()));
    }

    // --- what is no kernel --------------------------------------------------------------------------

    private List<Offer> flight(long message) {
        var flight = now.frame().flights.stream().filter(one -> one.message() == message).findFirst();
        var why = KernelRules.reset(now)
                .or(() -> flight.isPresent() ? Optional.empty() : Optional.of(Text.NO_FLIGHT.of(message)));
        var offers = new ArrayList<>(List.of(
                fault(Text.FAULT_LOSE.of(), new Fault.Flight(Disturbance.LOSE, message, 0), why),
                fault(delay(SHORT_NS), new Fault.Flight(Disturbance.DELAY, message, SHORT_NS), why),
                fault(delay(LONG_NS), new Fault.Flight(Disturbance.DELAY, message, LONG_NS), why),
                fault(Text.FAULT_DUPLICATE.of(), new Fault.Flight(Disturbance.DUPLICATE, message, 0), why),
                fault(Text.FAULT_CORRUPT.of(), new Fault.Flight(Disturbance.CORRUPT, message, 0), why)));
        flight.ifPresent(one -> {
            var from = now.frame().present(one.fromKernel());
            var to = now.frame().present(one.toKernel());
            if (from != null && to != null) {
                offers.add(new Offer.Line());
                offers.add(link(from, to));
                offers.add(link(to, from));
            }
        });
        return offers;
    }

    private static String delay(long ns) {
        return Text.FAULT_DELAY.of(Times.shown(ns, 0));
    }

    private List<Offer> device(int index) {
        var name = now.scenario().machine().devices().get(index).name();
        boolean gone = now.frame().devicesGone.get(index);
        var why = KernelRules.reset(now)
                .or(() -> gone ? Optional.of(Text.NOT_GONE_AGAIN.of(name)) : Optional.empty());
        return List.of(
                fault(Text.FAULT_DEVICE_GONE.of(), new Fault.DeviceGone(name), why),
                fault(Text.FAULT_HOST_DRIVER.of(), new Fault.HostDriver(name, true), why),
                fault(Text.FAULT_HOST_DRIVER_NOT.of(), new Fault.HostDriver(name, false), why));
    }

    private List<Offer> node(int index) {
        long whole = now.scenario().machine().nodes().get(index).bytes();
        var why = KernelRules.reset(now);
        return List.of(
                fault(pieces(Sizes.GIB), new Fault.Fragment(index, Sizes.GIB), why),
                fault(pieces(128 * Sizes.MIB), new Fault.Fragment(index, 128 * Sizes.MIB), why),
                fault(pieces(2 * Sizes.MIB), new Fault.Fragment(index, 2 * Sizes.MIB), why),
                fault(Text.FAULT_FRAGMENT_NOT.of(), new Fault.Fragment(index, whole), why));
    }

    private static String pieces(long bytes) {
        return Text.FAULT_FRAGMENT.of(Sizes.shown(bytes));
    }

    /// What can come by chance, at a pace at which it can be watched; and the end of it.
    List<Offer> byChance() {
        var kernels = List.of(Chance.SLOW, Chance.HANG, Chance.PANIC);
        var links = List.of(Chance.LOSE_DOORBELL, Chance.CUT_LINK);
        var messages =
                List.of(Chance.LOSE_MESSAGE, Chance.DELAY_MESSAGE, Chance.DUPLICATE_MESSAGE, Chance.CORRUPT_MESSAGE);
        var none = now.frame().chances.isPresent() ? Optional.<String>empty() : Optional.of(Text.NOT_CHAOS.of());
        return List.of(
                chaos(Text.FAULT_CHAOS_MESSAGES, OFTEN_NS, messages),
                chaos(Text.FAULT_CHAOS_LINKS, OFTEN_NS, links),
                chaos(Text.FAULT_CHAOS_KERNELS, SELDOM_NS, kernels),
                chaos(Text.FAULT_CHAOS_ALL, SELDOM_NS, List.of()),
                new Offer.Line(),
                fault(Text.FAULT_CALM.of(), new Fault.Calm(), KernelRules.reset(now).or(() -> none)));
    }

    private Offer chaos(Text label, long everyNs, List<Chance> kinds) {
        var fault = new Fault.Chaos(everyNs, 0, kinds, List.of());
        return fault(label.of(Times.shown(everyNs, 0)), fault, KernelRules.reset(now));
    }

    /// The faults of all that has no tile.
    private List<Offer> machine() {
        var machine = now.scenario().machine();
        var offers = new ArrayList<Offer>();
        offers.add(new Offer.More(Text.MENU_CHAOS.of(), "", byChance()));
        for (var kernel : now.frame().kernels) {
            offers.add(new Offer.More(kernel.name(), "", kernel(kernel)));
        }
        for (int d = 0; d < machine.devices().size(); d++) {
            offers.add(new Offer.More(machine.devices().get(d).name(), "", device(d)));
        }
        for (int n = 0; n < machine.nodes().size(); n++) {
            offers.add(new Offer.More(Text.NODE_TITLE.of(machine.nodes().get(n).number()), "", node(n)));
        }
        return offers;
    }

    private Offer fault(String label, Command.Fault fault, Optional<String> why) {
        return Offers.give(now, label, fault, why);
    }
}
