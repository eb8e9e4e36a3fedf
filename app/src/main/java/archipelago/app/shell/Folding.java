package archipelago.app.shell;

import archipelago.app.action.Arrangement;
import archipelago.app.view.Fold;
import java.util.ArrayList;
import java.util.List;

/// What a window of a size has in sight of an arrangement. Where there is no room for all panes, the machine stays, and
/// one thing more at a time stands beside it; where there is less, in its place.
///
/// @param width of the window, in the measure of what it holds
/// @param height the same
record Folding(Arrangement arrangement, double width, double height) {
    /// What all panes together need.
    private static final double ALL_WIDTH = 1000;
    private static final double ALL_HEIGHT = 620;
    /// What pictures need beside a column: two of them above each other, and one.
    private static final double PAIR_AND_COLUMN_WIDTH = 900;
    private static final double COLUMN_WIDTH = 700;
    /// What two pictures need above and beside each other.
    private static final double ABOVE_HEIGHT = 520;
    private static final double BESIDE_WIDTH = 700;

    /// All that the arrangement has is in sight.
    boolean whole() {
        return switch (arrangement) {
            case LAB, ENGINEER -> width >= ALL_WIDTH && height >= ALL_HEIGHT;
            case COMPARE, LECTURE -> pair();
        };
    }

    /// Both pictures are in sight where nothing stands beside them.
    boolean pair() {
        return arrangement == Arrangement.LECTURE ? width >= BESIDE_WIDTH : height >= ABOVE_HEIGHT;
    }

    /// Both pictures stay where something stands beside them.
    boolean pairBesideColumn() {
        return arrangement != Arrangement.LECTURE && width >= PAIR_AND_COLUMN_WIDTH && height >= ABOVE_HEIGHT;
    }

    /// A picture stays where something stands beside it.
    boolean besideColumn() {
        return width >= COLUMN_WIDTH;
    }

    /// What can be chosen, in the order of the tabs; nothing where all is in sight.
    List<Fold> parts() {
        var parts = new ArrayList<Fold>();
        if (!whole()) {
            parts.add(Fold.MACHINE);
            if (!pairBesideColumn()) {
                parts.add(arrangement == Arrangement.LECTURE ? Fold.LANES : Fold.TIMES);
            }
            switch (arrangement) {
                case LAB -> parts.addAll(List.of(Fold.STORY, Fold.KERNELS, Fold.LOG, Fold.DETAILS));
                case ENGINEER -> parts.addAll(List.of(Fold.TABLE, Fold.DETAILS));
                case LECTURE, COMPARE -> {}
            }
        }
        return parts;
    }

    /// What is in sight until somebody chooses.
    Fold first() {
        if (whole() || !pair()) {
            return Fold.MACHINE;
        }
        return parts().get(1);
    }
}
