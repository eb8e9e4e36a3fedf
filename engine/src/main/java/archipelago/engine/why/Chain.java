package archipelago.engine.why;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Causes;
import archipelago.engine.session.Session;
import archipelago.engine.trace.ClauseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Why something happened: the event or act itself, what caused it, what caused that, and so on. Every link is the
/// event that scheduled the one before it, as the machine noted it at that moment; nothing is guessed.
///
/// A chain can be as long as its run, and nobody reads all of it: of a long one the links in the middle are counted.
///
/// @param nearest the links from the event or act itself on; at least one
/// @param between how many links follow that are only counted; 0 in a chain of moderate length
/// @param farthest the last links after those, the root last; none if nothing is only counted
/// @param end why nothing is told beyond the last link
public record Chain(List<Link> nearest, long between, List<Link> farthest, End end) {
    /// Where a chain ends.
    public enum End {
        /// At what was there at the start, or at a person's act: nothing comes before it.
        ROOT,
        /// At what the story asked for.
        ASKED,
        /// At the last event whose cause is still known, in a run that has gone on for long.
        FORGOTTEN
    }

    /// How many links are told from each end.
    static final int NEAREST = 300;

    static final int FARTHEST = 20;
    /// How many clauses of a long chain a sentence has, beside its root.
    private static final int CLAUSES = 6;

    public Chain {
        Require.that(!nearest.isEmpty(), "a chain has a link");
        Require.that(between > 0 == !farthest.isEmpty(), "the far end is told apart where links are counted", between);
        nearest = List.copyOf(nearest);
        farthest = List.copyOf(farthest);
    }

    /// The chain from an event back to what somebody asked for, a person or the story, or to the start.
    ///
    /// @param origin a known event of the session's branch, or the negative number of a person's act
    public static Chain of(Session session, long origin) {
        return of(session, origin, session.journal().asked());
    }

    /// The whole chain, through everything that was asked on the way: to a person's act, or to the start.
    public static Chain whole(Session session, long origin) {
        return of(session, origin, Set.of());
    }

    /// @param ends events that the chain does not go beyond
    private static Chain of(Session session, long origin, Set<Long> ends) {
        var near = new ArrayList<Link>();
        var far = new long[FARTHEST];
        long length = 0;
        long at = origin;
        long cause = at;
        while (cause != Causes.START) {
            at = cause;
            if (length < NEAREST) {
                near.add(link(session, at));
            } else {
                far[(int) (length % FARTHEST)] = at;
            }
            length++;
            if (at > 0 && at < session.causes().first()) {
                return told(session, near, far, length, End.FORGOTTEN);
            }
            cause = at < 0 ? Causes.START : session.causes().of(at);
            if (cause != Causes.START && ends.contains(at)) {
                return told(session, near, far, length, End.ASKED);
            }
        }
        return told(session, near, far, length, End.ROOT);
    }

    /// @param far the origins of the last links beyond the nearest, each at its place modulo their number
    private static Chain told(Session session, List<Link> near, long[] far, long length, End end) {
        long beyond = length - near.size();
        long told = Math.min(beyond, FARTHEST);
        var last = new ArrayList<Link>();
        for (long i = length - told; i < length; i++) {
            last.add(link(session, far[(int) (i % FARTHEST)]));
        }
        if (beyond > told) {
            return new Chain(near, beyond - told, last, end);
        }
        near.addAll(last);
        return new Chain(near, 0, List.of(), end);
    }

    private static Link link(Session session, long origin) {
        return new Link(origin, session.journal().factsOf(origin));
    }

    /// The links that are told, the nearest first.
    public List<Link> links() {
        var links = new ArrayList<>(nearest);
        links.addAll(farthest);
        return links;
    }

    /// The last link: where it all comes from.
    public Link root() {
        return farthest.isEmpty() ? nearest.getLast() : farthest.getLast();
    }

    /// The chain in one sentence, without capital and full stop: what can be seen of its links, joined by "because".
    public String sentence(ClauseText text) {
        var clauses = new ArrayList<String>();
        var links = links();
        var seen = links.subList(0, links.size() - 1).stream()
                .filter(link -> link.headline().isPresent())
                .toList();
        if (links.size() > 1 && links.getFirst().headline().isEmpty()) {
            clauses.add("event " + links.getFirst().origin() + " came");
        }
        for (var link : seen.subList(0, Math.min(CLAUSES, seen.size()))) {
            clauses.add(text.of(link.headline().orElseThrow()));
        }
        if (between > 0) {
            clauses.add("of " + (links.size() - 1 - Math.min(CLAUSES, seen.size()) + between) + " events more");
        } else if (seen.size() > CLAUSES) {
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
        if (end == End.FORGOTTEN) {
            return "of what came before event " + root.origin() + ", which is not kept";
        }
        return root.act() ? "of act " + -root.origin() : "the scenario wants it so from the start";
    }
}
