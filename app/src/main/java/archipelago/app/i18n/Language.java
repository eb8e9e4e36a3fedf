package archipelago.app.i18n;

import java.util.Locale;

/// The languages that the program speaks. One of them is chosen before a window or a picture is made: texts that are on
/// the screen do not change, so a window that is to speak another one is put together anew.
public enum Language {
    EN,
    IT,
    ES,
    FR;

    /// Pictures may be painted on any thread.
    private static volatile Language chosen = EN;

    /// Makes this the language of the program.
    public void choose() {
        chosen = this;
    }

    /// The language of the program; English until another one is chosen.
    public static Language chosen() {
        return chosen;
    }

    /// The language of a place, or English if the program does not speak it.
    public static Language of(Locale locale) {
        for (var language : values()) {
            if (language.word().equals(locale.getLanguage())) {
                return language;
            }
        }
        return EN;
    }

    /// As people choose it: `it`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether so many things are spoken of as of one. In French none is spoken of so, too.
    boolean singular(long count) {
        return count == 1 || this == FR && count == 0;
    }
}
