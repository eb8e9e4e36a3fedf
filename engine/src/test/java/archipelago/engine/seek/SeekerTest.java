package archipelago.engine.seek;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SeekerTest {
    private static final long TALK_NS = 5_599_700_000L;
    private static final List<Sought> TOLD = List.of(
            new Sought.OfCore(20),
            new Sought.OfKernel(2),
            new Sought.Message(Optional.of(MessageKind.USER_REQUEST)),
            new Sought.Message(Optional.empty()),
            new Sought.Act(),
            new Sought.Refusal(),
            new Sought.Fault(),
            new Sought.Chapter());

    /// A run in which two things were done, and what it tells.
    private static Session told() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Slow("web-server", 200));
        session.runUntil(TALK_NS + 40_000);
        session.give(new Fault.Slow("nobody", 200));
        session.runUntil(TALK_NS + 500_000);
        return session;
    }

    private static final Session RUN = told();
    private static final long KNOWN = RUN.events();

    @Property(tries = 50)
    void forwardComesToTheFirstThatIsTold(
            @ForAll @LongRange(min = 0, max = 37_000) long from, @ForAll @IntRange(max = 7) int which) {
        RUN.seekEvents(from);
        var sought = TOLD.get(which);
        var expected = matches(sought).stream().filter(origin -> after(origin, from)).findFirst();

        var arrival = new Seeker(RUN).forward(List.of(sought), () -> RUN.events() < KNOWN);

        if (expected.isPresent()) {
            assertThat(arrival.what()).contains(sought);
            assertThat(here()).isEqualTo(expected.get());
        } else {
            assertThat(arrival.why() == Arrival.Why.PATIENCE || here() > KNOWN).isTrue();
        }
    }

    @Property(tries = 50)
    void backComesToTheLastThatWasToldBefore(
            @ForAll @LongRange(min = 0, max = 37_000) long from, @ForAll @IntRange(max = 7) int which) {
        RUN.seekEvents(from);
        var sought = TOLD.get(which);
        long stands = here();
        var expected = matches(sought).stream()
                .filter(origin -> !after(origin, from) && origin != stands)
                .reduce((earlier, later) -> later);

        var arrival = new Seeker(RUN).back(List.of(sought));

        assertThat(arrival.found()).isEqualTo(expected.isPresent());
        assertThat(here()).isEqualTo(expected.orElse(0L));
    }

    @Test
    void theFirstOfSeveralThingsEndsTheRun() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        var seeker = new Seeker(session);

        var arrival = seeker.forward(
                List.of(new Sought.Fault(), new Sought.Instant(TALK_NS + 50_000_000), new Sought.Refusal()), () -> true);

        assertThat(arrival.what()).contains(new Sought.Fault());
        assertThat(seeker.forward(List.of(new Sought.Instant(TALK_NS + 50_000_000)), () -> true).found()).isTrue();
        assertThat(session.nowNs()).isEqualTo(TALK_NS + 50_000_000);
        assertThat(seeker.back(List.of(new Sought.Instant(TALK_NS), new Sought.Fault())).what())
                .contains(new Sought.Fault());
    }

    @Test
    void aMomentIsFoundOnEveryFutureThatHasIt() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS - 1_000_000);
        session.mark("common", "");
        session.runUntil(TALK_NS);
        session.give(new Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 100_000);
        session.mark("after", "");
        session.undo(0);
        session.runUntil(TALK_NS + 1_000_000);
        var seeker = new Seeker(session);
        var common = new Sought.Place(session.bookmark("common").orElseThrow().moment());
        var after = new Sought.Place(session.bookmark("after").orElseThrow().moment());

        assertThat(seeker.back(List.of(after)).why()).as("not on this branch").isEqualTo(Arrival.Why.START);
        session.seek(TALK_NS + 1_000_000);
        assertThat(seeker.back(List.of(after, common)).what()).contains(common);
        assertThat(session.moment()).isEqualTo(session.bookmark("common").orElseThrow().moment().on(1));
        session.enterHere(0);
        assertThat(seeker.forward(List.of(common, after), () -> true).what()).contains(after);
        assertThat(session.moment()).isEqualTo(session.bookmark("after").orElseThrow().moment());
        session.seek(0);
        assertThat(seeker.forward(List.of(after, common, new Sought.Instant(TALK_NS)), () -> true).what()).contains(common);
        assertThat(seeker.forward(List.of(new Sought.Told("InstanceRemoved")), () -> true).found()).isTrue();
        assertThat(session.journal().factsOf(session.events())).extracting(fact -> fact.what().word())
                .contains("InstanceRemoved");
    }

    @Test
    void causesAndEffectsAreWaysThroughTime() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        int act = session.give(new Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 1_000_000);
        var seeker = new Seeker(session);

        seeker.goTo(-act);
        assertThat(session.nowNs()).isEqualTo(TALK_NS);
        assertThat(session.acts()).containsExactly(act);
        assertThat(seeker.forward(List.of(new Sought.EffectOf(-act)), () -> true).found()).isTrue();
        assertThat(session.causes().of(session.events())).isEqualTo(-act);
        assertThat(seeker.forward(List.of(new Sought.Message(Optional.of(MessageKind.HALTED))), () -> true).found()).isTrue();
        long sent = session.events();
        assertThat(seeker.forward(List.of(new Sought.EffectOf(sent)), () -> true).found()).isTrue();
        seeker.goTo(session.causes().of(session.events()));
        assertThat(session.events()).isEqualTo(sent);
    }

    @Test
    void differencesOfTwoFuturesBeginWhereTheyPart() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Panic("database", 66));
        session.runUntil(TALK_NS + 1_000_000);
        session.undo(0);
        session.seek(TALK_NS - 500_000);
        var seeker = new Seeker(session);

        assertThat(seeker.forward(List.of(new Sought.Difference(0)), () -> true).found()).isTrue();
        assertThat(session.nowNs()).isEqualTo(TALK_NS);
        assertThat(seeker.forward(List.of(new Sought.Difference(0)), () -> true).found()).isTrue();
        long second = session.nowNs();
        assertThat(second).isGreaterThan(TALK_NS);
        assertThat(seeker.back(List.of(new Sought.Difference(0))).found()).isTrue();
        assertThat(session.nowNs()).isEqualTo(TALK_NS);
        assertThat(Differences.between(session, 0, 0).count()).isZero();
    }

    @Test
    void aRunWithoutAnythingOfTheKindGoesToItsEnd() {
        var session = new Session(Labs.story(List.of(), Labs.bothUp()));
        var seeker = new Seeker(session);

        assertThat(seeker.forward(List.of(new Sought.BrokenPromise()), () -> true).why()).isEqualTo(Arrival.Why.END);
        assertThat(session.atEnd()).isTrue();
        assertThat(seeker.back(List.of(new Sought.BrokenPromise())).why()).isEqualTo(Arrival.Why.START);
        assertThat(session.events()).isZero();
    }

    // --- what is to be found, by looking at every fact ----------------------------------------------

    private static long here() {
        var moment = RUN.moment();
        var commands = RUN.branch().commands();
        boolean act = moment.commands() > 0 && commands.get(moment.commands() - 1).afterEvents() == moment.events();
        return act ? -RUN.acts().getLast() : moment.events();
    }

    /// The origins of all facts that are sought, in order.
    private static List<Long> matches(Sought sought) {
        var matches = new ArrayList<Long>();
        for (int i = 0; i < RUN.journal().size(); i++) {
            var fact = RUN.journal().get(i);
            boolean match = switch (sought) {
                case Sought.OfCore(int core) -> fact.what().toString().matches(".*(core|fromCore|toCore)=" + core + "\\b.*");
                case Sought.OfKernel(int slot) -> ofKernel(fact.what(), slot);
                case Sought.Message(var kind) -> fact.what() instanceof Happening.MessageSent sent
                        && (kind.isEmpty() || sent.kind() == kind.get());
                case Sought.Act() -> fact.act() > 0 && fact.what() instanceof Happening.Requested;
                case Sought.Refusal() -> fact.what() instanceof Happening.Answered a && a.errno().number() != 0;
                case Sought.Fault() -> fact.what() instanceof Happening.FaultInjected;
                case Sought.Chapter() -> fact.what() instanceof Happening.ChapterBegan;
                default -> throw new AssertionError(sought);
            };
            if (match && !matches.contains(fact.origin())) {
                matches.add(fact.origin());
            }
        }
        return matches;
    }

    private static boolean ofKernel(Happening what, int slot) {
        boolean named = what.toString().matches(".*(kernel|fromKernel|toKernel)=" + slot + "\\b.*");
        boolean owner = (what instanceof Happening.CoreReassigned || what instanceof Happening.DeviceReassigned)
                && what.toString().matches(".*(from|to)=" + slot + "\\b.*");
        return named || owner;
    }

    /// Whether an origin lies behind where so many events have been handled and no command after them.
    private static boolean after(long origin, long events) {
        if (origin >= 0) {
            return origin > events;
        }
        var given = RUN.branch().commands().get(RUN.journal().factsOf(origin).getFirst().act() == 8 ? 0 : 1);
        return given.afterEvents() >= events;
    }

    @Test
    void whoLosesPatienceStaysWhereTheyAre() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Slow("web-server", 200));
        session.runUntil(TALK_NS + 300_000);
        session.undo(0);
        long here = session.events();
        var arrival = new Seeker(session).back(List.of(new Sought.Difference(0), new Sought.BrokenPromise()), () -> false);
        assertThat(arrival.why()).isEqualTo(Arrival.Why.PATIENCE);
        assertThat(session.events()).isEqualTo(here);
    }

    @Test
    void differencesOfTwoRunsAreCountedUpToAnInstant() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Fault.Slow("web-server", 200));
        session.runUntil(TALK_NS + 300_000);
        session.undo(0);
        var all = Differences.between(session, 0, 1);
        assertThat(all.count()).isPositive();
        assertThat(all.upTo(TALK_NS - 1)).isZero();
        assertThat(all.upTo(all.after(0))).isEqualTo(1);
        assertThat(all.upTo(Long.MAX_VALUE)).isEqualTo(all.count());
    }
}
