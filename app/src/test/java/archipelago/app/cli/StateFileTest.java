package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Language;
import archipelago.app.layout.TimeScale;
import archipelago.app.render.Theme;
import archipelago.app.shell.WindowState;
import archipelago.app.vm.AnnouncerVm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    private StateFile file() {
        return new StateFile(folder.resolve("deep/window.json"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var state = new WindowState(Arrangement.ENGINEER, 1280, 720, Theme.Name.CONTRAST, 150, Optional.of(Language.FR),
                TimeScale.Mode.COMPRESSED, AnnouncerVm.Rate.SECONDS_10, Map.of(Arrangement.LAB, 0.4, Arrangement.ENGINEER, 0.7));
        file().write(state);
        assertThat(file().read()).isEqualTo(state);
        assertThat(Files.readString(file().path())).contains("\"layout\" : \"engineer\"").endsWith("}\n");
    }

    @Test
    void whoHasNoFileHasTheWindowAsAtFirst() {
        assertThat(file().read()).isEqualTo(WindowState.FIRST);
        assertThat(file().path()).doesNotExist();
    }

    @Test
    void aBrokenFileIsSetAsideAndNothingOfItIsLost() throws IOException {
        Files.createDirectories(file().path().getParent());
        Files.writeString(file().path(), "{\"layout\": \"lec");
        assertThat(file().read()).isEqualTo(WindowState.FIRST);
        assertThat(file().path()).doesNotExist();
        assertThat(file().path().resolveSibling("window.json.broken")).hasContent("{\"layout\": \"lec");
    }

    @Test
    void whatMakesNoSenseIsLeftOutAndTheRestIsTaken() throws IOException {
        Files.createDirectories(file().path().getParent());
        Files.writeString(file().path(), """
                {"layout": "cinema", "theme": "dark", "size": 9000, "width": -3, "height": "tall",
                 "language": "xx", "spoken": "always", "dividers": {"lab": 7, "lecture": 0.5}, "of": ["another", "version"]}""");
        var state = file().read();
        assertThat(state.arrangement()).isEqualTo(Arrangement.LAB);
        assertThat(state.theme()).isEqualTo(Theme.Name.DARK);
        assertThat(state.percent()).isEqualTo(250);
        assertThat(state.width()).isZero();
        assertThat(state.height()).isZero();
        assertThat(state.language()).isEmpty();
        assertThat(state.spoken()).isEqualTo(AnnouncerVm.Rate.FIRST);
        assertThat(state.dividers()).containsExactly(Map.entry(Arrangement.LECTURE, 0.5));

        Files.writeString(file().path(), "[1, 2]");
        assertThat(file().read()).isEqualTo(WindowState.FIRST);
    }

    @Test
    void everySystemHasItsPlace() {
        var home = Path.of("/home/ada");
        assertThat(StateFile.ofUser(name -> null, "Linux", home).path())
                .isEqualTo(home.resolve(".config/archipelago/window.json"));
        assertThat(StateFile.ofUser(name -> name.equals("XDG_CONFIG_HOME") ? "/x" : null, "Linux", home).path())
                .isEqualTo(Path.of("/x/archipelago/window.json"));
        assertThat(StateFile.ofUser(name -> null, "Mac OS X", home).path())
                .isEqualTo(home.resolve("Library/Application Support/archipelago/window.json"));
        assertThat(StateFile.ofUser(name -> name.equals("APPDATA") ? "/roaming" : null, "Windows 11", home).path())
                .isEqualTo(Path.of("/roaming/archipelago/window.json"));
    }
}
