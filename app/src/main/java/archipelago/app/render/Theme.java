package archipelago.app.render;

import archipelago.engine.base.Require;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The colours of a picture, by role. They stand in `assets/palette.json`, the one source for the
/// painters, the charts and the window's style sheet.
public final class Theme {
    /// The themes there are.
    public enum Name {
        LIGHT,
        DARK,
        CONTRAST;

        /// As people write it: `light`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a colour is for.
    public enum Role {
        APP,
        SURFACE,
        SUNKEN,
        LINE,
        LINE_STRONG,
        TEXT,
        TEXT_MUTED,
        TEXT_FAINT,
        ACCENT,
        ACCENT_SOFT,
        ON_ACCENT,
        DANGER,
        DANGER_SOFT,
        WARN,
        WARN_SOFT,
        GOOD,
        GOOD_SOFT,
        TILE,
        TILE_IDLE,
        HATCH,
        PLAYHEAD,
        GRID,
        TIP_BACK,
        TIP_TEXT,
        CONSOLE_BACK,
        CONSOLE_TEXT;

        /// Its key in the palette file: `textMuted`.
        public String key() {
            var words = name().toLowerCase(Locale.ROOT).split("_");
            var key = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                key.append(Character.toUpperCase(words[i].charAt(0))).append(words[i], 1, words[i].length());
            }
            return key.toString();
        }
    }

    /// How a surface is filled, beside its colour.
    public enum Pattern {
        PLAIN,
        DIAGONAL,
        HATCHED
    }

    /// The look of what one kernel owns.
    ///
    /// @param stroke outlines and text in the kernel's colour
    /// @param fill the ground of its territory
    /// @param solid the ground of its name tag; text on it is [Role#SURFACE]
    public record Identity(Color stroke, Color fill, Color solid, Pattern pattern) {}

    private static final String PALETTE = "/archipelago/app/assets/palette.json";
    private static final Map<Name, Theme> ALL = load();

    private final Name name;
    private final Map<Role, Color> colours = new EnumMap<>(Role.class);
    private final List<Identity> kernels = new ArrayList<>();
    private final Identity pool;

    private Theme(Name name, JsonNode json) {
        this.name = name;
        for (var role : Role.values()) {
            colours.put(role, colour(json, role.key()));
        }
        for (var kernel : json.path("kernels")) {
            kernels.add(identity(kernel));
        }
        Require.that(!kernels.isEmpty(), "a theme has kernel colours");
        pool = identity(json.path("pool"));
    }

    public static Theme of(Name name) {
        return ALL.get(name);
    }

    public Name name() {
        return name;
    }

    public boolean dark() {
        return name != Name.LIGHT;
    }

    public Color colour(Role role) {
        return colours.get(role);
    }

    /// The look of a kernel by its slot; slot 0, the host, has a look of its own that no instance
    /// gets. -1 stands for the pool.
    public Identity kernel(int slot) {
        if (slot < 0) {
            return pool;
        }
        return slot == 0 ? kernels.getFirst() : kernels.get(1 + (slot - 1) % (kernels.size() - 1));
    }

    private static Map<Name, Theme> load() {
        try (var in = Theme.class.getResourceAsStream(PALETTE)) {
            Require.that(in != null, "the palette is part of the program");
            var json = new ObjectMapper().readTree(in);
            var themes = new EnumMap<Name, Theme>(Name.class);
            for (var name : Name.values()) {
                themes.put(name, new Theme(name, json.path(name.word())));
            }
            return themes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Identity identity(JsonNode json) {
        return new Identity(
                colour(json, "stroke"),
                colour(json, "fill"),
                colour(json, "solid"),
                Pattern.valueOf(json.path("pattern").asText().toUpperCase(Locale.ROOT)));
    }

    private static Color colour(JsonNode json, String key) {
        Require.that(json.path(key).isTextual(), "the palette has a colour", key);
        return Color.decode(json.path(key).asText());
    }
}
