package archipelago.app.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.app.render.Typeface;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    /// Words that practitioners of all four languages use, or that are names.
    private static final Set<String> EVERYWHERE = Set.of(
            "Archipelago", "CPU", "NUMA", "PCI", "pool", "panic", "boot", "init", "plug", "hot", "kernel", "socket",
            "chunk", "doorbell", "overlay", "online", "offline", "Host", "id", "Home", "Esc", "Panic", "Socket");

    /// What happens to be the same in English and in one other language.
    private static final Map<Language, Set<String>> ALIKE = Map.of(
            Language.IT, Set.of(
                    "cores.one", "chapter.none", "inspector.core", "section.log", "act.panic", "site.hotplug",
                    "fact.hotplug", "console", "action.console", "row.task",
                    "speed.most", "shell"),
            Language.ES, Set.of("shell", "shape.control", "section.kernels", "row.sockets", "row.kernels"),
            Language.FR, Set.of(
                    "pause", "map.title", "map.distance", "section.kernels", "row.sockets", "row.kernels",
                    "inspector.instance", "inspector.message", "status.messages", "compare.messages",
                    "fact.created.detail", "phase.entered", "console", "action.console", "layer.image",
                    "shell", "speed.most", "grade.express", "express.messages", "build.services", "build.image"));

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyHasWordsAndEveryWordHasItsKey(Language language) {
        var keys = new ArrayList<String>();
        for (var text : Text.values()) {
            keys.add(text.key());
            if (text.counted()) {
                keys.add(text.keyOfOne());
            }
        }

        var words = words(language);

        assertThat(words.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(words.values()).noneMatch(word -> word.toString().isBlank());
    }

    @ParameterizedTest
    @EnumSource
    void everyLanguageFillsInTheSamePlaces(Language language) {
        var english = words(Language.EN);
        var words = words(language);

        for (var key : english.stringPropertyNames()) {
            // Of one thing there need not be the number: "another one" says it.
            var places = places(words.getProperty(key));
            var wanted = places(english.getProperty(key));
            if (key.endsWith(".one")) {
                places.add("{0}");
                wanted.add("{0}");
            }
            assertThat(places).as(key).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EN")
    void whatIsTheSameAsInEnglishIsSoOnPurpose(Language language) {
        var english = words(Language.EN);
        var words = words(language);

        var same = english.stringPropertyNames().stream()
                .filter(key -> words.getProperty(key).equals(english.getProperty(key)))
                .filter(key -> WORD.matcher(english.getProperty(key)).results()
                        .anyMatch(word -> !EVERYWHERE.contains(word.group())))
                .toList();

        assertThat(same).containsExactlyInAnyOrderElementsOf(ALIKE.get(language));
    }

    @ParameterizedTest
    @EnumSource
    void theFontsHaveEveryLetter(Language language) {
        for (var words : words(language).values()) {
            for (var face : List.of(Typeface.TEXT, Typeface.STRONG, Typeface.MONO)) {
                var shown = words.toString().replace(face == Typeface.MONO ? "·" : "", "");
                assertThat(face.size(12).canDisplayUpTo(shown)).as("%s in %s", words, face).isEqualTo(-1);
            }
        }
    }

    @Test
    void everyKeyIsUsedSomewhere() throws IOException {
        String code;
        try (var files = Files.walk(SOURCES)) {
            code = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Text.java"))
                    .map(TextTest::read)
                    .collect(Collectors.joining());
        }
        var used = Pattern.compile("\\bText\\.([A-Z0-9_]+)\\b").matcher(code).results()
                .map(use -> use.group(1))
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(Text.values()).map(Text::name).filter(name -> !used.contains(name))).isEmpty();
    }

    @Test
    void placesAreFilledInOrder() {
        assertThat(Text.COMMAND_ADD_CPU.of(20, "web-server")).isEqualTo("Add CPU 20 to web-server");
    }

    @Test
    void whatIsFilledInIsNotFilledInAgain() {
        assertThat(Text.COMMAND_LOAD.of("{1}", "$1\\")).isEqualTo("Load {1} into $1\\");
    }

    @ParameterizedTest
    @CsvSource({
        "EN, 0, 0 cores", "EN, 1, 1 core", "EN, 2, 2 cores",
        "IT, 1, 1 core", "IT, 2, 2 core",
        "ES, 0, 0 núcleos", "ES, 1, 1 núcleo", "ES, 21, 21 núcleos",
        "FR, 0, 0 cœur", "FR, 1, 1 cœur", "FR, 2, 2 cœurs"
    })
    void oneAndManyAreToldApart(Language language, int count, String words) {
        language.choose();
        assertThat(Text.CORES.count(count)).isEqualTo(words);
    }

    @Test
    void aTextThatCountsWantsItsNumber() {
        assertThatThrownBy(Text.CORES::of).hasMessageContaining("cores");
        assertThatThrownBy(() -> Text.POOL.count(1)).hasMessageContaining("pool");
    }

    @Test
    void aPlaceWhoseLanguageIsNotSpokenGetsEnglish() {
        assertThat(Language.of(Locale.CANADA_FRENCH)).isEqualTo(Language.FR);
        assertThat(Language.of(Locale.ITALY)).isEqualTo(Language.IT);
        assertThat(Language.of(Locale.of("es", "MX"))).isEqualTo(Language.ES);
        assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.EN);
        assertThat(Language.of(Locale.ROOT)).isEqualTo(Language.EN);
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results()
                .map(place -> place.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties words(Language language) {
        var words = new Properties();
        try (var in = Text.class.getResourceAsStream(Words.file(language))) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
