package archipelago.engine.phenomenon;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Expectation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.session.Session;
import archipelago.engine.trace.CommandText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Runs the story of a phenomenon once, through a session like any other, and looks at the machine
/// wherever the story says that something must be seen. The machine does not know that anybody looks.
public final class Trial {
    /// No phenomenon needs nearly as many.
    private static final long EVENTS_MAX = 20_000_000;

    private final Session session;
    private final List<Deed> deeds;
    private final List<Deed.Give> gives;
    private final Recent recent = new Recent();
    private final Stretches stretches;
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> mayBreak = new TreeSet<>();
    private final List<Observation> observations = new ArrayList<>();
    /// The commands that are not answered yet, by the numbers of their acts.
    private final Map<Integer, Open> open = new TreeMap<>();
    private int asked;
    private int read;
    /// The checkpoint before, as a step of the story; -1 before the first one.
    private int looked = -1;

    private record Open(Deed.Give give, long sinceNs) {
        String words() {
            return give.reply().says().isEmpty() ? CommandText.of(give.command()) : give.reply().says();
        }
    }

    private Trial(Scenario scenario) {
        session = new Session(scenario);
        stretches = new Stretches(scenario);
        deeds = scenario.story().stream()
                .flatMap(chapter -> chapter.steps().stream())
                .map(Scenario.Step::deed)
                .toList();
        gives = deeds.stream().filter(Deed.Give.class::isInstance).map(Deed.Give.class::cast).toList();
        for (var deed : deeds) {
            if (deed instanceof Deed.Expect(var all)) {
                for (var expectation : all) {
                    if (expectation instanceof Expectation.Broken(var promise)) {
                        mayBreak.add(promise);
                    }
                }
            }
        }
    }

    /// Runs a phenomenon from its start to the end of its story.
    ///
    /// @param scenario one that is a phenomenon
    public static Finding run(Scenario scenario) {
        Require.that(scenario.phenomenon().isPresent(), "the scenario is a phenomenon");
        var trial = new Trial(scenario);
        trial.goThrough();
        return new Finding(
                scenario.phenomenon().get(),
                scenario.name(),
                Hash64.text(trial.session.fingerprint()),
                trial.observations);
    }

    /// Runs any story from its start to its end.
    ///
    /// @return what was seen where the story says that something must be seen
    public static List<Observation> observe(Scenario scenario) {
        var trial = new Trial(scenario);
        trial.goThrough();
        return List.copyOf(trial.observations);
    }

    private void goThrough() {
        lookAtFacts();
        while (!session.atEnd() && !session.simulation().settled() && session.events() < EVENTS_MAX) {
            session.stepForward();
            lookAtPromises();
            lookAtFacts();
        }
        if (session.simulation().state().ended) {
            lookOnceMore();
            return;
        }
        if (!session.simulation().state().story.over) {
            int step = session.simulation().state().story.step;
            note("the story comes to its end", "it stays at its step " + (step + 1), false);
        }
        open.values().forEach(o -> note(quoted(o) + " is answered", quoted(o) + " was never answered", false));
    }

    /// The machine has been reset, with which a story is at its end. Its next checkpoint is looked at as the
    /// machine stands; it has to be the last one, to expect the reset, and to have nothing before it that was
    /// not asked for. What was asked for and is not answered is lost with the host.
    private void lookOnceMore() {
        int step = looked + 1;
        while (step < deeds.size() && !(deeds.get(step) instanceof Deed.Expect)) {
            step++;
        }
        boolean last = step == deeds.size() - 1;
        boolean meant = last && ((Deed.Expect) deeds.get(step)).all().contains(new Expectation.MachineIs(true));
        if (!meant || asked < gives.size()) {
            note("the story comes to its end", "the machine was reset in the middle of it", false);
        }
        if (step < deeds.size()) {
            look(step);
        }
    }

    private void look(int step) {
        var witness = new Witness(session.simulation().world(), recent, stretches, broken);
        ((Deed.Expect) deeds.get(step)).all().forEach(e -> observations.add(witness.look(e)));
        looked = step;
    }

    private void note(String expected, String happened, boolean held) {
        observations.add(new Observation(session.nowNs(), expected, happened, held));
    }

    /// A promise may be broken only if the story says so; each is told once.
    private void lookAtPromises() {
        for (var violation : Violation.in(session.simulation().state(), session.scenario().machine())) {
            var name = violation.invariant().name();
            if (broken.add(name) && !mayBreak.contains(name)) {
                note(violation.invariant().sentence(), violation.sentence(), false);
            }
        }
    }

    private void lookAtFacts() {
        while (read < session.factsTold()) {
            var fact = session.journal().get(read++);
            recent.add(fact);
            switch (fact.what()) {
                case Happening.Requested(int act, var _, boolean byStory) when byStory ->
                    open.put(act, new Open(gives.get(asked++), fact.atNs()));
                case Happening.Answered answer when open.containsKey(answer.act()) -> answered(fact, answer);
                case Happening.Checkpoint(int step) -> {
                    look(step);
                    recent.clear(fact.atNs());
                    stretches.end(step, session.simulation().state());
                }
                default -> { }
            }
        }
    }

    /// A command of which nothing else is said has to succeed; that it does is not worth a word.
    private void answered(Fact fact, Happening.Answered answer) {
        var asked = open.remove(answer.act());
        var reply = asked.give().reply();
        long tookNs = fact.atNs() - asked.sinceNs();
        boolean errnoHolds = reply.errno().map(answer.errno()::equals).orElse(answer.errno().ok());
        boolean timeHolds = reply.took().map(bounds -> bounds.hold(tookNs)).orElse(true);
        if (reply.errno().isEmpty() && reply.took().isEmpty() && errnoHolds) {
            return;
        }
        var wanted = reply.errno().filter(e -> !e.ok()).map(e -> " is refused with " + e.signed()).orElse(" is done");
        var got = answer.errno().ok() ? " was done" : " was refused with " + answer.errno().signed();
        observations.add(new Observation(
                fact.atNs(),
                quoted(asked) + wanted + reply.took().map(b -> " after " + b.words(Times::text)).orElse(""),
                quoted(asked) + got + reply.took().map(_ -> " after " + Times.text(tookNs)).orElse("") + " ("
                        + answer.sentence() + ")",
                errnoHolds && timeHolds));
    }

    private static String quoted(Open asked) {
        return "\"" + asked.words() + "\"";
    }
}
