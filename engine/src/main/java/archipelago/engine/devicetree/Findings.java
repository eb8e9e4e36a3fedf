package archipelago.engine.devicetree;

import archipelago.engine.base.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The problems of one file, collected while it is read.
final class Findings {
    /// So many problems are told of one file; reading stops behind the last.
    static final int MAX_PROBLEMS = 100;

    private final String file;
    private final boolean oneForEachPlace;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Object> told = new HashSet<>();
    private boolean refusing;

    private Findings(String file, boolean oneForEachPlace) {
        this.file = file;
        this.oneForEachPlace = oneForEachPlace;
    }

    /// For the grammar: a place gets one problem only, because what follows from the first would
    /// not help a person.
    static Findings ofGrammar(String file) {
        return new Findings(file, true);
    }

    /// For what a file means: a place may have several problems.
    static Findings ofMeaning(String file) {
        return new Findings(file, false);
    }

    void add(Place place, String sentence, String advice) {
        refusing = true;
        note(place, sentence, advice);
    }

    /// Tells something harmless: the file can be used all the same.
    void note(Place place, String sentence, String advice) {
        note(place.problem(sentence, advice));
    }

    void addAll(List<Problem> more) {
        refusing |= !more.isEmpty();
        more.forEach(this::note);
    }

    private void note(Problem problem) {
        boolean byPlace = oneForEachPlace && problem.line() > 0;
        if (!full() && told.add(byPlace ? new Place(file, problem.line(), problem.column()) : problem)) {
            problems.add(problem);
        }
    }

    /// Whether anything was found that makes the file unusable.
    boolean refusing() {
        return refusing;
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
                    .problem("there may be more than these " + MAX_PROBLEMS + " problems",
                            "mend these and read the file again"));
        }
        return sorted;
    }
}
