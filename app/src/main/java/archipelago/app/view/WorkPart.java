package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.KernelWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The tasks inside a kernel, and each of its locks with who has it and who waits. A click on one of them leads to
/// the core on which it is. Parts stay while their words change, so that a click meets something while time passes.
final class WorkPart extends VBox {
    private final IntConsumer toCore;
    private final VBox programs = new VBox();
    private final VBox locks = new VBox();
    private final List<ProgramRow> programRows = new ArrayList<>();
    private final List<LockCard> lockCards = new ArrayList<>();

    /// @param toCore picks out a core, by its dense number
    WorkPart(IntConsumer toCore) {
        this.toCore = toCore;
        getStyleClass().add("work");
        programs.getStyleClass().add("facts");
        locks.getStyleClass().add("locks");
        getChildren().addAll(programs, locks);
    }

    void show(KernelWork work) {
        fill(programs, 0, programRows, work.programs(), ProgramRow::new, ProgramRow::show);
        fill(locks, 0, lockCards, work.locks(), LockCard::new, LockCard::show);
        Parts.show(locks, !work.locks().isEmpty());
    }

    /// Shows as many parts as there are things, and makes those that are missing.
    ///
    /// @param fixed how many nodes of the pane stand before the parts
    private static <P extends Node, T> void fill(
            Pane pane, int fixed, List<P> parts, List<T> things, Supplier<P> maker,
            BiConsumer<P, T> shower) {
        while (parts.size() < things.size()) {
            parts.add(maker.get());
            pane.getChildren().add(fixed + parts.size() - 1, parts.getLast());
        }
        for (int i = 0; i < parts.size(); i++) {
            Parts.show(parts.get(i), i < things.size());
            if (i < things.size()) {
                shower.accept(parts.get(i), things.get(i));
            }
        }
    }

    /// What all tasks of one program are at.
    private static final class ProgramRow extends VBox {
        private final Label name = Parts.label("fact-title");
        private final Label operations = Parts.label("fact-time");
        private final Label states = Parts.paragraph("fact-detail");

        ProgramRow() {
            name.setMinWidth(0);
            operations.setMinWidth(Region.USE_PREF_SIZE);
            var head = new HBox(name, Parts.spring(), operations);
            head.setAlignment(Pos.BASELINE_LEFT);
            head.getStyleClass().add("fact");
            getChildren().addAll(head, states);
        }

        void show(KernelWork.Program program) {
            name.setText(program.name());
            operations.setText(program.operations());
            states.setText(program.states());
        }
    }

    /// A lock: its holder, and the line of those who wait.
    private final class LockCard extends VBox {
        private final Label name = Parts.label("lock-name");
        private final Label state = Parts.label("fact-detail");
        private final Label waiting = Parts.label("fact-detail");
        private final Label more = Parts.label("fact-detail");
        private final Label counts = Parts.paragraph("lock-counts");
        private final FlowPane held = new FlowPane(state);
        private final FlowPane line = new FlowPane(waiting, more);
        private final List<Chip> holder = new ArrayList<>();
        private final List<Chip> waiters = new ArrayList<>();

        LockCard() {
            name.setMinWidth(0);
            held.getStyleClass().add("lock-line");
            line.getStyleClass().add("lock-line");
            getStyleClass().add("lock");
            getChildren().addAll(name, held, line, counts);
        }

        void show(KernelWork.Lock lock) {
            name.setText(lock.name());
            state.setText(lock.state());
            waiting.setText(lock.waiting());
            more.setText(lock.more());
            Parts.show(more, !lock.more().isEmpty());
            counts.setText(lock.counts());
            fill(held, 1, holder, lock.holder(), Chip::new, (chip, task) -> chip.show(task, lock.state()));
            fill(line, 1, waiters, lock.line(), Chip::new, (chip, task) -> chip.show(task, lock.waiting()));
        }
    }

    /// A task by the core on which it is.
    private final class Chip extends Button {
        private int core = -1;

        Chip() {
            getStyleClass().add("lock-chip");
            setMinWidth(Region.USE_PREF_SIZE);
            setOnAction(event -> toCore.accept(core));
        }

        void show(KernelWork.Waiter task, String what) {
            core = task.core();
            setText(task.cpu());
            setAccessibleText(Text.LOCK_WAITER_SPOKEN.of(task.cpu(), what));
        }
    }
}
