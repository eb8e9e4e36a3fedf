package archipelago.app.vm;

import archipelago.app.layout.History;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// What people have done up to now, act by act, what was taken back, and where that leads to.
public final class ActsVm {
    /// @param number of the act
    public record Act(int number, long atNs, Command command, String words) {
        public String time() {
            return Figures.seconds(atNs);
        }
    }

    /// A way back to what was taken back.
    ///
    /// @param branch on which it was done
    /// @param words what
    public record Redo(int branch, String words) {}

    private final FactWords words;
    private final IntPredicate actedOn;
    private Frame frame;
    private History history;

    /// @param actedOn whether something was done on a branch since it began
    public ActsVm(FactWords words, IntPredicate actedOn) {
        this.words = words;
        this.actedOn = actedOn;
    }

    public void update(Frame newest, History known) {
        frame = newest;
        history = known;
    }

    /// What people have done on this branch up to now, the newest first.
    public List<Act> acts() {
        if (frame == null || frame.given == 0) {
            return List.of();
        }
        return history.acts(0, History.OPEN).stream()
                .filter(act -> !act.byStory())
                .limit(frame.given)
                .map(act -> new Act(act.number(), act.requestedNs(), act.command(), words.command(act.command())))
                .toList()
                .reversed();
    }

    /// The branch on which the last act was taken back before, if nothing was done there since: the same future need
    /// not be made twice.
    public Optional<BranchView> undone(Act last) {
        return frame.branches.stream()
                .filter(branch -> branch.parent() == frame.branch && branch.forkedAtNs() == last.atNs()
                        && branch.undone().equals(Optional.of(last.command())) && !actedOn.test(branch.number())
                        && branch.acts() == frame.given - 1)
                .findFirst();
    }

    /// What was taken back on this branch, if nothing was done here since.
    public Optional<Redo> redo() {
        if (frame == null || actedOn.test(frame.branch)) {
            return Optional.empty();
        }
        return frame.branches.stream()
                .filter(branch -> branch.number() == frame.branch && branch.parent() >= 0)
                .findFirst()
                .flatMap(branch -> branch.undone().map(act -> new Redo(branch.parent(), words.command(act))));
    }
}
