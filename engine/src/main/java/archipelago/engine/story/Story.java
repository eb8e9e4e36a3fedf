package archipelago.engine.story;

import archipelago.engine.base.Models;
import archipelago.engine.base.Require;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;

/// What happens by itself: the steps of the scenario, one after another, like a shell script on the
/// host. A step begins when the step before it is over.
@Models(
        value = Subject.TRAFFIC,
        approximately = "a scenario's story is a script on the host: a step begins when the one before is over,"
                    + " or after a delay")
public final class Story {
    private final World world;
    private final CommandDoor door;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> chapterOfStep = new ArrayList<>();

    /// The door through which every command goes, a person's and the story's alike.
    public interface CommandDoor {
        /// @return the number of the act
        int give(Command command, boolean byStory);
    }

    public Story(World world, CommandDoor door) {
        this.world = world;
        this.door = door;
        List<Scenario.Chapter> chapters = world.scenario.story();
        for (int c = 0; c < chapters.size(); c++) {
            for (var step : chapters.get(c).steps()) {
                steps.add(step);
                chapterOfStep.add(c);
            }
        }
    }

    /// Schedules the first step.
    public void begin() {
        world.state.story.step = -1;
        advance();
    }

    /// The step before is over: the next one is scheduled, and its chapter begins with the wait for it.
    private void advance() {
        var place = world.state.story;
        place.awaitedAct = 0;
        place.awaited = "";
        place.step++;
        if (place.step >= steps.size()) {
            place.over = true;
            return;
        }
        int chapter = chapterOfStep.get(place.step);
        if (chapter != place.chapter) {
            place.chapter = chapter;
            world.tell(new Happening.ChapterBegan(chapter));
        }
        world.after(steps.get(place.step).afterNs(), Priority.OUTSIDE, new Event.StoryDue(place.step));
    }

    /// Does a step, and goes on to the next one or waits for what the step waits for.
    public void due(Event.StoryDue event) {
        var place = world.state.story;
        if (place.over || event.step() != place.step) {
            return;
        }
        switch (steps.get(place.step).deed()) {
            case Deed.Give give -> {
                place.awaitedAct = give.waits() ? world.state.acts + 1 : 0;
                door.give(give.command(), true);
                if (!give.waits()) {
                    advance();
                }
            }
            case Deed.AwaitUp(var instance) -> await(instance, true);
            case Deed.AwaitLoaded(var instance) -> await(instance, false);
            case Deed.AwaitAnswers() -> {
                place.awaitsAnswers = true;
                goOnIfAllAnswered();
            }
            case Deed.Expect _ -> {
                world.tell(new Happening.Checkpoint(place.step));
                advance();
            }
            case Deed.Rest() -> advance();
        }
    }

    private void goOnIfAllAnswered() {
        if (world.state.story.awaitsAnswers && world.state.operations().stream().noneMatch(Operation::byStory)) {
            world.state.story.awaitsAnswers = false;
            advance();
        }
    }

    private void await(String instance, boolean up) {
        world.state.story.awaited = instance;
        world.state.story.awaitsUp = up;
        somethingChanged();
    }

    /// A request has been answered.
    public void answered(int act) {
        if (world.state.story.awaitedAct == act) {
            advance();
        } else {
            goOnIfAllAnswered();
        }
    }

    /// The kernel for which the story waits, to be up or to be loaded; an empty text if it waits for none.
    public String awaited() {
        return world.state.story.over ? "" : world.state.story.awaited;
    }

    /// Waits no longer for a kernel, and goes on with the next step.
    public void skipWait() {
        Require.that(!awaited().isEmpty(), "the story waits for a kernel");
        advance();
    }

    /// A kernel has entered another phase, or a status has changed.
    public void somethingChanged() {
        var place = world.state.story;
        if (world.state.host().phase == Phase.OFF && waitsInVain()) {
            place.over = true;
        }
        if (place.over || place.awaited.isEmpty()) {
            return;
        }
        var kernel = world.state.named(place.awaited);
        boolean there = kernel != null && (place.awaitsUp ? kernel.phase == Phase.UP : kernel.status == Status.LOADED);
        if (there) {
            advance();
        }
    }

    /// Whether what the story waits for is something that only the host could bring about.
    private boolean waitsInVain() {
        var place = world.state.story;
        if (place.awaited.isEmpty()) {
            return place.awaitedAct != 0 || place.awaitsAnswers;
        }
        var kernel = world.state.named(place.awaited);
        boolean boots = kernel != null && kernel.phase.alive();
        return place.awaitsUp ? !boots : kernel == null || kernel.status != Status.LOADED;
    }
}
