package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.i18n.Language;
import archipelago.app.render.Theme;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.ProblemPage;
import archipelago.engine.base.Problem;
import archipelago.engine.cli.Inputs;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The pages over the window have room for the words of every language, in the smallest window.
@ExtendWith(ApplicationExtension.class)
class PagesInLanguagesTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    /// What holds names and sentences of any length, which may be cut.
    private static final Set<String> MAY_BE_CUT =
            Set.of("card-work", "scenario-title", "start-sentence", "build-flow", "status-message", "console-faint", "kernel-name");

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @ParameterizedTest
    @EnumSource
    void noWordsAreCut(Language language) {
        language.choose();
        var station = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var opened = new Station(new Stage(), Theme.Name.LIGHT, Logbook.NONE, new RecentFiles());
            opened.show(Inputs.openDefault().opened().orElseThrow());
            return opened;
        });
        var problem = new Problem("lab.json", 3, 19, "expected a core number, found \"x\"", "a whole number");
        var cut = new ArrayList<String>();
        cut.addAll(look(station, language, "start", Station::showStartPage));
        cut.addAll(look(station, language, "new", Station::newMachine));
        cut.addAll(look(station, language, "edit", Station::editMachine));
        cut.addAll(look(station, language, "fidelity", Station::showFidelity));
        cut.addAll(look(station, language, "seed", Station::askForSeed));
        cut.addAll(look(station, language, "problems", s -> s.window().pages()
                .show(new ProblemPage("lab.json", List.of(problem), () -> {}, () -> {}))));
        cut.addAll(look(station, language, "tour-1", Station::beginTour));
        for (int step = 2; step <= 5; step++) {
            cut.addAll(look(station, language, "tour-" + step, Station::beginTour));
        }
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> station.stage().close());
        assertThat(cut).isEmpty();
    }

    private static List<String> look(Station station, Language language, String name, Consumer<Station> deed)
            {
        BufferedImage picture = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            deed.accept(station);
            return station.window().picture(WIDTH, HEIGHT);
        });
        Seat.write(picture, "page-" + language.word() + "-" + name);
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            var cut = new ArrayList<String>();
            CutWords.collect(station.stage().getScene().getRoot(), name, MAY_BE_CUT, cut);
            return cut;
        });
    }
}
