package archipelago.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Causes take little room and lose nothing: starts, acts, what is near and what is far.
class CauseTableTest {
    private static final int EVENTS = 200_000;

    @Test
    void everyCauseIsKnownAgainAlsoOnABranch() {
        var causes = new Causes();
        var noted = noted(causes, EVENTS, new Random(1));
        assertThat(causes.events()).isEqualTo(EVENTS);
        assertSame(causes, noted, EVENTS);

        for (int kept : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, EVENTS}) {
            var branch = causes.prefix(kept);
            assertThat(branch.events()).isEqualTo(kept);
            branch.add(kept + 1, Causes.START);
            assertThat(branch.of(kept + 1)).isEqualTo(Causes.START);
            assertSame(branch, noted, kept);
        }
        assertSame(causes, noted, EVENTS);
    }

    private static List<Long> noted(Causes causes, int events, Random random) {
        var noted = new ArrayList<Long>();
        for (long event = 1; event <= events; event++) {
            long cause = switch (random.nextInt(4)) {
                case 0 -> Causes.START;
                case 1 -> -1 - random.nextInt(1_000);
                default -> random.nextLong(event);
            };
            causes.add(event, cause);
            noted.add(cause);
        }
        return noted;
    }

    private static void assertSame(Causes causes, List<Long> noted, int events) {
        for (int event = 1; event <= events; event++) {
            assertThat(causes.of(event)).isEqualTo(noted.get(event - 1));
        }
    }
}
