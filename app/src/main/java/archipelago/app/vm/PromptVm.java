package archipelago.app.vm;

import archipelago.app.session.Prompt;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.shell.Verbs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What was said at the prompt on the machine, and what is being typed there.
public final class PromptVm {
    /// Older lines are forgotten, as a terminal does.
    private static final int MOST_LINES = 4_000;

    /// What a line is.
    public enum Kind {
        /// What somebody typed, with the prompt before it.
        TYPED,
        ANSWER,
        COMPLAINT
    }

    /// A line on the screen.
    public record Line(Kind kind, String text) {}

    private final BiConsumer<String, Consumer<Prompt.Said>> saying;
    private final Queue<Prompt.Said> arrived = new ConcurrentLinkedQueue<>();
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper prompt = new ReadOnlyStringWrapper("# ");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final List<String> typed = new ArrayList<>();
    /// Which of the typed lines is looked at; their number for the one that is being typed.
    private int looked;
    private String draft = "";
    private int underWay;
    private List<String> names = List.of();

    /// @param saying does a line and tells, on whatever thread, what came of it
    public PromptVm(BiConsumer<String, Consumer<Prompt.Said>> saying) {
        this.saying = saying;
    }

    /// Takes what is new; once a pulse.
    public void update(Frame frame) {
        names = frame.kernels.stream().map(KernelView::name).toList();
        for (var said = arrived.poll(); said != null; said = arrived.poll()) {
            underWay--;
            add(Kind.TYPED, said.prompt() + said.line());
            said.out().lines().forEach(line -> add(Kind.ANSWER, line));
            said.err().lines().forEach(line -> add(Kind.COMPLAINT, line));
            prompt.set(said.next());
        }
        busy.set(underWay > 0);
    }

    private void add(Kind kind, String text) {
        lines.add(new Line(kind, text));
        if (lines.size() > MOST_LINES) {
            lines.remove(0, lines.size() - MOST_LINES);
        }
    }

    /// Somebody has typed a line to its end.
    public void say(String line) {
        if (!line.isBlank() && (typed.isEmpty() || !typed.getLast().equals(line))) {
            typed.add(line);
        }
        looked = typed.size();
        draft = "";
        underWay++;
        busy.set(true);
        saying.accept(line, arrived::add);
    }

    /// The line that was typed before the one that is looked at, or after it; what is being typed comes last.
    ///
    /// @param now what stands in the field
    public String look(boolean back, String now) {
        if (looked == typed.size()) {
            draft = now;
        }
        looked = Math.clamp(looked + (back ? -1 : 1), 0, typed.size());
        return looked == typed.size() ? draft : typed.get(looked);
    }

    /// What is being typed with its last word completed, as far as that can be done in one way only: a command, a
    /// command of kerf, the name of a kernel.
    public String complete(String now) {
        int start = now.lastIndexOf(' ') + 1;
        var begun = now.substring(start);
        var before = now.substring(0, start).strip();
        var fitting = candidates(before).filter(word -> word.startsWith(begun)).toList();
        return common(fitting)
                .map(word -> now.substring(0, start) + word + (fitting.size() == 1 ? " " : ""))
                .orElse(now);
    }

    private Stream<String> candidates(String before) {
        if (before.isEmpty()) {
            return Verbs.SHELL.stream();
        }
        return Verbs.kerf(before) ? Verbs.KERF.stream() : names.stream();
    }

    /// What several words have in common at their beginning.
    private static Optional<String> common(List<String> words) {
        return words.stream().reduce((one, other) -> {
            int same = 0;
            while (same < one.length() && same < other.length() && one.charAt(same) == other.charAt(same)) {
                same++;
            }
            return one.substring(0, same);
        });
    }

    public void clear() {
        lines.clear();
    }

    public ObservableList<Line> lines() {
        return FXCollections.unmodifiableObservableList(lines);
    }

    /// What stands before the line that is being typed.
    public ReadOnlyStringProperty prompt() {
        return prompt.getReadOnlyProperty();
    }

    /// Whether a line is being done.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }
}
