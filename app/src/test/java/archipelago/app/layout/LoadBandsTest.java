package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Bands of work, asked for window after window as a timeline does, against the work of each core.
class LoadBandsTest {
    private static final int CORES = 128;
    private static final long COLUMN_NS = 700;

    private final Session session = LargeRuns.talking(LargeRuns.scenario(CORES));
    private final Frame frame = new Frame(CORES);

    @Test
    void aBandTellsTheLeastTheMeanAndTheMostOfItsCoresWhereverTheWindowMoves() {
        session.write(frame);
        var history = History.of(frame.journal);
        var random = new RandomStream(5, "windows");
        var bands = new LoadBands();
        boolean apart = false;
        for (int look = 0; look < 40; look++) {
            int kernel = look % 3;
            var cores = IntStream.range(0, CORES).filter(core -> frame.owner[core] == kernel).toArray();
            long fromNs = frame.nowNs - 300 * Times.US + random.nextBelow(250 * Times.US);
            var band = bands.of(history, kernel, cores, COLUMN_NS, fromNs, fromNs + 90 * Times.US, frame.furthestNs);
            for (int c = 0; c < band.columns(); c++) {
                long startNs = (fromNs / COLUMN_NS + c) * COLUMN_NS;
                var busy = IntStream.of(cores)
                        .mapToLong(core -> history.busyNs(kernel, core, startNs, startNs + COLUMN_NS))
                        .summaryStatistics();
                assertThat(band.least(c)).isEqualTo(share(busy.getMin(), COLUMN_NS));
                assertThat(band.most(c)).isEqualTo(share(busy.getMax(), COLUMN_NS));
                assertThat(band.mean(c)).isEqualTo(share(busy.getSum(), COLUMN_NS * cores.length));
                apart |= band.least(c) < band.mean(c) && band.mean(c) < band.most(c);
            }
        }
        assertThat(apart).as("some cores were busier than others").isTrue();
    }

    private static int share(long busyNs, long ofNs) {
        return (int) Math.min(LoadBands.ALL, Math.ceilDiv(LoadBands.ALL * busyNs, ofNs));
    }

    @Test
    void aColumnThatIsNotWhollyKnownIsNotTold() {
        session.write(frame);
        var band = new LoadBands().of(
                History.of(frame.journal), 0, new int[] {0}, COLUMN_NS, 0, frame.furthestNs + Times.MS, frame.furthestNs);
        assertThat(band.columns() * COLUMN_NS).isLessThanOrEqualTo(frame.furthestNs);
        assertThat((band.columns() + 1) * COLUMN_NS).isGreaterThan(frame.furthestNs);
    }
}
