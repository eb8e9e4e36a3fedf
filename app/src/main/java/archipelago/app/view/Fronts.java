package archipelago.app.view;

import java.util.List;

/// All that can stand in the place of the timeline, in the order of the tabs.
///
/// @param futures the one of them that shows the futures
public record Fronts(List<Front> all, Front futures) {
    public Fronts {
        all = List.copyOf(all);
    }
}
