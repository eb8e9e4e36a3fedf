package archipelago.engine.why;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Causes;
import archipelago.engine.session.Session;
import archipelago.engine.trace.ClauseText;
import java.util.ArrayList;
import java.util.List;

/// Why something happened: the event or act itself, what caused it, what caused that, and so on. Every link is the
/// event that scheduled the one before it, as the machine noted it at that moment; nothing is guessed.
///
/// @param links the nearest first; at least one
/// @param fromStart whether the last one was there at the start, or is a person's act, so that nothing comes before it
public record Chain(List<Link> links, boolean fromStart) {
    /// How many clauses of a long chain a sentence has, beside its root.
    private static final int CLAUSES = 6;

    public Chain {
        Require.that(!links.isEmpty(), "a chain has a link");
        links = List.copyOf(links);
    }

    /// The chain from an event back to what somebody asked for, a person or the story, or to the start.
    ///
    /// @param origin a known event of the session's branch, or the negative number of a person's act
    public static Chain of(Session session, long origin) {
        return of(session, origin, true);
    }

    /// The whole chain, through everything that was asked on the way: to a person's act, or to the start.
    public static Chain whole(Session session, long origin) {
        return of(session, origin, false);
    }

    private static Chain of(Session session, long origin, boolean onlyToTheRequest) {
        var links = new ArrayList<Link>();
        long at = origin;
        while (true) {
            var link = new Link(at, session.journal().factsOf(at));
            links.add(link);
            long cause = at < 0 ? Causes.START : session.causes().of(at);
            if (cause == Causes.START) {
                return new Chain(links, true);
            }
            if (onlyToTheRequest && link.request().isPresent()) {
                return new Chain(links, false);
            }
            at = cause;
        }
    }

    /// The last link: where it all comes from.
    public Link root() {
        return links.getLast();
    }

    /// The chain in one sentence, without capital and full stop: what can be seen of its links, joined by "because".
    public String sentence(ClauseText text) {
        var clauses = new ArrayList<String>();
        var seen = links.subList(0, links.size() - 1).stream()
                .filter(link -> link.headline().isPresent())
                .toList();
        if (links.size() > 1 && links.getFirst().headline().isEmpty()) {
            clauses.add("event " + links.getFirst().origin() + " came");
        }
        for (var link : seen.subList(0, Math.min(CLAUSES, seen.size()))) {
            clauses.add(text.of(link.headline().orElseThrow()));
        }
        if (seen.size() > CLAUSES) {
            clauses.add("of " + (seen.size() - CLAUSES) + " things more");
        }
        clauses.add(rootClause(text));
        return String.join(", because ", clauses);
    }

    private String rootClause(ClauseText text) {
        var root = root();
        var told = root.request().or(root::headline);
        if (told.isPresent()) {
            return text.of(told.get());
        }
        return root.act() ? "of act " + -root.origin() : "the scenario wants it so from the start";
    }
}
