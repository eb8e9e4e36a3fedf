package archipelago.engine.workload;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.state.Requests;
import archipelago.engine.state.Ring;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private static final String SHOP = "shop";
    private static final long EVERY_NS = 20_000;
    private static final long WORK_NS = 3_000;

    private static Scenario shop(String... askers) {
        var traffic = List.of(askers).stream()
                .map(asker -> new Traffic(asker, SHOP, EVERY_NS, 5_000, 256, 512, WORK_NS))
                .toList();
        return Labs.story(traffic, Labs.bothUp()).with(List.of(new Scenario.Service(SHOP, WEB)));
    }

    private static Lab open() {
        return Lab.of(shop("host")).untilSettled().runFor(Times.MS);
    }

    private static Requests requests(Lab lab) {
        return lab.state().streams().getFirst().requests;
    }

    private static void everyRequestIsAccountedFor(Lab lab) {
        var requests = requests(lab);
        assertThat(requests.answered + requests.lost + requests.underWay()).isEqualTo(requests.asked);
    }

    @Test
    void aServiceThatIsUpAnswersEveryRequestAndIsNeverSilentForLongerThanBetweenTwoRequests() {
        var lab = open();
        var requests = requests(lab);
        assertThat(requests.answered).isGreaterThan(40);
        assertThat(requests.lost).isZero();
        assertThat(requests.longestGapNs(lab.now())).isBetween(EVERY_NS, 2 * EVERY_NS);
        everyRequestIsAccountedFor(lab);
    }

    @Test
    void anOrderMovesWhatIsAskedFromThenOnAndLeavesWhatIsUnderWayWithWhoHasIt() {
        var lab = open();
        lab.until("a request is under way", () -> requests(lab).underWay() == 1);
        long byWeb = lab.kernel(WEB).served;
        long byDatabase = lab.kernel(DATABASE).served;
        var answer = lab.ask(new Command.MoveService(SHOP, DATABASE));
        assertThat(answer.sentence()).isEqualTo("requests for shop go to database");
        lab.runFor(Times.MS);
        assertThat(lab.kernel(WEB).served).as("the one that was under way").isEqualTo(byWeb + 1);
        assertThat(lab.kernel(DATABASE).served).isGreaterThan(byDatabase + 40);
        assertThat(requests(lab).lost).isZero();
        everyRequestIsAccountedFor(lab);
    }

    @Test
    void whatAKernelHasBeenAskedIsLostWhenItDiesAndSoIsEverythingThatIsAskedOfItAfterwards() {
        var lab = open();
        lab.until("a request is under way", () -> requests(lab).underWay() == 1);
        lab.done(new Command.Fault.Panic(WEB, 16));
        assertThat(requests(lab).lost).isEqualTo(1);
        assertThat(requests(lab).underWay()).isZero();
        long answered = requests(lab).answered;
        lab.runFor(5 * Times.MS);
        assertThat(requests(lab).answered).isEqualTo(answered);
        assertThat(requests(lab).lost).isGreaterThan(Ring.SLOTS);
        assertThat(requests(lab).longestGapNs(lab.now())).as("it is not over yet").isGreaterThan(5 * Times.MS);
        everyRequestIsAccountedFor(lab);

        lab.done(new Command.MoveService(SHOP, DATABASE)).runFor(Times.MS);
        assertThat(requests(lab).answered).isGreaterThan(answered + 40);
        everyRequestIsAccountedFor(lab);
    }

    @Test
    void whoAsksForAServiceGoesOnAskingWhenThereIsNoRingAnyMore() {
        var lab = open();
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(new Command.Unload(WEB)).done(new Command.Delete(WEB));
        long lost = requests(lab).lost;
        lab.runFor(Times.MS);
        assertThat(lab.state().streams().getFirst().open).isTrue();
        assertThat(requests(lab).lost).isGreaterThan(lost + 40);
        everyRequestIsAccountedFor(lab);
    }

    @Test
    void aGapEndsWithTheAskerAndNotWithTheRun() {
        var lab = Lab.of(shop(DATABASE)).untilSettled().runFor(Times.MS);
        lab.done(new Command.Fault.Panic(DATABASE, 64)).runFor(5 * Times.MS);
        assertThat(requests(lab).longestGapNs(lab.now())).isLessThan(2 * EVERY_NS);
        assertThat(requests(lab).underWay()).isZero();
        everyRequestIsAccountedFor(lab);
    }

    @Test
    void aSecondAnswerToTheSameRequestCountsForNothing() {
        var lab = open();
        lab.done(new Command.Fault.NextMessage(Disturbance.DUPLICATE, WEB, "host", "", 0)).runFor(Times.MS);
        everyRequestIsAccountedFor(lab);
        assertThat(requests(lab).answered).isLessThanOrEqualTo(requests(lab).asked);
        assertThat(lab.state().streams().getFirst().answered).isEqualTo(requests(lab).answered + 1);
    }

    @Test
    void anOrderThatCannotBeMeantIsRefused() {
        var lab = open();
        assertThat(lab.ask(new Command.MoveService("shoe", WEB)).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(new Command.MoveService(SHOP, "moon")).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(new Command.MoveService(SHOP, "host")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.state().kernelMeantBy(SHOP)).isEqualTo(WEB);
    }

    @Test
    void itMovesWithoutTheHost() {
        var lab = Lab.of(shop(DATABASE)).untilSettled();
        lab.done(new Command.Fault.Panic("host", 0)).runFor(Times.MS);
        assertThat(lab.ask(new Command.MoveService(SHOP, WEB)).errno()).isEqualTo(Errno.OK);
    }

    /// Whatever is done to the two kernels, no request is forgotten and none is counted twice.
    @Property(tries = 40)
    void noRequestIsForgotten(
            @ForAll @IntRange(max = 5) int first,
            @ForAll @IntRange(max = 5) int second,
            @ForAll @IntRange(min = 1, max = 400_000) int betweenNs) {
        var lab = open();
        for (int act : new int[] {first, second, first}) {
            lab.give(act(act));
            lab.runFor(betweenNs);
            everyRequestIsAccountedFor(lab);
        }
        lab.runFor(Times.S / 2);
        everyRequestIsAccountedFor(lab);
    }

    private static Command act(int number) {
        return switch (number) {
            case 0 -> new Command.MoveService(SHOP, DATABASE);
            case 1 -> new Command.MoveService(SHOP, WEB);
            case 2 -> new Command.Halt(WEB);
            case 3 -> new Command.Exec(WEB);
            case 4 -> new Command.ForceHalt(DATABASE);
            default -> new Command.Fault.Hang(WEB, -1, false);
        };
    }
}
