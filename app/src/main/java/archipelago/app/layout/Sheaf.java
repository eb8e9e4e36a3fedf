package archipelago.app.layout;

import archipelago.app.layout.SequenceLayout.Arrow;
import archipelago.app.layout.SequenceLayout.End;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Messages of one kind from lane to lane that lie so close that their arrows would run into one: they are drawn as one,
/// with their number. What is slower than the others is apart from them by that, and is drawn for itself; so is what is
/// not taken.
///
/// @param arrows at least two, in the order of sending
public record Sheaf(List<Arrow> arrows) {
    /// Arrows that end closer than this at both lanes are told apart by nobody.
    private static final double CLOSE = 6;
    /// From the first to the last; a sheaf must not tell a wrong time.
    private static final double MOST_HIGH = 26;

    public Sheaf {
        arrows = List.copyOf(arrows);
    }

    /// What is left when the sheaves are made.
    record Gathered(List<Sheaf> sheaves, List<Arrow> single) {}

    private record Route(long from, long to, MessageKind kind) implements Comparable<Route> {
        static Route of(Arrow arrow) {
            return new Route(Math.round(arrow.x1()), Math.round(arrow.x2()), arrow.message().kind());
        }

        @Override
        public int compareTo(Route other) {
            int by = Long.compare(from, other.from);
            by = by == 0 ? Long.compare(to, other.to) : by;
            return by == 0 ? kind.compareTo(other.kind) : by;
        }
    }

    /// @param arrows in the order of sending
    /// @param alone what is drawn for itself in any case
    static Gathered gather(List<Arrow> arrows, Predicate<Arrow> alone) {
        var open = new TreeMap<Route, List<Arrow>>();
        var groups = new ArrayList<List<Arrow>>();
        for (var arrow : arrows) {
            var own = open.get(Route.of(arrow));
            boolean apart = arrow.end() != End.TAKEN || alone.test(arrow);
            if (own == null || apart || !joins(own, arrow)) {
                own = new ArrayList<>();
                groups.add(own);
            }
            own.add(arrow);
            if (!apart) {
                open.put(Route.of(arrow), own);
            }
        }
        var sheaves = groups.stream().filter(group -> group.size() > 1).map(Sheaf::new).toList();
        var single = groups.stream().filter(group -> group.size() == 1).map(List::getFirst).toList();
        return new Gathered(sheaves, single);
    }

    private static boolean joins(List<Arrow> group, Arrow arrow) {
        var first = group.getFirst();
        var last = group.getLast();
        return arrow.y1() - last.y1() <= CLOSE
                && Math.abs(arrow.y2() - last.y2()) <= CLOSE
                && arrow.y1() - first.y1() <= MOST_HIGH
                && Math.abs(arrow.y2() - first.y2()) <= MOST_HIGH;
    }

    public Arrow first() {
        return arrows.getFirst();
    }

    public Arrow last() {
        return arrows.getLast();
    }

    public int count() {
        return arrows.size();
    }

    /// Where the one arrow begins that stands for all.
    public double y1() {
        return (first().y1() + last().y1()) / 2;
    }

    public double y2() {
        return (first().y2() + last().y2()) / 2;
    }
}
