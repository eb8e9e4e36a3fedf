package archipelago.engine.trace;

/// How many of something there are at each instant of an excerpt. A counter that never counted has no track.
final class Counter {
    private final TraceSheet sheet;
    private final Excerpt excerpt;
    private final Track process;
    private final String name;
    private Track track;
    private long value;
    /// What it stands at, and since when, but has not told yet: of one instant only the last value is told.
    private long untoldNs = -1;

    Counter(TraceSheet sheet, Excerpt excerpt, Track process, String name) {
        this.sheet = sheet;
        this.excerpt = excerpt;
        this.process = process;
        this.name = name;
    }

    void change(long atNs, int more) {
        long shownNs = Math.max(atNs, excerpt.fromNs());
        if (untoldNs >= 0 && untoldNs < shownNs) {
            finish();
        }
        value += more;
        untoldNs = shownNs;
    }

    void finish() {
        if (untoldNs >= 0 && untoldNs <= excerpt.untilNs() && (track != null || value != 0)) {
            if (track == null) {
                track = sheet.counter(process, name);
            }
            sheet.add(new Mark.Value(track, untoldNs, value));
        }
        untoldNs = -1;
    }
}
