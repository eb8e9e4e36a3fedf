package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers everything that is wrong with one file, so that a person learns all of it at once. It
/// keeps the first 200 problems and counts the others.
public final class Problems {
    /// How many problems of one file are told.
    public static final int MOST = 200;

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final List<Problem> kept = new ArrayList<>();
    private int found;

    /// @param file the file as the person named it
    public Problems(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    /// @param sentence what is wrong; the pointer of the place is added to it
    public void add(PlacedJson.Place place, String sentence, String advice) {
        var pointer = place.pointer().isEmpty() ? "" : " (" + place.pointer() + ")";
        addAt(place.line(), place.column(), sentence + pointer, advice);
    }

    /// Adds a problem of a text that has no pointers.
    void addAt(int line, int column, String sentence, String advice) {
        found++;
        if (kept.size() < MOST) {
            kept.add(new Problem(file, line, column, sentence, advice));
        }
    }

    /// How many there are, the ones that are not kept included.
    public int count() {
        return found;
    }

    public boolean none() {
        return found == 0;
    }

    /// All that were kept, in the order of their places, and one more that counts the others.
    public List<Problem> inOrder() {
        var all = new ArrayList<>(kept);
        all.sort(BY_PLACE);
        if (found > kept.size()) {
            all.add(new Problem(
                    file, 0, 0, "and " + (found - kept.size()) + " more problems", "mend these first, then look again"));
        }
        return all;
    }
}
