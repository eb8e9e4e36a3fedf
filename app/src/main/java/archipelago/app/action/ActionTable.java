package archipelago.app.action;

import archipelago.app.action.Action.Group;
import archipelago.app.action.Action.Id;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import archipelago.app.session.KernelOrder;
import archipelago.engine.base.Require;
import archipelago.engine.command.Command;
import archipelago.engine.seek.Sought;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// All that a person can do, in one table. Buttons, menus, keys and the help on keys are made of
/// it, so that they cannot differ.
public final class ActionTable {
    private static final int SCROLLED_LINES = 4;
    private static final List<Sought> TROUBLE =
            List.of(new Sought.Fault(), new Sought.Refusal(), new Sought.BrokenPromise());
    private static final List<KeyCode> DIGITS = List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT9);

    private final Map<Id, Action> actions = new EnumMap<>(Id.class);

    public ActionTable() {
        addTime();
        addPlaces();
        addKernel();
        addCore();
        addMore();
        addParameters();
        addView();
        InstrumentActions.addTo(this);
        KeyboardActions.all().forEach(action -> actions.put(action.id(), action));
        ScaleActions.all().forEach(action -> actions.put(action.id(), action));
        LectureActions.all().forEach(action -> actions.put(action.id(), action));
        OpeningActions.all().forEach(action -> actions.put(action.id(), action));
        StoryActions.all().forEach(action -> actions.put(action.id(), action));
        LanguageActions.all().forEach(action -> actions.put(action.id(), action));
        Require.that(actions.size() == Id.values().length, "every action stands in the table");
    }

    public Action get(Id id) {
        return actions.get(id);
    }

    public List<Action> of(Group group) {
        return actions.values().stream()
                .filter(action -> action.group() == group)
                .toList();
    }

    /// What can be done to a kernel, in the order of a menu.
    public List<Action> kernelMenu() {
        return List.of(
                get(Id.START),
                get(Id.HALT),
                get(Id.FORCE_HALT),
                get(Id.PANIC),
                get(Id.LOAD),
                get(Id.UNLOAD),
                get(Id.DELETE));
    }

    /// The first key of an action as people read it, or an empty text.
    public String keyWords(Id id) {
        return get(id).keys().isEmpty() ? "" : KeyWords.of(get(id).keys().getFirst());
    }

    /// The action of a key, or empty.
    public Optional<Action> forKey(KeyEvent event) {
        return actions.values().stream()
                .filter(action -> action.keys().stream().anyMatch(key -> matches(key, event)))
                .findFirst();
    }

    /// Whether a key is what was pressed or typed.
    public static boolean matches(KeyCombination key, KeyEvent event) {
        // A character is known when it is typed, a key when it is pressed; never both for one stroke.
        boolean press = event.getEventType() == KeyEvent.KEY_PRESSED;
        return (key instanceof KeyCharacter || press) && key.match(event);
    }

    /// What a key does: the number keys pick kernels, the arrow keys walk over the tiles (those to
    /// the sides with Alt, because without it they step in time), the others are in the table.
    ///
    /// @return whether the key did something
    public boolean press(KeyEvent event, Situation situation, Hands hands) {
        boolean plain = !event.isControlDown() && !event.isMetaDown() && !event.isShiftDown();
        boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
        int digit = DIGITS.indexOf(event.getCode());
        if (pressed && plain && !event.isAltDown() && digit >= 0) {
            var kernels = situation.frame().kernels;
            if (digit < kernels.size()) {
                hands.select(new Selection.OfKernel(kernels.get(digit).slot()));
            } else {
                hands.explain(Text.NO_KERNEL_OF_NUMBER.count(kernels.size(), digit + 1));
            }
            return true;
        }
        if (pressed && plain && walks(event, hands)) {
            return true;
        }
        return forKey(event).map(action -> action.perform(situation, hands)).orElse(false);
    }

    private static boolean walks(KeyEvent event, Hands hands) {
        switch (event.getCode()) {
            case UP -> upOrDown(event, hands, -1);
            case DOWN -> upOrDown(event, hands, 1);
            case LEFT -> {
                if (!event.isAltDown()) {
                    return false;
                }
                hands.walk(-1, 0);
            }
            case RIGHT -> {
                if (!event.isAltDown()) {
                    return false;
                }
                hands.walk(1, 0);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void upOrDown(KeyEvent event, Hands hands, int rows) {
        if (event.isAltDown()) {
            hands.scroll(rows * SCROLLED_LINES);
        } else {
            hands.walk(0, rows);
        }
    }

    private void addTime() {
        window(Id.PLAY_PAUSE, Group.TIME, Text.ACTION_PLAY_PAUSE, Hands::togglePlay, key(KeyCode.SPACE), new KeyCharacter("."));
        window(Id.STEP, Group.TIME, Text.ACTION_STEP, Hands::stepForward, key(KeyCode.RIGHT), key(KeyCode.F4));
        window(Id.STEP_BACK, Group.TIME, Text.ACTION_STEP_BACK, Hands::stepBack, key(KeyCode.LEFT));
        find(Id.STEP_OF_SELECTED, Text.ACTION_STEP_OF_SELECTED, ActionTable::ofSelected, true, shift(KeyCode.RIGHT));
        find(
                Id.STEP_BACK_OF_SELECTED,
                Text.ACTION_STEP_BACK_OF_SELECTED,
                ActionTable::ofSelected,
                false,
                shift(KeyCode.LEFT));
        find(Id.NEXT_TROUBLE, Text.ACTION_NEXT_TROUBLE, now -> TROUBLE, true, key(KeyCode.J));
        find(Id.PREVIOUS_TROUBLE, Text.ACTION_PREVIOUS_TROUBLE, now -> TROUBLE, false, shift(KeyCode.J));
        window(
                Id.TO_CAUSE,
                Group.TIME,
                Text.ACTION_TO_CAUSE,
                Hands::toCause,
                key(KeyCode.Y),
                new KeyCodeCombination(KeyCode.LEFT, KeyCombination.CONTROL_DOWN));
        window(
                Id.TO_EFFECT,
                Group.TIME,
                Text.ACTION_TO_EFFECT,
                Hands::toEffect,
                shift(KeyCode.Y),
                new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.CONTROL_DOWN));
        add(
                Id.UNDO,
                Group.TIME,
                Text.ACTION_UNDO,
                List.of(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN)),
                now -> now.frame().given > 0 ? Optional.empty() : Optional.of(Text.NOTHING_TO_UNDO.of()),
                now -> List.of(),
                (now, hands) -> hands.undo());
        window(Id.TO_START, Group.TIME, Text.ACTION_TO_START, Hands::toStart, key(KeyCode.HOME));
        window(Id.TO_NEWEST, Group.TIME, Text.ACTION_TO_NEWEST, Hands::toNewest, key(KeyCode.END));
        window(
                Id.FASTER,
                Group.TIME,
                Text.ACTION_FASTER,
                Hands::faster,
                new KeyCharacter("+"),
                key(KeyCode.EQUALS));
        window(Id.SLOWER, Group.TIME, Text.ACTION_SLOWER, Hands::slower, new KeyCharacter("-"));
        window(Id.STORY_SPEED, Group.TIME, Text.ACTION_STORY_SPEED, Hands::toggleStorySpeed, key(KeyCode.S));
        window(Id.FOLLOW_NOW, Group.TIMELINE, Text.ACTION_FOLLOW, Hands::followNow, key(KeyCode.F));
        window(
                Id.PREVIOUS_CHAPTER,
                Group.TIME,
                Text.ACTION_PREVIOUS_CHAPTER,
                hands -> hands.nextChapter(true),
                key(KeyCode.PAGE_UP));
        window(
                Id.NEXT_CHAPTER,
                Group.TIME,
                Text.ACTION_NEXT_CHAPTER,
                hands -> hands.nextChapter(false),
                key(KeyCode.PAGE_DOWN));
        window(Id.ZOOM_IN, Group.TIMELINE, Text.ACTION_ZOOM_IN, hands -> hands.zoom(true), key(KeyCode.Z));
        window(Id.ZOOM_OUT, Group.TIMELINE, Text.ACTION_ZOOM_OUT, hands -> hands.zoom(false), shift(KeyCode.Z));
        window(Id.EARLIER, Group.TIMELINE, Text.ACTION_EARLIER, hands -> hands.pan(true), key(KeyCode.A));
        window(Id.LATER, Group.TIMELINE, Text.ACTION_LATER, hands -> hands.pan(false), key(KeyCode.D));
    }

    private void addPlaces() {
        place(Id.GO_TO, Text.ACTION_GO_TO, Hands::openGoTo, key(KeyCode.G));
        place(Id.RUN_UNTIL, Text.ACTION_RUN_UNTIL, Hands::openRunUntil, shift(KeyCode.R));
        place(Id.BOOKMARK, Text.ACTION_BOOKMARK, Hands::bookmark, key(KeyCode.M));
        place(Id.NEXT_BOOKMARK, Text.ACTION_NEXT_BOOKMARK, hands -> hands.nextBookmark(false), key(KeyCode.N));
        place(Id.PREVIOUS_BOOKMARK, Text.ACTION_PREVIOUS_BOOKMARK, hands -> hands.nextBookmark(true), shift(KeyCode.N));
        place(Id.PLACES, Text.ACTION_PLACES, Hands::showPlaces, key(KeyCode.P));
        place(Id.NEXT_DIFFERENCE, Text.ACTION_NEXT_DIFFERENCE, hands -> hands.nextDifference(false), key(KeyCode.Q));
        place(
                Id.PREVIOUS_DIFFERENCE,
                Text.ACTION_PREVIOUS_DIFFERENCE,
                hands -> hands.nextDifference(true),
                shift(KeyCode.Q));
    }

    private void place(Id id, Text label, Consumer<Hands> effect, KeyCombination key) {
        window(id, Group.PLACES, label, effect, key);
    }

    private void addKernel() {
        command(
                Id.PANIC,
                Text.ACTION_PANIC,
                KernelRules::panic,
                now -> new Command.Fault.Panic(name(now), now.cpu()),
                key(KeyCode.C));
        command(Id.HALT, Text.ACTION_HALT, KernelRules::halt, now -> order(now, Command.Halt::new), key(KeyCode.H));
        command(
                Id.FORCE_HALT,
                Text.ACTION_FORCE_HALT,
                KernelRules::forceHalt,
                now -> order(now, Command.ForceHalt::new),
                shift(KeyCode.H));
        command(Id.START, Text.ACTION_START, KernelRules::exec, now -> order(now, Command.Exec::new), key(KeyCode.R));
        command(
                Id.LOAD,
                Text.ACTION_LOAD,
                KernelRules::load,
                now -> KernelOrder.on(now.frame(), now.kernel().lender(), KernelRules.lastLoad(now, now.kernel())),
                key(KeyCode.L));
        command(
                Id.UNLOAD,
                Text.ACTION_UNLOAD,
                KernelRules::unload,
                now -> order(now, Command.Unload::new),
                key(KeyCode.U));
        command(Id.DELETE, Text.ACTION_DELETE, KernelRules::delete, now -> order(now, Command.Delete::new));
    }

    private void addMore() {
        add(
                Id.GIVE_MEMORY,
                Group.KERNEL,
                Text.ACTION_GIVE_MEMORY,
                List.of(shift(KeyCode.G)),
                KernelRules::grows,
                now -> List.of(),
                (now, hands) -> hands.openMemory());
        add(
                Id.CONSOLE,
                Group.KERNEL,
                Text.ACTION_CONSOLE,
                List.of(key(KeyCode.O)),
                KernelRules::instanceAnswers,
                now -> List.of(),
                (now, hands) -> {
                    hands.select(now.target());
                    hands.showConsole();
                });
        window(Id.MENU, Group.THING, Text.ACTION_MENU, Hands::openMenu, key(KeyCode.E));
        window(Id.FAULTS, Group.THING, Text.ACTION_FAULTS, Hands::openFaults, key(KeyCode.X));
        add(
                Id.ROLL_BACK,
                Group.THING,
                Text.ACTION_ROLL_BACK,
                List.of(key(KeyCode.B)),
                KernelRules::rollBack,
                ActionTable::rollBack,
                (now, hands) -> rollBack(now).forEach(hands::give));
    }

    private void addParameters() {
        window(
                Id.PARAMETERS,
                Group.VIEW,
                Text.ACTION_PARAMETERS,
                Hands::openParameters,
                new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN));
        window(
                Id.BLACK_BOX,
                Group.VIEW,
                Text.ACTION_BLACK_BOX,
                Hands::openBlackBox,
                new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN));
        window(
                Id.STOP_ON_CRASH,
                Group.TIME,
                Text.ACTION_STOP_ON_CRASH,
                Hands::toggleStopOnCrash,
                new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
    }

    private void addCore() {
        add(
                Id.MOVE_CORE,
                Group.CORE,
                Text.ACTION_MOVE_CORE,
                List.of(shift(KeyCode.M)),
                KernelRules::anyCore,
                now -> List.of(),
                (now, hands) -> {
                    hands.select(now.target());
                    hands.chooseOwner();
                });
        move(
                Id.TAKE_CORE_BACK,
                Text.ACTION_TAKE_BACK,
                KernelRules::takeBack,
                KernelRules::pool,
                key(KeyCode.DELETE),
                key(KeyCode.BACK_SPACE));
        move(Id.CORE_TO_HOST, Text.ACTION_TO_HOST, KernelRules::toHost, now -> 0);
    }

    private void addView() {
        window(Id.SELECT_KERNEL, Group.VIEW, Text.ACTION_SELECT_KERNEL, hands -> {});
        window(Id.WALK, Group.VIEW, Text.ACTION_WALK, hands -> {});
        window(Id.SCROLL, Group.VIEW, Text.ACTION_SCROLL, hands -> {});
        window(
                Id.NEXT_KERNEL,
                Group.VIEW,
                Text.ACTION_NEXT_KERNEL,
                hands -> hands.nextKernel(false),
                key(KeyCode.K));
        window(
                Id.PREVIOUS_KERNEL,
                Group.VIEW,
                Text.ACTION_PREVIOUS_KERNEL,
                hands -> hands.nextKernel(true),
                shift(KeyCode.K));
        window(Id.CANCEL, Group.VIEW, Text.ACTION_CANCEL, Hands::cancel, key(KeyCode.ESCAPE));
        window(Id.NEXT_VIEW, Group.VIEW, Text.ACTION_NEXT_VIEW, Hands::nextView, key(KeyCode.V));
        window(Id.WRITE_DOWN, Group.VIEW, Text.ACTION_WRITE_DOWN, Hands::writeDown, key(KeyCode.W));
        window(Id.FIGURE, Group.VIEW, Text.ACTION_FIGURE, Hands::openFigure, shift(KeyCode.W));
        window(Id.THEME, Group.VIEW, Text.ACTION_THEME, Hands::nextTheme, key(KeyCode.T));
        window(
                Id.FIND,
                Group.VIEW,
                Text.ACTION_FIND,
                Hands::openFinder,
                new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN),
                new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        window(
                Id.KEYS,
                Group.VIEW,
                Text.ACTION_KEYS,
                Hands::toggleKeys,
                new KeyCharacter("?"),
                key(KeyCode.F1));
    }

    /// What is told of the thing that is picked out; of a message, and where nothing is, the next message.
    private static List<Sought> ofSelected(Situation now) {
        return List.of(switch (now.target()) {
            case Selection.OfCore(int core) -> new Sought.OfCore(core);
            case Selection.OfKernel(int slot) when slot >= 0 -> new Sought.OfKernel(slot);
            default -> new Sought.Message(Optional.empty());
        });
    }

    private void find(
            Id id, Text label, Function<Situation, List<Sought>> sought, boolean forward, KeyCombination... keys) {
        add(id, Group.TIME, label, List.of(keys), now -> Optional.empty(), now -> List.of(), (now, hands) ->
                hands.find(sought.apply(now), forward));
    }

    void window(Id id, Group group, Text label, Consumer<Hands> effect, KeyCombination... keys) {
        add(id, group, label, List.of(keys), now -> Optional.empty(), now -> List.of(), (now, hands) ->
                effect.accept(hands));
    }

    private void command(
            Id id,
            Text label,
            Function<Situation, Optional<String>> impossible,
            Function<Situation, Command> command,
            KeyCombination... keys) {
        // A greyed item still shows its line, so the line is made wherever there is a kernel.
        Function<Situation, List<Command>> shown =
                now -> now.kernel() == null ? List.of() : List.of(command.apply(now));
        add(id, Group.KERNEL, label, List.of(keys), impossible, shown, (now, hands) ->
                hands.give(command.apply(now)));
    }

    private void move(
            Id id,
            Text label,
            Function<Situation, Optional<String>> impossible,
            ToIntFunction<Situation> to,
            KeyCombination... keys) {
        Function<Situation, CoreMove> plan = now ->
                CoreMove.plan(now.frame(), now.scenario().machine(), now.core(), to.applyAsInt(now));
        Function<Situation, List<Command>> commands =
                now -> now.core() < 0 ? List.of() : plan.apply(now).commands();
        add(id, Group.CORE, label, List.of(keys), impossible, commands, (now, hands) -> hands.move(plan.apply(now)));
    }

    private void add(
            Id id,
            Group group,
            Text label,
            List<KeyCombination> keys,
            Function<Situation, Optional<String>> impossible,
            Function<Situation, List<Command>> commands,
            BiConsumer<Situation, Hands> effect) {
        Function<Situation, Optional<String>> refused =
                now -> impossible.apply(now).or(() -> KernelRules.unknown(now, commands.apply(now)));
        actions.put(id, new Action(id, group, label, new ArrayList<>(keys), refused, commands, effect));
    }

    private static List<Command> rollBack(Situation now) {
        return now.target() instanceof Selection.OfTransaction(int host, int number)
                ? List.of(KernelOrder.on(now.frame(), host, new Command.RollBack(number)))
                : List.of();
    }

    private static Command order(Situation now, Function<String, Command> order) {
        return KernelOrder.about(now.frame(), now.kernel(), order);
    }

    private static String name(Situation now) {
        return now.kernel().name();
    }

    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
    }
}
