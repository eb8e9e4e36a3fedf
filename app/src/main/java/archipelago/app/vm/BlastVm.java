package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.session.Aftermath;
import archipelago.engine.base.Times;
import archipelago.engine.compare.InstanceTally;
import archipelago.engine.journal.Fact;
import archipelago.engine.machine.Machine;
import archipelago.engine.why.BlastRadius;
import archipelago.engine.why.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What an act has changed, on a card: what was lost, what came later, what it has not touched.
public final class BlastVm {
    /// How many differences are told one by one, what was lost most often first; the others are counted.
    private static final int MOST = 6;
    private static final int DIGITS = 4;
    private static final Comparator<Shift> MOST_FIRST = Comparator.comparingInt(Shift::lost)
            .thenComparingInt(Shift::delayed)
            .thenComparingInt(Shift::added)
            .reversed()
            .thenComparingLong(Shift::firstNs);

    /// A kernel, or a kind of thing that happened.
    public record Line(String title, String detail) {}

    /// @param act the number of the act; 0 if there is no card
    /// @param busy whether it is still being worked out
    /// @param percent how far that has come; -1 if it is not worth telling
    /// @param givenUp whether somebody did not want to wait
    /// @param lost how many things did not happen, `delayed` how many came later, `added` how many came in addition
    /// @param delay by how much the latest of them came later; empty if none did
    /// @param reached the kernels that it has changed something for
    /// @param untouched those that everything is the same for without it
    /// @param until up to when the two futures were compared
    public record Card(
            int act,
            boolean busy,
            int percent,
            boolean givenUp,
            long lost,
            long delayed,
            String delay,
            long added,
            List<Line> reached,
            List<Line> untouched,
            List<Line> shifts,
            int more,
            String until) {
        static final Card NOTHING =
                new Card(0, false, -1, false, 0, 0, "", 0, List.of(), List.of(), List.of(), 0, "");

        public boolean told() {
            return act > 0 && !busy && !givenUp;
        }
    }

    private final Machine machine;
    private final ReadOnlyObjectWrapper<Card> card = new ReadOnlyObjectWrapper<>(Card.NOTHING);
    private Aftermath.State shown = Aftermath.State.NOTHING;

    public BlastVm(Machine machine) {
        this.machine = machine;
    }

    public void update(Aftermath.State state) {
        if (!state.equals(shown)) {
            shown = state;
            card.set(state.act() == 0 ? Card.NOTHING : state.radius().map(this::of).orElseGet(() -> waiting(state)));
        }
    }

    private static Card waiting(Aftermath.State state) {
        return new Card(state.act(), state.busy(), state.slow() ? state.percent() : -1, state.givenUp(), 0, 0, "", 0,
                List.of(), List.of(), List.of(), 0, "");
    }

    private Card of(BlastRadius radius) {
        var shifts = radius.shifts();
        long delay = shifts.stream().mapToLong(Shift::mostDelayNs).max().orElse(0);
        var words = new FactWords(machine, slot -> slot < radius.kernels().size() ? radius.kernels().get(slot).kernel() : "");
        return new Card(
                radius.act(),
                false,
                -1,
                false,
                shifts.stream().mapToLong(Shift::lost).sum(),
                shifts.stream().mapToLong(Shift::delayed).sum(),
                delay == 0 ? "" : Times.shown(delay, DIGITS),
                shifts.stream().mapToLong(Shift::added).sum(),
                reached(radius),
                untouched(radius),
                shifts.stream()
                        .sorted(MOST_FIRST)
                        .limit(MOST)
                        .map(shift -> line(shift, words))
                        .toList(),
                Math.max(0, shifts.size() - MOST),
                Text.BLAST_UNTIL.of(Times.shown(radius.untilNs(), 6)));
    }

    private static List<Line> reached(BlastRadius radius) {
        var lines = new ArrayList<Line>();
        for (var reach : radius.kernels()) {
            if (!reach.untouched()) {
                var service = service(radius, reach.kernel());
                var since = Text.BLAST_SINCE.of(Times.shown(reach.sinceNs(), 6));
                lines.add(new Line(reach.kernel(), service.map(away -> since + " · " + away).orElse(since)));
            }
        }
        return lines;
    }

    /// How long an instance was away, if the act made a difference to that.
    private static Optional<String> service(BlastRadius radius, String kernel) {
        long with = lostNs(radius.with(), kernel);
        long without = lostNs(radius.without(), kernel);
        return with == without
                ? Optional.empty()
                : Optional.of(Text.BLAST_AWAY.of(Times.shown(with, DIGITS), Times.shown(without, DIGITS)));
    }

    private static long lostNs(List<InstanceTally> instances, String name) {
        return instances.stream().filter(one -> one.name().equals(name)).mapToLong(InstanceTally::lostNs).findFirst().orElse(0);
    }

    private static List<Line> untouched(BlastRadius radius) {
        return radius.kernels().stream()
                .filter(BlastRadius.Reach::untouched)
                .map(reach -> new Line(
                        reach.kernel(), reach.facts() == 0 ? Text.BLAST_QUIET.of() : Text.BLAST_SAME.count(reach.facts())))
                .toList();
    }

    private static Line line(Shift shift, FactWords words) {
        var fact = words.line(new Fact(Math.max(0, shift.firstNs()), 0, shift.like()));
        var parts = new ArrayList<String>();
        if (shift.lost() > 0) {
            parts.add(Text.BLAST_LOST_OF.count(shift.lost()));
        }
        if (shift.delayed() > 0) {
            parts.add(Text.BLAST_DELAYED_OF.count(shift.delayed(), Times.shown(shift.mostDelayNs(), DIGITS)));
        }
        if (shift.added() > 0) {
            parts.add(Text.BLAST_ADDED_OF.count(shift.added()));
        }
        var whom = FactSubject.whole(shift.like(), words);
        return new Line(whom.isEmpty() ? fact.title() : whom + " · " + fact.title(), String.join(" · ", parts));
    }

    public ReadOnlyObjectProperty<Card> card() {
        return card.getReadOnlyProperty();
    }
}
