package archipelago.engine.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.compare.InstanceTally;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Chapter;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.session.Session;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What an act of the story has changed, against a scenario that was written by hand without it.
class StoryRadiusTest {
    private static final long MOST_EVENTS = 60_000;
    private static final long NO_EVENT = -1;
    private static final Pattern KERNEL = Pattern.compile("\\b((?:kernel|from|to|fromKernel|toKernel)=)([0-9]+)");

    @TestFactory
    Stream<DynamicTest> theRadiusOfEveryFaultIsTheDifferenceToARunWithoutIt() {
        return Labs.library().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
            var session = told(scenario);
            for (var fault : faults(session)) {
                check(session, fault);
            }
        }));
    }

    @Test
    void theFaultsOfTheLibraryAreMany() {
        assertThat(Labs.library().stream().mapToLong(scenario -> scenario.steps().stream()
                        .filter(step -> step.deed() instanceof Deed.Give give && give.command() instanceof Command.Fault)
                        .count())
                .sum()).isGreaterThan(25);
    }

    @Test
    void aPanicOfTheStoryIsToldWithAllThatWasLostByIt() {
        var session = told(Labs.firstLight());
        var panic = faults(session).getFirst();

        var radius = BlastRadius.of(session, ((Happening.Requested) panic.what()).act());

        assertThat(new BlastText(radius, session.scenario().machine(), 6).lines()).startsWith(
                "act 9 of the story, panic web-server on CPU 20 at 5.620162 s: 11 events go back to it up to 5.664626 s",
                "reached: host, at 5.620162 s first",
                "reached: web-server, at 5.620162 s first",
                "reached: database, at 5.62017 s first",
                "service of web-server: away for 44.464151 ms, without the act 0 ns");
    }

    /// As far as somebody goes through a scenario that has no end.
    private static Session told(Scenario scenario) {
        var session = new Session(scenario);
        while (!session.over() && session.events() < MOST_EVENTS) {
            session.stepForward();
        }
        return session;
    }

    private static List<Fact> faults(Session session) {
        return BlastRadius.acts(session).stream()
                .filter(fact -> fact.what() instanceof Happening.Requested asked
                        && asked.command() instanceof Command.Fault)
                .toList();
    }

    private static void check(Session session, Fact fault) {
        var radius = BlastRadius.of(session, ((Happening.Requested) fault.what()).act());
        var without = new Session(writtenWithout(session, fault));
        without.runUntil(session.nowNs());
        var came = instants(session, fault, fault.origin());
        var would = instants(without, fault, NO_EVENT);

        assertThat(radius.without()).as("what became of the instances").isEqualTo(InstanceTally.of(without));
        var shifted = new TreeMap<String, Shift>();
        radius.shifts().forEach(shift -> shifted.put(
                named(shift.like(), kernel -> radius.kernels().get(kernel).kernel()), shift));
        var all = new ArrayList<>(came.keySet());
        would.keySet().stream().filter(like -> !came.containsKey(like)).forEach(all::add);
        for (var like : all) {
            var missing = minus(would.getOrDefault(like, List.of()), came.getOrDefault(like, List.of()));
            var more = minus(came.getOrDefault(like, List.of()), would.getOrDefault(like, List.of()));
            var shift = shifted.remove(like);
            assertThat(shift == null ? 0 : shift.lost() + shift.delayed()).as("missing: %s", like).isEqualTo(missing.size());
            assertThat(shift == null ? 0 : shift.added() + shift.delayed()).as("more: %s", like).isEqualTo(more.size());
        }
        assertThat(shifted).isEmpty();
    }

    /// The scenario with every command of the story at the instant at which it was given, and one of them not at all.
    private static Scenario writtenWithout(Session session, Fact left) {
        var steps = new ArrayList<Step>();
        long beforeNs = 0;
        for (int i = 0; i < session.factsTold(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.Requested(int _, var command, boolean _) && !fact.equals(left)) {
                steps.add(new Step(fact.atNs() - beforeNs, new Deed.Give(command, false, Scenario.Reply.ANY)));
                beforeNs = fact.atNs();
            }
        }
        var was = session.scenario();
        return new Scenario(was.name(), was.title(), was.summary(), was.seed(), was.machine(), was.phenomenon(),
                was.host(), was.services(), was.traffic(), was.work(),
                List.of(new Chapter("all", "", 1_000_000, steps)));
    }

    /// When each kind of thing happened since the fault, but for the story itself and the answer to the fault.
    private static Map<String, List<Long>> instants(Session run, Fact fault, long answeredBy) {
        var instants = new TreeMap<String, List<Long>>();
        var names = new KernelNames();
        var likeness = new Likeness();
        for (int i = 0; i < run.factsTold(); i++) {
            var fact = run.journal().get(i);
            names.hear(fact.what());
            boolean answer = fact.what() instanceof Happening.Answered && fact.origin() == answeredBy;
            boolean counts = switch (fact.what()) {
                case Happening.ChapterBegan _, Happening.Checkpoint _, Happening.Requested _, Happening.CoreBusy _ -> false;
                default -> fact.atNs() >= fault.atNs() && !answer;
            };
            if (counts) {
                var like = named(likeness.of(fact, names), likeness::name);
                instants.computeIfAbsent(like, none -> new ArrayList<>()).add(fact.atNs());
            }
        }
        return instants;
    }

    /// A happening with the names of the kernels in it in place of their numbers.
    private static String named(Happening like, IntFunction<String> name) {
        var text = like.toString();
        return like instanceof Happening.TaskMoved
                ? text.replaceAll("kernel=[0-9]+", "")
                : KERNEL.matcher(text).replaceAll(m -> m.group(1) + Matcher.quoteReplacement(name.apply(Integer.parseInt(m.group(2)))));
    }

    private static List<Long> minus(List<Long> all, List<Long> others) {
        var left = new ArrayList<>(all);
        others.forEach(left::remove);
        return left;
    }
}
