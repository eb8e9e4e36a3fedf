package archipelago.app.rows;

import archipelago.app.action.Action.Id;
import java.util.List;

/// What people expect of such a program, one row each. Keys are told by the table of actions and stand here by the names
/// of their actions only.
public enum Row {
    PLAY_PAUSE("Play and pause by one key", "the button in the top bar", Id.PLAY_PAUSE),
    STEP("Step one event", "the button in the top bar; hold the key to go on", Id.STEP),
    GRADES("Several run grades", "Run, Fast and Express in the top bar", Id.GRADE_RUN, Id.GRADE_FAST, Id.GRADE_EXPRESS,
            Id.UPDATE_NOW, Id.STOP),
    RUN_UNTIL("Run until time, event, or next event in this kernel", "a card that takes a time, an event, or what to wait for",
            Id.RUN_UNTIL, Id.GO_TO, Id.STEP_OF_SELECTED),
    SPEED("Continuous speed", "drag the slider in the top bar", Id.FASTER, Id.SLOWER, Id.STORY_SPEED),
    RESET("Reset keeps the set-up", "selection, view, speed and bookmarks stay", Id.START_OVER, Id.START_OVER_WITH_SEED),
    PARAMETERS("Change parameters while it runs", "a card with every duration and rate", Id.PARAMETERS),
    SCRUB("Scrub to any past instant", "drag along the ruler of the timeline", Id.TO_START, Id.TO_NEWEST),
    STEP_BACK("Step back", "the button in the top bar", Id.STEP_BACK),
    FORK("Act in the past and fork", "any act in the past; the label of the branch in the top bar leads back", Id.PANIC,
            Id.PLACES),
    COMPARE("Compare two runs", "the tab Compare over the machine", Id.LAYOUT_COMPARE, Id.NEXT_DIFFERENCE),
    MAP("Map with moving messages", "the view in front when the window opens", Id.PLAY_PAUSE),
    LANES("Sequence lanes", "the tab Lanes over the machine", Id.NEXT_VIEW),
    TIMELINE("Per-core timeline", "the arrow before a kernel's row", Id.CORES_IN_TIME),
    EVENT_TABLE("Event table tied to the picture", "the tab Events; a click on a row picks out what it is about", Id.EVENTS,
            Id.FILTER_EVENTS),
    AXES("Linear, per-event and compressed time axes", "the axis is named in the lanes and changed there", Id.TIME_SCALE),
    MEMORY("Memory map", "the tab Memory over the machine", Id.NEXT_VIEW),
    ZOOM("Semantic zoom", "the wheel with Ctrl, or a double click", Id.MAP_CLOSER, Id.MAP_AWAY, Id.MAP_ALL, Id.LENS),
    SELECTION("Linked selection", "a click in any view", Id.NEXT_KERNEL, Id.WALK),
    CHARTS("Live charts", "the tab Charts over the machine", Id.NEXT_VIEW),
    INSPECT("Click anything to inspect", "a click; the inspector stands at the right", Id.SELECT_KERNEL, Id.WALK),
    HOVER("Hover highlights what is related", "the pointer on a kernel, a core or a message; one switch ends it", Id.LINKS),
    CAUSE("Keys to cause and effect", "the links under “Why” in the inspector", Id.TO_CAUSE, Id.TO_EFFECT),
    STOP_AND_START("Stop, resume, restart from the context menu", "the right button on a kernel", Id.MENU, Id.HALT, Id.START),
    MESSAGE_FAULT("Drop or delay one message in flight", "the right button on a message, on the map, in the lanes or on the"
            + " timeline", Id.FAULTS),
    CUT_LINK("Cut a link", "the right button on a message or on a kernel", Id.FAULTS),
    RANDOM_FAULTS("Scripted and seeded random faults", "the menu of the machine; in a scenario they are steps and a plan",
            Id.MENU, Id.FIND),
    INVARIANT("A broken invariant stops and shows the path", "a card comes up by itself", Id.NEXT_TROUBLE),
    DRAW("Draw the machine by hand", "drag over cores to give them away", Id.NEW_MACHINE, Id.EDIT_MACHINE),
    UNDO("Named undo and redo", "the list of acts", Id.UNDO, Id.REDO, Id.ACTS),
    MOVE("Move a resource between owners while it runs", "drag a core or a device to another kernel", Id.MOVE_CORE,
            Id.TAKE_CORE_BACK, Id.GIVE_MEMORY),
    VALIDATE("Validate with hints", "said at its place while drawing, on a page for a file; archipelago check FILE", Id.OPEN_FILE),
    LIBRARY("Scenario library", "the name of the program at the top left", Id.START_PAGE),
    SCENARIO_FILE("Readable scenario file", "a drawn machine is kept as a scenario; any editor reads it", Id.EDIT_MACHINE),
    PALETTE("Command palette", "the search field in the top bar", Id.FIND),
    HEADLESS("Headless command line with exit codes", "archipelago run, check, shell, replay, compare, picture"),
    GUIDED_TEXT("Guided text inside the program", "the chapter at the top left; the tour", Id.NEXT_CHAPTER,
            Id.PREVIOUS_CHAPTER, Id.TOUR),
    PREDICT("Predict before reveal", ""),
    ACTIVITIES("Authored, assessed activities", ""),
    GRADING("Batch grading", ""),
    PRESENTER("Presenter remote and projector mode", "page keys and the full stop, as remotes send them", Id.PRESENT, Id.REMOTE,
            Id.LASER, Id.LAYOUT_LECTURE),
    SWEEP("Parameter sweep with a view", ""),
    REPETITIONS("Repetitions with seeds and statistics", ""),
    VECTOR_FIGURES("Vector figures", "the card for figures; archipelago picture --out X.svg", Id.FIGURE),
    MOVING_FIGURES("Moving figures in step with simulated time", "the card for figures, form GIF; archipelago picture --until",
            Id.FIGURE),
    TRACE("Standard trace", "the stretch that the timeline shows, as a file for Perfetto", Id.WRITE_DOWN),
    TABLES("CSV and JSON", "the same, with another ending; archipelago run --json", Id.WRITE_DOWN),
    SCALE("Useful at 1 000 entities", "the finder flies to a core; the wheel with Ctrl zooms", Id.FIND, Id.MAP_SHOW),
    TRANSLATIONS("Translations", "", Id.FIND),
    COLOUR_BLIND("Colour-blind scheme", "the three signs at the top right", Id.THEME),
    KEYBOARD("Full keyboard and screen-reader path", "every control has a name, a role and a ring when it has the keyboard",
            Id.KEYS, Id.MACHINE_LIST),
    UI_SCALE("UI scale", "everything grows, and panes without room stand behind tabs", Id.LARGER, Id.SMALLER, Id.ORDINARY_SIZE),
    INSTALLERS("Native installers", ""),
    REPLAY("Replay bit for bit", "every window records; archipelago replay FILE --verify", Id.OPEN_FILE),
    FINGERPRINT("Fingerprint as regression check", "the status line; archipelago run prints it, replay --verify and compare tell"
            + " where two runs part"),
    FIDELITY("Says what the model leaves out", "“What is modelled” in the status line", Id.FIDELITY);

    private final String words;
    private final String hand;
    private final List<Id> actions;

    /// @param hand what a person does besides pressing keys
    Row(String words, String hand, Id... actions) {
        this.words = words;
        this.hand = hand;
        this.actions = List.of(actions);
    }

    String words() {
        return words;
    }

    String hand() {
        return hand;
    }

    List<Id> actions() {
        return actions;
    }

    /// What is there today of something that has an issue of its own; empty where the row belongs here.
    String today() {
        return switch (this) {
            case PREDICT -> "Nothing asks for a prediction yet. Its place is the chapter at the top left, where a story waits"
                    + " for the reader already.";
            case ACTIVITIES -> "No activity is assessed yet. A tour that goes on when somebody has done what it asks for is"
                    + " there; it gives no marks.";
            case GRADING -> "Nothing is graded yet. What grading can build on is there: a run or a recorded session ends with an"
                    + " exit code and a fingerprint.";
            case SWEEP -> "There is no sweep yet. Single runs can be given a seed and their measures written as CSV.";
            case REPETITIONS -> "Another seed is typed in the window and stands beside the title. Repetitions and statistics over"
                    + " them are not there yet.";
            case TRANSLATIONS -> "English, Italian, Spanish and French, complete; a language is chosen in the window.";
            case INSTALLERS -> "Nothing is packaged yet; a launcher starts the program where Java is installed.";
            default -> "";
        };
    }
}
