package archipelago.app.view;

import archipelago.app.build.Draft;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Who shares the machine that is drawn: the host, the instances and the pool. One of them is chosen; it gets what is
/// clicked on the map. What is wrong with one stands under it.
final class BuildKernels extends VBox {
    private final Workshop workshop;
    private final Look look;
    private final Runnable toMap;
    private final IntConsumer removal;
    private final List<Row> rows = new ArrayList<>();
    private final Button add = Parts.button("build-add-kernel", Text.BUILD_ADD_KERNEL);
    private String chosen;

    /// @param toMap gives the keyboard to the map
    /// @param removal takes a kernel away, by its number
    BuildKernels(Workshop workshop, Look look, Runnable toMap, IntConsumer removal) {
        this.removal = removal;
        this.workshop = workshop;
        this.look = look;
        this.toMap = toMap;
        getStyleClass().add("build-kernels");
        chosen = workshop.draft().kernels().isEmpty() ? Draft.POOL : workshop.draft().kernels().getFirst().name();
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnAction(event -> {
            workshop.change(workshop.draft().withKernel());
            choose(workshop.draft().kernels().getLast().name());
        });
        refresh();
    }

    /// The owner that is chosen.
    String chosen() {
        return chosen;
    }

    /// Chooses an owner by its place in the list, from 1.
    void choose(int place) {
        if (place <= rows.size()) {
            choose(rows.get(place - 1).owner());
        }
    }

    private void choose(String owner) {
        chosen = owner;
        rows.forEach(Row::refresh);
        toMap.run();
    }

    /// Shows what the draft says now.
    void refresh() {
        int kernels = workshop.draft().kernels().size();
        if (rows.size() != kernels + 2) {
            rows.clear();
            for (int row = 0; row < kernels + 2; row++) {
                rows.add(new Row(row - 1));
            }
            getChildren().setAll(rows);
            getChildren().add(add);
        }
        if (workshop.draft().kernels().stream().noneMatch(k -> k.name().equals(chosen)) && !chosen.equals(Draft.HOST)
                && !chosen.equals(Draft.POOL)) {
            chosen = Draft.POOL;
        }
        add.setDisable(kernels >= Draft.MOST_KERNELS);
        rows.forEach(Row::refresh);
    }

    /// One owner: -1 for the host, the number of a kernel, and behind the last one the pool.
    private final class Row extends VBox {
        private final int kernel;
        private final Label cores = Parts.label("kernel-detail");
        private final Label problems = Parts.paragraph("build-problem");
        private final HBox box = new HBox();
        private BuildField name;
        private BuildField memory;
        private BuildField node;
        private BuildField image;
        private BuildField imageSize;
        private BuildField cmdline;
        private final VBox details = new VBox();

        Row(int kernel) {
            this.kernel = kernel;
            var bar = new Region();
            bar.getStyleClass().add("kernel-bar");
            box.getStyleClass().add("kernel-row");
            box.setAlignment(Pos.CENTER_LEFT);
            box.setMaxWidth(Double.MAX_VALUE);
            box.setId("build-owner-" + (kernel + 1));
            box.setOnMousePressed(event -> choose(owner()));
            var words = new VBox();
            words.getStyleClass().add("build-words");
            HBox.setHgrow(words, Priority.ALWAYS);
            box.getChildren().addAll(bar, words);
            if (instance()) {
                fields(words);
                box.getChildren().add(remove());
                box.setAlignment(Pos.TOP_LEFT);
            } else {
                words.getChildren().addAll(
                        Parts.label("kernel-name", kernel < 0 ? Draft.HOST : Draft.POOL), cores);
            }
            Parts.show(problems, false);
            getChildren().addAll(box, problems);
        }

        private boolean instance() {
            return kernel >= 0 && kernel < workshop.draft().kernels().size();
        }

        private void fields(VBox words) {
            name = new BuildField("build-name-" + kernel, "", this::rename);
            name.field().setAccessibleText(Text.BUILD_NAME.of());
            memory = new BuildField("build-memory-" + kernel, Text.BUILD_MEMORY.of(), this::remember).steppingSizes();
            node = new BuildField("build-node-" + kernel, Text.BUILD_FROM_NODE.of(), this::place);
            image = new BuildField("build-image-" + kernel, Text.BUILD_IMAGE.of(), this::boot);
            imageSize = new BuildField("build-image-size-" + kernel, Text.BUILD_IMAGE_SIZE.of(), this::size);
            cmdline = new BuildField("build-cmdline-" + kernel, "", line -> {
                change(current().booting(current().image(), current().imageBytes(), line));
                return "";
            });
            cmdline.field().setAccessibleText(Text.BUILD_CMDLINE.of());
            details.getChildren().addAll(image, imageSize, Parts.label("row-name", Text.BUILD_CMDLINE.of()), cmdline);
            details.getStyleClass().add("build-words");
            words.getChildren().addAll(name, memory, node, details, cores);
        }

        private String boot(String words) {
            if (words.isEmpty()) {
                return Text.BUILD_NO_NAME.of();
            }
            change(current().booting(words, current().imageBytes(), current().cmdline()));
            return "";
        }

        private String size(String words) {
            var bytes = Sizes.parse(words);
            if (bytes.isEmpty() || bytes.getAsLong() <= 0) {
                return Text.BUILD_NO_SIZE.of(words);
            }
            change(current().booting(current().image(), bytes.getAsLong(), current().cmdline()));
            return "";
        }

        private Button remove() {
            var remove = new Button(null, Parts.icon("close"));
            remove.setId("build-remove-" + kernel);
            remove.getStyleClass().add("why-close");
            remove.setAccessibleText(Text.BUILD_REMOVE.of());
            remove.setTooltip(new Tooltip(Text.BUILD_REMOVE.of()));
            remove.setOnAction(event -> removal.accept(kernel));
            return remove;
        }

        String owner() {
            return kernel < 0 ? Draft.HOST : instance() ? current().name() : Draft.POOL;
        }

        private Draft.Kernel current() {
            return workshop.draft().kernels().get(kernel);
        }

        private String rename(String words) {
            boolean taken = !workshop.draft().isFree(words);
            if (words.isEmpty() || taken) {
                return words.isEmpty() ? Text.BUILD_NO_NAME.of() : Text.BUILD_NAME_TAKEN.of(words);
            }
            if (chosen.equals(current().name())) {
                chosen = words;
            }
            change(current().named(words));
            return "";
        }

        private String remember(String words) {
            var bytes = Sizes.parse(words);
            if (bytes.isEmpty() || bytes.getAsLong() <= 0) {
                return Text.BUILD_NO_SIZE.of(words);
            }
            change(current().with(bytes.getAsLong(), current().node()));
            return "";
        }

        private String place(String words) {
            if (words.equals(Text.BUILD_ANY_NODE.of())) {
                change(current().with(current().bytes(), Draft.ANY_NODE));
                return "";
            }
            int most = workshop.draft().nodes().size() - 1;
            if (!words.matches("[0-9]{1,3}") || Integer.parseInt(words) > most) {
                return Text.BUILD_NO_NUMBER.of(words, 0, most);
            }
            change(current().with(current().bytes(), Integer.parseInt(words)));
            return "";
        }

        private void change(Draft.Kernel next) {
            workshop.change(workshop.draft().withKernel(kernel, next));
        }

        void refresh() {
            var owner = owner();
            int slot = kernel < 0 ? 0 : instance() ? kernel + 1 : -1;
            setStyle(look.kernelStyle(slot));
            box.pseudoClassStateChanged(Parts.CHOSEN, owner.equals(chosen));
            cores.setText(Text.CORES.count(workshop.draft().coresOf(owner)));
            box.setAccessibleText(owner + ", " + cores.getText());
            if (instance()) {
                name.show(current().name());
                memory.show(Sizes.text(current().bytes()));
                node.show(current().node() < 0 ? Text.BUILD_ANY_NODE.of() : Integer.toString(current().node()));
                image.show(current().image());
                imageSize.show(Sizes.text(current().imageBytes()));
                cmdline.show(current().cmdline());
                // What it boots is told only of the one that is chosen: the others would be lost among so many lines.
                Parts.show(details, owner.equals(chosen) && !current().image().isEmpty());
                var wrong = workshop.problemsOf(Optional.of(kernel));
                problems.setText(wrong.isEmpty() ? "" : wrong.getFirst());
                Parts.show(problems, !wrong.isEmpty());
            }
        }
    }
}
