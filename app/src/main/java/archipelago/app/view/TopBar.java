package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.KeyWords;
import archipelago.app.i18n.Text;
import archipelago.app.render.Theme;
import archipelago.app.session.MachineSession;
import archipelago.app.vm.ClockVm;
import archipelago.app.vm.SpeedScale;
import archipelago.engine.base.Times;
import archipelago.engine.live.Grade;
import archipelago.engine.scenario.Scenario;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.ToggleSwitch;

/// The bar at the top: what is told, how time passes, and the theme.
public final class TopBar extends FittingBar {
    /// From this width on there is room for words on the button that finds everything.
    private static final double ROOMY = 1500;
    /// Below this width the switch has one word, below the next one none, and below the last one speeds are set by keys.
    private static final double SNUG = 1400;
    private static final double CLOSE = 1240;
    private static final double TIGHT = 1140;
    private static final double LEAST_TITLE = 48;
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");

    private final ActionTable actions;
    private final Label title = Parts.label("scenario-title");
    private long firstSeed;
    private final Consumer<Action.Id> act;
    private final Slider speed = new Slider(0, SpeedScale.DECADES, 0);
    private final Label speedReadout = Parts.label("speed-readout");
    private final ToggleSwitch story = new ToggleSwitch(Text.STORY_SPEED.of());
    private final Button readout = new Button();
    private boolean following;

    /// @param act performs an action on the selection
    public TopBar(
            MachineSession session, ClockVm clock, ActionTable actions, Consumer<Action.Id> act, Look look) {
        this.actions = actions;
        this.act = act;
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        title(session.scenario());
        title.setTextOverrun(OverrunStyle.ELLIPSIS);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        title.visibleProperty().bind(title.widthProperty().greaterThan(LEAST_TITLE));
        var brand = brand();
        brand.managedProperty().addListener((property, was, there) -> title.pseudoClassStateChanged(FIRST, !there));
        var grades = new GradeChoice(clock, actions, act);
        var pace = pace(session, clock);
        var themes = themes(look);
        getChildren().addAll(brand, title, transport(clock), grades, time(clock), pace, find(), themes);
        // All of these have keys, and are found by typing.
        leaveOut(List.of(themes, grades, pace, brand));
    }

    /// Says which scenario is shown, and the seed if it is another one than at first.
    public void title(Scenario scenario) {
        if (title.getText().isEmpty()) {
            firstSeed = scenario.seed();
        }
        title.setText(scenario.seed() == firstSeed
                ? scenario.title()
                : Text.TITLE_WITH_SEED.of(scenario.title(), scenario.seed()));
    }

    /// The name of the program leads to what can be opened.
    private Button brand() {
        var brand = new Button(Text.PRODUCT.of());
        brand.setId(Action.Id.START_PAGE.name());
        brand.getStyleClass().add("brand");
        brand.setGraphic(Parts.icon("down")); // It leads to a page: without a sign nobody would try it.
        brand.setContentDisplay(ContentDisplay.RIGHT);
        brand.setMinWidth(Region.USE_PREF_SIZE);
        var hint = Text.ACTION_START_PAGE.of() + "  " + actions.keyWords(Action.Id.START_PAGE);
        brand.setAccessibleText(hint);
        brand.setTooltip(new Tooltip(hint));
        brand.setOnAction(event -> act.accept(Action.Id.START_PAGE));
        return brand;
    }

    /// Where there is room it says what it is for; else it is a sign.
    private Button find() {
        var words = Parts.label("find-button-words", Text.FIND_PROMPT.of());
        var key = Parts.label("key", KeyWords.of(actions.get(Action.Id.FIND).keys().getFirst()));
        words.setMinWidth(Region.USE_PREF_SIZE);
        key.setMinWidth(Region.USE_PREF_SIZE);
        var inside = new HBox(Parts.icon("find"), words, key);
        inside.getStyleClass().add("find-button-inside");
        inside.setAlignment(Pos.CENTER_LEFT);
        widthProperty().addListener((property, was, width) -> {
            boolean roomy = width.doubleValue() >= ROOMY;
            Parts.show(words, roomy);
            Parts.show(key, roomy);
        });
        var button = new Button(null, inside);
        button.setId(Action.Id.FIND.name());
        button.getStyleClass().add("find-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(Text.ACTION_FIND.of());
        button.setTooltip(new Tooltip(Text.ACTION_FIND.of() + "  " + key.getText()));
        button.setOnAction(event -> act.accept(Action.Id.FIND));
        return button;
    }

    private HBox transport(ClockVm clock) {
        var play = button(Action.Id.PLAY_PAUSE, "play");
        play.getStyleClass().add("accent");
        clock.playing().addListener((property, was, playing) -> showPlaying(play, playing));
        showPlaying(play, clock.playing().get());
        var start = button(Action.Id.TO_START, "to-start");
        var back = button(Action.Id.STEP_BACK, "step-back");
        start.disableProperty().bind(clock.atStart());
        back.disableProperty().bind(clock.atStart());
        var box = new HBox(start, back, play, button(Action.Id.STEP, "step"));
        box.getStyleClass().add("transport");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private static void showPlaying(Button play, boolean playing) {
        play.setGraphic(Parts.icon(playing ? "pause" : "play"));
        play.setAccessibleText(playing ? Text.PAUSE.of() : Text.PLAY.of());
    }

    private Button button(Action.Id id, String icon) {
        var action = actions.get(id);
        var button = new Button(null, Parts.icon(icon));
        button.setId(id.name());
        button.getStyleClass().add("transport-button");
        button.setAccessibleText(action.label().of());
        var key = action.keys().isEmpty() ? "" : "  " + KeyWords.of(action.keys().getFirst());
        button.setTooltip(new Tooltip(action.label().of() + key));
        button.setOnAction(event -> act.accept(id));
        return button;
    }

    /// The time; a click on it asks where to go.
    private Button time(ClockVm clock) {
        var action = actions.get(Action.Id.GO_TO);
        readout.setId(Action.Id.GO_TO.name());
        readout.getStyleClass().clear();
        readout.getStyleClass().add("time-readout");
        readout.textProperty().bind(clock.time());
        readout.setMinWidth(Region.USE_PREF_SIZE);
        readout.accessibleTextProperty().bind(clock.time());
        readout.setTooltip(new Tooltip(action.label().of() + "  " + KeyWords.of(action.keys().getFirst())));
        readout.setOnAction(event -> act.accept(Action.Id.GO_TO));
        return readout;
    }

    /// The time display.
    public Region readout() {
        return readout;
    }

    private HBox pace(MachineSession session, ClockVm clock) {
        speed.getStyleClass().add("speed");
        speed.setMajorTickUnit(1);
        speed.setMinorTickCount(0);
        speed.setShowTickMarks(true);
        speed.setBlockIncrement(1 / 3.0);
        speed.setAccessibleText(Text.SPEED.of());
        speed.setTooltip(new Tooltip(Text.SPEED_HINT.of()));
        speed.setLabelFormatter(new Decades());
        speed.valueProperty().addListener((property, was, position) -> {
            if (!following) {
                clock.storySpeed().set(false);
                session.speed(SpeedScale.nsPerSecond(position.doubleValue()));
            }
        });
        clock.speed().addListener((property, was, now) -> follow(now.longValue()));
        speed.setOnMouseReleased(released -> follow(clock.speed().get()));
        follow(clock.speed().get());
        speedReadout.textProperty().bind(clock.speedWords());
        speedReadout.setMinWidth(Region.USE_PREF_SIZE);
        story.getStyleClass().add("story-switch");
        story.setAccessibleText(Text.STORY_SPEED.of());
        story.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        story.setTooltip(new Tooltip(Text.STORY_SPEED_HINT.of()));
        story.setMinWidth(Region.USE_PREF_SIZE);
        story.selectedProperty().bindBidirectional(clock.storySpeed());
        clock.storySpeed().addListener((property, was, on) -> {
            if (on) {
                session.storySpeed();
            } else {
                session.speed(clock.speed().get());
            }
        });
        var stack = new VBox(speed);
        stack.setAlignment(Pos.CENTER);
        var box = new HBox(story, stack, speedReadout);
        HBox.setHgrow(stack, Priority.SOMETIMES);
        widthProperty().addListener((property, was, width) -> {
            story.setText(storyWords(width.doubleValue()));
            Parts.show(stack, width.doubleValue() >= TIGHT);
        });
        box.getStyleClass().add("pace");
        // As fast as it can is one speed.
        story.disableProperty().bind(clock.grade().isNotEqualTo(Grade.RUN));
        speed.disableProperty().bind(clock.grade().isNotEqualTo(Grade.RUN));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static String storyWords(double width) {
        if (width < CLOSE) {
            return "";
        }
        return width < SNUG ? Text.STORY_SPEED_BRIEF.of() : Text.STORY_SPEED.of();
    }

    /// The slider shows the speed that the machine has, unless a hand is on it.
    private void follow(long nsPerSecond) {
        if (!speed.isValueChanging() && !speed.isPressed()) {
            following = true;
            speed.setValue(SpeedScale.position(nsPerSecond));
            following = false;
        }
    }

    private static SegmentedButton themes(Look look) {
        var group = new ToggleGroup();
        var light = themeButton(Theme.Name.LIGHT, "sun", Text.THEME_LIGHT, look, group);
        var dark = themeButton(Theme.Name.DARK, "moon", Text.THEME_DARK, look, group);
        var contrast = themeButton(Theme.Name.CONTRAST, "contrast", Text.THEME_CONTRAST, look, group);
        var themes = new SegmentedButton(light, dark, contrast);
        themes.setToggleGroup(group);
        Segments.take(themes.getButtons());
        themes.setMinWidth(Region.USE_PREF_SIZE);
        themes.getStyleClass().add("themes");
        return themes;
    }

    private static ToggleButton themeButton(
            Theme.Name name, String icon, Text words, Look look, ToggleGroup group) {
        var button = new ToggleButton(null, Parts.icon(icon));
        button.setAccessibleText(words.of());
        button.setTooltip(new Tooltip(words.of()));
        button.setToggleGroup(group);
        button.setSelected(look.get().name() == name);
        button.setOnAction(event -> {
            look.theme().set(Theme.of(name));
            button.setSelected(true);
        });
        look.theme().addListener((property, was, theme) -> button.setSelected(theme.name() == name));
        return button;
    }

    /// The slider's positions in words, for people who do not see it.
    private static final class Decades extends StringConverter<Double> {
        @Override
        public String toString(Double position) {
            return Times.shown(SpeedScale.nsPerSecond(position), 1);
        }

        @Override
        public Double fromString(String words) {
            return Times.parse(words).isPresent()
                    ? SpeedScale.position(Times.parse(words).getAsLong())
                    : 0.0;
        }
    }
}
