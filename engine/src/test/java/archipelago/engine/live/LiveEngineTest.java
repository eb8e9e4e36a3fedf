package archipelago.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.Labs;
import archipelago.engine.base.Defect;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.why.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveEngineTest {
    /// Both kernels are up and nobody ever stops them.
    private static final Scenario ENDLESS = Labs.story(Labs.chatter(), Labs.bothUp());
    private static final int MOST_FACTS = 100_000;
    private static final long UP_NS = 5_600_000_000L;

    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    private static Frame await(LiveEngine live, Predicate<Frame> there) {
        var frame = live.latest();
        while (!there.test(frame)) {
            Thread.onSpinWait();
            frame = live.latest();
        }
        return frame;
    }

    @Test
    void aRunThatNobodyEndsGoesOnAndForgetsWhatIsOld() {
        try (var live = new LiveEngine(new Session(ENDLESS), System::nanoTime, MOST_FACTS)) {
            live.grade(Grade.EXPRESS);
            live.play();
            while (live.progress().journal().told() < 5 * MOST_FACTS) {
                Thread.onSpinWait();
            }
            assertThat(live.progress().playing()).isTrue();
            live.pause();
            var frame = await(live, f -> !f.playing && f.journal.told() >= 5 * MOST_FACTS);
            assertThat(frame.violations).isEmpty();
            assertThat(frame.journal.wholeFrom()).isPositive();
            long firstKeptNs = frame.journal.get(frame.journal.wholeFrom()).atNs();
            assertThat(firstKeptNs).isBetween(UP_NS, frame.nowNs);

            long furthestNs = frame.nowNs;
            live.seek(UP_NS);
            frame = await(live, f -> f.nowNs == UP_NS);
            assertThat(frame.furthestNs).isEqualTo(furthestNs);
            var straight = new Session(ENDLESS);
            straight.runUntil(UP_NS);
            assertThat(frame.fingerprint).isEqualTo(straight.fingerprint());
        }
    }

    @Test
    void whoWatchesAMachineThatRunsFastIsToldOfTheNewestAndOfAllWhenItStandsStill() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.grade(Grade.FAST);
            live.play();
            var frame = await(live, f -> f.journal.told() > 2 * MOST_FACTS && f.playing);
            assertThat(frame.journal.size()).isLessThan(MOST_FACTS);
            assertThat(frame.happened).as("nothing of it lies ahead").isEqualTo(frame.journal.size());
            assertThat(frame.journal.get(frame.happened - 1).event()).isEqualTo(frame.events);

            live.pause();
            frame = await(live, f -> !f.playing);
            assertThat(frame.journal.wholeFrom()).isZero();
            assertThat(frame.journal.size()).isGreaterThan(2 * MOST_FACTS).isEqualTo(frame.happened);
        }
    }

    @Test
    void aMachineStandsStillUntilItIsPlayed() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            var frame = await(live, f -> f.nowNs == UP_NS);
            assertThat(frame.playing).isFalse();
            live.stepForward();
            long events = frame.events;
            assertThat(await(live, f -> f.events != events).events).isEqualTo(events + 1);
        }
    }

    @Test
    void aCommandThatIsGivenWhileNothingMovesShowsAtOnce() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            live.give(new Command.Fault.Panic("database", -1));
            var frame = await(live, f -> f.kernel(2) != null && f.kernel(2).phase() == Phase.PANICKING);
            assertThat(frame.nowNs).isEqualTo(UP_NS);
            assertThat(frame.branch).isZero();
        }
    }

    @Test
    void closingInTheMiddleOfPlayEndsTheThread() {
        var live = new LiveEngine(new Session(ENDLESS));
        live.speed(LiveEngine.FASTEST);
        live.play();
        await(live, f -> f.events > 100);
        live.close();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("archipelago-engine");
        live.close();
    }

    @Test
    void aChapterThatHasNotBeenToldYetIsReachedByGoingOn() {
        var chapters = new ArrayList<>(ENDLESS.story());
        chapters.add(new Scenario.Chapter("then", "", 5_000, List.of(Labs.rest(1_000_000))));
        var story = new Scenario("lab", "Lab", "", 42, ENDLESS.machine(), ENDLESS.traffic(), chapters);
        try (var live = new LiveEngine(new Session(story))) {
            live.runToChapter(1);
            var frame = await(live, f -> f.chapter == 1);
            assertThat(frame.playing).isFalse();
            assertThat(frame.kernel(2).phase()).isEqualTo(Phase.UP);
            assertThat(frame.speedNsPerSecond).isEqualTo(5_000);
        }
    }

    @Test
    void theStorySetsTheSpeedUntilSomebodyChoosesOne() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            assertThat(live.latest().speedNsPerSecond).isEqualTo(1_000_000);
            live.speed(20_000);
            assertThat(await(live, f -> f.speedNsPerSecond != 1_000_000).speedNsPerSecond).isEqualTo(20_000);
            live.storySpeed();
            assertThat(await(live, f -> f.speedNsPerSecond != 20_000).speedNsPerSecond).isEqualTo(1_000_000);
            assertThatThrownBy(() -> live.speed(0)).isInstanceOf(Defect.class);
        }
    }

    @Test
    void onePersonGoesToTroubleToItsCauseAndTakesTheActBack() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            live.give(new Command.Fault.Panic("database", 66));
            await(live, f -> f.given == 1);
            live.seek(UP_NS + 1_000_000);
            await(live, f -> f.nowNs == UP_NS + 1_000_000);

            live.find(List.of(new Sought.Fault()), false, arrivals::add);
            var frame = await(live, f -> f.nowNs == UP_NS);
            assertThat(frame.given).as("right behind the act").isEqualTo(1);
            live.find(List.of(new Sought.Chapter(), new Sought.OfKernel(2)), true, arrivals::add);
            long effect = await(live, f -> f.nowNs > UP_NS).nowNs;
            await(live, f -> arrivals.size() == 2);
            assertThat(arrivals).extracting(Arrival::what).as("of all that was looked for")
                    .containsExactly(Optional.of(new Sought.Fault()), Optional.of(new Sought.OfKernel(2)));
            assertThat(effect).isLessThan(UP_NS + 100_000);
            live.find(List.of(new Sought.Message(Optional.of(MessageKind.HALTED))), true, arrivals::add);
            long sent = await(live, f -> f.nowNs > effect).events;
            live.toCause();
            assertThat(await(live, f -> f.events < sent).nowNs).isGreaterThanOrEqualTo(UP_NS);

            live.undo();
            frame = await(live, f -> f.branches.size() == 2);
            assertThat(frame.branch).isEqualTo(1);
            assertThat(frame.given).isZero();
            live.undo();
            live.find(List.of(new Sought.Fault()), false, arrivals::add);
            assertThat(await(live, f -> f.searchesInVain == 1).nowNs).as("it stays where it is").isEqualTo(frame.nowNs);
        }
    }

    @Test
    void bookmarksAndNamesAreKeptAndLeadBack() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            live.mark("both are up", "");
            live.name(0, "untouched");
            live.seek(UP_NS + 1_000_000);
            var frame = await(live, f -> f.nowNs == UP_NS + 1_000_000 && f.bookmarks.size() == 1);
            assertThat(frame.branches.getFirst().name()).isEqualTo("untouched");

            live.rename("both are up", "up", "and talking");
            var mark = await(live, f -> f.bookmarks.getFirst().name().equals("up")).bookmarks.getFirst();
            assertThat(mark.note()).isEqualTo("and talking");
            assertThat(mark.atNs()).as("it stays at its moment").isEqualTo(UP_NS);
            live.goTo(new Moment(mark.branch(), mark.commands(), mark.events(), mark.atNs()));
            assertThat(await(live, f -> f.nowNs == UP_NS).events).isEqualTo(mark.events());
            live.forget("up");
            await(live, f -> f.bookmarks.isEmpty());
        }
    }

    @Test
    void anEventIsExplainedWhileTheMachineGoesOn() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            live.give(new Command.Fault.Panic("database", 66));
            int act = (int) -await(live, f -> f.lastOrigin < 0).lastOrigin;
            live.seek(UP_NS + 100_000);
            var told = new AtomicReference<Optional<Account>>();
            live.account(-act, told::set);
            live.play();
            await(live, f -> told.get() != null);
            var account = told.get().orElseThrow();
            assertThat(account.origin()).isEqualTo(-act);
            assertThat(account.chain().root().act()).isTrue();
            assertThat(account.all()).isGreaterThanOrEqualTo(account.direct()).isPositive();
            told.set(null);
            live.account(-99_999, told::set);
            await(live, f -> told.get() != null);
            assertThat(told.get()).as("nobody gave such an act").isEmpty();
        }
    }

    @Test
    void aSearchShowsHowFarItHasComeAndEndsWhenSomethingElseIsAskedFor() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            long before = await(live, f -> f.nowNs == UP_NS).events;
            live.find(List.of(new Sought.Instant(Long.MAX_VALUE - 1)), true, arrivals::add);
            assertThat(await(live, f -> f.searching).nowNs).isGreaterThan(UP_NS);
            live.pause();
            var frame = await(live, f -> !f.searching && f.searchesInVain == 1);
            assertThat(frame.searchStopped).isTrue();
            assertThat(frame.events).isEqualTo(before);
        }
    }

    @Test
    void anActIsTakenBackByItsNumberAndAnEventAheadIsGoneOnTo() {
        try (var live = new LiveEngine(new Session(ENDLESS))) {
            live.seek(UP_NS);
            live.give(new Command.Fault.Slow("database", 200));
            int first = (int) -await(live, f -> f.lastOrigin < 0).lastOrigin;
            live.seek(UP_NS + 50_000);
            live.give(new Command.Fault.Slow("web-server", 200));
            live.undo(first);
            var frame = await(live, f -> f.branches.size() > 1 && f.given == 1);
            assertThat(frame.branch).isPositive();
            long ahead = frame.events + 500;
            live.goTo(ahead);
            assertThat(await(live, f -> f.events >= ahead && !f.searching).events).isEqualTo(ahead);
            live.undo(77_777);
            assertThat(await(live, f -> f.searchesInVain == 1).branches).hasSameSizeAs(frame.branches);
        }
    }
}
