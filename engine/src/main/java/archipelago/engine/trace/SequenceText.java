package archipelago.engine.trace;

import archipelago.engine.base.Times;
import archipelago.engine.trace.SequenceDiagram.Line;
import archipelago.engine.trace.SequenceDiagram.Outcome;
import java.util.ArrayList;

/// The words in a sequence diagram, the same in all notations.
final class SequenceText {
    private SequenceText() {}

    static String of(Line.Arrow arrow) {
        var words = arrow.kind().words() + " (" + arrow.message() + ")"
                + (arrow.bytes() >= 0 ? ", " + arrow.bytes() + " bytes" : "");
        return words + switch (arrow.outcome()) {
            case TAKEN -> ", " + Times.shown(arrow.latencyNs(), 3);
            case LOST -> arrow.latencyNs() >= 0
                    ? ", lost after " + Times.shown(arrow.latencyNs(), 3)
                    : ", lost before it was published";
            case WAITS -> ", still waits at the end";
        };
    }

    static String of(Line.Note note) {
        return Times.shown(note.atNs(), 9) + ": " + note.text();
    }

    static String of(Line.More more) {
        var counts = new ArrayList<String>();
        if (more.messages() > 0) {
            counts.add(more.messages() + (more.messages() == 1 ? " message" : " messages") + " more"
                    + (more.lost() > 0 ? " (" + more.lost() + " lost)" : ""));
        }
        if (more.notes() > 0) {
            counts.add(more.notes() + (more.notes() == 1 ? " note" : " notes") + " more");
        }
        var from = Times.shown(more.atNs(), 9);
        var until = Times.shown(more.untilNs(), 9);
        return String.join(" and ", counts) + ", " + (from.equals(until) ? "at " + from : from + " to " + until);
    }

    static String of(Line.Divider divider) {
        return divider.text() + " (" + Times.shown(divider.atNs(), 9) + ")";
    }

    /// How a line between two kernels ends.
    static String head(Outcome outcome, String taken, String lost, String waits) {
        return switch (outcome) {
            case TAKEN -> taken;
            case LOST -> lost;
            case WAITS -> waits;
        };
    }
}
