package archipelago.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// All colours stand in the palette; the style sheet only looks them up.
class StyleSheetTest {
    private static final Pattern COLOUR = Pattern.compile(
            "#[0-9a-fA-F]{3,8}\\b|\\b(?:rgba?|hsba?)\\(|:\\s*(?:white|black|gray|grey|red|green|blue|orange)\\b");

    @Test
    void theStyleSheetHoldsNoColourOfItsOwn() throws IOException {
        try (var in = StyleSheetTest.class.getResourceAsStream("style/archipelago.css")) {
            var sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sheet).contains("-a-text-muted");
            assertThat(COLOUR.matcher(sheet).results().map(found -> found.group())).isEmpty();
        }
    }
}
