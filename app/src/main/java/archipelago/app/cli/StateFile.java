package archipelago.app.cli;

import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Language;
import archipelago.app.layout.TimeScale;
import archipelago.app.render.Theme;
import archipelago.app.shell.WindowState;
import archipelago.app.vm.AnnouncerVm;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The small file that keeps how a person has their window. What it says and this program does not understand is left
/// out; a file that is no JSON at all is set aside, so that nothing of it is lost, and the window is as at first.
final class StateFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String NAME = "window.json";
    private static final String ASIDE = ".broken";
    private static final double LEAST_SHARE = 0.05;
    private static final double MOST_PIXELS = 20_000;

    private final Path path;

    StateFile(Path path) {
        this.path = path;
    }

    /// The file in the place where a system keeps what people set.
    ///
    /// @param variable gives a variable of the environment, or null
    /// @param system the system's name, as Java tells it
    static StateFile ofUser(UnaryOperator<String> variable, String system, Path home) {
        var name = system.toLowerCase(Locale.ROOT);
        Path folder;
        if (name.contains("win")) {
            folder = set(variable.apply("APPDATA")).orElse(home.resolve("AppData").resolve("Roaming"));
        } else if (name.contains("mac")) {
            folder = home.resolve("Library").resolve("Application Support");
        } else {
            folder = set(variable.apply("XDG_CONFIG_HOME")).orElse(home.resolve(".config"));
        }
        return new StateFile(folder.resolve("archipelago").resolve(NAME));
    }

    private static Optional<Path> set(String folder) {
        return folder == null || folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    Path path() {
        return path;
    }

    /// Whether anything is kept: a window has been open before.
    boolean exists() {
        return Files.exists(path);
    }

    /// What is kept; how it is at first, if nothing is or it cannot be read.
    WindowState read() {
        try {
            return Files.exists(path) ? state(JSON.readTree(Files.readString(path))) : WindowState.FIRST;
        } catch (JsonProcessingException broken) {
            setAside();
            return WindowState.FIRST;
        } catch (IOException unreadable) {
            return WindowState.FIRST; // A window opens without it.
        }
    }

    private void setAside() {
        try {
            Files.move(path, path.resolveSibling(NAME + ASIDE), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException readOnly) {
            // It stays where it is, and the next one that is written replaces it.
        }
    }

    private static WindowState state(JsonNode json) {
        var first = WindowState.FIRST;
        var dividers = new EnumMap<Arrangement, Double>(Arrangement.class);
        for (var arrangement : Arrangement.values()) {
            double share = json.path("dividers").path(word(arrangement)).asDouble(0);
            if (share >= LEAST_SHARE && share <= 1 - LEAST_SHARE) {
                dividers.put(arrangement, share);
            }
        }
        return new WindowState(
                one(Arrangement.values(), json.path("layout")).orElse(first.arrangement()),
                Math.clamp(json.path("width").asDouble(0), 0, MOST_PIXELS),
                Math.clamp(json.path("height").asDouble(0), 0, MOST_PIXELS),
                one(Theme.Name.values(), json.path("theme")).orElse(first.theme()),
                json.path("size").asInt(first.percent()),
                one(Language.values(), json.path("language")),
                one(TimeScale.Mode.values(), json.path("time")).orElse(first.scale()),
                one(AnnouncerVm.Rate.values(), json.path("spoken")).orElse(first.spoken()),
                dividers);
    }

    private static <E extends Enum<E>> Optional<E> one(E[] all, JsonNode word) {
        return Arrays.stream(all).filter(value -> word(value).equals(word.asText(""))).findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Keeps how the window is, in one step: whoever reads meanwhile finds the old file or the new one.
    void write(WindowState state) throws IOException {
        var json = JSON.createObjectNode();
        json.put("layout", word(state.arrangement()));
        json.put("width", Math.rint(state.width()));
        json.put("height", Math.rint(state.height()));
        json.put("theme", word(state.theme()));
        json.put("size", state.percent());
        json.put("time", word(state.scale()));
        json.put("spoken", word(state.spoken()));
        state.language().ifPresent(language -> json.put("language", word(language)));
        var dividers = json.putObject("dividers");
        Map<Arrangement, Double> sorted = new EnumMap<>(Arrangement.class);
        sorted.putAll(state.dividers());
        sorted.forEach((arrangement, share) -> dividers.put(word(arrangement), share));
        Files.createDirectories(path.getParent());
        var fresh = path.resolveSibling(NAME + ".new");
        Files.writeString(fresh, JSON.writeValueAsString(json) + "\n");
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }
}
