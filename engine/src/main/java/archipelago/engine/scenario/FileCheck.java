package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.devicetree.BaselineReader;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells whether a file that a person names can be used, and everything that is wrong with it.
/// No file makes it throw.
public final class FileCheck {

    /// What a file is.
    public enum Kind {
        SCENARIO("scenario"),
        DEVICE_TREE("device tree"),
        DEVICE_TREE_BLOB("device tree blob"),
        SESSION("session"),
        COMPUTER("description of a computer"),
        UNKNOWN("file");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// What came of looking at it.
    public enum Outcome {
        /// It can be used; problems beside it are harmless.
        SOUND,
        /// It is there, and something is wrong with it.
        FAULTY,
        /// It is missing, or it cannot be read.
        UNREADABLE
    }

    /// @param problems all that were found, in the order of their places
    public record Verdict(Outcome outcome, Kind kind, List<Problem> problems) {
        public Verdict {
            problems = List.copyOf(problems);
        }

        private static Verdict of(Kind kind, Reading<?> reading) {
            return new Verdict(reading.value().isPresent() ? Outcome.SOUND : Outcome.FAULTY, kind, reading.problems());
        }

        private static Verdict faulty(Kind kind, Problem problem) {
            return new Verdict(Outcome.FAULTY, kind, List.of(problem));
        }
    }

    /// What reads a session file.
    @FunctionalInterface
    public interface SessionText {
        Reading<?> read(String file, String text);
    }

    private static final int BLOB_MAGIC = 0xD00DFEED;
    private static final Pattern SESSION_START = Pattern.compile("\\s*\\{\\s*\"session\"");
    /// Trees that say of themselves that they are something else than a baseline.
    private static final List<String> OTHER_TREES = List.of("linux,multikernel-overlay", "multikernel-v1");
    private static final String KINDS = "a scenario (.json), a device tree (.dts, .dtb) or a session (.mksession)";

    private final SessionText sessions;

    /// @param sessions reads session files, which stand above this package
    public FileCheck(SessionText sessions) {
        this.sessions = sessions;
    }

    /// Looks at a file, by its ending or else by how it begins.
    public Verdict check(Path file) {
        return switch (FileBytes.read(file)) {
            case FileBytes.Content content -> check(file, content);
            case FileBytes.Unreadable(var problem) ->
                new Verdict(Outcome.UNREADABLE, Kind.UNKNOWN, List.of(problem));
            case FileBytes.Unfit(var problem) -> Verdict.faulty(byEnding(file), problem);
        };
    }

    private Verdict check(Path file, FileBytes.Content content) {
        var kind = byEnding(file);
        if (kind == Kind.DEVICE_TREE_BLOB || kind == Kind.UNKNOWN && startsLikeBlob(content.bytes())) {
            return Verdict.of(Kind.DEVICE_TREE_BLOB, FlattenedTree.read(content.name(), content.bytes()));
        }
        return switch (TextFile.of(content.name(), content.bytes())) {
            case TextFile.Content(var name, var text) -> text(file, name, text);
            case TextFile.Unfit(var problem) -> Verdict.faulty(kind, problem);
            case TextFile.Unreadable(var problem) -> Verdict.faulty(kind, problem);
        };
    }

    private Verdict text(Path file, String name, String text) {
        var kind = beginsLikeSession(text)
                ? Kind.SESSION
                : byEnding(file) == Kind.UNKNOWN ? byContent(text) : byEnding(file);
        return switch (kind) {
            case SESSION -> Verdict.of(kind, sessions.read(name, text));
            case DEVICE_TREE -> Verdict.of(kind, tree(name, text));
            case SCENARIO -> json(file, name, text);
            default ->
                Verdict.faulty(kind, new Problem(name, 1, 1, "this is no kind of file that can be read here", KINDS));
        };
    }

    /// Reads a device tree; one that may be a baseline must be a sound baseline, too.
    private Reading<?> tree(String name, String text) {
        var tree = DeviceTreeSource.read(name, text);
        boolean baseline = tree.value().filter(FileCheck::mayBeBaseline).isPresent();
        return baseline ? BaselineReader.read(name, text) : tree;
    }

    private static boolean mayBeBaseline(DeviceTree tree) {
        var compatible = tree.root().property("compatible").flatMap(c -> c.strings().value()).orElse(List.of());
        return !tree.plugin() && compatible.stream().noneMatch(OTHER_TREES::contains);
    }

    private Verdict json(Path file, String name, String text) {
        var problems = new Problems(name);
        var root = PlacedJson.read(text, problems).orElse(null);
        if (root == null) {
            return Verdict.of(Kind.SCENARIO, Reading.refused(problems.inOrder()));
        }
        var reader = new ScenarioReader();
        return Verdict.of(Kind.SCENARIO, reader.read(root, problems, ScenarioReader.beside(file)));
    }

    /// Whether a text begins like a session file: with an object whose first key says so.
    public static boolean beginsLikeSession(String text) {
        return SESSION_START.matcher(text).lookingAt();
    }

    private static Kind byEnding(Path file) {
        var name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Kind.SCENARIO;
        }
        if (name.endsWith(".dts")) {
            return Kind.DEVICE_TREE;
        }
        if (name.endsWith(".mksession")) {
            return Kind.SESSION;
        }
        return name.endsWith(".dtb") ? Kind.DEVICE_TREE_BLOB : Kind.UNKNOWN;
    }

    private static Kind byContent(String text) {
        var start = text.stripLeading();
        if (start.startsWith("{")) {
            return Kind.SCENARIO;
        }
        return start.startsWith("/") ? Kind.DEVICE_TREE : Kind.UNKNOWN;
    }

    private static boolean startsLikeBlob(byte[] bytes) {
        return bytes.length >= Integer.BYTES
                && ByteBuffer.wrap(bytes).getInt() == BLOB_MAGIC;
    }
}
