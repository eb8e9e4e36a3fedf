package archipelago.engine.phenomenon;

import archipelago.engine.base.Errno;
import archipelago.engine.journal.Happening;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.scenario.Expectation;
import archipelago.engine.world.World;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Looks at what can be read: the logs of kernels, and the host's files.
final class Texts {
    private static final int SHOWN_MAX = 160;

    private final World world;
    private final Recent recent;

    Texts(World world, Recent recent) {
        this.world = world;
        this.recent = recent;
    }

    Observation logged(Expectation.Logged e) {
        var expected =
                e.kernel() + " logged " + e.parts().stream().map(Texts::quoted).collect(Collectors.joining(", then "));
        var lines = recent.lines(e.kernel());
        int at = 0;
        for (var part : e.parts()) {
            while (at < lines.size() && !lines.get(at).contains(part)) {
                at++;
            }
            if (at == lines.size()) {
                boolean first = part.equals(e.parts().getFirst());
                return new Observation(
                        world.now(),
                        expected,
                        e.kernel() + " logged no " + quoted(part) + (first ? "" : " after that"),
                        false);
            }
            at++;
        }
        return new Observation(world.now(), expected, expected, true);
    }

    Observation notLogged(Expectation.NotLogged e) {
        var line = recent.lines(e.kernel()).stream().filter(l -> l.contains(e.part())).findFirst();
        var expected = e.kernel() + " logged " + (e.part().isEmpty() ? "nothing" : "no " + quoted(e.part()));
        var happened = line.map(l -> e.kernel() + " logged " + quoted(l)).orElse(expected);
        return new Observation(world.now(), expected, happened, line.isEmpty());
    }

    /// What was read in several goes is one text.
    Observation console(Expectation.ConsoleText e) {
        var text = recent.happenings().stream()
                .filter(what -> what instanceof Happening.ConsoleRead read && read.link() == e.link())
                .map(what -> ((Happening.ConsoleRead) what).bytes().asText())
                .collect(Collectors.joining());
        int at = 0;
        boolean held = true;
        for (var part : e.parts()) {
            int found = text.indexOf(part, at);
            held &= found >= 0;
            at = found + part.length();
        }
        var link = "console link " + e.link() + " says ";
        var expected = link + e.parts().stream().map(Texts::quoted).collect(Collectors.joining(", then "));
        return new Observation(
                world.now(), expected, held ? expected : link + quoted(clipped(text.strip())), held);
    }

    Observation file(Expectation.File e) {
        var kernel = world.state.named(e.kernel());
        var content = kernel == null ? new Content.Refused(Errno.ENODEV) : FileTree.of(world, kernel).read(e.path());
        var text = switch (content) {
            case Content.Bytes(var blob) -> new String(blob.bytes(), StandardCharsets.UTF_8);
            case Content.Refused _ -> null;
        };
        var file = kernel == null || kernel.host() ? e.path() : e.path() + " in " + kernel.name;
        var expected = file + switch (e.form()) {
            case IS -> " reads " + quoted(e.text());
            case HAS -> " says " + quoted(e.text());
            case LACKS -> " does not say " + quoted(e.text());
            case ABSENT -> " is not there";
        };
        boolean held = switch (e.form()) {
            case IS -> text != null && text.strip().equals(e.text().strip());
            case HAS -> text != null && text.contains(e.text());
            case LACKS -> text != null && !text.contains(e.text());
            case ABSENT -> text == null;
        };
        var happened = text == null ? file + " is not there" : file + " reads " + quoted(clipped(text.strip()));
        return new Observation(world.now(), expected, held ? expected : happened, held);
    }

    private static String clipped(String text) {
        var line = text.replace('\n', ' ');
        return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "…";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
