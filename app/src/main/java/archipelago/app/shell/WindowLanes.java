package archipelago.app.shell;

import archipelago.app.action.Instruments;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.ViewKind;
import archipelago.app.view.MachineDeck;
import archipelago.app.vm.Desk;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.Optional;
import java.util.function.Supplier;

/// Which lanes the view of lanes has, as actions change it.
final class WindowLanes implements Instruments.Lanes {
    private final Machine machine;
    private final Desk desk;
    private final MachineDeck deck;
    private final Supplier<Frame> frame;

    WindowLanes(Machine machine, Desk desk, MachineDeck deck, Supplier<Frame> frame) {
        this.machine = machine;
        this.desk = desk;
        this.deck = deck;
        this.frame = frame;
    }

    @Override
    public void toggleCores() {
        int slot = picked();
        if (slot >= 0) {
            deck.show(Optional.of(ViewKind.LANES));
            desk.links().lanes().set(desk.links().lanes().get().toggled(slot, machine));
        }
    }

    @Override
    public void hide() {
        int slot = picked();
        if (slot < 0) {
            return;
        }
        deck.show(Optional.of(ViewKind.LANES));
        var lanes = desk.links().lanes().get().without(slot);
        if (frame.get().kernels.stream().allMatch(kernel -> lanes.hidden().contains(kernel.slot()))) {
            desk.status().explain(Text.LANE_LAST.of());
            return;
        }
        desk.links().lanes().set(lanes);
        desk.status().explain(Text.LANE_IS_HIDDEN.of(desk.words().owner(slot)));
    }

    @Override
    public void showAll() {
        deck.show(Optional.of(ViewKind.LANES));
        desk.links().lanes().set(desk.links().lanes().get().withAll());
        desk.status().explain(Text.LANES_ALL_SHOWN.of());
    }

    /// The kernel that is picked out, or that has the core that is; -1 if there is none, which is said.
    private int picked() {
        int slot = switch (desk.selection().get()) {
            case Selection.OfKernel(int kernel) -> kernel;
            case Selection.OfCore(int core) -> frame.get().owner[core];
            default -> -1;
        };
        if (slot < 0) {
            desk.status().explain(Text.LANE_NONE_PICKED.of());
        }
        return slot;
    }
}
