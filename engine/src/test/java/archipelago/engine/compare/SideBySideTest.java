package archipelago.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Two futures under one clock: what they have in common, where they part, what each comes to.
class SideBySideTest {
    private static final Scenario STORY = Labs.firstLight();
    private static final long TALK_NS = 5_599_700_000L;
    private static final long LATER_NS = 5_600_400_000L;
    private static final long END_NS = 12 * Times.S;

    private static final List<Command> COMMANDS = List.of(
            new Command.RemoveCpu("database", 66),
            new Command.CpuToPool(4),
            new Command.Fault.Panic("web-server", -1),
            new Command.Halt("database"),
            new Command.Delete("nobody"));

    private static Future story() {
        return Future.story(STORY);
    }

    private static SideBySide at(SideBySide sides, long ns) {
        sides.seek(ns);
        return sides;
    }

    /// The story, and a second future in which the database panics.
    private static Session forked() {
        var session = new Session(STORY);
        session.runUntil(LATER_NS);
        session.seek(TALK_NS);
        session.give(new Command.Fault.Panic("database", -1));
        session.runUntil(LATER_NS);
        return session;
    }

    @Test
    void aRunComparedWithItselfHasNoDivergence() {
        var comparison = at(new SideBySide(story(), story()), END_NS).compare();
        assertThat(comparison.equal()).isTrue();
        assertThat(comparison.a()).isEqualTo(comparison.b());
        assertThat(comparison.a().events()).isGreaterThan(50_000);
    }

    @Test
    void anActInThePastIsWhereTwoBranchesPart() {
        var session = forked();
        var before = session.fingerprint();
        var sides = at(SideBySide.natural(session, 1, LATER_NS).orElseThrow(), LATER_NS);
        var parted = sides.compare().divergence().orElseThrow();

        assertThat(parted.atNs()).isEqualTo(TALK_NS);
        assertThat(parted.a().kind()).isEqualTo(Turn.Kind.COMMAND);
        assertThat(parted.a().given().orElseThrow().command()).isEqualTo(new Command.Fault.Panic("database", -1));
        assertThat(parted.b().kind()).isEqualTo(Turn.Kind.EVENT);
        assertThat(parted.b().event()).isEqualTo(parted.equalEvents() + 1);
        assertThat(new TurnText(sides.a().session()).told(parted.a())).first().isEqualTo("you ask: panic database");
        assertThat(session.fingerprint()).as("the session itself stands where it stood").isEqualTo(before);
        assertThat(sides.a().session().fingerprint()).isEqualTo(before);
    }

    @Test
    void aBranchWithoutAStepOfTheStoryPartsAtThatStep() {
        var session = new Session(STORY);
        session.runUntil(5_640_000_000L);
        session.undoAct(9); // The story panics the web server.
        var sides = at(SideBySide.natural(session, 1, session.nowNs()).orElseThrow(), session.nowNs());
        var parted = sides.compare().divergence().orElseThrow();

        assertThat(parted.atNs()).isEqualTo(session.branch().forkedAtNs());
        assertThat(parted.equalEvents()).isEqualTo(session.branch().forkedAfterEvents());
        assertThat(parted.a().event()).isEqualTo(parted.b().event()).isEqualTo(parted.equalEvents() + 1);
        assertThat(parted.a().facts()).isEmpty();
        assertThat(parted.b().facts()).extracting(Fact::what).hasAtLeastOneElementOfType(Happening.FaultInjected.class);
        assertThat(new TurnText(sides.b().session()).cause(parted.b())).startsWith("because of event ");
        assertThat(sides.compare().a().instance("web-server").lostNs()).isZero();
        assertThat(sides.compare().b().instance("web-server").lostNs()).isPositive();
        assertThat(sides.a().session().fingerprint()).isEqualTo(session.fingerprint());
    }

    @Property(tries = 10)
    void twoBranchesPartWhereTheirFingerprintsFirstDiffer(@ForAll long seed) {
        var random = new Random(seed);
        var session = new Session(STORY);
        session.runUntil(LATER_NS);
        for (int i = 0; i < 4; i++) {
            session.seek(LATER_NS - random.nextLong(500_000));
            session.give(COMMANDS.get(random.nextInt(COMMANDS.size())));
            session.runUntil(LATER_NS);
        }
        int a = random.nextInt(session.branches().size());
        int b = random.nextInt(session.branches().size());
        var parted = at(SideBySide.of(session, a, b), LATER_NS).divergence();

        var one = session.alone(a);
        var other = session.alone(b);
        assertThat(a != b || parted.isEmpty()).as("a branch does not part from itself").isTrue();
        parted.ifPresent(divergence -> {
            one.seekEvents(divergence.equalEvents());
            other.seekEvents(divergence.equalEvents());
            assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
            one.stepForward();
            other.stepForward();
            assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
        });
    }

    @Property(tries = 6)
    void whereTheyPartDoesNotDependOnTheWay(@ForAll long seed) {
        var random = new Random(seed);
        var session = forked();
        var straight = at(SideBySide.of(session, 0, 1), LATER_NS);
        var wandering = SideBySide.of(session, 0, 1);
        for (int i = 0; i < 6; i++) {
            wandering.seek(random.nextLong(LATER_NS));
        }
        assertThat(at(wandering, LATER_NS).compare()).isEqualTo(straight.compare());
    }

    @Test
    void beforeTheyPartTwoFuturesAreOne() {
        var sides = at(SideBySide.of(forked(), 0, 1), LATER_NS);
        assertThat(sides.compare().equal()).isFalse();
        assertThat(at(sides, TALK_NS - 1).compare().equal()).isTrue();
    }

    @Test
    void underAnotherSeedARunDiffersFromItsFirstInstantButNotInWhatIsSeen() {
        var other = Future.story(STORY.withSeed(43));
        var comparison = at(new SideBySide(story(), other), Times.S).compare();
        assertThat(comparison.divergence().orElseThrow().a().kind()).isEqualTo(Turn.Kind.START);
        assertThat(comparison.commonFacts()).isPositive();
    }

    @Test
    void withoutItsFaultsAStoryDoesEverythingElseAtTheSameMicrosecond() {
        var sides = at(SideBySide.natural(new Session(STORY), 0, END_NS).orElseThrow(), END_NS);
        var parted = sides.divergence().orElseThrow();
        assertThat(parted.a().facts()).extracting(Fact::what).hasAtLeastOneElementOfType(Happening.FaultInjected.class);
        assertThat(parted.b().facts()).isEmpty();
        assertThat(parted.a().event()).isEqualTo(parted.b().event());
        assertThat(parted.a().cause()).isGreaterThan(Causes.START).isLessThan(parted.a().event());

        var asked = asked(sides.a().session());
        asked.removeIf(line -> line.contains("Panic"));
        int mending = asked.indexOf(asked.stream().filter(l -> l.contains("Exec[instance=web")).toList().getLast());
        asked.remove(mending);
        assertThat(asked(sides.b().session())).as("to the traffic in the rings").isEqualTo(asked);
    }

    private static List<String> asked(Session session) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < session.factsTold(); i++) {
            if (session.journal().get(i) instanceof Fact(long atNs, long _, int _, Happening.Requested(int _, var command, _))) {
                lines.add(atNs / 1000 + " us " + command);
            }
        }
        return lines;
    }

    @Test
    void theTimeWithoutServiceIsThatFromThePanicToUserSpace() {
        var story = new Session(STORY);
        long panicNs = 0;
        long upNs = 0;
        while (!story.atEnd()) {
            story.stepForward();
        }
        for (int i = 0; i < story.factsTold(); i++) {
            var fact = story.journal().get(i);
            panicNs = fact.what() instanceof Happening.FaultInjected ? fact.atNs() : panicNs;
            upNs = fact.what().toString().equals("PhaseEntered[kernel=1, phase=UP]") ? fact.atNs() : upNs;
        }
        var sides = at(SideBySide.natural(new Session(STORY), 0, END_NS).orElseThrow(), upNs);
        var web = sides.compare().a().instance("web-server");
        assertThat(web.lostNs()).isEqualTo(upNs - panicNs);
        assertThat(web.boots()).isEqualTo(2);
        assertThat(web.status()).isEqualTo(Status.ACTIVE);
        assertThat(sides.compare().b().instance("web-server").lostNs()).isZero();
        assertThat(sides.compare().a().instance("database")).isEqualTo(sides.compare().b().instance("database"));
    }

    @Test
    void messagesAreSentTakenLostOrStillUnderWay() {
        var sides = at(SideBySide.natural(new Session(STORY), 0, END_NS).orElseThrow(), END_NS);
        for (var tally : List.of(sides.compare().a(), sides.compare().b())) {
            long sent = tally.kinds().stream().mapToLong(KindTally::sent).sum();
            long taken = tally.kinds().stream().mapToLong(KindTally::taken).sum();
            assertThat(tally.messages()).isEqualTo(sent);
            assertThat(taken + tally.messagesLost()).isEqualTo(sent);
            assertThat(tally.latencies().count()).isEqualTo((int) taken);
            assertThat(tally.latencies().p50Ns()).isBetween(1L, tally.latencies().p95Ns());
        }
    }

    @Test
    void percentilesAreTimesThatOccurred() {
        assertThat(Latencies.of(new long[] {9})).isEqualTo(new Latencies(1, 9, 9, 9));
        assertThat(Latencies.of(new long[0])).isEqualTo(new Latencies(0, 0, 0, 0));
        var hundred = new long[100];
        Arrays.setAll(hundred, i -> 100 - i);
        assertThat(Latencies.of(hundred)).isEqualTo(new Latencies(100, 50, 95, 99));
    }

    @Test
    void aCopyOfAllFuturesIsTheSameSessionAndItsOwn() {
        var session = forked();
        var before = session.fingerprint();
        var copy = session.futures();
        assertThat(copy.branches()).hasSize(2);
        assertThat(copy.branch().number()).isEqualTo(1);
        assertThat(copy.events()).isZero();
        for (int branch : new int[] {0, 1}) {
            copy.enter(branch);
            copy.runUntil(LATER_NS);
            var alone = session.alone(branch);
            alone.runUntil(LATER_NS);
            assertThat(copy.fingerprint()).isEqualTo(alone.fingerprint());
            assertThat(copy.journal().size()).isEqualTo(alone.journal().size());
        }
        copy.give(new Command.CpuToPool(4));
        assertThat(session.branch().commands()).hasSize(1);
        assertThat(session.fingerprint()).isEqualTo(before);
    }

    @Test
    void whatASessionIsComparedWithIsWhatOneWouldAskFor() {
        var session = forked();
        assertThat(names(session, 1)).containsExactly("branch 1", "branch 0");
        assertThat(names(session, 0)).containsExactly("branch 0", "branch 1");
        var acted = new Session(Labs.story(List.of(), Labs.give(Labs.fill())));
        assertThat(SideBySide.natural(acted, 0, END_NS)).as("nothing breaks, nobody acted").isEmpty();
        acted.give(new Command.CpuToPool(30));
        assertThat(names(acted, 0)).containsExactly("what was done", "the story as written");
        assertThat(names(new Session(STORY), 0)).containsExactly("the story as written", "the story without its faults");
    }

    private static List<String> names(Session session, int branch) {
        var sides = SideBySide.natural(session, branch, END_NS).orElseThrow();
        return List.of(sides.a().name(), sides.b().name());
    }
}
