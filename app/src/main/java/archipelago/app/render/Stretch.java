package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;

/// The time that a chart tells of.
///
/// @param chosen whether somebody has chosen it; else it ends with the present
record Stretch(long fromNs, long toNs, boolean chosen) {
    /// The last time up to the present.
    static Stretch last(long nowNs, long spanNs) {
        return new Stretch(nowNs - spanNs, nowNs, false);
    }

    long spanNs() {
        return toNs - fromNs;
    }

    /// Where it begins, as far as there is time.
    long beginNs() {
        return Math.max(0, fromNs);
    }

    /// A unit with the words for this time.
    String words(String unit) {
        return (chosen ? Text.CHART_RANGE : Text.CHART_LAST).of(unit, Times.shown(spanNs(), 1));
    }
}
