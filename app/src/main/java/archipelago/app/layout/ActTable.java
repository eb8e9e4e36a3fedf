package archipelago.app.layout;

import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The requests of a history and their answers, by time.
final class ActTable {
    private final List<History.Act> acts = new ArrayList<>();
    private final SpanIndex spans = new SpanIndex();
    /// By the number of an act, its row.
    private final Map<Integer, Integer> rows = new HashMap<>();

    void requested(long atNs, int act, Command command, boolean byStory) {
        rows.put(act, acts.size());
        acts.add(new History.Act(act, command, byStory, atNs, -1, null, ""));
        spans.add(atNs, History.OPEN);
    }

    /// What was not told as a request gets no answer.
    void answered(long atNs, Happening.Answered answer) {
        var row = rows.get(answer.act());
        if (row != null) {
            var asked = acts.get(row);
            acts.set(
                    row,
                    new History.Act(
                            asked.number(),
                            asked.command(),
                            asked.byStory(),
                            asked.requestedNs(),
                            atNs,
                            answer.errno(),
                            answer.sentence()));
            spans.end(row, atNs);
        }
    }

    /// Those that were made or open within a closed window, in order.
    List<History.Act> within(long fromNs, long toNs) {
        var found = new ArrayList<History.Act>();
        spans.touching(fromNs, toNs, row -> found.add(acts.get(row)));
        return found;
    }
}
