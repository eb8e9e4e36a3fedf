package archipelago.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Chance;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.journal.Happening.FaultInjected;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.why.Chain;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Faults that come by chance are the same for the same seed, and disturb nothing else that is drawn.
class ChanceFaultsTest {
    private static final long TALK_NS = 5_605_800 * Times.US;
    private static final Fault.Chaos MESSAGES = new Fault.Chaos(
            50 * Times.US, 0, List.of(Chance.LOSE_MESSAGE, Chance.DUPLICATE_MESSAGE, Chance.CUT_LINK), List.of());

    private static Session talking(Scenario scenario) {
        var session = new Session(scenario);
        session.runUntil(TALK_NS);
        return session;
    }

    private static Stream<Fact> facts(Session session) {
        return IntStream.range(0, session.factsTold()).mapToObj(session.journal()::get);
    }

    private static List<String> faults(Session session) {
        return facts(session)
                .filter(fact -> fact.what() instanceof FaultInjected)
                .map(fact -> fact.atNs() + " " + ((FaultInjected) fact.what()).what())
                .toList();
    }

    private static Session disturbed(Scenario scenario) {
        var session = talking(scenario);
        session.give(MESSAGES);
        session.runUntil(TALK_NS + 2 * Times.MS);
        return session;
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherSeedOthers() {
        var one = disturbed(Labs.firstLight());
        var again = disturbed(Labs.firstLight());
        var other = disturbed(Labs.firstLight().withSeed(43));
        assertThat(faults(one)).hasSizeBetween(20, 80).isEqualTo(faults(again)).isNotEqualTo(faults(other));
        assertThat(one.fingerprint()).isEqualTo(again.fingerprint());
    }

    @Test
    void nothingElseThatIsDrawnShifts() {
        var quiet = talking(Labs.firstLight());
        var disturbed = talking(Labs.firstLight());
        disturbed.give(new Fault.Chaos(50 * Times.US, 0, List.of(Chance.LOSE_MESSAGE), List.of("host")));
        for (var session : List.of(quiet, disturbed)) {
            session.runUntil(TALK_NS + Times.MS);
        }
        assertThat(requests(disturbed)).isEqualTo(requests(quiet));
    }

    /// When the web server asked the database.
    private static List<Long> requests(Session session) {
        return facts(session)
                .filter(fact -> fact.atNs() > TALK_NS && fact.what() instanceof MessageSent sent
                        && sent.fromKernel() == 1 && sent.toKernel() == 2 && sent.bytes() == 256)
                .map(Fact::atNs)
                .toList();
    }

    @Test
    void goingBackAndForwardAndUndoingFindTheSame() {
        var session = disturbed(Labs.firstLight());
        long fingerprint = session.fingerprint();
        session.seek(TALK_NS + Times.MS);
        session.seek(TALK_NS + 2 * Times.MS);
        assertThat(session.fingerprint()).isEqualTo(fingerprint);
        session.undo(0);
        session.runUntil(TALK_NS + 2 * Times.MS);
        assertThat(session.simulation().state().chances).isNull();
        assertThat(faults(session)).isEmpty();
    }

    @Test
    void itEndsWhenItIsOverAndWhenSomebodyEndsIt() {
        var lab = Lab.bothUp().done(new Fault.Chaos(Times.MS, 20 * Times.MS, List.of(Chance.LOSE_DOORBELL), List.of()));
        lab.runFor(Times.S);
        assertThat(lab.state().chances).isNull();
        assertThat(lab.told(FaultInjected.class).size()).isBetween(8, 40);
        assertThat(lab.ask(new Fault.Calm()).errno()).isEqualTo(Errno.EINVAL);

        lab.done(new Fault.Chaos(Times.MS, 0, List.of(Chance.LOSE_DOORBELL), List.of())).runFor(10 * Times.MS);
        lab.done(new Fault.Calm());
        int faults = lab.told(FaultInjected.class).size();
        lab.runFor(Times.S);
        assertThat(lab.told(FaultInjected.class)).hasSize(faults);
    }

    @Test
    void whoeverIsNamedIsStruckAndTheHostOnlyThen() {
        var lab = Lab.bothUp().done(new Fault.Chaos(Times.MS, 0, List.of(Chance.PANIC), List.of()));
        lab.runFor(Times.S);
        assertThat(lab.kernel(Lab.WEB).phase).isEqualTo(Phase.OFF);
        assertThat(lab.kernel(Lab.DATABASE).phase).isEqualTo(Phase.OFF);
        assertThat(lab.state().host().phase).isEqualTo(Phase.UP);
        assertThat(lab.ask(new Fault.Chaos(Times.MS, 0, List.of(), List.of("nobody"))).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void nobodyIsAnsweredForWhatComesByChance() {
        var lab = Lab.bothUp().done(new Fault.Chaos(Times.MS, 0, List.of(Chance.SLOW), List.of()));
        int mark = lab.mark();
        lab.runFor(20 * Times.MS);
        assertThat(lab.toldSince(mark, FaultInjected.class)).isNotEmpty();
        assertThat(lab.toldSince(mark, Answered.class)).isEmpty();
        assertThat(lab.state().operations()).isEmpty();
    }

    @Test
    void oneFaultIsNotTheCauseOfTheNext() {
        var session = disturbed(Labs.firstLight());
        var last = facts(session).filter(fact -> fact.what() instanceof FaultInjected).toList().getLast();
        var chain = Chain.of(session, last.origin());
        var faults = chain.links().stream()
                .flatMap(link -> link.facts().stream())
                .filter(fact -> fact.what() instanceof FaultInjected);
        assertThat(faults).containsExactly(last);
        assertThat(chain.root().origin()).isEqualTo(-session.acts().getFirst());
    }
}
