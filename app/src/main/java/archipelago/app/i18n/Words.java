package archipelago.app.i18n;

import archipelago.engine.base.Require;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The words of all texts in one language, read once.
final class Words {
    private static final Map<Language, Words> ALL = readAll();

    private final List<String> plain = new ArrayList<>();
    private final List<String> ofOne = new ArrayList<>();

    private Words(Properties lines) {
        for (var text : Text.values()) {
            plain.add(line(lines, text.key()));
            ofOne.add(text.counted() ? line(lines, text.keyOfOne()) : "");
        }
    }

    static Words in(Language language) {
        return ALL.get(language);
    }

    String plain(Text text) {
        return plain.get(text.ordinal());
    }

    String ofOne(Text text) {
        return ofOne.get(text.ordinal());
    }

    /// The file of a language; English is the one without a name of its own.
    static String file(Language language) {
        return language == Language.EN ? "texts.properties" : "texts_" + language.word() + ".properties";
    }

    private static String line(Properties lines, String key) {
        var line = lines.getProperty(key);
        Require.that(line != null, "every text has words", key);
        return line;
    }

    private static Map<Language, Words> readAll() {
        var all = new EnumMap<Language, Words>(Language.class);
        for (var language : Language.values()) {
            all.put(language, new Words(read(file(language))));
        }
        return all;
    }

    private static Properties read(String file) {
        try (var in = Words.class.getResourceAsStream(file)) {
            Require.that(in != null, "the texts are part of the program", file);
            var lines = new Properties();
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
