package archipelago.engine.frame;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.session.Session;
import archipelago.engine.state.Pool;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    @Test
    void theFramesMemoryCoversThePoolAndTellsTheParkLoopFromWhatIsIdle() {
        var session = new Session(Labs.story(Labs.chatter(), Labs.bothUp()));
        session.runUntil(5_600_000_000L);
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);

        var pool = session.simulation().state().pool;
        assertThat(frame.memory.stream().mapToLong(MemoryView::bytes).sum()).isEqualTo(pool.chunkBytes());
        assertThat(bytes(frame, MemoryView.PARK)).isEqualTo(Pool.PARK_BYTES);
        assertThat(bytes(frame, MemoryView.IDLE)).isEqualTo(pool.freeBytes());
        for (int i = 1; i < frame.memory.size(); i++) {
            var before = frame.memory.get(i - 1);
            assertThat(frame.memory.get(i).base()).isGreaterThanOrEqualTo(before.base() + before.bytes());
        }
    }

    private static long bytes(Frame frame, int kernel) {
        return frame.memory.stream().filter(m -> m.kernel() == kernel).mapToLong(MemoryView::bytes).sum();
    }
}
