package archipelago.app.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void everyKeyHasWordsAndEveryWordHasItsKey() throws IOException {
        var words = new Properties();
        try (var in = Text.class.getResourceAsStream("texts.properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        assertThat(words.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Text.values()).map(Text::key).toList());
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

        assertThat(Arrays.stream(Text.values())
                        .filter(text -> !code.matches("(?s).*\\bText\\." + text.name() + "\\b.*")))
                .isEmpty();
    }

    @Test
    void placesAreFilledInOrder() {
        assertThat(Text.COMMAND_ADD_CPU.of(20, "web-server")).isEqualTo("Add CPU 20 to web-server");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
