package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers everything that is wrong with one file, so that a person learns all of it at once. It
/// keeps the first 200 problems and says so if there may be more.
public final class Problems {
    /// How many problems of one file are told.
    public static final int MOST = 200;

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private static final int IDS_MAX = 300_000;

    private final String file;
    private int idsLeft = IDS_MAX;
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

    /// Whether so many problems are kept that no more will be: looking for others is of no use.
    public boolean full() {
        return kept.size() == MOST;
    }

    /// Says that there may be more problems than are kept, for those who stop looking.
    void countMore() {
        found++;
    }

    /// Counts cpu ids against what one file may list in all, since a range makes a long list out of
    /// a short text. If that is too much, this is told once, and false is the answer from then on.
    boolean allowIds(PlacedJson.Place place, long count) {
        if (idsLeft >= 0 && count > idsLeft) {
            add(place, "with this list the file lists more than " + IDS_MAX + " cpus", "fewer or shorter lists");
            idsLeft = -1;
        }
        if (idsLeft < 0) {
            return false;
        }
        idsLeft -= (int) count;
        return true;
    }

    /// How many were found, the ones that are not kept included.
    public int count() {
        return found;
    }

    public boolean none() {
        return found == 0;
    }

    /// All that were kept, in the order of their places, and one more if that may not be all.
    public List<Problem> inOrder() {
        var all = new ArrayList<>(kept);
        all.sort(BY_PLACE);
        if (found > kept.size()) {
            all.add(new Problem(
                    file, 0, 0, "there may be more problems than these " + MOST, "mend these first, then look again"));
        }
        return all;
    }
}
