package archipelago.engine.scenario;

import archipelago.engine.command.Command.Fault;
import archipelago.engine.state.MessageKind;
import java.util.Arrays;
import java.util.List;

/// Whether the faults of a story strike something that there can be.
final class FaultCheck {
    /// Whom a fault strikes, or who does something wrong, stands under the same keys in all of them.
    private static final List<String> KERNEL_KEYS = List.of("kernel", "from", "to", "as", "victim");

    private final StoryCheck story;
    private final Problems problems;

    FaultCheck(StoryCheck story, Problems problems) {
        this.story = story;
        this.problems = problems;
    }

    /// @param at the step as it stands in the file
    void check(Fault fault, PlacedJson.Obj at) {
        story.inventory().knownCpus(List.of(cpu(fault)), at, "cpu");
        if (fault instanceof Fault.ArmMarker || fault instanceof Fault.SpoilManifest) {
            story.exists(text(at, "instance"), at, "instance");
            return;
        }
        for (var key : KERNEL_KEYS) {
            story.kernel(at, key);
        }
        knownKind(at, "kind");
        knownKind(at, "answers");
    }

    private static long cpu(Fault fault) {
        return switch (fault) {
            case Fault.Panic f -> f.cpu();
            case Fault.Hang f -> f.cpu();
            case Fault.StopCpu f -> f.cpu();
            case Fault.ForeignNmi f -> f.cpu();
            case Fault.TripleFault f -> f.cpu();
            case Fault.MachineCheck f -> f.cpu();
            default -> Fault.NO_CPU;
        };
    }

    private void knownKind(PlacedJson.Obj at, String key) {
        var word = text(at, key);
        var words = Arrays.stream(MessageKind.values()).map(MessageKind::words).toList();
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(at.placeOf(key), "there is no kind of message " + Words.quoted(word),
                    Words.meant(word, words));
        }
    }

    private static String text(PlacedJson.Obj at, String key) {
        return at.get(key).orElse(null) instanceof PlacedJson.Text text ? text.value() : "";
    }
}
