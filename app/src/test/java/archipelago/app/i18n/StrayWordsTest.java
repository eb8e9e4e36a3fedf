package archipelago.app.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Words for people stand in the files of [Text] and nowhere else. A literal counts as such words if
/// it holds a lower-case word of four letters, or two words with a space between them.
class StrayWordsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "archipelago", "app");
    /// Where texts for the screen are made. The command line speaks English, as the tool kerf does.
    private static final List<String> PACKAGES =
            List.of("action", "build", "layout", "lesson", "render", "session", "shell", "start", "view", "vm");
    private static final Pattern WORDS = Pattern.compile("\\b[a-z]{4,}\\b|[A-Za-z]{2,} [A-Za-z]{2,}");

    /// What is given to these is a name of a style, a file, a property or a node, or tells of a defect.
    private static final Set<String> NOT_FOR_PEOPLE = Set.of(
            "Require.that", "IllegalStateException", "Require.fail", "Thread",
            "getStyleClass.add", "getStyleClass.addAll", "getStyleClass.remove", "getPseudoClass", "setId", "setStyle",
            "append", "lookup", "lookupAll", "getStyleClass.setAll", "Deed", "icon", "pill", "themeButton", "button", "contains", "startsWith", "endsWith",
            "getProperty", "setProperty", "getenv", "library", "findOrThrow", "getResource", "getResourceAsStream",
            "path", "colour");
    /// The first of what these are given is the name of a style or a tab; the others are words.
    private static final Set<String> STYLE_FIRST =
            Set.of("label", "paragraph", "FactsLine", "column", "Front", "BuildField", "number", "quiet", "end", "step",
                    "accent");

    /// Whole files in which everything between quotes belongs to Linux: the lines of a shell, and
    /// names in device trees and in the file tree; or is a name of a kernel, a device, a scenario, or a place in one.
    private static final Set<String> LINUX_FILES = Set.of("ReadBackTree.java", "FileListing.java", "ShellLine.java",
            "Draft.java", "Blueprint.java", "Gallery.java");

    /// Literals that may stay, each with its reason.
    private static final Set<String> ALLOWED = Set.of(
            "host", // the name of the first kernel
            "dtbo", "console=mktty0", // a file in the file tree, a word of a command line
            "vmlinux", "initrd.img", "rootfs", "instance-", // names of files, images and instances
            "reboot", // a system call
            "create", "load", "exec", "kill", "kill --force", "unload", "delete", // verbs of kerf
            ".context-menu, .tooltip, .combo-box-popup { ", "data:text/css;base64,", // a style sheet
            "chapter-", "tone-", "-k-stroke: ", "; -k-fill: ", "; -k-solid: ", // parts of styles
            "/device_tree", "/instances/", // paths in the file tree
            "my-machine", "*.json", "drawing-", "drawing-([0-9]{1,18})-[0-9]{1,9}\\\\.json", // files
            "tour-target", // a style
            "build-device-", "build-no-device-", "build-no-flow-", "build-drop-", "build-service-kernel-", "build-no-service-",
            "build-no-tasks-", "fidelity-filter", "start-filter", // names of nodes, or parts of them
            "Inter_400Regular.ttf", "Inter_500Medium.ttf", "Inter_600SemiBold.ttf", "Inter_700Bold.ttf",
            "JetBrainsMono_400Regular.ttf", "JetBrainsMono_500Medium.ttf"); // files of fonts

    private record Literal(String file, int line, String call, int argument, String text) {
        boolean stray() {
            return WORDS.matcher(text).find() && !technical() && !ALLOWED.contains(text);
        }

        private boolean technical() {
            boolean path = text.startsWith("/") && !text.contains(" ");
            boolean style = call.isEmpty() ? false : STYLE_FIRST.contains(last()) && argument == 0;
            return path || style || NOT_FOR_PEOPLE.contains(call) || NOT_FOR_PEOPLE.contains(last());
        }

        private String last() {
            return call.substring(call.lastIndexOf('.') + 1);
        }

        @Override
        public String toString() {
            return file + ":" + line + ": " + call + "(\"" + text + "\")";
        }
    }

    @Test
    void noWordsForPeopleStandInTheCode() throws IOException {
        var stray = new ArrayList<Literal>();
        for (var name : PACKAGES) {
            if (Files.isDirectory(SOURCES.resolve(name))) {
                try (var files = Files.walk(SOURCES.resolve(name))) {
                    for (var file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                        if (!LINUX_FILES.contains(file.getFileName().toString())) {
                            literals(file.getFileName().toString(), Files.readString(file)).stream()
                                    .filter(Literal::stray)
                                    .forEach(stray::add);
                        }
                    }
                }
            }
        }
        assertThat(stray).as("words for people belong into Text and its files").isEmpty();
    }

    @Test
    void theTestSeesWordsWhereTheyAreDrawnSetOrAdded() {
        assertThat(found("pen.left(\"never taken\", x, y);")).containsExactly("never taken");
        assertThat(found("pen.left(slots + \" slots\", x, y);")).containsExactly(" slots");
        assertThat(found("var words = full ? \"full\" : \"63 of 63\"; // \"and more words\"")).containsExactly("full");
        assertThat(found("label.setText(\"Go on\");")).containsExactly("Go on");
        assertThat(found("var b = Parts.label(\"section\", \"the pool\");")).containsExactly("the pool");
        assertThat(found("case LOST -> \"lost\";")).containsExactly("lost");
        assertThat(found("Require.that(width > at(\"here\"), \"a map is wide\");")).containsExactly("here");
    }

    @Test
    void theTestLeavesNamesAlone() {
        assertThat(found("getStyleClass().addAll(\"card\", \"keys-card\"); node.setId(\"chapter-\" + n);")).isEmpty();
        assertThat(found("Require.that(width > 0, \"a map is wider than nothing\");")).isEmpty();
        assertThat(found("throw new IllegalStateException(\"the font cannot be read\", e);")).isEmpty();
        assertThat(found("char c = '\"'; var unit = \"k/s\"; /* \"some words\" */ var id = \"CPU_ADD\";")).isEmpty();
    }

    private static List<String> found(String code) {
        return literals("X.java", code).stream().filter(Literal::stray).map(Literal::text).toList();
    }

    // --- reading code ---------------------------------------------------------------------------

    private static final Pattern TOKEN = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|"
                    + "\"((?:[^\"\\\\\n]|\\\\.)*)\"|'(?:[^'\\\\]|\\\\.)+'|[A-Za-z_][A-Za-z_0-9]*|[(),.;{}]|\n",
            Pattern.DOTALL);

    /// A call that is being read: its name with that of what it is called on, and the argument.
    private static final class Call {
        final String name;
        int argument;

        Call(String name) {
            this.name = name;
        }
    }

    private static List<Literal> literals(String file, String code) {
        var found = new ArrayList<Literal>();
        Deque<Call> calls = new ArrayDeque<>();
        int line = 1;
        var before = "";
        var name = "";
        var closed = "";
        var tokens = TOKEN.matcher(code);
        while (tokens.find()) {
            var token = tokens.group();
            if (tokens.group(1) != null) {
                var call = calls.isEmpty() ? new Call("") : calls.peek();
                found.add(new Literal(file, line, call.name, call.argument, tokens.group(1)));
            }
            switch (token) {
                case "(" -> {
                    calls.push(new Call(name));
                    name = "";
                }
                case ")" -> closed = calls.isEmpty() ? "" : calls.pop().name;
                case "," -> {
                    if (!calls.isEmpty()) {
                        calls.peek().argument++;
                    }
                }
                case ";", "{", "}" -> name = "";
                default -> {
                    if (Character.isJavaIdentifierStart(token.charAt(0))) {
                        var owner = before.equals(".") ? (name.isEmpty() ? closed : name) : "";
                        name = owner.isEmpty() ? token : owner.substring(owner.lastIndexOf('.') + 1) + "." + token;
                    }
                }
            }
            line += (int) token.chars().filter(c -> c == '\n').count();
            if (!token.isBlank()) {
                if (before.equals(")") && !token.equals(".")) {
                    closed = "";
                }
                before = token;
            }
        }
        return found;
    }
}
