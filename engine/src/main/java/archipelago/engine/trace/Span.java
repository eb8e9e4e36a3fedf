package archipelago.engine.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/// Something that lasts, on one track.
///
/// @param rank what is drawn inside what when both begin at once: the lower rank outside
/// @param flowOut the message that leaves from here, or [Mark#NONE]
/// @param flowIn the message that has come here, or [Mark#NONE]
record Span(
        long fromNs, long untilNs, Rank rank, String category, String name, long flowOut, long flowIn,
        List<Mark.Detail> details) {
    enum Rank {
        /// Nothing reaches beyond it: what does is cut in two.
        FRAME,
        WORK,
        /// Interrupts work.
        MESSAGE
    }

    private static final Comparator<Span> OUTSIDE_FIRST = Comparator.comparingLong(Span::fromNs)
            .thenComparing(Span::rank)
            .thenComparing(Comparator.comparingLong(Span::untilNs).reversed());

    static Span plain(long fromNs, long untilNs, Rank rank, String category, String name) {
        return new Span(fromNs, untilNs, rank, category, name, Mark.NONE, Mark.NONE, List.of());
    }

    Span between(long newFromNs, long newUntilNs) {
        return new Span(newFromNs, newUntilNs, rank, category, name, flowOut, flowIn, details);
    }

    /// What is left of a span when a part of it has been told: the message belongs to that part.
    private Span rest(long newFromNs) {
        return plain(newFromNs, untilNs, rank, category, name);
    }

    private boolean carries() {
        return flowOut != Mark.NONE || flowIn != Mark.NONE;
    }

    /// What of these spans lies in an excerpt.
    static List<Span> within(List<Span> spans, Excerpt excerpt) {
        var inside = new ArrayList<Span>();
        for (var span : spans) {
            var cut = span.between(
                    Math.max(span.fromNs(), excerpt.fromNs()), Math.min(span.untilNs(), excerpt.untilNs()));
            boolean instant = span.fromNs() == span.untilNs() || span.carries();
            if (cut.fromNs() < cut.untilNs() || instant && cut.fromNs() == cut.untilNs()) {
                inside.add(cut);
            }
        }
        return inside;
    }

    /// The spans of one track as a viewer wants them: each begins and ends, one inside the other or one after the
    /// other, and the times never go back. Spans that cross are told apart: the one that begins later waits for the
    /// end of the other, since a core does one thing at a time; one that crosses the end of a frame is cut in two.
    static List<Mark> nested(Track track, List<Span> spans) {
        var waiting = new PriorityQueue<>(OUTSIDE_FIRST);
        waiting.addAll(spans);
        var marks = new ArrayList<Mark>();
        Deque<Span> open = new ArrayDeque<>();
        while (!waiting.isEmpty()) {
            var span = waiting.remove();
            while (!open.isEmpty() && open.peek().untilNs() <= span.fromNs()) {
                marks.add(new Mark.End(track, open.pop().untilNs()));
            }
            if (!open.isEmpty() && span.untilNs() > open.peek().untilNs()) {
                var outer = open.peek();
                if (outer.rank() != Rank.FRAME) {
                    waiting.add(span.between(outer.untilNs(), span.untilNs()));
                    continue;
                }
                waiting.add(span.rest(outer.untilNs()));
                span = span.between(span.fromNs(), outer.untilNs());
            }
            marks.add(new Mark.Begin(
                    track, span.fromNs(), span.category(), span.name(), span.flowOut(), span.flowIn(), span.details()));
            open.push(span);
        }
        while (!open.isEmpty()) {
            marks.add(new Mark.End(track, open.pop().untilNs()));
        }
        return marks;
    }
}
