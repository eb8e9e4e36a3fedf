package archipelago.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void contestantsTakeTurnsAndTheFirstRoundDoesNotCount() {
        var order = new ArrayList<String>();
        var hares = List.of(1_000.0, 3.0, 1.0, 2.0).iterator();
        var rounds = new Rounds()
                .with("hare", () -> noted(order, "hare", hares.next()))
                .with("tortoise", () -> noted(order, "tortoise", 5))
                .run(3);
        assertThat(order).hasSize(8).startsWith("hare", "tortoise", "hare", "tortoise");
        assertThat(rounds.median("hare")).isEqualTo(2);
        assertThat(rounds.median("tortoise")).isEqualTo(5);
    }

    private static double noted(List<String> order, String name, double result) {
        order.add(name);
        return result;
    }

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        var values = List.of(4.0, 1.0, 3.0, 2.0);
        assertThat(Rounds.percentile(values, 50)).isEqualTo(2);
        assertThat(Rounds.percentile(values, 99)).isEqualTo(4);
        assertThat(Rounds.percentile(List.of(7.0), 1)).isEqualTo(7);
    }

    @Test
    void moreIsBetterForSpeedAndLessForATarget() {
        assertThat(Figure.speed("s", "s", 30, "o", 10).ahead()).isTrue();
        assertThat(Figure.speed("s", "s", 30, "o", 10).ratio()).isEqualTo(3);
        assertThat(Figure.speed("s", "s", 5, "o", 10).ahead()).isFalse();
        assertThat(Figure.below("t", "t", 5, "ms", 10).ahead()).isTrue();
        assertThat(Figure.below("t", "t", 50, "ms", 10).ahead()).isFalse();
    }
}
