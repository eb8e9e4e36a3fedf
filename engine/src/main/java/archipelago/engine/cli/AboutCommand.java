package archipelago.engine.cli;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.Provenance;
import archipelago.engine.invariant.Invariant;
import archipelago.engine.overlay.Change;
import archipelago.engine.scenario.Phenomenon;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Manifest;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import archipelago.engine.state.UnusedMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `archipelago about`: the version, and what the model is worth: what it does exactly, what approximately, what
/// not at all, and where every duration comes from. All of it is read out of the model; nothing is written here.
@picocli.CommandLine.Command(
        name = "about",
        description = "Says what is modelled exactly, approximately and not at all.",
        mixinStandardHelpOptions = true)
final class AboutCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;
    private static final int WIDTH = 96;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(json ? document() : text());
        spec.commandLine().getOut().flush();
        return ExitStatus.DONE;
    }

    // --- what there is to say ---------------------------------------------------------------------

    /// The words for what can be, by what it is that can be so.
    private static Map<String, List<String>> states() {
        var states = new LinkedHashMap<String, List<String>>();
        states.put("status of an instance", words(Status.values()));
        states.put("phase of a kernel", Stream.of(Phase.values()).map(Phase::words).toList());
        states.put("place of a core", words(Site.values()));
        states.put("condition of a core", Stream.of(Hang.values()).map(Hang::words).toList());
        states.put("manifest, as its reader finds it", words(Manifest.values()));
        return states;
    }

    private static List<String> words(Enum<?>[] values) {
        return Stream.of(values).map(value -> ModelSheet.words(value.name())).toList();
    }

    /// What can be asked of the machine or happen to it: orders to kerf, and the other families.
    static Map<String, List<String>> commands() {
        var commands = new LinkedHashMap<String, List<String>>();
        commands.put("kerf", ModelSheet.kinds(Command.class));
        for (var family : ModelSheet.families(Command.class)) {
            commands.put(ModelSheet.words(family.getSimpleName()), ModelSheet.kinds(family));
        }
        return commands;
    }

    private static List<Phenomenon> phenomena() {
        var library = new ScenarioLibrary(new ScenarioReader());
        return library.phenomena().stream()
                .flatMap(name -> library.read(name).value().stream())
                .flatMap(source -> source.scenario().phenomenon().stream())
                .toList();
    }

    private static List<Errno> errnos() {
        return Stream.of(Errno.values()).filter(errno -> !errno.ok()).toList();
    }

    private static String hex(int number) {
        return "0x" + Integer.toHexString(number);
    }

    // --- as text ----------------------------------------------------------------------------------

    private static String text() {
        var out = new StringBuilder("Archipelago " + Version.text() + ", a multikernel machine at work\n");
        out.append("It models Linux multikernel as of the kernel tag v7.0-mk2, on x86.\n");
        for (var page : ModelSheet.pages()) {
            out.append('\n').append(page.subject().title()).append('\n');
            column(out, "Exactly", page.exactly());
            column(out, "Approximately", page.approximately());
            column(out, "Not at all", page.notAtAll());
        }
        out.append("\nWhat can be\n");
        states().forEach((of, words) -> list(out, of, words));
        out.append("\nWhat can be asked, or can happen\n");
        commands().forEach((family, kinds) -> list(out, family, kinds));
        list(out, "changes of the file tree", ModelSheet.kinds(Change.class));
        list(out, "errors", errnos().stream().map(Errno::signed).toList());
        out.append("\nMessages\n");
        list(out, "known", Stream.of(MessageKind.values()).map(k -> k.words() + " " + hex(k.subtype())).toList());
        for (var kind : UnusedMessage.values()) {
            item(out, "not modelled: " + kind.name() + " " + hex(kind.subtype()) + ", since " + kind.why());
        }
        for (var provenance : Provenance.values()) {
            out.append("\nDurations: ").append(provenance.words()).append('\n');
            Stream.of(Cost.values())
                    .filter(cost -> cost.provenance() == provenance)
                    .forEach(cost -> item(out, line(cost)));
        }
        out.append("\nPromises that `run` checks after every event\n");
        for (var invariant : Invariant.values()) {
            item(out, invariant.name() + ": " + invariant.sentence());
        }
        out.append("\nPhenomena that can be seen (`phenomena` shows that each of them holds)\n");
        phenomena().forEach(phenomenon -> item(out, phenomenon.id() + ": " + phenomenon.name()));
        return out.toString().stripTrailing();
    }

    private static void column(StringBuilder out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append("  ").append(title).append('\n');
            lines.forEach(line ->
                    out.append("    - ").append(ModelSheet.wrapped(line, WIDTH - 6, "      ")).append('\n'));
        }
    }

    private static void list(StringBuilder out, String title, List<String> words) {
        item(out, title + ": " + String.join(", ", words));
    }

    private static void item(StringBuilder out, String line) {
        out.append("  ").append(ModelSheet.wrapped(line, WIDTH - 2, "      ")).append('\n');
    }

    private static String line(Cost cost) {
        return ModelSheet.words(cost.name()) + ": " + Times.shown(cost.defaultNs(), 3) + " " + cost.unit() + " ("
                + cost.source() + ")";
    }

    // --- as a document ----------------------------------------------------------------------------

    private static String document() {
        var json = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA).put("version", Version.text());
        json.put("reference", "v7.0-mk2");
        var pages = ModelSheet.pages();
        put(json, "exact", pages.stream().flatMap(page -> page.exactly().stream()).toList());
        put(json, "approximate", pages.stream().flatMap(page -> page.approximately().stream()).toList());
        put(json, "not_modelled", pages.stream().flatMap(page -> page.notAtAll().stream()).toList());
        var subjects = json.putArray("subjects");
        for (var page : pages) {
            var subject = subjects.addObject().put("id", page.subject().name()).put("title", page.subject().title());
            put(subject, "exact", page.exactly());
            put(subject, "approximate", page.approximately());
            put(subject, "not_modelled", page.notAtAll());
        }
        var states = json.putObject("states");
        states().forEach((of, words) -> put(states, of, words));
        var commands = json.putObject("commands");
        commands().forEach((family, kinds) -> put(commands, family, kinds));
        put(json, "changes", ModelSheet.kinds(Change.class));
        putTables(json);
        return json.toPrettyString();
    }

    private static void putTables(ObjectNode json) {
        var errnos = json.putArray("errnos");
        errnos().forEach(errno ->
                errnos.addObject().put("name", errno.name()).put("number", errno.number()).put("words", errno.words()));
        var messages = json.putArray("messages");
        for (var kind : MessageKind.values()) {
            message(messages.addObject(), kind.name(), kind.type(), kind.subtype()).put("modelled", true);
        }
        for (var kind : UnusedMessage.values()) {
            message(messages.addObject(), kind.name(), kind.type(), kind.subtype())
                    .put("modelled", false)
                    .put("why", kind.why());
        }
        var costs = json.putArray("costs");
        for (var cost : Cost.values()) {
            costs.addObject()
                    .put("name", cost.name())
                    .put("value_ns", cost.defaultNs())
                    .put("unit", cost.unit())
                    .put("provenance", cost.provenance().words())
                    .put("source", cost.source());
        }
        var promises = json.putArray("invariants");
        for (var invariant : Invariant.values()) {
            promises.addObject().put("id", invariant.name()).put("sentence", invariant.sentence());
        }
        var phenomena = json.putArray("phenomena");
        phenomena().forEach(phenomenon -> phenomena.addObject()
                .put("id", phenomenon.id())
                .put("kind", phenomenon.kind().name())
                .put("name", phenomenon.name())
                .put("teaches", phenomenon.teaches()));
    }

    private static ObjectNode message(ObjectNode item, String name, int type, int subtype) {
        return item.put("name", name).put("type", type).put("subtype", subtype);
    }

    private static void put(ObjectNode json, String key, List<String> lines) {
        lines.forEach(json.putArray(key)::add);
    }
}
