package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BranchView;
import java.util.Optional;

/// What an action is called now: taking back and returning name the act that they are about.
final class ActWords {
    private ActWords() {}

    static String of(Action action, Situation now) {
        return switch (action.id()) {
            case UNDO -> now.chronicle().lastAct()
                    .map(act -> Text.UNDO_NAMED.of(Offers.words(now).command(act)))
                    .orElse(action.label().of());
            case REDO -> undone(now)
                    .map(act -> Text.REDO_NAMED.of(Offers.words(now).command(act)))
                    .orElse(action.label().of());
            default -> action.label().of();
        };
    }

    /// What was taken back on the present branch.
    static Optional<Command> undone(Situation now) {
        return now.frame().branches.stream()
                .filter(branch -> branch.number() == now.frame().branch)
                .findFirst()
                .flatMap(BranchView::undone);
    }
}
