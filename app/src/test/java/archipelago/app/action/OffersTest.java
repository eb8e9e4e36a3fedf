package archipelago.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.action.Action.Group;
import archipelago.app.Frames;
import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.vm.Chronicle;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The menus, read as lines of text.
class OffersTest {
    private final FakeLive live = Stories.live();
    private final Offers offers = new Offers(new ActionTable());

    @Test
    void aMenuOfACoreIsShortAndItsFaultsStandInAMenuOfTheirOwn() {
        set(Phase.UP);
        Frames.place(live.frame, 9, 1, Site.RUNNING, 1);
        var menu = offers.of(of(new Selection.OfCore(9)));
        assertThat(menu.size()).isLessThanOrEqualTo(16);
        assertThat(labels(inside(menu, "Faults…"))).containsExactly(
                "Panic",
                "Hang with interrupts on",
                "Hang with interrupts off",
                "NMI from elsewhere",
                "Triple fault (resets the machine)",
                "Stop for good",
                "Machine check (takes all kernels down)",
                "Faults of web-server");
    }

    @Test
    void whatCannotBeSaysWhyWithItsErrno() {
        set(Phase.OFF);
        Frames.place(live.frame, 9, 1, Site.DEAD, 1);
        var faults = offers.faults(of(new Selection.OfCore(9)));
        assertThat(item(faults, "Stop for good").why()).contains("CPU 18 has stopped already (-EINVAL)");
        var kernel = offers.faults(of(new Selection.OfKernel(3)));
        assertThat(item(kernel, "Power off from inside").why())
                .contains("edge has no user space that could do that (-EINVAL)");
        assertThat(item(offers.faults(of(new Selection.OfFlight(77_777))), "Lose it").why())
                .contains("message 77777 is in no ring any more (-ENOENT)");
    }

    @Test
    void memoryIsGivenInSizesThatMakeSense() {
        set(Phase.UP);
        var sizes = offers.memory(of(new Selection.OfKernel(1)));
        assertThat(labels(sizes)).containsExactly("128 MiB · one block", "512 MiB", "1 GiB", "4 GiB");
        assertThat(item(sizes, "1 GiB").line()).isEqualTo("kerf update web-server --memory=5GB");
    }

    @Test
    void aDeviceThatComesFromThePoolNeedsOneLine() {
        live.frame.books = Frames.books(live.scenario().machine(), live.frame, List.of(0, -1, 2));
        var menu = offers.of(of(new Selection.OfDevice(1)));
        assertThat(item(menu, "Give to database").line())
                .isEqualTo("kerf update database --devices=0000:af:00.0,0000:5e:00.0");
    }

    @Test
    void halfOfTheLinesOfAMoveAreNotShown() {
        var menu = offers.of(of(new Selection.OfDevice(1)));
        assertThat(item(menu, "Give to pool").line()).as("kerf cannot take an instance's last function").isEmpty();
        assertThat(item(menu, "Give to database").line()).isEmpty();
    }

    @Test
    void aDeviceThatIsGoneGoesNowhereButToThePool() {
        live.frame.devicesGone.set(1);
        var menu = offers.of(of(new Selection.OfDevice(1)));
        assertThat(item(menu, "Give to database").why()).contains("nvme0 does not answer on its bus (-ENODEV)");
        assertThat(item(menu, "Give to pool").why()).isEmpty();
    }

    @Test
    void theMenuOfNothingLeadsToEverythingThatHasNoTile() {
        assertThat(labels(offers.of(of(Selection.NOTHING)))).containsExactly(
                "Undo: a future without the last act", "Redo: back to what was undone", "Undo from a list of acts…",
                "Map in the order of kernels, or as built", "Who talks to whom, on the map",
                "Messages under way", "PCI functions", "Memory of the pool", "NUMA nodes", "pool", "Random faults");
    }

    @Test
    void afterAResetNothingIsPossible() {
        live.frame.ended = true;
        for (var thing : List.of(new Selection.OfCore(9), new Selection.OfKernel(2), new Selection.OfDevice(1))) {
            assertThat(items(offers.of(of(thing)))).isNotEmpty()
                    .filteredOn(item -> !looksOnly(item))
                    .allSatisfy(item -> assertThat(item.why()).as(item.label()).isPresent());
        }
    }

    private static boolean looksOnly(Offer.Item item) {
        return item.action().map(Action::group).filter(Group.CLOSER::equals).isPresent();
    }

    private void set(Phase phase) {
        live.frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, phase, 4, 8, 4));
    }

    private Situation of(Selection selection) {
        var chronicle = new Chronicle();
        chronicle.update(live.frame);
        return new Situation(live.scenario(), live.frame, chronicle, selection);
    }

    static List<String> labels(List<Offer> offers) {
        var labels = new ArrayList<String>();
        for (var offer : offers) {
            switch (offer) {
                case Offer.Item item -> labels.add(item.label());
                case Offer.More more -> labels.add(more.label());
                case Offer.Heading _, Offer.Note _, Offer.Line _ -> {}
            }
        }
        return labels;
    }

    private static List<Offer.Item> items(List<Offer> offers) {
        var items = new ArrayList<Offer.Item>();
        for (var offer : offers) {
            switch (offer) {
                case Offer.Item item -> items.add(item);
                case Offer.More more -> items.addAll(items(more.offers()));
                case Offer.Heading _, Offer.Note _, Offer.Line _ -> {}
            }
        }
        // To look into a console changes nothing.
        items.removeIf(item -> item.action().filter(action -> action.id() == Action.Id.CONSOLE).isPresent()
                && item.why().isEmpty());
        return items;
    }

    static List<Offer> inside(List<Offer> offers, String label) {
        return offers.stream()
                .filter(offer -> offer instanceof Offer.More more && more.label().equals(label))
                .map(offer -> ((Offer.More) offer).offers())
                .findFirst()
                .orElseThrow();
    }

    static Offer.Item item(List<Offer> offers, String label) {
        return items(offers).stream().filter(item -> item.label().equals(label)).findFirst().orElseThrow();
    }
}
