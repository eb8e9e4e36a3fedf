package archipelago.engine.survey;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.devicetree.Baseline;
import archipelago.engine.devicetree.BaselineReader;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.scenario.FileBytes;
import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;
import archipelago.engine.scenario.TextFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what other programs tell of a computer: `lscpu -J`, with `-e` or without, `lstopo --of xml`, and baselines of
/// kerf, as text or as a blob. No file makes it throw.
public final class SurveyReader {
    private static final int BLOB_MAGIC = 0xD00DFEED;
    /// A description is known by its first words.
    private static final int BEGINNING = 4096;
    private static final Pattern JSON = Pattern.compile("\\uFEFF?\\s*\\{\\s*\"(lscpu|cpus)\"\\s*:");
    private static final Pattern XML = Pattern.compile("\\uFEFF?\\s*<(\\?xml|!DOCTYPE|!--|topology)");
    private static final Pattern TREE = Pattern.compile("\\uFEFF?\\s*(/dts-v1/|//|/\\*)");
    private static final String KINDS =
            "lscpu -J > machine.json, or lstopo --of xml > machine.xml, or a baseline of kerf (.dts, .dtb)";

    private SurveyReader() {}

    /// Whether a file begins like a description of a computer, and not like a scenario or a session. It may yet be broken.
    public static boolean describes(Path file) {
        return origin(file).isPresent();
    }

    /// What seems to have described a computer in a file; empty for a scenario, a session, and all else.
    public static Optional<Survey.Origin> origin(Path file) {
        return FileBytes.read(file) instanceof FileBytes.Content content ? origin(content.bytes()) : Optional.empty();
    }

    static Optional<Survey.Origin> origin(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.UTF_8);
        if (isBlob(bytes) || TREE.matcher(start).lookingAt()) {
            return Optional.of(Survey.Origin.BASELINE);
        }
        if (JSON.matcher(start).lookingAt()) {
            return Optional.of(Survey.Origin.LSCPU);
        }
        return XML.matcher(start).lookingAt() ? Optional.of(Survey.Origin.HWLOC) : Optional.empty();
    }

    /// Reads a file.
    public static Reading<Survey> read(Path file) {
        return switch (FileBytes.read(file)) {
            case FileBytes.Content content -> read(content.name(), content.bytes());
            case FileBytes.Unreadable(var problem) -> Reading.refused(List.of(problem));
            case FileBytes.Unfit(var problem) -> Reading.refused(List.of(problem));
        };
    }

    /// @param file the name to use in problems
    public static Reading<Survey> read(String file, byte[] bytes) {
        if (isBlob(bytes)) {
            var tree = FlattenedTree.read(file, bytes);
            return tree.value()
                    .map(read -> baseline(BaselineReader.read(file, DeviceTreeText.write(read))))
                    .orElseGet(() -> Reading.refused(tree.problems()));
        }
        return switch (TextFile.of(file, bytes)) {
            case TextFile.Content(var name, var text) -> read(name, text);
            case TextFile.Unreadable(var problem) -> Reading.refused(List.of(problem));
            case TextFile.Unfit(var problem) -> Reading.refused(List.of(problem));
        };
    }

    private static Reading<Survey> read(String file, String text) {
        if (XML.matcher(text).lookingAt()) {
            return HwlocTopology.read(file, text);
        }
        if (TREE.matcher(text).lookingAt()) {
            return baseline(BaselineReader.read(file, text));
        }
        if (!text.stripLeading().startsWith("{")) {
            return Reading.refused(List.of(new Problem(file, 1, 1, "no computer is described here", KINDS)));
        }
        var problems = new Problems(file);
        var root = PlacedJson.read(text, problems).orElse(null);
        if (!problems.none()) {
            return Reading.refused(problems.inOrder());
        }
        var lines = root instanceof PlacedJson.Obj object ? object.get("lscpu") : Optional.<PlacedJson>empty();
        var table = root instanceof PlacedJson.Obj object ? object.get("cpus") : Optional.<PlacedJson>empty();
        if (lines.isPresent()) {
            return LscpuSummary.read(lines.get(), problems);
        }
        if (table.isPresent()) {
            return LscpuTable.read(table.get(), problems);
        }
        return Reading.refused(List.of(new Problem(file, 1, 1, "no computer is described here", KINDS)));
    }

    private static Reading<Survey> baseline(Reading<Baseline> reading) {
        return new Reading<>(
                reading.value().map(read -> new Survey(
                        Survey.Origin.BASELINE, read.machine(), Optional.of(read.request()), List.of())),
                reading.problems());
    }

    private static boolean isBlob(byte[] bytes) {
        return bytes.length >= Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == BLOB_MAGIC;
    }
}
