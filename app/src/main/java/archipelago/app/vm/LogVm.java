package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.journal.Happening.ConsoleRead;
import archipelago.engine.journal.Happening.Logged;
import archipelago.engine.journal.Fact;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The newest lines of the kernels' logs and the newest answers.
public final class LogVm {
    private static final int MOST = 40;

    /// @param kernel the kernel that wrote it; -1 for an answer of the machine
    public record Line(long atNs, int kernel, String who, String text, Tone tone) {}

    private final Chronicle chronicle;
    private final FactWords words;
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private Fact newest;

    LogVm(Chronicle chronicle, FactWords words) {
        this.chronicle = chronicle;
        this.words = words;
    }

    void update(Frame frame) {
        var facts = chronicle.lines(MOST);
        var last = facts.isEmpty() ? null : facts.getLast();
        if (last == newest) {
            return;
        }
        newest = last;
        var list = new ArrayList<Line>();
        for (var fact : facts) {
            list.add(line(fact));
        }
        lines.set(List.copyOf(list));
    }

    private Line line(Fact fact) {
        if (fact.what() instanceof Logged(int kernel, var text)) {
            return new Line(fact.atNs(), kernel, words.owner(kernel), text, Tone.NEUTRAL);
        }
        if (fact.what() instanceof ConsoleRead(int link, var bytes)) {
            return new Line(fact.atNs(), -1, Text.FACT_CONSOLE_READ.of(link), bytes.asText().strip(), Tone.NEUTRAL);
        }
        if (fact.what() instanceof Answered answered) {
            boolean ok = answered.errno().ok();
            var text = ok ? answered.sentence() : answered.errno().signed() + " " + answered.sentence();
            return new Line(
                    fact.atNs(), -1, words.command(answered.command()), text, ok ? Tone.GOOD : Tone.DANGER);
        }
        return new Line(fact.atNs(), -1, "", "", Tone.NEUTRAL);
    }

    /// Newest last.
    public ReadOnlyObjectProperty<List<Line>> lines() {
        return lines.getReadOnlyProperty();
    }
}
