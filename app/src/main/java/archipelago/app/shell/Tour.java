package archipelago.app.shell;

import archipelago.app.layout.Selection;
import archipelago.app.view.PopLayer;
import archipelago.app.view.TourCard;
import archipelago.app.vm.TourVm;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import java.util.Optional;
import javafx.scene.layout.Region;

/// The tour of a window: shows each step beside what it speaks of, and marks that.
final class Tour {
    private static final String MARK = "tour-target";
    private static final int TALKING_CHAPTER = 4;

    private final Window window;
    private final PopLayer layer;
    private final TourVm vm = new TourVm();
    private final TourCard card = new TourCard(vm, this::next, this::end, this::help);
    private Optional<Region> marked = Optional.empty();

    Tour(Window window, PopLayer layer) {
        this.window = window;
        this.layer = layer;
        vm.step().addListener((property, was, step) -> step.ifPresentOrElse(this::show, this::hide));
    }

    /// Begins, or goes on if it has begun.
    void begin() {
        if (running()) {
            next();
        } else {
            vm.begin();
        }
    }

    boolean running() {
        return vm.step().get().isPresent();
    }

    /// @return whether there was a tour to end
    boolean end() {
        boolean any = running();
        vm.end();
        return any;
    }

    void update(Frame frame) {
        vm.update(frame, window.desk().selection().get());
    }

    private void next() {
        vm.next();
    }

    private void show(TourVm.Step step) {
        unmark();
        var place = switch (step) {
            case LOOK, PANIC -> window.deck();
            case TIME -> window.clock();
            case TALK -> window.timeline();
            case OTHERS -> window.inspector();
        };
        var side = switch (step) {
            case LOOK, PANIC -> PopLayer.Side.FOOT;
            case TIME -> PopLayer.Side.BELOW;
            case TALK -> PopLayer.Side.ABOVE;
            case OTHERS -> PopLayer.Side.FOOT;
        };
        place.getStyleClass().add(MARK);
        marked = Optional.of(place);
        // What stands on the map must stay in sight.
        layer.show(card, place == window.deck() ? window.timeline() : place, side);
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
            case LOOK -> hands.select(new Selection.OfKernel(0));
            case TIME -> hands.togglePlay();
            case TALK -> hands.toChapter(TALKING_CHAPTER);
            case PANIC -> window.frame().kernels.stream()
                    .filter(kernel -> !kernel.host())
                    .findFirst()
                    .ifPresent(kernel -> {
                        hands.give(new Command.Fault.Panic(kernel.name(), -1));
                        if (!window.frame().playing) {
                            hands.togglePlay();
                        }
                    });
            case OTHERS -> next();
        }
    }
}
