package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import archipelago.engine.command.Command;
import java.util.List;
import java.util.Optional;

/// What is done with the story that the scenario tells.
final class StoryActions {
    private StoryActions() {}

    static List<Action> all() {
        return List.of(new Action(Id.STORY_SKIP, Group.TIME, Text.ACTION_STORY_SKIP, List.of(),
                StoryActions::notStuck, now -> List.of(new Command.Setting.SkipWait()),
                (now, hands) -> hands.give(new Command.Setting.SkipWait())));
    }

    private static Optional<String> notStuck(Situation now) {
        return now.frame().storyAwaits.isEmpty() ? Optional.of(Text.STORY_NOT_STUCK.of()) : Optional.empty();
    }
}
