package archipelago.engine.cli;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.scenario.FileCheck;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.scenario.TextFile;
import archipelago.engine.session.SavedSession;
import archipelago.engine.session.Session;
import archipelago.engine.session.SessionFile;
import archipelago.engine.session.SessionReader;
import archipelago.engine.survey.Survey;
import archipelago.engine.survey.SurveyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Files that people name: what can be started from them, or why not.
public final class Inputs {
    private static final ScenarioReader SCENARIOS = new ScenarioReader();
    private static final SessionReader SESSIONS = new SessionReader(SCENARIOS);
    private static final FileCheck CHECK = new FileCheck(SESSIONS::read);

    /// A session to go on with.
    ///
    /// @param source where it comes from
    /// @param saved what was done in it before, if it was saved
    public record Opened(ScenarioSource source, Session session, Optional<SavedSession> saved) {

        /// Records the session in a new file from now on, after what was done in it before.
        public SessionFile record(Path path) throws IOException {
            return saved.isPresent()
                    ? SessionFile.goOn(path, saved.get(), session)
                    : SessionFile.begin(path, source, session);
        }

        /// The same from the beginning, with nothing done in it yet.
        ///
        /// @param seed of its random streams
        public Opened again(long seed) {
            return new Opened(source, new Session(source.scenario().withSeed(seed)), Optional.empty());
        }

        /// How far the session had come when it was saved, if that is known.
        Optional<SavedSession.Deed.Saw> lastSeen() {
            return saved.filter(s -> !s.deeds().isEmpty()
                            && s.deeds().getLast() instanceof SavedSession.Deed.Saw saw
                            && saw.branch() == session.branch().number())
                    .map(s -> (SavedSession.Deed.Saw) s.deeds().getLast());
        }
    }

    /// What came of opening a file.
    ///
    /// @param exitStatus what the program should end with if there is no session
    public record Opening(Optional<Opened> opened, List<Problem> problems, int exitStatus) {}

    private Inputs() {}

    /// Everything that is wrong with a file.
    public static FileCheck.Verdict check(Path file) {
        // Device trees are looked at as such: they may be more than baselines.
        if (SurveyReader.origin(file).filter(origin -> origin != Survey.Origin.BASELINE).isEmpty()) {
            return CHECK.check(file);
        }
        var reading = SurveyReader.read(file);
        return new FileCheck.Verdict(
                reading.value().isPresent() ? FileCheck.Outcome.SOUND : FileCheck.Outcome.FAULTY,
                FileCheck.Kind.COMPUTER, reading.problems());
    }

    /// Opens a scenario or a saved session.
    ///
    /// @param seed the seed to use in place of the scenario's own; not for saved sessions
    public static Opening open(Path file, Optional<Long> seed) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".dts")
                || file.toString().toLowerCase(Locale.ROOT).endsWith(".dtb")) {
            var verdict = CHECK.check(file);
            return verdict.outcome() == FileCheck.Outcome.UNREADABLE
                    ? new Opening(Optional.empty(), verdict.problems(), ExitStatus.UNREADABLE)
                    : new Opening(Optional.empty(), List.of(onlyATree(file)), ExitStatus.REFUSED);
        }
        var text = TextFile.read(file);
        if (text instanceof TextFile.Unreadable(var problem)) {
            return new Opening(Optional.empty(), List.of(problem), ExitStatus.UNREADABLE);
        }
        if (text instanceof TextFile.Content(var name, var content) && FileCheck.beginsLikeSession(content)) {
            var saved = SESSIONS.read(name, content);
            return of(saved.value().map(Inputs::resume), saved);
        }
        var reading = ScenarioSource.read(file, SCENARIOS);
        return of(reading.value().map(source -> begin(source, seed)), reading);
    }

    /// Opens the scenario that is shown when none is named.
    public static Opening openDefault() {
        return openFromLibrary(ScenarioLibrary.DEFAULT);
    }

    /// Opens a scenario that travels inside the program, by its name there. What it does on purpose, and is harmless, is
    /// told by its story.
    public static Opening openFromLibrary(String name) {
        var reading = new ScenarioLibrary(SCENARIOS).read(name);
        return reading.value()
                .map(source -> of(Reading.of(source)))
                .orElseGet(() -> of(Optional.empty(), reading));
    }

    /// Begins with a scenario that has been read already, or tells why it cannot be.
    public static Opening of(Reading<ScenarioSource> reading) {
        return of(reading.value().map(source -> begin(source, Optional.empty())), reading);
    }

    private static Problem onlyATree(Path file) {
        return new Problem(file.toString(), 1, 1, "this is a device tree, and a run begins with a scenario",
                "the scenario (.json) that names it as the baseline of its machine");
    }

    private static Opening of(Optional<Opened> opened, Reading<?> reading) {
        return new Opening(opened, reading.problems(), opened.isPresent() ? ExitStatus.DONE : ExitStatus.REFUSED);
    }

    private static Opened begin(ScenarioSource source, Optional<Long> seed) {
        var scenario = source.scenario();
        var session = new Session(seed.map(scenario::withSeed).orElse(scenario));
        return new Opened(source, session, Optional.empty());
    }

    private static Opened resume(SavedSession saved) {
        return new Opened(saved.source(), Session.resume(saved), Optional.of(saved));
    }

    /// Writes problems, each on a line, with the advice on the next.
    public static void print(List<Problem> problems, PrintWriter out) {
        problems.forEach(problem -> out.println(problem.text()));
        out.flush();
    }
}
