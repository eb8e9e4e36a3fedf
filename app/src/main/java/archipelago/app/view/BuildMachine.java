package archipelago.app.view;

import archipelago.app.build.Draft;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.scenario.Generation;
import archipelago.engine.survey.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;

/// The shape of the machine that is drawn, its devices, and what else is told of it once and for all.
final class BuildMachine extends VBox {
    private final Workshop workshop;
    private final List<Runnable> values = new ArrayList<>();
    private final BuildRows guesses = new BuildRows();
    private final BuildRows devices = new BuildRows();
    private final List<Runnable> owners = new ArrayList<>();

    BuildMachine(Workshop workshop) {
        this.workshop = workshop;
        getStyleClass().add("build-side");
        guesses.setId("build-guesses");
        var add = Parts.button("build-add-device", Text.BUILD_ADD_DEVICE);
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnAction(event -> workshop.change(workshop.draft().withDevice()));
        getChildren().addAll(
                Parts.section(Text.MAP_TITLE),
                number("build-sockets", Text.ROW_SOCKETS, Draft.MOST_SOCKETS, 1, Draft::sockets,
                        n -> shaped(n, workshop.draft().nodesPerSocket(), workshop.draft().coresPerNode())),
                number("build-nodes", Text.BUILD_NODES, Draft.MOST_NODES_PER_SOCKET, 1, Draft::nodesPerSocket,
                        n -> shaped(workshop.draft().sockets(), n, workshop.draft().coresPerNode())),
                number("build-cores", Text.BUILD_CORES, Draft.MOST_CORES_PER_NODE, 1, Draft::coresPerNode,
                        n -> shaped(workshop.draft().sockets(), workshop.draft().nodesPerSocket(), n)),
                memory(),
                number("build-distance", Text.BUILD_DISTANCE, Draft.MOST_DISTANCE, Draft.LEAST_DISTANCE,
                        Draft::farDistance, n -> workshop.draft().withFar(n)),
                guesses,
                Parts.section(Text.BUILD_DEVICES),
                devices,
                add,
                Parts.section(Text.BUILD_SUMMARY),
                summary(),
                seed(),
                host());
    }

    void refresh() {
        values.forEach(Runnable::run);
        var told = workshop.draft().tale().guesses();
        guesses.show(told, () -> told.isEmpty() ? List.of() : guessed(told));
        Parts.show(guesses, !told.isEmpty());
        var names = names();
        devices.show(List.of(names, workshop.draft().devices().stream().map(d -> d.of(Draft.POOL)).toList()),
                () -> deviceRows(names));
        owners.forEach(Runnable::run);
    }

    private List<String> names() {
        return Stream.concat(Stream.of(Draft.POOL), workshop.draft().kernels().stream().map(Draft.Kernel::name)).toList();
    }

    // --- its shape ------------------------------------------------------------------------------

    private Draft shaped(int sockets, int nodes, int cores) {
        return workshop.draft().shaped(sockets, nodes, cores, workshop.draft().bytesPerNode());
    }

    private BuildField number(
            String id, Text name, int most, int least, ToIntFunction<Draft> now, IntFunction<Draft> next) {
        var field = new BuildField(id, name.of(), words -> {
            if (!words.matches("[0-9]{1,4}") || Integer.parseInt(words) < least || Integer.parseInt(words) > most) {
                return Text.BUILD_NO_NUMBER.of(words, least, most);
            }
            workshop.change(next.apply(Integer.parseInt(words)));
            return "";
        });
        values.add(() -> field.show(Integer.toString(now.applyAsInt(workshop.draft()))));
        return field.stepping(
                value -> Integer.toString(Math.max(least, now.applyAsInt(workshop.draft()) - 1)),
                value -> Integer.toString(Math.min(most, now.applyAsInt(workshop.draft()) + 1)));
    }

    private BuildField memory() {
        var field = new BuildField("build-memory", Text.BUILD_NODE_MEMORY.of(), words -> {
            var bytes = Sizes.parse(words);
            if (bytes.isEmpty() || bytes.getAsLong() <= 0) {
                return Text.BUILD_NO_SIZE.of(words);
            }
            var draft = workshop.draft();
            workshop.change(
                    draft.shaped(draft.sockets(), draft.nodesPerSocket(), draft.coresPerNode(), bytes.getAsLong()));
            return "";
        });
        values.add(() -> field.show(Sizes.text(workshop.draft().bytesPerNode())));
        return field.steppingSizes();
    }

    // --- what a description did not tell --------------------------------------------------------

    private static List<Node> guessed(List<Survey.Guess> told) {
        var rows = new ArrayList<Node>();
        rows.add(Parts.section(Text.GUESSES));
        for (var guess : told) {
            var line = Parts.paragraph("build-guess");
            line.setText("≈ " + words(guess).of());
            rows.add(line);
        }
        return rows;
    }

    private static Text words(Survey.Guess guess) {
        return switch (guess) {
            case PHYSICAL_IDS -> Text.GUESS_PHYSICAL_IDS;
            case MEMORY -> Text.GUESS_MEMORY;
            case MEMORY_ROUNDED -> Text.GUESS_MEMORY_ROUNDED;
            case DISTANCES -> Text.GUESS_DISTANCES;
            case NODES -> Text.GUESS_NODES;
            case SOCKETS -> Text.GUESS_SOCKETS;
            case NODES_SPLIT -> Text.GUESS_NODES_SPLIT;
            case NODES_LEFT_OUT -> Text.GUESS_NODES_LEFT_OUT;
            case SIBLINGS -> Text.GUESS_SIBLINGS;
            case CACHES -> Text.GUESS_CACHES;
            case OFFLINE -> Text.GUESS_OFFLINE;
            case DEVICES -> Text.GUESS_DEVICES;
            case DEVICES_LEFT_OUT -> Text.GUESS_DEVICES_LEFT_OUT;
        };
    }

    // --- devices --------------------------------------------------------------------------------

    private List<Node> deviceRows(List<String> names) {
        owners.clear();
        var rows = new ArrayList<Node>();
        for (int i = 0; i < workshop.draft().devices().size(); i++) {
            int index = i;
            var device = workshop.draft().devices().get(i);
            var owner = BuildRows.choice("build-device-" + i, device.name(), names);
            owner.setOnAction(event -> {
                if (owner.getValue() != null) {
                    workshop.change(workshop.draft().given(index, owner.getValue()));
                }
            });
            owners.add(() -> owner.setValue(workshop.draft().devices().get(index).owner()));
            var words = Parts.label("row-value", device.name() + (device.node() < 0 ? "" : " · " + device.node()));
            rows.add(BuildRows.row(words, owner, "build-no-device-" + i, Text.BUILD_REMOVE.of(),
                    () -> workshop.change(workshop.draft().withoutDevice(index))));
        }
        return rows;
    }

    // --- what else ------------------------------------------------------------------------------

    private BuildField summary() {
        var field = new BuildField("build-summary", "", words -> {
            workshop.change(workshop.draft().summed(words));
            return "";
        });
        field.field().setAccessibleText(Text.BUILD_SUMMARY.of());
        field.field().setPromptText(Text.BUILD_SUMMARY.of());
        values.add(() -> field.show(workshop.draft().tale().summary()));
        return field;
    }

    private BuildField seed() {
        var field = new BuildField("build-seed", Text.BUILD_SEED.of(), words -> {
            try {
                workshop.change(workshop.draft().seeded(Long.parseLong(words)));
                return "";
            } catch (NumberFormatException notANumber) {
                return Text.SEED_PROBLEM.of(words);
            }
        });
        values.add(() -> field.show(Long.toString(workshop.draft().seed())));
        return field;
    }

    private VBox host() {
        var choice = new ComboBox<String>();
        choice.setId("build-host");
        choice.getStyleClass().add("pop-choice");
        choice.setAccessibleText(Text.BUILD_HOST.of());
        choice.setMaxWidth(Double.MAX_VALUE);
        for (var generation : Generation.values()) {
            choice.getItems().add(generation.words());
        }
        choice.setOnAction(event -> {
            int chosen = choice.getSelectionModel().getSelectedIndex();
            var host = workshop.draft().tale().host();
            if (chosen >= 0 && chosen != host.generation().ordinal()) {
                workshop.change(workshop.draft().on(host.of(Generation.values()[chosen])));
            }
        });
        values.add(() -> choice.getSelectionModel().select(workshop.draft().tale().host().generation().ordinal()));
        return new VBox(Parts.label("row-name", Text.BUILD_HOST.of()), choice);
    }
}
