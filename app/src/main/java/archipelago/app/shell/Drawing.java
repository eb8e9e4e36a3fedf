package archipelago.app.shell;

import archipelago.app.build.Aside;
import archipelago.app.build.Beginning;
import archipelago.app.build.Draft;
import archipelago.app.build.Kept;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.BuildPage;
import archipelago.app.view.LeftPage;
import archipelago.app.view.Look;
import archipelago.app.view.Page;
import archipelago.app.view.UnsavedPage;
import archipelago.engine.base.Reading;
import archipelago.engine.cli.Inputs;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.survey.SurveyReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Machines drawn by hand: the page on which they are drawn, where they come from and are kept, and how they are run.
final class Drawing {
    /// What the file of a drawing is called before somebody says otherwise.
    private static final String NAME = "my-machine";

    private final FileDialogs dialogs;
    private final RecentFiles recent;
    private final Aside aside;
    private final BiConsumer<String, Supplier<Inputs.Opening>> open;
    private final Consumer<String> tell;
    /// What is being drawn, by what it began with.
    private final Map<Draft, Workshop> left = new LinkedHashMap<>();

    /// @param aside keeps what no file has
    /// @param open opens what it is given, under a name
    /// @param tell says a sentence at the foot of the window
    Drawing(
            FileDialogs dialogs,
            RecentFiles recent,
            Aside aside,
            BiConsumer<String, Supplier<Inputs.Opening>> open,
            Consumer<String> tell) {
        this.tell = tell;
        this.dialogs = dialogs;
        this.recent = recent;
        this.aside = aside;
        this.open = open;
    }

    /// A page on which a draft can be worked on. A drawing that began with the same one, and was left, goes on.
    BuildPage page(Draft draft, Look look) {
        return page(left.computeIfAbsent(draft, begun -> begin(new Workshop(begun, NAME))), look);
    }

    private Workshop begin(Workshop workshop) {
        aside.follow(workshop);
        return workshop;
    }

    /// Asks what shall become of the first drawing that a program left behind; nothing if there is none.
    ///
    /// @param show shows a page
    Optional<LeftPage> left(Look look, Consumer<Page> show) {
        var running = ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid);
        return aside.left(running).stream().findFirst().map(behind -> new LeftPage(
                behind.draft().title(),
                () -> {
                    Aside.drop(behind.scenario());
                    left(look, show).ifPresent(show);
                },
                () -> {
                    var workshop = begin(Workshop.recovered(behind.draft(), NAME));
                    Aside.drop(behind.scenario());
                    left.put(behind.draft(), workshop);
                    show.accept(page(workshop, look));
                }));
    }

    private BuildPage page(Workshop workshop, Look look) {
        var doors = new BuildPage.Doors(
                () -> bring(workshop),
                () -> keep(workshop),
                () -> open.accept(workshop.draft().title(), () -> Inputs.of(workshop.blueprint().reading())),
                () -> tell.accept(Text.BUILD_WAITS.of()));
        return new BuildPage(workshop, look, doors);
    }

    /// Draws on with what stands in a file: the description of a computer, or a scenario. It is one change.
    ///
    /// @return what came of it; an empty text if nobody chose a file
    private String bring(Workshop workshop) {
        var file = dialogs.forDescription();
        if (file.isEmpty()) {
            return "";
        }
        Reading<Draft> reading = SurveyReader.describes(file.get())
                ? told(SurveyReader.read(file.get()), survey -> Beginning.of(survey, file.get()))
                : told(ScenarioSource.read(file.get(), new ScenarioReader()),
                        source -> Beginning.of(source.scenario(), source.request()));
        if (reading.value().isEmpty()) {
            return reading.problems().getFirst().text();
        }
        workshop.change(reading.value().get());
        var draft = workshop.draft();
        return Text.IMPORT_DRAWN.of(
                file.get().getFileName(), Text.CORES.count(draft.cores()), Text.NUMA_NODES.count(draft.nodes().size()));
    }

    private static <T> Reading<Draft> told(Reading<T> reading, Function<T, Draft> draft) {
        return new Reading<>(reading.value().map(draft), reading.problems());
    }

    /// Writes a drawing into two files beside each other, and says what came of it.
    private String keep(Workshop workshop) {
        var file = dialogs.forScenario(NAME + ScenarioSource.ENDING);
        if (file.isEmpty()) {
            return "";
        }
        var kept = Kept.of(workshop, file.get());
        if (kept.trouble().isEmpty()) {
            recent.opened(file.get());
        }
        return kept.words();
    }

    /// Asks what shall become of the first drawing that no file has; nothing if there is none.
    ///
    /// @param show shows a page
    /// @param leave goes on where the person wanted to go
    Optional<UnsavedPage> unsaved(Look look, Consumer<Page> show, Runnable leave) {
        return left.values().stream().filter(Workshop::unsaved).findFirst().map(workshop -> new UnsavedPage(
                workshop.draft().title(),
                () -> {
                    var came = keep(workshop);
                    if (workshop.unsaved()) {
                        var drawn = page(workshop, look);
                        show.accept(drawn);
                        drawn.tell(came);
                    } else {
                        leave.run();
                    }
                },
                () -> {
                    left.values().remove(workshop);
                    workshop.forget();
                    leave.run();
                },
                () -> show.accept(page(workshop, look))));
    }
}
