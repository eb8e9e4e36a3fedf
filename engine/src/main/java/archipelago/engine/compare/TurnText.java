package archipelago.engine.compare;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.trace.CommandText;
import archipelago.engine.trace.FactText;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;

/// The turns at which two futures part, as sentences.
public final class TurnText {
    private final FactText facts;

    /// @param session the one that took the turn
    public TurnText(Session session) {
        var names = new KernelNames();
        for (int i = 0; i < session.factsTold(); i++) {
            names.hear(session.journal().get(i).what());
        }
        facts = new FactText(session.scenario().machine(), names);
    }

    /// What it was, in a few words: `event 52311 at 5.6s`.
    public String title(Turn turn) {
        return switch (turn.kind()) {
            case START -> "the first instant, before anything happened";
            case COMMAND -> "a command at " + Times.text(turn.atNs());
            case EVENT -> "event " + turn.event() + " at " + Times.text(turn.atNs());
            case NOTHING -> turn.atNs() == Long.MAX_VALUE
                    ? "nothing, and nothing more"
                    : "nothing before " + Times.text(turn.atNs());
        };
    }

    /// What happened in it, a sentence each; one that says so if nothing was told.
    public List<String> told(Turn turn) {
        var lines = new ArrayList<String>();
        turn.given().ifPresent(given -> lines.add("you ask: " + CommandText.of(given.command())));
        turn.facts().stream()
                .map(fact -> fact.what())
                .filter(what -> turn.given().isEmpty() || !(what instanceof Happening.Requested))
                .map(facts::of)
                .forEach(lines::add);
        if (lines.isEmpty() && turn.kind() == Turn.Kind.EVENT) {
            lines.add("nothing that would be told");
        }
        return lines;
    }

    /// Why it happened; an empty text if there is nothing to say.
    public String cause(Turn turn) {
        if (turn.kind() != Turn.Kind.EVENT) {
            return "";
        }
        if (turn.cause() == Causes.START) {
            return "it was due from the start";
        }
        if (turn.cause() < Causes.START) {
            return "because of act " + -turn.cause();
        }
        return "because of event " + turn.cause()
                + turn.before().map(fact -> ": " + facts.of(fact.what())).orElse("");
    }
}
