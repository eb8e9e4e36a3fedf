package archipelago.app.cli;

import static java.util.Locale.Category.DISPLAY;

import archipelago.app.build.Aside;
import archipelago.app.build.Beginning;
import archipelago.app.build.Blueprint;
import archipelago.app.export.Ahead;
import archipelago.app.export.PictureFile;
import archipelago.app.export.WindowPicture;
import archipelago.app.i18n.Language;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.shell.Display;
import archipelago.app.shell.Logbook;
import archipelago.app.shell.Station;
import archipelago.app.shell.Toolkit;
import archipelago.app.start.Preview;
import archipelago.app.start.RecentFiles;
import archipelago.app.shell.WindowState;
import archipelago.engine.base.Reading;
import archipelago.engine.cli.Converters;
import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Inputs;
import archipelago.engine.cli.Refusal;
import archipelago.engine.cli.RunReport;
import archipelago.engine.cli.Version;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.SessionFile;
import archipelago.engine.survey.SurveyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago [FILE]`: the window. Where there is no display, the picture and the run that the
/// window would have shown are written to files.
@Command(
        name = "archipelago",
        description = "Shows a multikernel machine at work.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class OpenCommand implements Callable<Integer> {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    @Spec
    private CommandSpec spec;

    private final Supplier<Optional<Display.Obstacle>> display;

    @Parameters(paramLabel = "FILE", arity = "0..1", converter = Converters.FileName.class,
            description = "a scenario (.json), a saved session (.mksession), or a computer as lscpu -J, lstopo --of xml or a baseline of"
                    + " kerf tell of it; without one, the default scenario")
    private Path file;

    @Option(names = "--dark", description = "begin with the dark theme")
    private boolean dark;

    @Option(names = "--lang", paramLabel = "LANG",
            description = "en, it, es or fr; without it, the one that was asked for last in a window, or the system's"
                    + " language if it is one of them, else en")
    private String language;

    /// @param display why no window can be opened, if none can
    OpenCommand(Supplier<Optional<Display.Obstacle>> display) {
        this.display = display;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        var err = spec.commandLine().getErr();
        refuseUnknownCommand();
        var asked = language == null
                ? Optional.<Language>empty()
                : Optional.of(PictureCommand.word("--lang", language, Language.values()));
        var opening = file == null ? Inputs.openDefault() : opening();
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var obstacle = display.get();
        if (obstacle.isEmpty()) {
            return openAsBefore(opening.opened().get(), asked);
        }
        spoken(asked, false, Locale.getDefault(DISPLAY)).choose();
        return switch (obstacle.get()) {
            case NO_DISPLAY -> render(opening.opened().get());
            case NO_GTK -> throw Refusal.here(
                    "There is a display, but GTK 3, which windows are drawn with, is not installed.",
                    "apt-get install libgtk-3-0 (on Debian and Ubuntu), or archipelago picture, which needs no GTK");
        };
    }

    /// A description of a computer is drawn, with a kernel to begin with; all else is opened as it is.
    private Inputs.Opening opening() {
        if (!SurveyReader.describes(file)) {
            return Inputs.open(file, Optional.empty());
        }
        var reading = SurveyReader.read(file);
        return Inputs.of(reading.value()
                .map(survey -> Beginning.of(survey, file))
                .map(draft -> new Blueprint(draft, draft.title()).reading())
                .orElseGet(() -> Reading.refused(reading.problems())));
    }

    /// Files are the same on every system, so only a window follows the system's language.
    static Language spoken(Optional<Language> asked, boolean inWindow, Locale system) {
        return asked.orElseGet(() -> inWindow ? Language.of(system) : Language.EN);
    }

    /// A single word that names no file was meant as a command.
    private void refuseUnknownCommand() throws Refusal {
        if (file != null && file.toString().matches("[A-Za-z-]+") && Files.notExists(file)) {
            var commands = spec.subcommands().keySet().stream().sorted().toList();
            throw Refusal.usage("\"" + file + "\" is neither a command nor a file that is there",
                    "one of " + String.join(", ", commands) + ", or the name of a scenario");
        }
    }

    /// Opens the window as it was closed last, and keeps how it is closed now.
    private int openAsBefore(Inputs.Opened opened, Optional<Language> asked) {
        var file = StateFile.ofUser(
                System::getenv, System.getProperty("os.name", ""), SessionFolder.userHome());
        var kept = file.read();
        var language = asked.or(kept::language);
        spoken(language, true, Locale.getDefault(DISPLAY)).choose();
        var state = kept.speaking(language);
        // Whoever asks for a file knows what they want; nobody else is left alone with a machine that they have never seen.
        boolean first = this.file == null && !file.exists();
        return open(opened, dark ? state.in(Theme.Name.DARK) : state, first, last -> keep(file, last));
    }

    private void keep(StateFile file, WindowState state) {
        try {
            file.write(state);
        } catch (IOException e) {
            spec.commandLine().getErr().println(
                    "How the window is arranged is not being kept: " + file.path() + " cannot be written ("
                            + e.getMessage() + ").");
        }
    }

    private Theme.Name theme() {
        return dark ? Theme.Name.DARK : Theme.Name.LIGHT;
    }

    // --- with a display -------------------------------------------------------------------------

    private int open(Inputs.Opened opened, WindowState state, boolean first, Consumer<WindowState> keep) {
        Toolkit.endQuietly();
        Toolkit.start(true);
        var closed = new CountDownLatch(1);
        var station = Toolkit.call(() -> {
            var stage = new Stage();
            var recent = new RecentFiles(SessionFolder.home().resolve("recent.txt"));
            boolean described = file != null && SurveyReader.describes(file);
            if (file != null && !described) {
                recent.opened(file);
            }
            var shown = new Station(stage, state, keep, new Written(), recent);
            if (first) {
                shown.welcome(opened);
            } else {
                shown.show(opened);
            }
            if (described) {
                shown.open(file);
            }
            shown.keepDrawings(Aside.in(SessionFolder.home().resolve("drawings"), ProcessHandle.current().pid()));
            stage.showingProperty().addListener((property, was, shows) -> {
                if (!shows) {
                    closed.countDown();
                }
            });
            return shown;
        });
        keepWhenStopped(station, keep, closed);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
        return ExitStatus.DONE;
    }

    /// A window that nobody closes, because the program is asked to end, is kept as it was a moment before: by then the
    /// toolkit may not answer any more. The record of its session is complete after every act.
    private static void keepWhenStopped(Station station, Consumer<WindowState> keep, CountDownLatch closed) {
        var newest = new AtomicReference<>(Toolkit.call(station::seen));
        Toolkit.call(() -> {
            var look = new Timeline(new KeyFrame(Duration.seconds(1), event -> newest.set(station.seen())));
            look.setCycleCount(Animation.INDEFINITE);
            look.play();
            return look;
        });
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            if (closed.getCount() > 0) {
                keep.accept(newest.get());
            }
        }));
    }

    /// The records of the sessions, each in a file of its own.
    private final class Written implements Logbook {
        @Override
        public Optional<SessionFile> begin(Inputs.Opened opened) {
            var path = SessionFolder.newFile(opened.session().scenario().name());
            try {
                return Optional.of(opened.record(path));
            } catch (IOException e) {
                say("This session is not being saved: " + path + " cannot be written (" + e.getMessage() + ").");
                return Optional.empty();
            }
        }

        @Override
        public void end(SessionFile record) {
            record.close();
            record.trouble().ifPresent(this::say);
        }

        private void say(String sentence) {
            var err = spec.commandLine().getErr();
            err.println(sentence);
            err.flush();
        }
    }

    // --- without --------------------------------------------------------------------------------

    private int render(Inputs.Opened opened) throws IOException {
        var out = spec.commandLine().getOut();
        var session = opened.session();
        var report = RunReport.toTheEnd(session);
        long instantNs = Preview.tellingNs(session);
        Ahead.look(session, instantNs);
        var folder = Files.isWritable(Path.of("")) ? Path.of("") : Files.createTempDirectory("archipelago");
        var picture = folder.resolve("archipelago-" + session.scenario().name() + ".png");
        var summary = folder.resolve("archipelago-" + session.scenario().name() + "-run.json");
        Files.writeString(summary, report.json());
        WindowPicture.take(
                new StillEngine(session),
                List.of(instantNs),
                WindowState.FIRST.in(theme()),
                Selection.NOTHING,
                WIDTH,
                HEIGHT,
                image -> PictureFile.writePng(image, picture));
        out.println("There is no display to open a window on, so what it would show was written to "
                + picture.toAbsolutePath().normalize() + " (the picture) and " + summary.toAbsolutePath().normalize()
                + " (what the run came to).");
        out.flush();
        return report.sound() ? ExitStatus.DONE : ExitStatus.BROKEN;
    }
}
