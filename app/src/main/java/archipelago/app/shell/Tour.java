package archipelago.app.shell;

import archipelago.app.action.Action;
import archipelago.app.layout.Selection;
import archipelago.app.view.PopLayer;
import archipelago.app.view.TourCard;
import archipelago.app.vm.TourVm;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.state.Phase;
import java.util.Optional;
import javafx.scene.layout.Region;

/// The tour of a window: shows each step beside what it speaks of, and marks that.
final class Tour implements OpenCards.Card {
    private static final String MARK = "tour-target";
    /// One kernel is up beside the host there, and another is about to start.
    private static final int FIRST_CHAPTER = 3;
    private static final int TALKING_CHAPTER = 4;

    private final Window window;
    private final PopLayer layer;
    private final TourVm vm = new TourVm();
    private final TourCard card;
    private Optional<Region> marked = Optional.empty();

    Tour(Window window, PopLayer layer) {
        this.window = window;
        this.layer = layer;
        card = new TourCard(vm, this::next, this::close, this::help, window.actions().keyWords(Action.Id.TOUR));
        vm.step().addListener((property, was, step) -> step.ifPresentOrElse(this::show, this::hide));
    }

    /// Asks somebody who is here for the first time whether they want a tour; until they have said it, time stands still.
    void ask() {
        vm.ask();
    }

    /// Begins, or goes on if it has begun.
    void begin() {
        if (running()) {
            next();
        } else {
            vm.begin();
        }
    }

    /// The same, on the scenario that the tour tells of: it sets out from where there is something to be seen.
    void beginInStory() {
        if (running()) {
            next();
        } else {
            setOut();
        }
    }

    private void setOut() {
        vm.beginAt(FIRST_CHAPTER - 1);
        window.hands().toChapter(FIRST_CHAPTER);
        window.takeKeyboard(); // A key that the tour asks for must not press a button that was reached before.
    }

    boolean running() {
        return vm.step().get().isPresent();
    }

    /// @return whether there was a tour to end
    @Override
    public boolean close() {
        boolean any = running();
        boolean asked = asks();
        vm.end();
        if (any) {
            window.takeKeyboard();
        }
        if (asked && !window.frame().playing) {
            window.hands().togglePlay(); // Whoever wants no tour sees the story.
        }
        return any;
    }

    private boolean asks() {
        return vm.step().get().equals(Optional.of(TourVm.Step.WELCOME));
    }

    @Override
    public void update(Frame frame) {
        vm.update(frame, window.desk().selection().get());
    }

    private void next() {
        if (asks()) {
            setOut();
        } else {
            vm.next();
            window.takeKeyboard();
        }
    }

    private void show(TourVm.Step step) {
        unmark();
        var place = switch (step) {
            case WELCOME, LOOK, PANIC, OTHERS -> window.deck();
            case TIME -> window.clock();
            case TALK -> window.timeline();
        };
        var side = switch (step) {
            case WELCOME -> PopLayer.Side.MIDDLE;
            case LOOK, PANIC, OTHERS -> PopLayer.Side.FOOT;
            case TIME -> PopLayer.Side.BELOW;
            case TALK -> PopLayer.Side.ABOVE;
        };
        if (step == TourVm.Step.WELCOME) {
            layer.show(card, place, side);
            card.takeKeyboard();
            return;
        }
        place.getStyleClass().add(MARK);
        marked = Optional.of(place);
        // What stands on the map must stay in sight.
        layer.show(card, place == window.deck() ? window.timeline() : place, side);
        if (step == TourVm.Step.PANIC) {
            prepareToBreak();
        }
    }

    /// There is a kernel to break, and as much time for it as somebody wants: the story breaks one too, a little later.
    private void prepareToBreak() {
        var frame = window.frame();
        boolean there = frame.kernels.stream().filter(kernel -> !kernel.host()).limit(1)
                .anyMatch(kernel -> kernel.phase() == Phase.UP);
        if (!there) {
            window.hands().toChapter(TALKING_CHAPTER);
        } else if (frame.playing) {
            window.hands().togglePlay();
        }
    }

    private void hide() {
        unmark();
        layer.hide(card);
    }

    private void unmark() {
        marked.ifPresent(place -> place.getStyleClass().remove(MARK));
        marked = Optional.empty();
    }

    /// Does for the person what the step asks for.
    private void help() {
        var hands = window.hands();
        switch (vm.step().get().orElseThrow()) {
            case WELCOME -> next();
            case LOOK -> hands.select(new Selection.OfKernel(1));
            case TIME -> hands.togglePlay();
            case TALK -> hands.toChapter(TALKING_CHAPTER);
            case PANIC -> window.frame().kernels.stream()
                    .filter(kernel -> !kernel.host())
                    .findFirst()
                    .ifPresent(kernel -> hands.give(new Command.Fault.Panic(kernel.name(), -1)));
            case OTHERS -> next();
        }
    }
}
