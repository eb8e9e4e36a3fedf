package archipelago.engine.compare;

import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.session.Given;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one side did where the two part: the least that can be told apart of a run.
///
/// @param kind what it is
/// @param atNs when it was; for [Kind#NOTHING] when the next thing is due, or [Long#MAX_VALUE]
/// @param event the number of the event, or of the one before the command
/// @param cause of the event, as in [Causes]; of everything else the start
/// @param given the command, if it is one
/// @param facts what was told, which may be nothing
/// @param before what was told last of the cause; empty if it told nothing
public record Turn(
        Kind kind,
        long atNs,
        long event,
        long cause,
        Optional<Given> given,
        List<Fact> facts,
        Optional<Fact> before) {
    /// What a turn is.
    public enum Kind {
        /// The first instant, before anything happened.
        START,
        COMMAND,
        EVENT,
        /// Nothing is due while the other side has a turn.
        NOTHING
    }

    public Turn {
        facts = List.copyOf(facts);
    }

    static Turn start(Session session) {
        return plain(Kind.START, session.nowNs(), session);
    }

    private static Turn plain(Kind kind, long atNs, Session session) {
        return new Turn(kind, atNs, session.events(), Causes.START, Optional.empty(), List.of(), Optional.empty());
    }

    /// Lets a session take its next turn if that is not later than an instant.
    static Turn next(Session session, long untilNs) {
        long dueNs = session.nextNs();
        if (dueNs > untilNs) {
            return plain(Kind.NOTHING, dueNs, session);
        }
        int told = session.factsTold();
        var given = session.nextCommand();
        session.turn();
        var facts = new ArrayList<Fact>();
        for (int i = told; i < session.factsTold(); i++) {
            facts.add(session.journal().get(i));
        }
        boolean event = given.isEmpty();
        long cause = event ? session.causes().of(session.events()) : Causes.START;
        return new Turn(
                event ? Kind.EVENT : Kind.COMMAND, dueNs, session.events(), cause, given, facts,
                lastOf(cause, told, session));
    }

    private static Optional<Fact> lastOf(long cause, int told, Session session) {
        if (cause <= Causes.START) {
            return Optional.empty();
        }
        int at = told - 1;
        while (at >= 0 && session.journal().get(at).event() > cause) {
            at--;
        }
        return at >= 0 && session.journal().get(at).event() == cause
                ? Optional.of(session.journal().get(at))
                : Optional.empty();
    }
}
