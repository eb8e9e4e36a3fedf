package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.i18n.Text;
import archipelago.app.vm.ClockVm;
import archipelago.engine.live.Grade;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/// Chooses between the grades in which time passes; a click lets it pass.
final class GradeChoice extends SegmentedButton {
    GradeChoice(ClockVm clock, ActionTable actions, Consumer<Action.Id> act) {
        var group = new ToggleGroup();
        for (var grade : Grade.values()) {
            getButtons().add(button(grade, clock, actions, act, group));
        }
        setToggleGroup(group);
        Segments.take(getButtons());
        setId("grades");
        setAccessibleText(Text.GRADE.of());
        setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().addAll("tabs", "grades");
    }

    private static ToggleButton button(
            Grade grade, ClockVm clock, ActionTable actions, Consumer<Action.Id> act, ToggleGroup group) {
        var button = new ToggleButton(words(grade).of());
        button.setId("grade-" + grade.name().toLowerCase(Locale.ROOT));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(tip(grade).of() + "  " + actions.keyWords(action(grade))));
        button.setAccessibleText(words(grade).of() + ", " + tip(grade).of());
        button.setToggleGroup(group);
        button.setSelected(clock.grade().get() == grade);
        button.setOnAction(event -> {
            act.accept(action(grade));
            button.setSelected(true);
        });
        clock.grade().addListener((property, was, now) -> button.setSelected(now == grade));
        return button;
    }

    private static Action.Id action(Grade grade) {
        return switch (grade) {
            case RUN -> Action.Id.GRADE_RUN;
            case FAST -> Action.Id.GRADE_FAST;
            case EXPRESS -> Action.Id.GRADE_EXPRESS;
        };
    }

    private static Text words(Grade grade) {
        return switch (grade) {
            case RUN -> Text.GRADE_RUN;
            case FAST -> Text.GRADE_FAST;
            case EXPRESS -> Text.GRADE_EXPRESS;
        };
    }

    private static Text tip(Grade grade) {
        return switch (grade) {
            case RUN -> Text.GRADE_RUN_TIP;
            case FAST -> Text.GRADE_FAST_TIP;
            case EXPRESS -> Text.GRADE_EXPRESS_TIP;
        };
    }
}
