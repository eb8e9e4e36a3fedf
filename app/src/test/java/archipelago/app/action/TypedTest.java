package archipelago.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is found for what is typed, and in which order.
class TypedTest {
    private static final Choice PANIC_WEB = choice("Panic", "web-server", "inject panic web-server");
    private static final Choice PANIC_DB = choice("Panic", "database", "inject panic database");
    private static final Choice STATUS = choice("Copy the panic text", "Log", "");
    private static final Choice CPU_74 = choice("CPU 74", "database", "");
    private static final Choice CPU_174 = choice("CPU 174", "pool", "");
    private static final Choice EXPANSIVE = choice("Expand", "View", "");
    private static final Choice REFUSED =
            new Choice("Panic", "edge", 0, "", "", Optional.of("edge is down"), hands -> { });
    private static final List<Choice> ALL =
            List.of(EXPANSIVE, CPU_174, REFUSED, STATUS, PANIC_WEB, PANIC_DB, CPU_74);

    @Test
    void everythingFitsNothing() {
        assertThat(found("  ")).isEqualTo(ALL);
    }

    @Test
    void aWholeWordComesBeforeItsBeginningAndThatBeforeItsInside() {
        assertThat(found("pan")).containsExactly(PANIC_WEB, PANIC_DB, STATUS, REFUSED, EXPANSIVE);
        assertThat(found("74")).containsExactly(CPU_74, CPU_174);
    }

    @Test
    void wordsFitInAnyOrderAndMaySayWhomItIsAbout() {
        assertThat(found("data pan")).containsExactly(PANIC_DB);
        assertThat(found("panic web")).containsExactly(PANIC_WEB);
        assertThat(found("panic mail")).isEmpty();
    }

    @Test
    void theLineOfTheToolIsFoundToo() {
        assertThat(found("inject")).containsExactly(PANIC_WEB, PANIC_DB);
    }

    @Test
    void whatLiesDeepInMenusComesAfterWhatLiesOpen() {
        var deep = new Choice("Panic", "host › Faults…", 1, "", "", Optional.empty(), hands -> { });
        assertThat(new Typed("panic").among(List.of(deep, PANIC_DB))).containsExactly(PANIC_DB, deep);
    }

    @Test
    void accentsAndCapitalsMakeNoDifference() {
        var node = choice("Nœud numéro 3", "Périphérique", "");
        assertThat(new Typed("NUMERO peri").among(List.of(node))).containsExactly(node);
        assertThat(new Typed("numéro").among(List.of(node))).containsExactly(node);
    }

    private static List<Choice> found(String typed) {
        return new Typed(typed).among(ALL);
    }

    private static Choice choice(String words, String about, String line) {
        return new Choice(words, about, 0, "", line, Optional.empty(), hands -> { });
    }
}
