package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Measures;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.seek.FactQueryWords;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What is measured on the ruler, and what it comes to.
public final class MeasuresVm {
    private static final int DIGITS = 3;
    /// What stands between two facts, in all languages.
    private static final String BETWEEN = " · ";

    private final ObjectProperty<Measures> measures = new SimpleObjectProperty<>(Measures.NONE);
    private final ReadOnlyStringWrapper delta = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    /// Where a stretch was begun whose end is not known yet.
    private long begunNs = Measures.NOWHERE;

    public MeasuresVm() {
        measures.addListener((property, was, now) -> delta.set(now.hasBoth() ? Text.MEASURE_AB.of(span(now.deltaNs())) : ""));
    }

    public ObjectProperty<Measures> measures() {
        return measures;
    }

    /// How far the two marks are from each other; empty unless there are both.
    public ReadOnlyStringProperty delta() {
        return delta.getReadOnlyProperty();
    }

    /// What the stretch of time comes to; empty if there is none.
    public ReadOnlyStringProperty told() {
        return told.getReadOnlyProperty();
    }

    /// A stretch begins or ends at an instant. Its other end stays if that makes sense, else it is where the present
    /// was when it was begun.
    ///
    /// @return whether there is a stretch now
    public boolean mark(boolean end, long ns) {
        var now = measures.get();
        if (!end) {
            begunNs = ns;
            boolean whole = now.hasRange() && now.toNs() > ns;
            measures.set(whole ? now.between(ns, now.toNs()) : now.withoutRange());
            return whole;
        }
        long from = now.hasRange() && now.fromNs() < ns ? now.fromNs() : begunNs;
        if (from < 0 || from == ns) {
            return false;
        }
        measures.set(now.between(from, ns));
        return true;
    }

    /// Works out what the stretch comes to.
    public void update(Frame frame, History history) {
        var now = measures.get();
        var line = now.hasRange() ? String.join(BETWEEN, facts(now, frame, history)) : "";
        if (!line.equals(told.get())) {
            told.set(line);
        }
    }

    private static List<String> facts(Measures range, Frame frame, History history) {
        var facts = new ArrayList<String>();
        facts.add(span(range.rangeNs()));
        facts.add(Text.MEASURE_MESSAGES.count(history.sent(range.fromNs(), range.toNs())));
        long known = Math.max(frame.furthestNs, frame.nowNs);
        long to = Math.min(range.toNs(), known);
        var words = Text.MEASURE_BUSY_FIRST;
        for (var kernel : frame.kernels) {
            if (kernel.slot() < history.slots() && range.fromNs() < to) {
                facts.add(words.of(kernel.name(), busy(kernel.slot(), kernel.cores(), range.fromNs(), to, frame, history)));
                words = Text.MEASURE_BUSY;
            }
        }
        if (range.toNs() > known) {
            facts.add(Text.MEASURE_UNKNOWN.of(Figures.seconds(known)));
        }
        return facts;
    }

    /// The share of a kernel's cores that was busy, with one decimal, over the cores that it had meanwhile.
    private static String busy(int slot, int coresNow, long from, long to, Frame frame, History history) {
        long cores = coresNow;
        for (var move : history.moves(slot, Math.min(from, frame.nowNs), Math.max(from, frame.nowNs))) {
            int gained = (move.to() == slot ? 1 : 0) - (move.from() == slot ? 1 : 0);
            boolean back = from < frame.nowNs;
            cores += back ? move.atNs() > from ? -gained : 0 : move.atNs() > frame.nowNs ? gained : 0;
        }
        long coreNs = cores * (to - from);
        for (var move : history.moves(slot, from, to)) {
            int gained = (move.to() == slot ? 1 : 0) - (move.from() == slot ? 1 : 0);
            coreNs += move.atNs() > from ? gained * (to - move.atNs()) : 0;
        }
        long perMille = coreNs <= 0 ? 0 : Math.round(1000.0 * history.busyNs(slot, from, to) / coreNs);
        return Text.PERCENT.of(perMille / 10 + "." + perMille % 10);
    }

    private static String span(long ns) {
        return Text.MEASURE_SPAN.of((ns < 0 ? "−" : "") + Times.shown(Math.abs(ns), DIGITS));
    }

    /// The words that find in the table what happened in the stretch of time.
    public String query() {
        var now = measures.get();
        return now.hasRange() ? FactQueryWords.stretch(now.fromNs(), now.toNs()) : "";
    }
}
