package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.Png;
import archipelago.app.Stories;
import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Language;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.Page;
import archipelago.app.view.ProblemPage;
import archipelago.engine.base.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Everything that the window can show, on machines of every size, in every theme and in rooms of every size: its words
/// are whole and apart. An ordinary build goes once through all of them, not through all that can be put together.
/// That takes half an hour, and writes the pictures to look at: `-Darchipelago.pictures=all`, or some words that are in
/// the names of the pictures that are wanted, such as `-Darchipelago.pictures=-1024-,dark`, or of others after a
/// semicolon.
@ExtendWith(ApplicationExtension.class)
class EveryPictureTest {
    private static final Path PICTURES = Path.of("target", "pictures", "every");
    private static final String ASKED = System.getProperty("archipelago.pictures", "");
    private static final int[][] SIZES = {{1280, 720}, {1600, 1000}, {3840, 2160}};

    private static final List<Integer> CORES = List.of(8, 32, 128, 1024, 4096);
    /// In an ordinary build, every so many of the sights are looked at in each language.
    private static final int EVERY = 7;
    private static final Set<String> IN_LANGUAGES = Set.of(
            "map", "charts", "memory", "core", "events", "list", "places", "layout-lecture", "layout-engineer",
            "presentation", "parameters", "black-box", "tour");
    /// To go through two futures of more cores takes seconds each time, which is too long for every build.
    private static final int MOST_COMPARED = ASKED.isEmpty() ? 128 : 4096;
    private static final Set<String> OF_MACHINE = Set.of(
            "map", "lanes", "memory", "node", "rings", "tree", "charts", "compare", "list", "layout-lecture",
            "presentation");

    /// A picture's name, and how the window comes to show it and to show it no more.
    private record Sight(String name, Consumer<Window> before, Consumer<Window> after) {
        /// Whether it looks different for every machine.
        boolean ofMachine() {
            return OF_MACHINE.contains(name);
        }

        int mostCores() {
            return name.contains("compare") ? MOST_COMPARED : Integer.MAX_VALUE;
        }

        Sight(String name, Consumer<Window> before) {
            this(name, before, window -> {});
        }

        static Sight toggled(String name, Consumer<Window> toggle) {
            return new Sight(name, toggle, toggle);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 128, 1024, 4096})
    void wordsAreWholeAndApart(int cores) throws IOException {
        var still = LargeRuns.still(cores);
        var station = onTheirThread(() -> {
            var opened = new Station(new Stage(), Theme.Name.LIGHT, Logbook.NONE, new RecentFiles());
            opened.show(still);
            return opened;
        });
        var faults = new ArrayList<String>();
        int turn = 0;
        for (var sight : sights()) {
            for (var theme : Theme.Name.values()) {
                for (int[] size : SIZES) {
                    var name = cores + "-" + sight.name() + "-" + size[0] + "-" + theme.word();
                    if (cores <= sight.mostCores() && wanted(name, cores, sight, turn++)) {
                        faults.addAll(look(station, sight, theme, size, name));
                    }
                }
            }
        }
        onTheirThread(() -> {
            station.stage().close();
            return station;
        });
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void wordsAreWholeAndApartInEveryLanguageHoweverLargeTheyAre(Language language) throws IOException {
        language.choose();
        var faults = new ArrayList<String>();
        int turn = language.ordinal();
        for (int percent : new int[] {75, 100, 150, 250}) {
            var station = onTheirThread(() -> {
                var state = new WindowState(
                        Arrangement.LAB, 0, 0, Theme.Name.LIGHT, percent, WindowState.FIRST.language(), Map.of());
                var opened = new Station(new Stage(), state, last -> {}, Logbook.NONE, new RecentFiles());
                opened.show(Stories.live());
                return opened;
            });
            for (var sight : sights()) {
                boolean turns = turn++ % EVERY == 0;
                boolean everywhere = !ASKED.isEmpty() || IN_LANGUAGES.contains(sight.name());
                for (int[] size : everywhere ? SIZES : new int[0][]) {
                    var name = language.word() + "-" + percent + "-" + sight.name() + "-" + size[0];
                    if (ASKED.isEmpty() ? turns && size == SIZES[0] : asked(name)) {
                        faults.addAll(look(station, sight, Theme.Name.LIGHT, size, name));
                    }
                }
            }
            onTheirThread(() -> {
                station.stage().close();
                return station;
            });
        }
        assertThat(faults).isEmpty();
    }

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @Test
    void whatIsWrongIsSeen() {
        var faults = onTheirThread(() -> {
            var under = new Label("under another");
            var over = new Label("over it");
            var narrow = new Label("a sentence that has no room");
            narrow.setMaxWidth(40);
            narrow.setTranslateY(60);
            var outside = new Label("outside");
            outside.setTranslateX(170);
            var root = new StackPane(under, over, narrow, outside);
            new Scene(root);
            root.resize(200, 200);
            root.applyCss();
            root.layout();
            return WordsInSight.of(root).faults();
        });
        assertThat(faults)
                .anyMatch(fault -> fault.contains("'under another' and 'over it' overlap"))
                .anyMatch(fault -> fault.contains("'a sentence that has no room' is shortened"))
                .anyMatch(fault -> fault.contains("'outside' is cut at an edge"));
    }

    /// Each sight once, with a theme and a size of its turn: what shows the machine for each machine, the rest for one
    /// of the smaller ones.
    private static boolean wanted(String name, int cores, Sight sight, int turn) {
        int kinds = Theme.Name.values().length * SIZES.length;
        int number = turn / kinds;
        boolean machine = sight.ofMachine() || CORES.get(number % (CORES.size() - 1)) == cores;
        return switch (ASKED) {
            case "" -> machine && turn % kinds == (number + CORES.indexOf(cores)) * 4 % kinds;
            default -> asked(name);
        };
    }

    private static boolean asked(String name) {
        return ASKED.equals("all") || Stream.of(ASKED.split(";"))
                .anyMatch(words -> Stream.of(words.split(",")).allMatch(("-" + name + "-")::contains));
    }

    private static List<String> look(Station station, Sight sight, Theme.Name theme, int[] size, String name)
            throws IOException {
        var window = station.window();
        onTheirThread(() -> {
            window.look().theme().set(Theme.of(theme));
            sight.before().accept(window);
            return window.laidOut(size[0], size[1]);
        });
        waitForBoth(window);
        var picture = ASKED.isEmpty() ? null : onTheirThread(() -> window.picture(size[0], size[1]));
        List<String> faults = onTheirThread(() -> {
            var seen = WordsInSight.of(window.laidOut(size[0], size[1]));
            var found = seen.words().size() < 10 ? List.of("there is next to nothing to read") : seen.faults();
            sight.after().accept(window);
            leave(window);
            return found;
        });
        if (!ASKED.isEmpty()) {
            Png.write(picture, PICTURES.resolve(name + ".png"));
        }
        return faults.stream().map(fault -> name + ": " + fault).toList();
    }

    /// Where two futures stand beside each other, the second one is gone through elsewhere.
    private static void waitForBoth(Window window) {
        try {
            WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> onTheirThread(() -> {
                window.pulse();
                return !window.deck().shown().get().equals(Optional.of(ViewKind.COMPARE))
                        || window.deck().compared().isPresent();
            }));
        } catch (TimeoutException e) {
            throw new AssertionError("the two futures did not get there", e);
        }
    }

    /// Has the window as it was at first.
    private static void leave(Window window) {
        window.pages().close();
        for (int i = 0; i < 3; i++) {
            window.hands().cancel();
        }
        window.lectern().arrange(Arrangement.LAB);
        window.select(Selection.NOTHING);
    }

    // --- what there is to see -------------------------------------------------------------------

    private static List<Sight> sights() {
        var sights = new ArrayList<Sight>();
        sights.add(new Sight("map", window -> window.select(new Selection.OfKernel(1))));
        sights.add(new Sight("lanes", view(ViewKind.LANES)));
        sights.add(new Sight("memory", view(ViewKind.MEMORY)));
        sights.add(new Sight("node", view(ViewKind.MEMORY).andThen(window -> window.select(new Selection.OfNode(0)))));
        sights.add(new Sight("rings", view(ViewKind.RINGS)));
        sights.add(new Sight("tree", view(ViewKind.TREE)));
        sights.add(new Sight("charts", view(ViewKind.CHARTS)));
        sights.add(new Sight("compare", view(ViewKind.COMPARE)));
        sights.add(new Sight("core", window -> window.select(new Selection.OfCore(window.frame().kernels.size()))));
        sights.add(Sight.toggled("events", window -> window.workbench().showEvents()));
        sights.add(Sight.toggled("list", window -> window.workbench().showList()));
        sights.add(Sight.toggled("shell", window -> window.workbench().showShell()));
        sights.add(new Sight("console", window -> {
            window.select(new Selection.OfKernel(1));
            window.hands().showConsole();
        }, window -> window.console().toggle()));
        sights.add(Sight.toggled("places", window -> window.hands().showPlaces()));
        for (var arrangement : Arrangement.values()) {
            var word = arrangement.name().toLowerCase(Locale.ROOT);
            sights.add(new Sight("layout-" + word, window -> window.lectern().arrange(arrangement)));
        }
        sights.add(Sight.toggled("presentation", window -> window.lectern().togglePresentation()));
        sights.add(new Sight("show-lecture", window -> {
            window.lectern().arrange(Arrangement.LECTURE);
            window.lectern().togglePresentation();
        }, window -> window.lectern().togglePresentation()));
        sights.add(Sight.toggled("keys", window -> window.keys().toggle()));
        sights.add(new Sight("finder", window -> window.finder().open(), window -> window.finder().close()));
        sights.add(new Sight("parameters", window -> window.hands().openParameters()));
        sights.add(new Sight("black-box", window -> window.hands().openBlackBox()));
        sights.add(new Sight("start", window -> window.station().showStartPage()));
        sights.add(new Sight("editor", window -> window.station().editMachine()));
        sights.add(new Sight("fidelity", window -> window.station().showFidelity()));
        sights.add(new Sight("problems", window -> window.pages().show(problems())));
        sights.add(new Sight("tour", window -> window.tour().begin()));
        return sights;
    }

    private static Consumer<Window> view(ViewKind kind) {
        return window -> {
            window.select(new Selection.OfKernel(1));
            window.deck().show(Optional.of(kind));
        };
    }

    private static Page problems() {
        var one = new Problem("lab.json", 3, 19, "expected a core number, found \"x\"", "a whole number");
        var other = new Problem("lab.json", 12, 5, "no instance is called \"web\"", "one of web-server, database");
        return new ProblemPage("lab.json", List.of(one, other), () -> {}, () -> {});
    }

    private static <T> T onTheirThread(java.util.concurrent.Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(240_000, work);
    }
}
