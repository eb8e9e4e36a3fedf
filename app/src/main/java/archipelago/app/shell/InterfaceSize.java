package archipelago.app.shell;

/// How large everything is drawn, in steps that a person chooses.
final class InterfaceSize {
    static final int ORDINARY = 100;
    private static final int[] PERCENT = {75, 90, 100, 110, 125, 150, 175, 200, 225, 250};

    private int percent = ORDINARY;

    int percent() {
        return percent;
    }

    double times() {
        return percent / 100.0;
    }

    /// Goes to the next step, if there is one.
    void step(boolean larger) {
        for (int i = 0; i < PERCENT.length; i++) {
            int one = larger ? PERCENT[i] : PERCENT[PERCENT.length - 1 - i];
            if (larger ? one > percent : one < percent) {
                percent = one;
                return;
            }
        }
    }

    void set(int newPercent) {
        percent = nearest(newPercent);
    }

    /// The size that is meant, as far as there is one like it.
    static int nearest(int percent) {
        return Math.clamp(percent, PERCENT[0], PERCENT[PERCENT.length - 1]);
    }
}
