package archipelago.app.action;

import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import archipelago.app.session.KernelOrder;
import archipelago.app.vm.FactWords;
import archipelago.app.vm.PoolStock;
import archipelago.engine.command.Command;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.state.CoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be done to a thing, as the lines of its menu. What cannot be done now is there too, and says
/// why. With nothing picked out it is the machine's menu, from which everything else can be reached.
public final class Offers {
    /// More messages under way than these are not listed one by one.
    private static final int MOST_MESSAGES = 12;

    private final ActionTable actions;

    public Offers(ActionTable actions) {
        this.actions = actions;
    }

    /// The menu of what is picked out.
    public List<Offer> of(Situation now) {
        return switch (now.target()) {
            case Selection.OfCore _ -> core(now);
            case Selection.OfKernel(int slot) when slot < 0 -> pool(now);
            case Selection.OfKernel _ -> kernel(now);
            case Selection.OfFlight _, Selection.OfNode _ -> titled(now, new FaultOffers(now).ofThing());
            case Selection.OfDevice(int index) -> device(now, index);
            case Selection.OfRegion(long base) -> titled(now, new MemoryOffers(now).ofRegion(base));
            case Selection.OfTransaction _ -> titled(now, List.of(item(Id.ROLL_BACK, now)));
            case Selection.Nothing _ -> machine(now);
        };
    }

    /// The faults that can strike what is picked out.
    public List<Offer> faults(Situation now) {
        return new FaultOffers(now).ofThing();
    }

    /// How much memory the instance that is picked out could be given.
    public List<Offer> memory(Situation now) {
        return now.kernel() == null ? List.of() : new MemoryOffers(now).toKernel(now.kernel());
    }

    /// The kernels that the core that is picked out could go to, and the pools.
    public List<Offer> owners(Situation now) {
        return otherPlaces(now).stream().map(place -> owner(now, place)).toList();
    }

    /// The same as places, in the same order.
    public static List<Integer> otherPlaces(Situation now) {
        int place = CoreMove.place(now.frame(), now.core());
        return places(now).stream().filter(other -> other != place).toList();
    }

    private static Offer owner(Situation now, int place) {
        var machine = now.scenario().machine();
        var move = CoreMove.plan(now.frame(), machine, now.core(), place);
        var lines = ShellLine.ofAll(move.commands(), now).orElse("");
        var why = KernelRules.answers(now, move.commands()).or(() -> KernelRules.unknown(now, move.commands()));
        return new Offer.Item(
                Optional.empty(), words(now).owner(place), "", lines, why, hands -> hands.move(move));
    }

    /// Where cores and functions can be: with kernels, and in the pools of those that have one.
    static List<Integer> places(Situation now) {
        var places = new ArrayList<Integer>();
        now.frame().kernels.forEach(kernel -> places.add(kernel.slot()));
        if (now.frame().books.generation().hasPool()) {
            PoolStock.all(now.frame()).forEach(pool -> places.add(pool.place()));
        }
        return places;
    }

    // --- one menu for each thing ------------------------------------------------------------------

    private List<Offer> core(Situation now) {
        var offers = new ArrayList<Offer>();
        var move = actions.get(Id.MOVE_CORE);
        offers.add(new Offer.More(move.label().of(), key(Id.MOVE_CORE), owners(now)));
        offers.add(item(Id.TAKE_CORE_BACK, now));
        offers.add(new Offer.Line());
        if (now.pool() != null) {
            offers.add(new InstanceOffers(now, now.pool()).menuOfCore());
        }
        if (now.kernel() != null) {
            offers.addAll(kernel(now));
        } else {
            offers.add(more(Id.FAULTS, faults(now)));
        }
        return offers;
    }

    private List<Offer> kernel(Situation now) {
        var kernel = now.kernel();
        var offers = new ArrayList<Offer>();
        if (kernel == null) {
            return offers;
        }
        offers.add(new Offer.Heading(kernel.name(), kernel.slot()));
        var menu = kernel.host() ? List.of(actions.get(Id.PANIC)) : actions.kernelMenu();
        menu.forEach(action -> offers.add(item(action.id(), now)));
        offers.add(new Offer.Line());
        if (!kernel.host()) {
            offers.add(more(Id.GIVE_MEMORY, memory(now)));
            var devices = new DeviceOffers(now).toKernel(kernel);
            addMore(offers, Text.MENU_DEVICES, devices);
            offers.add(item(Id.CONSOLE, now));
        }
        if (now.core() < 0 && (kernel.host() || !now.frame().books.generation().series())) {
            offers.add(ownPool(now, kernel));
        }
        if (now.core() < 0) {
            offers.add(new Offer.More(Text.MENU_SOCKETS.of(), "", new SocketOffers(now).of(kernel)));
            addMore(offers, Text.MENU_IMAGES, new ImageOffers(now).toKernel(kernel));
        }
        offers.add(more(Id.FAULTS, faults(now)));
        if (now.core() < 0) {
            offers.add(new Offer.More(Text.VIEW_LANES.of(), "",
                    List.of(item(Id.LANE_CORES, now), item(Id.LANE_HIDE, now), item(Id.LANES_ALL, now))));
        }
        return offers;
    }

    /// What a kernel can do as a host.
    private static Offer ownPool(Situation now, KernelView kernel) {
        int place = CoreTable.pool(kernel.slot());
        return new Offer.More(words(now).owner(place), "", pool(now.about(new Selection.OfKernel(place))));
    }

    private static List<Offer> pool(Situation now) {
        var pool = now.pool();
        var offers = new ArrayList<Offer>();
        offers.add(new Offer.Heading(words(now).owner(pool.place()), pool.place()));
        if (!now.frame().books.generation().hasPool()) {
            offers.add(new Offer.Note(Text.POOL_NOT_YET.of(now.frame().books.generation().words())));
            return offers;
        }
        if (!pool.filled()) {
            offers.add(new FillOffers(now, pool).menu());
        }
        if (!pool.there()) {
            return offers;
        }
        offers.add(new InstanceOffers(now, pool).menu());
        offers.add(new Offer.More(Text.MENU_GROW.of(), "", new MemoryOffers(now).toPool(pool)));
        var command = KernelOrder.on(now.frame(), pool.keeper(), new Command.EmptyPool());
        offers.add(new Offer.More(Text.MENU_IMAGES.of(), "", new ImageOffers(now).toPool(pool)));
        offers.add(give(now, command, KernelRules.answers(now, pool.keeper())));
        return offers;
    }

    private List<Offer> device(Situation now, int index) {
        var offers = new ArrayList<Offer>(new DeviceOffers(now).of(index));
        offers.add(more(Id.FAULTS, faults(now)));
        return titled(now, offers);
    }

    /// Everything that has a menu and no tile.
    private List<Offer> machine(Situation now) {
        var offers = new ArrayList<Offer>();
        offers.add(new Offer.Heading(Text.INSPECTOR_MACHINE_TITLE.of(), -1));
        offers.add(item(Id.UNDO, now));
        offers.add(item(Id.REDO, now));
        offers.add(item(Id.ACTS, now));
        offers.add(item(Id.MAP_ORDER, now));
        offers.add(item(Id.MAP_MATRIX, now));
        offers.add(new Offer.Line());
        var messages = new ArrayList<Offer>();
        for (var flight : now.frame().flights.stream().limit(MOST_MESSAGES).toList()) {
            messages.add(menuOf(now, new Selection.OfFlight(flight.message())));
        }
        var devices = new ArrayList<Offer>();
        for (int d = 0; d < now.scenario().machine().devices().size(); d++) {
            devices.add(menuOf(now, new Selection.OfDevice(d)));
        }
        var nodes = new ArrayList<Offer>();
        for (int n = 0; n < now.scenario().machine().nodes().size(); n++) {
            nodes.add(menuOf(now, new Selection.OfNode(n)));
        }
        var pieces = new ArrayList<Offer>();
        now.frame().memory.stream()
                .filter(range -> range.kernel() >= MemoryView.IDLE)
                .forEach(range -> pieces.add(menuOf(now, new Selection.OfRegion(range.base()))));
        var transactions = new ArrayList<Offer>();
        for (var host : now.frame().kernels) {
            for (var one : now.frame().transactionsOf(host.slot())) {
                transactions.add(menuOf(now, new Selection.OfTransaction(host.slot(), one.number())));
            }
        }
        addMore(offers, Text.MENU_MESSAGES, messages);
        addMore(offers, Text.MENU_DEVICES, devices);
        addMore(offers, Text.MENU_MEMORY, pieces);
        addMore(offers, Text.MENU_NODES, nodes);
        addMore(offers, Text.MENU_TRANSACTIONS, transactions);
        for (var pool : PoolStock.all(now.frame())) {
            var inside = pool(now.about(new Selection.OfKernel(pool.place())));
            offers.add(new Offer.More(words(now).owner(pool.place()), "", inside));
        }
        offers.add(new Offer.More(Text.MENU_CHAOS.of(), "", new FaultOffers(now).byChance()));
        return offers;
    }

    private static void addMore(List<Offer> offers, Text label, List<Offer> inside) {
        if (!inside.isEmpty()) {
            offers.add(new Offer.More(label.of(), "", inside));
        }
    }

    private Offer menuOf(Situation now, Selection thing) {
        var itself = now.about(thing);
        return new Offer.More(ThingNames.of(itself), "", of(itself));
    }

    private static List<Offer> titled(Situation now, List<Offer> rest) {
        var offers = new ArrayList<Offer>();
        offers.add(new Offer.Heading(ThingNames.of(now), now.kernel() == null ? -1 : now.kernel().slot()));
        offers.addAll(rest);
        return offers;
    }

    // --- lines --------------------------------------------------------------------------------------

    private Offer more(Id id, List<Offer> offers) {
        return new Offer.More(actions.get(id).label().of(), key(id), offers);
    }

    private Offer item(Id id, Situation now) {
        var action = actions.get(id);
        var why = action.impossible().apply(now);
        var line = action.kerfLine(now).orElse("");
        return new Offer.Item(
                Optional.of(action), ActWords.of(action, now), key(id), line, why, hands -> action.perform(now, hands));
    }

    private String key(Id id) {
        return actions.keyWords(id);
    }

    /// A line that gives one command, in the command's own words.
    static Offer give(Situation now, Command command, Optional<String> why) {
        return give(now, words(now).order(command), command, why);
    }

    static Offer give(Situation now, String label, Command command, Optional<String> why) {
        var line = ShellLine.of(command, now).orElse("");
        var refused = why.or(() -> KernelRules.unknown(now, List.of(command)));
        return new Offer.Item(Optional.empty(), label, "", line, refused, hands -> hands.give(command));
    }

    static FactWords words(Situation now) {
        return new FactWords(now.scenario().machine(), now.chronicle());
    }
}
