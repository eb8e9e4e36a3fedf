package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThemeTest {
    @Test
    void theHostLooksLikeNoInstance() {
        for (var name : Theme.Name.values()) {
            var theme = Theme.of(name);
            for (int slot = 1; slot < 32; slot++) {
                assertThat(theme.kernel(slot)).isNotEqualTo(theme.kernel(0));
            }
        }
    }
}
