package archipelago.app.view;

import archipelago.app.render.Theme;
import archipelago.app.render.Typeface;
import archipelago.engine.base.Require;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The theme that the window wears, as words for its style sheet. The sheet names colours by role;
/// what they are stands in the palette alone.
public final class Look {
    private static final String SHEET = "/archipelago/app/style/archipelago.css";
    /// How dense the veil over the window is while something lies on top of it, as an alpha.
    private static final String VEIL = "99";
    private static boolean fontsLoaded;

    private final ObjectProperty<Theme> theme;

    public Look(Theme.Name name) {
        theme = new SimpleObjectProperty<>(Theme.of(name));
        loadFonts();
    }

    private static synchronized void loadFonts() {
        if (fontsLoaded) {
            return;
        }
        for (var face : Typeface.values()) {
            var font = Font.loadFont(Look.class.getResourceAsStream(face.resource()), 12);
            Require.that(font != null, "the font is part of the program", face.resource());
        }
        fontsLoaded = true;
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    public Theme get() {
        return theme.get();
    }

    /// Gives a scene the style sheet and the colours of its theme, from now on. Menus and tips stand in windows of their
    /// own, which get their sheets from the scene that opens them and nothing of what is set on its root.
    public void dress(Scene scene) {
        scene.getStylesheets().setAll(sheet(), popups());
        theme.addListener((property, was, now) -> scene.getStylesheets().setAll(sheet(), popups()));
    }

    private String popups() {
        var rule = ".context-menu, .tooltip, .combo-box-popup { " + rootStyle() + " }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(rule.getBytes(StandardCharsets.UTF_8));
    }

    private static String sheet() {
        var sheet = Look.class.getResource(SHEET);
        Require.that(sheet != null, "the style sheet is part of the program");
        return sheet.toExternalForm();
    }

    /// The roles of the theme as looked-up colours, for the root of a scene.
    public String rootStyle() {
        var style = new StringBuilder();
        for (var role : Theme.Role.values()) {
            style.append("-a-")
                    .append(role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .append(": ")
                    .append(hex(get().colour(role)))
                    .append("; ");
        }
        style.append("-a-veil: ").append(hex(get().colour(Theme.Role.CONSOLE_BACK))).append(VEIL).append("; ");
        return style.append(kernelStyle(0)).toString();
    }

    /// A kernel's colours as looked-up colours, for what belongs to the kernel; -1 is the pool.
    public String kernelStyle(int slot) {
        var identity = get().kernel(slot);
        return "-k-stroke: " + hex(identity.stroke()) + "; -k-fill: " + hex(identity.fill()) + "; -k-solid: "
                + hex(identity.solid()) + ";";
    }

    private static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
