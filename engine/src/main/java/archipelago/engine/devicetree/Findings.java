package archipelago.engine.devicetree;

import archipelago.engine.base.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The problems of one file, collected while it is read. A place gets one problem only: what
/// follows from the first would not help a person.
final class Findings {
    /// So many problems are told of one file; reading stops behind the last.
    static final int MAX_PROBLEMS = 100;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    void add(Place place, String sentence, String advice) {
        add(place.problem(sentence, advice));
    }

    void add(Problem problem) {
        boolean told = problem.line() > 0
                && problems.stream().anyMatch(p -> p.line() == problem.line() && p.column() == problem.column());
        if (!full() && !told) {
            problems.add(problem);
        }
    }

    void addAll(List<Problem> more) {
        more.forEach(this::add);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    boolean full() {
        return problems.size() >= MAX_PROBLEMS;
    }

    /// All problems by place; when there are too many, the last one says so.
    List<Problem> inOrder() {
        var sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        if (full()) {
            sorted.add(Place.whole(file)
                    .problem("there are more than " + MAX_PROBLEMS + " problems; only the first are shown",
                            "mend these and read the file again"));
        }
        return sorted;
    }
}
