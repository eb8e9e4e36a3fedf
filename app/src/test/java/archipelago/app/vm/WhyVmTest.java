package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.session.Aftermath;
import archipelago.engine.live.StillEngine;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Causes, effects and what an act changed, of a session in which somebody has slowed one kernel down and let another one
/// panic.
class WhyVmTest {
    private static final int DATABASE = 2;

    private final Session session = Lived.session();
    private final StillEngine live = new StillEngine(session);
    private final Desk desk = new Desk(session.scenario());
    private final WhyVm why = new WhyVm(desk.words(), desk.chronicle(), live::account);

    private WhyVm.Told told(Selection selection) {
        desk.update(live.latest());
        why.update(live.latest(), selection);
        why.update(live.latest(), selection);
        return why.told().get();
    }

    private int panic() {
        return session.acts().get(1);
    }

    @Test
    void aKernelTellsWhyTheLastThingHappenedToIt() {
        live.seek(Lived.PANIC_NS - 1);
        var told = told(new Selection.OfKernel(DATABASE));

        assertThat(told.origin()).isPositive();
        assertThat(told.followed()).isFalse();
        assertThat(told.chain().getFirst().because()).isFalse();
        assertThat(told.chain().stream().skip(1)).allMatch(WhyVm.Step::because);
    }

    @Test
    void theChainOfAPanicLeadsToThePersonWhoAskedForIt() {
        live.seek(Lived.PANIC_NS + 100_000);
        var halting = told(new Selection.OfCore(live.scenario().machine().coreOf(66)));

        var root = halting.chain().getLast();
        assertThat(root.origin()).isEqualTo(-panic());
        assertThat(root.line().title()).isEqualTo("Panic database");
        assertThat(root.line().detail()).isEqualTo("by you");
        assertThat(halting.further()).isFalse();
    }

    @Test
    void aKernelThatPanickedTellsWhyItDidWhateverIsStillSentToIt() {
        long nowNs = Lived.PANIC_NS;
        do {
            nowNs += 10_000;
            live.seek(nowNs);
            desk.update(live.latest());
        } while (desk.chronicle().kernelFacts(DATABASE, 1).stream().noneMatch(fact -> sentToNobody(fact.what())));
        var told = told(new Selection.OfKernel(DATABASE));

        assertThat(told.chain().getFirst().line().title()).containsIgnoringCase("panic");
        assertThat(told.chain().getLast().origin()).isEqualTo(-panic());
    }

    private static boolean sentToNobody(Happening what) {
        return what instanceof Happening.DoorbellLost || what instanceof Happening.MessageLost;
    }

    @Test
    void whatIsFollowedStaysUntilSomethingElseIsPicked() {
        var kernel = new Selection.OfKernel(DATABASE);
        told(kernel);
        why.follow(-panic(), kernel);
        assertThat(told(kernel).act()).isEqualTo(panic());
        assertThat(told(kernel).followed()).isTrue();
        assertThat(told(kernel).count()).contains("events go back to it");
        assertThat(told(new Selection.OfKernel(1)).act()).isZero();
    }

    @Test
    void anActOfTheStoryIsAnActToo() {
        var create = Lived.created(session.journal());
        why.follow(create.event(), Selection.NOTHING);
        var told = told(Selection.NOTHING);
        assertThat(told.act()).isEqualTo(((Happening.Requested) create.what()).act());
        assertThat(told.byHand()).isFalse();
    }

    @Test
    void aLongChainIsFoldedUntilSomebodyWantsAllOfIt() {
        live.seek(Lived.GONE_NS);
        var folded = told(Selection.NOTHING);
        assertThat(folded.hidden()).isPositive();
        why.showAllLinks();
        var whole = why.told().get();
        assertThat(whole.hidden()).isZero();
        assertThat(whole.chain()).hasSize(folded.chain().size() + folded.hidden());
        assertThat(whole.chain()).startsWith(folded.chain().getFirst()).endsWith(folded.chain().getLast());
    }

    @Test
    void ofAVeryLongChainTheMiddleIsCountedAndTheRootIsTold() {
        long event = session.events();
        while (length(event) < 1_000) {
            event--;
        }
        why.follow(event, Selection.NOTHING);
        told(Selection.NOTHING);
        why.showAllLinks();
        var chain = why.told().get().chain();
        assertThat(chain).hasSizeLessThan(400);
        assertThat(chain).extracting(step -> step.line().title())
                .filteredOn(title -> title.endsWith("events between them"))
                .singleElement().asString().matches("[1-9]\\d? ?\\d{3} events.*");
        assertThat(chain.getLast().line().detail()).isEqualTo("by the story");
    }

    /// How many events lie between an event and what the story asked for last before it, at least.
    private int length(long event) {
        var asked = session.journal().asked();
        int length = 0;
        for (long at = event; at > 0 && !asked.contains(at); at = session.causes().of(at)) {
            length++;
        }
        return length;
    }

    @Test
    void anActThatThisBranchDoesNotKnowIsLetGo() {
        why.follow(-panic(), Selection.NOTHING);
        assertThat(told(Selection.NOTHING).act()).isEqualTo(panic());
        live.enter(1);
        assertThat(told(Selection.NOTHING).act()).isZero();
    }

    @Test
    void whatIsToldIsLitInEveryView() {
        live.seek(Lived.PANIC_NS + 100_000);
        told(new Selection.OfKernel(DATABASE));
        why.follow(-panic(), new Selection.OfKernel(DATABASE));
        told(new Selection.OfKernel(DATABASE));
        assertThat(why.lit(-panic())).isEqualTo(new Selection.OfKernel(DATABASE));
    }

    // --- what it changed ------------------------------------------------------------------------

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final AtomicLong clock = new AtomicLong();
    private final Aftermath aftermath = new Aftermath(live::futures, work::add, clock::get);
    private final BlastVm blast = new BlastVm(session.scenario().machine());

    private BlastVm.Card card() {
        blast.update(aftermath.state());
        return blast.card().get();
    }

    @Test
    void whatAnActChangedIsWorkedOutBesideTheMachineAndIsTold() {
        aftermath.ask(live.latest(), panic());
        assertThat(card().busy()).isTrue();
        assertThat(card().percent()).as("nothing that is done at once shows progress").isEqualTo(-1);

        work.remove().run();

        assertThat(card().told()).isTrue();
        assertThat(card().lost()).isPositive();
        assertThat(card().reached()).extracting(BlastVm.Line::title).contains("database", "web-server");
        assertThat(card().shifts()).isNotEmpty();
        aftermath.ask(live.latest(), panic());
        assertThat(work).as("nothing is done twice").isEmpty();
    }

    @Test
    void anActThatReachedOnlyOneKernelLeavesTheOthersUntouchedAndProvesIt() {
        live.enter(2);
        live.seek(Lived.LATER_NS);
        int halt = session.acts().getLast();
        aftermath.ask(live.latest(), halt);
        work.remove().run();
        var all = card().reached().size() + card().untouched().size();
        assertThat(all).as("each kernel is one or the other").isEqualTo(3);
        assertThat(card().reached()).extracting(BlastVm.Line::title).contains("web-server");
    }

    @Test
    void somebodyWhoDoesNotWantToWaitStopsItAndCanBeginAgain() {
        aftermath.ask(live.latest(), panic());
        aftermath.giveUp();
        work.remove().run();
        assertThat(card().givenUp()).isTrue();
        assertThat(card().told()).isFalse();

        aftermath.forget();
        aftermath.ask(live.latest(), panic());
        work.remove().run();
        assertThat(card().told()).isTrue();
    }

    @Test
    void whatTakesLongShowsHowFarItHasCome() {
        var seen = new int[] {-1};
        var slow = new Aftermath(live::futures, work::add, () -> {
            clock.addAndGet(1_000_000_000L);
            return clock.get();
        });
        slow.ask(live.latest(), panic());
        var watched = new Thread(work.remove());
        watched.start();
        while (watched.isAlive()) {
            blast.update(slow.state());
            seen[0] = Math.max(seen[0], blast.card().get().percent());
            Thread.onSpinWait();
        }
        blast.update(slow.state());
        assertThat(seen[0]).isBetween(1, 99);
        assertThat(blast.card().get().told()).isTrue();
    }
}
