package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.History;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A window that cannot read all that is told shows the newest of it at once, and everything a little later.
class RecollectionTest {
    private final Journal journal = new Journal();
    private final List<Runnable> beside = new ArrayList<>();
    private final Recollection past = new Recollection(beside::add);

    private void tell(int facts) {
        for (int i = 0; i < facts; i++) {
            long number = journal.told();
            journal.append(new Fact(number, number, number == 10
                    ? new Happening.InstanceCreated(1, 1, "web-server")
                    : new Happening.CoreBusy(3, 0, number + 1)));
        }
    }

    private static long busyNs(History history) {
        return history.busyNs(0, 0, History.OPEN / 2);
    }

    @Test
    void whatCanBeReadAtOnceIs() {
        tell(Recollection.MOST_AT_ONCE);
        past.read(journal.view(), true);
        assertThat(past.history().misses(journal.view())).isFalse();
        assertThat(busyNs(past.history())).isEqualTo(Recollection.MOST_AT_ONCE - 1);
        assertThat(beside).isEmpty();
    }

    @Test
    void ofVeryMuchTheNewestAndTheRareIsReadAndTheRestBesideOnceItStandsStill() {
        tell(3 * Recollection.MOST_AT_ONCE);
        past.read(journal.view(), true);
        assertThat(past.history().misses(journal.view())).isTrue();
        assertThat(busyNs(past.history())).isBetween((long) Recollection.NEWEST, 2L * Recollection.NEWEST);
        assertThat(past.history().life(1, journal.told(), 0, journal.told()).name()).isEqualTo("web-server");
        assertThat(past.history().stretch(1, 11).status()).isEqualTo(Status.READY);
        assertThat(past.history().stretch(1, 11).phase()).isEqualTo(Phase.OFF);
        assertThat(beside).as("while it runs nothing is read beside").isEmpty();

        past.read(journal.view(), false);
        assertThat(beside).hasSize(1);
        tell(100);
        past.read(journal.view(), false);
        assertThat(past.history().misses(journal.view())).as("it is still being read").isTrue();
        beside.getFirst().run();
        past.read(journal.view(), false);

        assertThat(past.history().misses(journal.view())).isFalse();
        assertThat(busyNs(past.history())).isEqualTo(3L * Recollection.MOST_AT_ONCE + 100 - 1);
        assertThat(beside).hasSize(1);
    }

    @Test
    void whoRunsOnLetsGoOfWhatIsBeingRead() {
        tell(2 * Recollection.MOST_AT_ONCE);
        past.read(journal.view(), false);
        assertThat(beside).hasSize(1);
        past.read(journal.view(), true);
        beside.getFirst().run();
        past.read(journal.view(), true);
        assertThat(past.history().misses(journal.view())).isTrue();
    }
}
