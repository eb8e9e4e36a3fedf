package archipelago.engine.scenario;

import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario.Deed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kernel gets another name in a story that is told already: in what is done to it, and in what is expected of it. What
/// it says, and the names of images and files, stay.
public final class StoryNames {
    /// Keys of commands under which the name of a kernel stands.
    private static final Set<String> OF_KERNELS = Set.of("instance", "kernel", "in", "from", "to", "victim", "kernels");
    /// Keys of checkpoints under which all sorts of words stand.
    private static final Set<String> OF_WORDS =
            Set.of("logs", "logs-not", "console-text", "image", "is", "has", "lacks", "program", "chapter");
    private static final List<String> IN_FRONT =
            List.of("", "runs ", "parked on ", "hot-plug on ", "offline on ", "pool of ", "parked on pool of ");

    private final String from;
    private final String to;

    private StoryNames(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /// The same chapters about a kernel with another name. Their titles and texts stay as they are.
    public static List<Scenario.Chapter> renamed(List<Scenario.Chapter> story, String from, String to) {
        var names = new StoryNames(from, to);
        return story.stream()
                .map(chapter -> new Scenario.Chapter(chapter.title(), chapter.text(), chapter.speedNsPerSecond(),
                        chapter.steps().stream()
                                .map(step -> new Scenario.Step(step.afterNs(), names.of(step.deed())))
                                .toList()))
                .toList();
    }

    private Deed of(Deed deed) {
        return switch (deed) {
            case Deed.Give give -> new Deed.Give(of(give.command()), give.waits(), give.reply());
            case Deed.AwaitUp(var instance) -> new Deed.AwaitUp(of(instance));
            case Deed.AwaitLoaded(var instance) -> new Deed.AwaitLoaded(of(instance));
            case Deed.Expect(var all) -> new Deed.Expect(of(all));
            case Deed.AwaitAnswers _, Deed.Rest _ -> deed;
        };
    }

    private String of(String name) {
        return name.equals(from) ? to : name;
    }

    /// A command knows its kernels by the keys under which it is written; so it is written, and read again.
    private Command of(Command command) {
        var written = CommandJson.write(command);
        var changed = JsonNodeFactory.instance.objectNode();
        boolean spoofs = Verb.SPOOF_MESSAGE.word().equals(written.path("do").asText());
        written.properties().forEach(field -> changed.set(field.getKey(),
                OF_KERNELS.contains(field.getKey()) || spoofs && field.getKey().equals("as")
                        ? values(field.getValue())
                        : field.getValue()));
        return changed.equals(written)
                ? command
                : read(changed)
                        .flatMap(object -> CommandJson.read(object, List.of(), Optional.empty(), new Problems("")))
                        .orElse(command);
    }

    private List<Expectation> of(List<Expectation> all) {
        var written = CheckpointJson.write(JsonNodeFactory.instance.objectNode(), all);
        var changed = (ObjectNode) values(written);
        return changed.equals(written)
                ? all
                : read(changed).map(object -> ExpectJson.read(object, new Problems(""))).orElse(all);
    }

    private static Optional<PlacedJson.Obj> read(ObjectNode object) {
        return PlacedJson.read(object.toString(), new Problems(""))
                .filter(PlacedJson.Obj.class::isInstance)
                .map(PlacedJson.Obj.class::cast);
    }

    private JsonNode values(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(value(text.textValue()));
            case ArrayNode list -> {
                var changed = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> changed.add(values(item)));
                yield changed;
            }
            case ObjectNode object -> {
                var changed = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> changed.set(key(field.getKey()),
                        OF_WORDS.contains(field.getKey()) ? keysOf(field.getValue()) : values(field.getValue())));
                yield changed;
            }
            default -> node;
        };
    }

    /// What is said of kernels by their names, with their words left alone.
    private JsonNode keysOf(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var changed = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> changed.set(key(field.getKey()), field.getValue()));
        return changed;
    }

    private String key(String key) {
        return key.startsWith(from + ":/") ? to + key.substring(from.length()) : value(key);
    }

    private String value(String words) {
        if (words.contains(",")) {
            return Stream.of(words.split(",", -1)).map(this::of).collect(Collectors.joining(","));
        }
        return Stream.of(words)
                .filter(known -> IN_FRONT.stream().anyMatch(front -> known.equals(front + from)))
                .map(known -> known.substring(0, known.length() - from.length()) + to)
                .findFirst()
                .orElse(words);
    }
}
