package archipelago.app.build;

import archipelago.engine.base.Problem;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A draft while somebody works on it: every change can be taken back and made again.
public final class Workshop {
    /// How many changes are remembered.
    private static final int MOST = 200;

    private final Deque<Draft> before = new ArrayDeque<>();
    private final Deque<Draft> after = new ArrayDeque<>();
    private final String name;
    /// What stands in a file, or what it began with; null where neither is there any more.
    private Draft kept;
    private Draft draft;
    private Blueprint blueprint;
    private Runnable hearer = () -> {};
    private Runnable keeper = () -> {};

    /// @param name of the scenario's file, without its ending
    public Workshop(Draft draft, String name) {
        this.draft = draft;
        kept = draft;
        this.name = name;
        blueprint = new Blueprint(draft, name);
    }

    /// Hears of every change.
    public void onChange(Runnable told) {
        hearer = told;
    }

    /// Hears of every change that is complete: not of what is only previewed.
    void onStep(Runnable told) {
        keeper = told;
    }

    /// A drawing that was left behind, and that no file has.
    public static Workshop recovered(Draft draft, String name) {
        var workshop = new Workshop(draft, name);
        workshop.kept = null;
        return workshop;
    }

    public Draft draft() {
        return draft;
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    /// Whether there is something to lose: changes that no file has.
    public boolean unsaved() {
        return !draft.equals(kept);
    }

    /// What is drawn now stands in a file.
    void keep() {
        kept = draft;
        keeper.run();
    }

    /// Nobody wants to have it.
    public void forget() {
        keep();
    }

    /// Works on another draft from now on; one that says the same is no change.
    public void change(Draft next) {
        if (next.equals(draft)) {
            return;
        }
        before.push(draft);
        after.clear();
        if (before.size() > MOST) {
            before.removeLast();
        }
        take(next);
        keeper.run();
    }

    /// Shows a draft in the middle of a drag, which is no change until it ends.
    public void preview(Draft next) {
        if (!next.equals(draft)) {
            take(next);
        }
    }

    public boolean undo() {
        return go(before, after);
    }

    public boolean redo() {
        return go(after, before);
    }

    public boolean canUndo() {
        return !before.isEmpty();
    }

    public boolean canRedo() {
        return !after.isEmpty();
    }

    private boolean go(Deque<Draft> from, Deque<Draft> to) {
        if (from.isEmpty()) {
            return false;
        }
        to.push(draft);
        take(from.pop());
        keeper.run();
        return true;
    }

    private void take(Draft next) {
        draft = next;
        blueprint = new Blueprint(next, name);
        hearer.run();
    }

    /// Drops a step that does not fit.
    public void drop(Blueprint.Trouble trouble) {
        change(draft.withoutSteps(trouble.step().chapter(), trouble.step().first(), trouble.step().steps().size()));
    }

    /// Drops all steps that do not fit, and those that do not fit without them. It is one change.
    public void dropAll() {
        var begun = draft;
        while (!blueprint.troubles().isEmpty()) {
            // From the end, so that the places of the others stay right.
            var next = blueprint.troubles().stream()
                    .map(Blueprint.Trouble::step)
                    .sorted(Comparator.comparingInt(Blueprint.Step::chapter).thenComparingInt(Blueprint.Step::first).reversed())
                    .reduce(draft, (left, step) -> left.withoutSteps(step.chapter(), step.first(), step.steps().size()),
                            (one, other) -> other);
            draft = next;
            blueprint = new Blueprint(next, name);
        }
        var left = draft;
        draft = begun;
        change(left);
    }

    /// The problems of one kernel, by its number; empty for those of the machine and of all, without those that the story
    /// has by itself.
    public List<String> problemsOf(Optional<Integer> kernel) {
        var troubles = blueprint.troubles();
        return blueprint.problems().stream()
                .filter(problem -> blueprint.kernelOf(problem).equals(kernel))
                .filter(problem -> kernel.isPresent() || troubles.stream().noneMatch(t -> t.problems().contains(problem)))
                .map(Workshop::words)
                .toList();
    }

    /// A problem, for somebody who draws.
    public static String words(Problem problem) {
        // An example in quotes is for whoever writes the file.
        return problem.advice().isEmpty() || problem.advice().startsWith("\"")
                ? plain(problem.sentence())
                : plain(problem.sentence()) + " – " + problem.advice();
    }

    /// Where in the file it stands says nothing to somebody who draws.
    private static String plain(String sentence) {
        int pointer = sentence.lastIndexOf(" (/");
        return pointer < 0 ? sentence : sentence.substring(0, pointer);
    }
}
