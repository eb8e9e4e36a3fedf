package archipelago.engine.trace;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Journal;
import archipelago.engine.scenario.Scenario;
import java.io.IOException;

/// The part of a run that is written down: all that has been told of it, and the stretch of time that is wanted.
/// What happened before the stretch is heard too, because names and whatever lasts come from there.
///
/// @param scenario what was run
/// @param facts what was told from the start of the run on
/// @param fromNs the first instant that is wanted
/// @param untilNs the last instant that is wanted; what still lasts then ends there
public record Excerpt(Scenario scenario, Journal.View facts, long fromNs, long untilNs) {
    public Excerpt {
        Require.that(fromNs >= 0, "an excerpt begins in the run", fromNs);
        Require.that(fromNs <= untilNs, "an excerpt does not end before it begins", fromNs, untilNs);
    }

    /// What was told of a whole run until some instant.
    public static Excerpt until(Scenario scenario, Journal.View facts, long untilNs) {
        return new Excerpt(scenario, facts, 0, untilNs);
    }

    /// Whether an instant is wanted.
    public boolean holds(long atNs) {
        return atNs >= fromNs && atNs <= untilNs;
    }

    /// Hands all facts of the stretch to a sink, which first learns the names of kernels that were there before.
    public void tell(FactSink sink) throws IOException {
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            if (holds(fact.atNs())) {
                sink.write(fact);
            } else if (fact.atNs() < fromNs) {
                sink.hear(fact);
            }
        }
    }
}
