package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Language;
import archipelago.app.i18n.Text;
import java.util.List;
import java.util.Optional;

/// In which language the window speaks.
final class LanguageActions {
    private LanguageActions() {}

    static List<Action> all() {
        return List.of(
                speak(Id.SPEAK_EN, Text.ACTION_SPEAK_EN, Language.EN),
                speak(Id.SPEAK_IT, Text.ACTION_SPEAK_IT, Language.IT),
                speak(Id.SPEAK_ES, Text.ACTION_SPEAK_ES, Language.ES),
                speak(Id.SPEAK_FR, Text.ACTION_SPEAK_FR, Language.FR));
    }

    private static Action speak(Id id, Text label, Language language) {
        return new Action(
                id,
                Group.LECTURE,
                label,
                List.of(),
                now -> Language.chosen() == language ? Optional.of(Text.LANGUAGE_ALREADY.of()) : Optional.empty(),
                now -> List.of(),
                (now, hands) -> hands.openings().speak(language));
    }
}
