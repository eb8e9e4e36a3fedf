package archipelago.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Leaves;
import archipelago.engine.base.Hash64;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The fingerprint of a run depends on everything that every event says.
class EventDigestTest {
    private static final long START = new Hash64().value();

    @ParameterizedTest
    @MethodSource("kinds")
    void everyComponentOfAnEventIsInTheFingerprint(Class<?> kind) {
        var event = new AtomicReference<>(Leaves.sample(kind));
        long before = digest(event.get());
        for (var leaf : Leaves.ofRecord(event::get, event::set)) {
            var was = leaf.value();
            leaf.value(leaf.other());
            assertThat(digest(event.get())).as(kind.getSimpleName() + leaf).isNotEqualTo(before);
            leaf.value(was);
        }
        assertThat(EventDigest.fold(START, 2, (Event) event.get())).as("the instant").isNotEqualTo(before);
    }

    @Test
    void noTwoKindsOfEventFoldAlike() {
        assertThat(kinds().map(kind -> digest(Leaves.sample(kind)))).doesNotHaveDuplicates();
    }

    private static long digest(Object event) {
        return EventDigest.fold(START, 1, (Event) event);
    }

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Event.class.getPermittedSubclasses());
    }
}
