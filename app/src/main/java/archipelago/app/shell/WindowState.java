package archipelago.app.shell;

import archipelago.app.action.Arrangement;
import archipelago.app.i18n.Language;
import archipelago.app.layout.TimeScale;
import archipelago.app.render.Theme;
import archipelago.app.vm.AnnouncerVm;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How a person has their window, from one start to the next.
///
/// @param width of the window without its edges; 0 where nothing is known
/// @param percent how large everything is drawn
/// @param language that was asked for; nothing where the system's is followed
/// @param scale how far apart instants stand
/// @param spoken how often it is said aloud what happens
/// @param dividers where a pane ends and the next begins, as shares
public record WindowState(
        Arrangement arrangement,
        double width,
        double height,
        Theme.Name theme,
        int percent,
        Optional<Language> language,
        TimeScale.Mode scale,
        AnnouncerVm.Rate spoken,
        Map<Arrangement, Double> dividers) {
    /// How it is for somebody who has never opened it.
    public static final WindowState FIRST =
            new WindowState(Arrangement.LAB, 0, 0, Theme.Name.LIGHT, InterfaceSize.ORDINARY, Optional.empty(), Map.of());

    /// With instants as far apart as they are, and told of as often as at first.
    public WindowState(
            Arrangement arrangement,
            double width,
            double height,
            Theme.Name theme,
            int percent,
            Optional<Language> language,
            Map<Arrangement, Double> dividers) {
        this(arrangement, width, height, theme, percent, language, TimeScale.Mode.LINEAR, AnnouncerVm.Rate.FIRST, dividers);
    }

    public WindowState {
        percent = InterfaceSize.nearest(percent);
        dividers = dividers.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(dividers));
    }

    public WindowState in(Theme.Name other) {
        return new WindowState(arrangement, width, height, other, percent, language, scale, spoken, dividers);
    }

    public WindowState with(TimeScale.Mode other) {
        return new WindowState(arrangement, width, height, theme, percent, language, other, spoken, dividers);
    }

    public WindowState speaking(Optional<Language> other) {
        return new WindowState(arrangement, width, height, theme, percent, other, scale, spoken, dividers);
    }
}
