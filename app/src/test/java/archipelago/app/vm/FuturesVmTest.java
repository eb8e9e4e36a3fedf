package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.i18n.Text;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FuturesVmTest {
    private final Frame frame = Stories.frame();
    private final FuturesVm futures = new FuturesVm(new FactWords(Stories.scenario().machine(), slot -> ""));

    private static BranchView branch(int number, int parent, long forkedAtNs, Optional<Command> undone, String name) {
        var act = parent < 0 || undone.isPresent() ? Optional.<Command>empty() : Optional.<Command>of(new Command.Halt("edge"));
        return new BranchView(number, name, parent, forkedAtNs, forkedAtNs + 1_000, number, act, undone);
    }

    @Test
    void oneFutureIsOneRow() {
        frame.branches = List.of(branch(0, -1, 0, Optional.empty(), ""));
        futures.update(frame);
        assertThat(futures.rows().get()).singleElement().satisfies(row -> {
            assertThat(row.title()).isEqualTo("The story as written");
            assertThat(row.present()).isTrue();
        });
    }

    @Test
    void aRunInWhichSomebodyActedIsCalledAsInTheComparison() {
        frame.branches = List.of(new BranchView(0, "", -1, 0, 1_000, 1, Optional.empty(), Optional.empty()));
        futures.update(frame);
        assertThat(futures.rows().get()).singleElement().satisfies(row -> {
            assertThat(row.title()).isEqualTo(Text.COMPARE_ACTED.of());
            assertThat(row.detail()).isEqualTo("1 act");
        });
    }

    @Test
    void eachStandsUnderTheOneThatItLeftAndSaysWhatItBeganWith() {
        frame.branch = 3;
        frame.branches = List.of(
                branch(0, -1, 0, Optional.empty(), ""),
                branch(1, 0, 500, Optional.of(new Command.Halt("database")), ""),
                branch(2, 0, 300, Optional.empty(), "calm"),
                branch(3, 1, 800, Optional.empty(), ""));
        futures.update(frame);

        var rows = futures.rows().get();
        assertThat(rows).extracting(FuturesVm.Row::number).containsExactly(0, 1, 3, 2);
        assertThat(rows).extracting(FuturesVm.Row::depth).containsExactly(0, 1, 2, 1);
        assertThat(rows).extracting(FuturesVm.Row::parentRow).containsExactly(-1, 0, 1, 0);
        assertThat(rows).extracting(FuturesVm.Row::title)
                .containsExactly("The story as written", "Without: Halt database", "Halt edge", "calm");
        assertThat(rows.getLast().detail()).isEqualTo("Halt edge · leaves 0 at 300 ns · 2 acts");
        assertThat(rows).extracting(FuturesVm.Row::present).containsExactly(false, false, true, false);
        // What leaves later begins further to the right, and every line has a length.
        assertThat(rows.get(1).from()).isGreaterThan(rows.get(3).from()).isLessThan(rows.get(2).from());
        assertThat(rows).allMatch(row -> row.until() > row.from());
    }

    @Test
    void fiftyFuturesAreFiftyRowsWithinTheWidth() {
        var all = new ArrayList<BranchView>();
        for (int i = 0; i < 50; i++) {
            all.add(branch(i, i - 1 - i % 3 < 0 ? i - 1 : i - 1 - i % 3, 100L * i, Optional.empty(), ""));
        }
        frame.branches = all;
        frame.nowNs = 2_500;
        futures.update(frame);
        assertThat(futures.rows().get()).hasSize(50);
        assertThat(futures.rows().get()).allMatch(row -> row.from() >= 0 && row.until() <= 1);
        assertThat(futures.rows().get().getFirst().now()).isBetween(0.0, 1.0);
    }
}
