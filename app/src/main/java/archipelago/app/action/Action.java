package archipelago.app.action;

import archipelago.app.i18n.Text;
import archipelago.engine.command.Command;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.input.KeyCombination;

/// One thing that a person can do: its words, its keys, when it is possible, and what it does.
///
/// @param keys the first one is shown; repeated while held down
/// @param impossible why it cannot be done now; empty if it can
/// @param commands the commands that it gives, one after another; none if it gives none
public record Action(
        Id id,
        Group group,
        Text label,
        List<KeyCombination> keys,
        Function<Situation, Optional<String>> impossible,
        Function<Situation, List<Command>> commands,
        BiConsumer<Situation, Hands> effect) {
    /// The actions there are.
    public enum Id {
        PLAY_PAUSE,
        STEP,
        STEP_BACK,
        STEP_OF_SELECTED,
        STEP_BACK_OF_SELECTED,
        NEXT_TROUBLE,
        PREVIOUS_TROUBLE,
        TO_CAUSE,
        TO_EFFECT,
        TO_ANSWER,
        UNDO,
        TO_START,
        TO_NEWEST,
        FASTER,
        SLOWER,
        STORY_SPEED,
        FOLLOW_NOW,
        PREVIOUS_CHAPTER,
        NEXT_CHAPTER,
        GO_TO,
        RUN_UNTIL,
        BOOKMARK,
        NEXT_BOOKMARK,
        PREVIOUS_BOOKMARK,
        PLACES,
        NEXT_DIFFERENCE,
        PREVIOUS_DIFFERENCE,
        ZOOM_IN,
        ZOOM_OUT,
        EARLIER,
        LATER,
        PANIC,
        HALT,
        FORCE_HALT,
        START,
        LOAD,
        UNLOAD,
        DELETE,
        MOVE_CORE,
        TAKE_CORE_BACK,
        CORE_TO_HOST,
        GIVE_MEMORY,
        CONSOLE,
        SELECT_KERNEL,
        WALK,
        NEXT_KERNEL,
        PREVIOUS_KERNEL,
        CANCEL,
        MENU,
        FAULTS,
        ROLL_BACK,
        PARAMETERS,
        BLACK_BOX,
        STOP_ON_CRASH,
        SCROLL,
        NEXT_VIEW,
        WRITE_DOWN,
        FIGURE,
        THEME,
        FIND,
        KEYS,
        EVENTS,
        FILTER_EVENTS,
        MACHINE_LIST,
        SHELL,
        RANGE_START,
        RANGE_END,
        RANGE_ROWS,
        MARKER_A,
        MARKER_B,
        MAP_CLOSER,
        MAP_AWAY,
        MAP_ALL,
        MAP_SHOW,
        LENS,
        MAP_ORDER,
        MAP_MATRIX,
        ROWS_UP,
        ROWS_DOWN,
        CORES_IN_TIME,
        GRADE_RUN,
        GRADE_FAST,
        GRADE_EXPRESS,
        UPDATE_NOW,
        STOP,
        PRESENT,
        REMOTE,
        LASER,
        LAYOUT_LECTURE,
        LAYOUT_LAB,
        LAYOUT_ENGINEER,
        LAYOUT_COMPARE,
        LARGER,
        SMALLER,
        ORDINARY_SIZE,
        START_OVER,
        START_OVER_WITH_SEED,
        OPEN_FILE,
        START_PAGE,
        EDIT_MACHINE,
        NEW_MACHINE,
        IMPORT_MACHINE,
        FIDELITY,
        TOUR,
        STORY_SKIP,
        TIME_SCALE,
        LINKS,
        ANNOUNCE,
        REDO,
        ACTS,
        NEXT_FOLD,
        MAXIMISE,
        TEAR_OFF,
        ARROWS,
        LANE_CORES,
        LANE_HIDE,
        LANES_ALL,
        SPEAK_EN,
        SPEAK_IT,
        SPEAK_ES,
        SPEAK_FR
    }

    /// How actions stand together in menus and in the help on keys.
    public enum Group {
        TIME(Text.GROUP_TIME),
        PLACES(Text.GROUP_PLACES),
        TIMELINE(Text.TIMELINE_TITLE),
        KERNEL(Text.GROUP_KERNEL),
        CORE(Text.GROUP_CORE),
        THING(Text.GROUP_THING),
        CLOSER(Text.GROUP_CLOSER),
        MAP(Text.GROUP_MAP),
        VIEW(Text.GROUP_VIEW),
        LECTURE(Text.GROUP_LECTURE),
        SCENARIO(Text.GROUP_SCENARIO);

        private final Text label;

        Group(Text label) {
            this.label = label;
        }

        public String label() {
            return label.of();
        }
    }

    public Action {
        keys = List.copyOf(keys);
    }

    /// Whether it leads to something that lies over the whole window, or to another scenario.
    public boolean leadsAway() {
        return group == Group.SCENARIO || id == Id.FIND;
    }

    public boolean possible(Situation situation) {
        return impossible.apply(situation).isEmpty();
    }

    /// Does it, or tells why it is impossible: a key that does nothing and says nothing looks broken.
    ///
    /// @return whether it was possible
    public boolean perform(Situation situation, Hands hands) {
        var why = impossible.apply(situation);
        if (why.isPresent()) {
            hands.explain(Text.IMPOSSIBLE.of(label.of(), why.get()));
            return false;
        }
        effect.accept(situation, hands);
        return true;
    }

    /// The same with the real tool, if that is possible.
    public Optional<String> kerfLine(Situation situation) {
        return ShellLine.ofAll(commands.apply(situation), situation);
    }
}
