package archipelago.engine.broken.run;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Says which charset and which locale it means, and is left alone.
final class NamesEverything {
    byte[] bytes(String text) {
        return text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    String text(byte[] bytes) {
        return String.format(Locale.ROOT, "%s", new String(bytes, StandardCharsets.UTF_8));
    }

    String copied(char[] characters) {
        return new String(characters);
    }

    InputStreamReader reader(InputStream stream) {
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
