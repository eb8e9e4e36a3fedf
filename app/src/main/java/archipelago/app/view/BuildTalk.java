package archipelago.app.view;

import archipelago.app.build.Draft;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What goes on between the kernels that are drawn: the services by which programs find them, who asks whom and how often,
/// and the tasks inside of them. A line of traffic that is clicked, or chosen with Enter, shows all that is told of it.
final class BuildTalk extends VBox {
    private static final int MOST_BYTES = 4072;
    private static final int CLOSED = -1;
    private static final double END = 120;

    private final Workshop workshop;
    private final BuildRows services = new BuildRows();
    private final BuildRows flows = new BuildRows();
    private final BuildRows tasks = new BuildRows();
    private final List<Runnable> serviceValues = new ArrayList<>();
    private final List<Runnable> flowValues = new ArrayList<>();
    private int open = CLOSED;

    /// What is told of a line of traffic.
    private enum Key {
        EVERY,
        JITTER,
        BYTES,
        REPLY,
        WORK
    }

    /// What rows of traffic are about.
    private record Talk(List<String> ends, List<String> lines, int open) {}

    BuildTalk(Workshop workshop) {
        this.workshop = workshop;
        getStyleClass().add("build-side");
        var add = Parts.button("build-add-service", Text.BUILD_ADD_SERVICE);
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnAction(event -> addService());
        getChildren().addAll(Parts.section(Text.BUILD_FLOWS), flows, Parts.section(Text.BUILD_SERVICES), services, add,
                tasks);
    }

    void refresh() {
        var draft = workshop.draft();
        var kernels = kernels();
        if (open >= draft.flows().size()) {
            open = CLOSED;
        }
        services.show(List.of(kernels, draft.tale().services().size()), this::serviceRows);
        serviceValues.forEach(Runnable::run);
        var lines = draft.flows().stream().map(f -> f.traffic().from() + " → " + f.traffic().to()).toList();
        flows.show(new Talk(ends(), lines, open), this::flowRows);
        flowValues.forEach(Runnable::run);
        tasks.show(draft.tale().work(), this::taskRows);
    }

    private List<String> kernels() {
        return Stream.concat(Stream.of(Draft.HOST), workshop.draft().kernels().stream().map(Draft.Kernel::name)).toList();
    }

    private List<String> ends() {
        return Stream.concat(
                kernels().stream(), workshop.draft().tale().services().stream().map(Scenario.Service::name)).toList();
    }

    // --- services -------------------------------------------------------------------------------

    private void addService() {
        var draft = workshop.draft();
        var all = new ArrayList<>(draft.tale().services());
        all.add(new Scenario.Service(draft.freeService(), kernels().getLast()));
        workshop.change(draft.withServices(all));
    }

    private List<Node> serviceRows() {
        serviceValues.clear();
        var rows = new ArrayList<Node>();
        for (int i = 0; i < workshop.draft().tale().services().size(); i++) {
            int index = i;
            var name = new BuildField("build-service-" + i, "", words -> rename(index, words));
            name.field().setAccessibleText(Text.BUILD_NAME.of());
            var kernel = BuildRows.choice("build-service-kernel-" + i, Text.BUILD_SERVICES.of(), kernels());
            kernel.setOnAction(event -> {
                if (kernel.getValue() != null) {
                    change(index, new Scenario.Service(service(index).name(), kernel.getValue()));
                }
            });
            serviceValues.add(() -> {
                name.show(service(index).name());
                kernel.setValue(service(index).kernel());
            });
            rows.add(BuildRows.row(name, kernel, "build-no-service-" + i, Text.BUILD_REMOVE.of(), () -> {
                var rest = new ArrayList<>(workshop.draft().tale().services());
                rest.remove(index);
                workshop.change(workshop.draft().withServices(rest));
            }));
        }
        return rows;
    }

    private Scenario.Service service(int index) {
        return workshop.draft().tale().services().get(index);
    }

    private String rename(int index, String words) {
        if (words.isEmpty()) {
            return Text.BUILD_NO_NAME.of();
        }
        if (!workshop.draft().isFree(words)) {
            return Text.BUILD_NAME_TAKEN.of(words);
        }
        var old = service(index);
        var talk = workshop.draft().flows().stream().map(flow -> {
            var t = flow.traffic();
            return new Draft.Flow(new Scenario.Traffic(t.from().equals(old.name()) ? words : t.from(),
                    t.to().equals(old.name()) ? words : t.to(), t.everyNs(), t.jitterNs(), t.bytes(), t.replyBytes(),
                    t.workNs()));
        }).toList();
        var all = new ArrayList<>(workshop.draft().tale().services());
        all.set(index, new Scenario.Service(words, old.kernel()));
        workshop.change(workshop.draft().withServices(all).withFlows(talk));
        return "";
    }

    private void change(int index, Scenario.Service service) {
        var all = new ArrayList<>(workshop.draft().tale().services());
        all.set(index, service);
        workshop.change(workshop.draft().withServices(all));
    }

    // --- traffic --------------------------------------------------------------------------------

    private List<Node> flowRows() {
        flowValues.clear();
        var rows = new ArrayList<Node>();
        for (int i = 0; i < workshop.draft().flows().size(); i++) {
            rows.add(flowRow(i));
            if (i == open) {
                rows.add(details(i));
            }
        }
        rows.add(newFlow());
        return rows;
    }

    private HBox flowRow(int index) {
        var line = new Button();
        line.setId("build-flow-" + index);
        line.getStyleClass().add("build-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        line.pseudoClassStateChanged(Parts.CHOSEN, index == open);
        line.setOnAction(event -> {
            open = index == open ? CLOSED : index;
            refresh();
        });
        flowValues.add(() -> {
            var t = traffic(index);
            line.setText((index == open ? "▾ " : "▸ ") + t.from() + " → " + t.to() + " · " + Times.shown(t.everyNs(), 1));
            line.setAccessibleText(line.getText());
        });
        return BuildRows.row(line, new Region(), "build-no-flow-" + index, Text.BUILD_REMOVE.of(), () -> {
            var rest = new ArrayList<>(workshop.draft().flows());
            rest.remove(index);
            open = CLOSED;
            workshop.change(workshop.draft().withFlows(rest));
        });
    }

    private VBox details(int index) {
        var box = new VBox(
                time(index, Key.EVERY, Text.BUILD_EVERY, ScenarioReader.EVERY_NS_MIN, Scenario.Traffic::everyNs),
                time(index, Key.JITTER, Text.BUILD_JITTER, 0, Scenario.Traffic::jitterNs),
                bytes(index, Key.BYTES, Text.BUILD_REQUEST, Scenario.Traffic::bytes),
                bytes(index, Key.REPLY, Text.BUILD_REPLY, Scenario.Traffic::replyBytes),
                time(index, Key.WORK, Text.BUILD_EFFORT, 0, Scenario.Traffic::workNs));
        box.getStyleClass().add("build-details");
        return box;
    }

    private BuildField time(int index, Key key, Text name, long leastNs, ToLongFunction<Scenario.Traffic> now) {
        return value(index, key, name, Times::text, now, words -> {
            var ns = Times.parse(words);
            if (ns.isEmpty() || ns.getAsLong() < leastNs || ns.getAsLong() > ScenarioReader.TIME_NS_MAX) {
                return Text.BUILD_NO_TIME.of(words);
            }
            change(index, key, ns.getAsLong());
            return "";
        });
    }

    private BuildField bytes(int index, Key key, Text name, ToLongFunction<Scenario.Traffic> now) {
        return value(index, key, name, bytes -> bytes.toString(), now, words -> {
            if (!words.matches("[0-9]{1,4}") || Integer.parseInt(words) < 1 || Integer.parseInt(words) > MOST_BYTES) {
                return Text.BUILD_NO_NUMBER.of(words, 1, MOST_BYTES);
            }
            change(index, key, Integer.parseInt(words));
            return "";
        });
    }

    private BuildField value(int index, Key key, Text name, Function<Long, String> words,
            ToLongFunction<Scenario.Traffic> now, Function<String, String> take) {
        var field = new BuildField("build-" + key.name().toLowerCase(Locale.ROOT) + "-" + index, name.of(), take);
        flowValues.add(() -> field.show(words.apply(now.applyAsLong(traffic(index)))));
        return field;
    }

    private Scenario.Traffic traffic(int index) {
        return workshop.draft().flows().get(index).traffic();
    }

    private void change(int index, Key key, long value) {
        var t = traffic(index);
        var all = new ArrayList<>(workshop.draft().flows());
        all.set(index, new Draft.Flow(new Scenario.Traffic(t.from(), t.to(),
                key == Key.EVERY ? value : t.everyNs(),
                key == Key.JITTER ? value : t.jitterNs(),
                key == Key.BYTES ? (int) value : t.bytes(),
                key == Key.REPLY ? (int) value : t.replyBytes(),
                key == Key.WORK ? value : t.workNs())));
        workshop.change(workshop.draft().withFlows(all));
    }

    /// Two ends and how often one asks the other.
    private VBox newFlow() {
        var from = end("build-flow-from");
        var to = end("build-flow-to");
        from.setValue(Draft.HOST);
        to.setValue(kernels().getLast());
        var add = Parts.button("build-add-flow", Text.BUILD_ADD_FLOW);
        add.setOnAction(event -> {
            if (from.getValue() != null && to.getValue() != null && !from.getValue().equals(to.getValue())) {
                workshop.change(workshop.draft().withFlow(from.getValue(), to.getValue()));
            }
        });
        add.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(from, to);
        row.getStyleClass().add("build-row");
        for (var end : List.of(from, to)) {
            // Names need the whole width: the button stands under them.
            end.setMaxWidth(Double.MAX_VALUE);
            end.setPrefWidth(END);
            HBox.setHgrow(end, Priority.ALWAYS);
        }
        var box = new VBox(row, add);
        box.getStyleClass().add("build-list");
        return box;
    }

    private ComboBox<String> end(String id) {
        return BuildRows.choice(id, Text.BUILD_FLOWS.of(), ends());
    }

    // --- tasks ----------------------------------------------------------------------------------

    /// Tasks are written in the file; here they can be left out.
    private List<Node> taskRows() {
        var rows = new ArrayList<Node>();
        var work = workshop.draft().tale().work();
        for (int i = 0; i < work.groups().size(); i++) {
            var group = work.groups().get(i);
            int index = i;
            rows.add(BuildRows.row(
                    BuildRows.words(Text.BUILD_TASKS.count(group.count(), group.program(), group.kernel())), new Region(),
                    "build-no-tasks-" + i, Text.BUILD_REMOVE.of(), () -> {
                        var rest = new ArrayList<>(workshop.draft().tale().work().groups());
                        rest.remove(index);
                        var used = rest.stream().map(Workload.Group::program).toList();
                        workshop.change(workshop.draft().working(new Workload(
                                work.programs().stream().filter(p -> used.contains(p.name())).toList(), rest)));
                    }));
        }
        return rows;
    }
}
