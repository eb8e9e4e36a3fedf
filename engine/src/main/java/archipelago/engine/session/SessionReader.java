package archipelago.engine.session;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.CommandJson;
import archipelago.engine.scenario.Fields;
import archipelago.engine.scenario.LeftOut;
import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.scenario.TextFile;
import archipelago.engine.session.SavedSession.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads session files: a first line with the scenario and its files, then a line for each thing
/// that was done. All problems are told at once. A last line that breaks off, as a program that was
/// killed leaves it, is passed over: what it would have said had not been recorded.
public final class SessionReader {
    private static final List<String> HEADER = List.of("session", "scenario", "seed", "text", "files");
    private static final List<String> FORK = List.of("fork", "from", "kept", "after", "at", "undo", "left_out");
    private static final List<String> LEFT_OUT = List.of("step", "over", "seal");
    private static final List<String> MARK = List.of("branch", "commands", "after", "seen");
    private static final List<String> PLACE = List.of("branch", "after", "at", "seen");
    private static final List<String> SEAL = List.of("seal", "branch");
    private static final List<String> NAME = List.of("name", "branch");
    private static final List<String> BOOKMARK = List.of("bookmark", "branch", "commands", "after", "at", "note", "badge");
    private static final List<String> FORGET = List.of("forget");
    private static final int OLDEST_SCHEMA = 1;
    private static final int BRANCHES_MAX = 100_000;

    private final ScenarioReader scenarios;

    public SessionReader(ScenarioReader scenarios) {
        this.scenarios = scenarios;
    }

    /// @param file the session's file as the person named it
    public Reading<SavedSession> read(String file, String text) {
        var lines = text.split("\n", -1);
        var problems = new ArrayList<Problem>();
        var source = header(file, lines[0], problems);
        var deeds = new ArrayList<Deed>();
        var told = new Told(source.map(ScenarioSource::scenario));
        for (int n = 1; n < lines.length; n++) {
            boolean breaksOff = n == lines.length - 1; // A whole line ends with a line feed.
            if (lines[n].isBlank() || breaksOff) {
                continue;
            }
            var found = new Problems(file);
            deed(lines[n], told.branches(), found).ifPresent(deed -> {
                told.add(deed, found);
                deeds.add(deed);
            });
            atLine(n + 1, found, problems);
        }
        return problems.isEmpty() && source.isPresent()
                ? Reading.of(new SavedSession(source.get(), deeds))
                : Reading.refused(problems);
    }

    /// What is known of the branches up to a line.
    private static final class Told {
        private final List<Optional<Scenario>> stories = new ArrayList<>();
        private final List<Integer> commands = new ArrayList<>();

        /// @param story of the first branch; empty if it could not be read
        Told(Optional<Scenario> story) {
            stories.add(story);
            commands.add(0);
        }

        int branches() {
            return stories.size();
        }

        void add(Deed deed, Problems found) {
            if (deed instanceof Deed.Gave(int branch, var _, var _)) {
                commands.set(branch, commands.get(branch) + 1);
            } else if (deed instanceof Deed.Forked fork) {
                if (fork.kept() > commands.get(fork.from())) {
                    mistold("branch " + fork.from() + " has no more than " + commands.get(fork.from()) + " commands",
                            found);
                }
                stories.add(stories.get(fork.from()).map(story -> story(fork, story, found)));
                commands.add(Math.min(fork.kept(), commands.get(fork.from())));
            }
        }

        private static Scenario story(Deed.Forked fork, Scenario parent, Problems found) {
            var misfit = fork.leftOut().flatMap(step -> step.misfit(parent));
            misfit.ifPresent(sentence -> mistold(sentence, found));
            return misfit.isPresent() ? parent : fork.leftOut().map(step -> step.from(parent)).orElse(parent);
        }

        private static void mistold(String sentence, Problems found) {
            found.add(new PlacedJson.Place(1, 1, ""), sentence, "the session as it was written");
        }
    }

    private static void atLine(int line, Problems found, List<Problem> problems) {
        for (var p : found.inOrder()) {
            problems.add(new Problem(p.file(), line, Math.max(1, p.column()), p.sentence(), p.advice()));
        }
    }

    // --- the first line -------------------------------------------------------------------------

    private Optional<ScenarioSource> header(String file, String line, List<Problem> problems) {
        var found = new Problems(file);
        var object = object(line, "the first line of a session", found);
        Optional<ScenarioSource> source = Optional.empty();
        if (object.isPresent()) {
            var fields = new Fields(object.get(), "a session", HEADER, found);
            fields.required("session").whole(OLDEST_SCHEMA, SessionFile.SCHEMA);
            var name = fields.required("scenario").text("\"first-light.json\"");
            var text = fields.required("text").text("the text of the scenario file");
            var seed = fields.required("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE);
            var files = files(object.get(), found);
            if (found.none()) {
                source = source(name.orElseThrow(), text.orElseThrow(), seed.orElseThrow(), files, problems);
            }
        }
        atLine(1, found, problems);
        return source;
    }

    private Optional<ScenarioSource> source(
            String name, String text, long seed, Map<String, String> files, List<Problem> problems) {
        ScenarioReader.Beside beside = wanted -> files.containsKey(wanted)
                ? new TextFile.Content(wanted, files.get(wanted))
                : new TextFile.Unreadable(new Problem(
                        wanted, 0, 0, "the session does not hold this file", "the session as it was written"));
        var reading = ScenarioSource.of(name, text, beside, scenarios);
        problems.addAll(reading.problems());
        return reading.value()
                .map(s -> new ScenarioSource(s.scenario().withSeed(seed), s.file(), s.text(), s.beside()));
    }

    private static Map<String, String> files(PlacedJson.Obj header, Problems found) {
        var files = new LinkedHashMap<String, String>();
        if (header.get("files").orElse(null) instanceof PlacedJson.Obj all) {
            for (var member : all.members()) {
                if (member.value() instanceof PlacedJson.Text content) {
                    files.put(member.key(), content.value());
                } else {
                    found.add(member.value().place(), "expected the text of the file",
                            '"' + member.key() + "\": \"…\"");
                }
            }
        }
        return files;
    }

    // --- the other lines ------------------------------------------------------------------------

    private static Optional<Deed> deed(String line, int branches, Problems found) {
        var read = object(line, "a line of a session", found);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        var object = read.get();
        if (object.get("fork").isPresent()) {
            return fork(object, branches, found);
        }
        if (object.get("do").isPresent()) {
            return command(object, branches, found);
        }
        if (object.get("name").isPresent()) {
            return name(object, branches, found);
        }
        if (object.get("bookmark").isPresent()) {
            return bookmark(object, branches, found);
        }
        if (object.get("forget").isPresent()) {
            var name = new Fields(object, "a bookmark to forget", FORGET, found).required("forget").text("\"panic\"");
            return found.none() ? name.map(Deed.Forgot::new) : Optional.empty();
        }
        return object.get("seal").isPresent() ? seal(object, branches, found) : mark(object, branches, found);
    }

    private static Optional<Deed> fork(PlacedJson.Obj object, int branches, Problems found) {
        var fields = new Fields(object, "a fork", FORK, found);
        long number = fields.required("fork").whole(branches, Math.min(branches, BRANCHES_MAX)).orElse(-1);
        long from = fields.required("from").whole(0, branches - 1).orElse(-1);
        long kept = fields.required("kept").whole(0, Integer.MAX_VALUE).orElse(-1);
        long after = fields.required("after").whole(0, Long.MAX_VALUE).orElse(-1);
        long at = fields.required("at").time("\"1.84ms\"", 0, Long.MAX_VALUE).orElse(-1);
        boolean undo = fields.optional("undo").yes(false);
        var leftOut = object.get("left_out").flatMap(value -> leftOut(value, at, found));
        if (!found.none()) {
            return Optional.empty();
        }
        var fork = new Deed.Forked((int) number, (int) from, (int) kept, after, at, undo, leftOut.map(Sealed::step));
        leftOut.filter(step -> !step.seal().equals(SavedSession.seal(fork, step.step())))
                .ifPresent(step -> found.add(step.place(), "this is not the fork that was recorded",
                        "the session as it was written"));
        return found.none() ? Optional.of(fork) : Optional.empty();
    }

    /// A step that is left out, with the seal that stands beside it.
    private record Sealed(LeftOut step, String seal, PlacedJson.Place place) {}

    private static Optional<Sealed> leftOut(PlacedJson value, long atNs, Problems found) {
        if (!(value instanceof PlacedJson.Obj object)) {
            found.add(value.place(), "expected the step that is left out", "{ \"step\": 12, … }");
            return Optional.empty();
        }
        var fields = new Fields(object, "a step that is left out", LEFT_OUT, found);
        long step = fields.required("step").whole(0, Integer.MAX_VALUE).orElse(-1);
        var seal = fields.required("seal").text("\"0123456789abcdef\"").orElse("");
        var overNs = new ArrayList<Long>();
        if (object.get("over").orElse(null) instanceof PlacedJson.Arr over) {
            for (var item : over.items()) {
                var ns = item instanceof PlacedJson.Text text ? Times.parse(text.value()) : OptionalLong.empty();
                ns.ifPresentOrElse(overNs::add, () -> found.add(item.place(), "expected a time", "\"1.84ms\""));
            }
        } else {
            found.add(object.place(), "a step that is left out needs the list \"over\"", "\"over\": [ \"1.84ms\" ]");
        }
        return found.none()
                ? Optional.of(new Sealed(new LeftOut((int) step, atNs, overNs), seal, object.place()))
                : Optional.empty();
    }

    private static Optional<Deed> name(PlacedJson.Obj object, int branches, Problems found) {
        var fields = new Fields(object, "the name of a branch", NAME, found);
        var name = fields.required("name").text("\"without the panic\"").orElse("");
        long branch = fields.required("branch").whole(0, branches - 1).orElse(-1);
        return found.none() ? Optional.of(new Deed.Named((int) branch, name)) : Optional.empty();
    }

    private static Optional<Deed> seal(PlacedJson.Obj object, int branches, Problems found) {
        var fields = new Fields(object, "the seal of a command", SEAL, found);
        var seal = fields.required("seal").text("\"0123456789abcdef\"").orElse("");
        long branch = fields.required("branch").whole(0, branches - 1).orElse(-1);
        return found.none() ? Optional.of(new Deed.Sealed((int) branch, seal)) : Optional.empty();
    }

    private static Optional<Deed> bookmark(PlacedJson.Obj object, int branches, Problems found) {
        var fields = new Fields(object, "a bookmark", BOOKMARK, found);
        var name = fields.required("bookmark").text("\"panic\"").orElse("");
        long branch = fields.required("branch").whole(0, branches - 1).orElse(-1);
        long commands = fields.required("commands").whole(0, Integer.MAX_VALUE).orElse(-1);
        long after = fields.required("after").whole(0, Long.MAX_VALUE).orElse(-1);
        long at = fields.required("at").time("\"1.84ms\"", 0, Long.MAX_VALUE).orElse(-1);
        var note = fields.optional("note").text("\"…\"").orElse("");
        long badge = fields.optional("badge").whole(0, Bookmark.BADGES - 1).orElse(0);
        var moment = new Moment((int) branch, (int) commands, after, at);
        return found.none() ? Optional.of(new Deed.Marked(new Bookmark(name, moment, note, (int) badge))) : Optional.empty();
    }

    private static Optional<Deed> mark(PlacedJson.Obj object, int branches, Problems found) {
        var fields = new Fields(object, "a mark", MARK, found);
        long branch = fields.required("branch").whole(0, branches - 1).orElse(-1);
        long after = fields.required("after").whole(0, Long.MAX_VALUE).orElse(-1);
        var seen = fields.required("seen").text("\"0123456789abcdef\"").orElse("");
        long commands = fields.optional("commands").whole(0, Integer.MAX_VALUE).orElse(Deed.Saw.ALL);
        return found.none() ? Optional.of(new Deed.Saw((int) branch, (int) commands, after, seen)) : Optional.empty();
    }

    private static Optional<Deed> command(PlacedJson.Obj object, int branches, Problems found) {
        var command = CommandJson.read(object, PLACE, Optional.empty(), found);
        var known = object.members().stream().map(PlacedJson.Member::key).toList();
        var fields = new Fields(object, "a command", known, found);
        long branch = fields.required("branch").whole(0, branches - 1).orElse(-1);
        long after = fields.required("after").whole(0, Long.MAX_VALUE).orElse(-1);
        long at = fields.required("at").time("\"1.84ms\"", 0, Long.MAX_VALUE).orElse(-1);
        var seen = fields.required("seen").text("\"0123456789abcdef\"").orElse("");
        return found.none() && command.isPresent()
                ? Optional.of(new Deed.Gave((int) branch, new Given(after, at, command.get()), seen))
                : Optional.empty();
    }

    private static Optional<PlacedJson.Obj> object(String line, String what, Problems found) {
        var json = PlacedJson.read(line, found).orElse(null);
        if (json instanceof PlacedJson.Obj object) {
            return Optional.of(object);
        }
        if (found.none()) {
            found.add(new PlacedJson.Place(1, 1, ""), what + " is an object", "{ … }");
        }
        return Optional.empty();
    }
}
