package archipelago.app.vm;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.session.Outcome;
import archipelago.engine.base.Times;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.OperationView;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Progress;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The counts of the run, what is being done, and what came of the last act.
public final class StatusVm {
    /// @param branch empty on the story as written
    public record Counts(String events, String messages, String fingerprint, String branch) {}

    /// A future that one can go to.
    public record BranchLine(int number, String words, boolean present) {}

    /// Why an act was refused.
    public record Refusal(String title, String sentence) {}

    /// How long a note is news, in seconds on screen.
    private static final long NOTE_SECONDS = 8;

    private final FactWords words;
    private final ReadOnlyObjectWrapper<Counts> counts =
            new ReadOnlyObjectWrapper<>(new Counts("0", "0", "", ""));
    private final ReadOnlyObjectWrapper<List<String>> violations = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<BranchLine>> branches = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper operation = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper underWay = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Refusal>> refusal = new ReadOnlyObjectWrapper<>(Optional.empty());

    private long nowNs;
    /// The moment at which the note was made.
    private long notedNs;

    StatusVm(FactWords words) {
        this.words = words;
    }

    void update(Frame frame) {
        var newest = new Counts(
                Figures.grouped(frame.events),
                Figures.grouped(frame.messages),
                Figures.fingerprint(frame.fingerprint),
                frame.branch == 0 ? "" : Text.STATUS_BRANCH.of(frame.branch));
        if (!newest.equals(counts.get())) {
            counts.set(newest);
        }
        if (!frame.violations.equals(violations.get())) {
            violations.set(List.copyOf(frame.violations));
        }
        var lines = frame.branches.stream().map(branch -> line(branch, frame.branch)).toList();
        if (!lines.equals(branches.get())) {
            branches.set(lines);
        }
        nowNs = frame.nowNs;
        if (nowNs < notedNs || nowNs - notedNs > NOTE_SECONDS * Math.max(1, frame.speedNsPerSecond)) {
            note.set("");
        }
        operation.set(operation(frame));
        underWay.set(frame.operations.isEmpty() ? awaited(frame) : operation.get());
        hint.set(hint(frame).of());
    }

    /// Takes how far the machine has come, where the frame may be older.
    void pace(Progress progress) {
        var newest = new Counts(
                Figures.grouped(progress.events()),
                Figures.grouped(progress.messages()),
                Figures.fingerprint(progress.fingerprint()),
                counts.get().branch());
        if (!newest.equals(counts.get())) {
            counts.set(newest);
        }
        grade(progress);
    }

    /// Takes in which grade time passes.
    void grade(Progress progress) {
        if (progress.playing() && progress.grade() != Grade.RUN) {
            hint.set(Text.STATUS_FAST.of());
        }
    }

    private BranchLine line(BranchView branch, int present) {
        return new BranchLine(branch.number(), told(branch), branch.number() == present);
    }

    private String told(BranchView branch) {
        var from = Figures.seconds(branch.forkedAtNs());
        if (!branch.name().isEmpty()) {
            return Text.BRANCH_NAMED.of(branch.number(), branch.name());
        }
        return branch.undone()
                .map(act -> Text.BRANCH_WITHOUT.of(branch.number(), words.command(act), from))
                .or(() -> branch.act().map(act -> Text.BRANCH_OF_ACT.of(branch.number(), words.command(act), from)))
                .orElseGet(() -> Text.BRANCH_OF_STORY.of(branch.number()));
    }

    private static Text hint(Frame frame) {
        if (frame.playing) {
            return Text.STATUS_PLAYING;
        }
        if (frame.finished && !frame.storyAwaits.isEmpty()) {
            return Text.STATUS_STUCK;
        }
        if (frame.finished) {
            return Text.STATUS_TOLD;
        }
        return frame.events == 0 ? Text.STATUS_AT_START : Text.STATUS_PAUSED;
    }

    private static String awaited(Frame frame) {
        var wait = frame.storyAwaitsUp ? Text.STATUS_STORY_UP : Text.STATUS_STORY_LOADED;
        return frame.storyAwaits.isEmpty() ? "" : wait.of(frame.storyAwaits);
    }

    private String operation(Frame frame) {
        if (frame.operations.isEmpty()) {
            return "";
        }
        var first = frame.operations.getFirst();
        var elapsed = Times.shown(Math.max(0, frame.nowNs - first.sinceNs()), 1);
        var told = Text.STATUS_OPERATION.of(words.command(first.command()), step(first), elapsed);
        int others = frame.operations.size() - 1;
        return others == 0 ? told : Text.STATUS_OPERATIONS.count(others, told);
    }

    /// What an operation waits for, and with it the kernel that works on it.
    private String step(OperationView operation) {
        return Terms.of(operation.step())
                .of(operation.host() <= 0 ? Text.THE_HOST.of() : words.owner(operation.host()));
    }

    /// Tells what came of an act: a refusal stays until it is dismissed or the next act.
    public void answered(Outcome outcome) {
        if (outcome.refused()) {
            note.set("");
            refusal.set(Optional.of(new Refusal(
                    Text.REFUSAL_TITLE.of(words.command(outcome.command())),
                    FactWords.answer(outcome.errno(), outcome.sentence()))));
        } else {
            refusal.set(Optional.empty());
            notedNs = nowNs;
            note.set(Text.NOTE_DONE.of(
                    words.command(outcome.command()), outcome.sentence(), Figures.seconds(outcome.atNs())));
        }
    }

    /// Tells why something cannot be done that a key or a button asked for.
    public void explain(String reason) {
        refusal.set(Optional.empty());
        notedNs = nowNs;
        note.set(reason);
    }

    /// Takes the last refusal from the screen: it has been read, or another act has begun.
    public void dismiss() {
        refusal.set(Optional.empty());
        note.set("");
    }

    /// All futures, by number; one if nobody has acted in the past.
    public ReadOnlyObjectProperty<List<BranchLine>> branches() {
        return branches.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Counts> counts() {
        return counts.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<String>> violations() {
        return violations.getReadOnlyProperty();
    }

    /// What a host is doing on request; empty if nothing.
    public ReadOnlyStringProperty operation() {
        return operation.getReadOnlyProperty();
    }

    /// The same; while nobody works on anything, what the story waits for.
    public ReadOnlyStringProperty underWay() {
        return underWay.getReadOnlyProperty();
    }

    /// Whether time passes, and what a person can do about it.
    public ReadOnlyStringProperty hint() {
        return hint.getReadOnlyProperty();
    }

    /// What was done last; empty if nothing is to be told.
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Refusal>> refusal() {
        return refusal.getReadOnlyProperty();
    }
}
