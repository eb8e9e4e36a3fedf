package archipelago.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Leaves;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The fingerprint of a run depends on everything that every command says.
class CommandDigestTest {
    @ParameterizedTest
    @MethodSource("kinds")
    void everyComponentOfACommandIsInTheFingerprint(Class<?> kind) {
        var command = new AtomicReference<>(Leaves.sample(kind));
        long before = digest(command.get());
        for (var leaf : Leaves.ofRecord(command::get, command::set)) {
            var was = leaf.value();
            leaf.value(leaf.other());
            assertThat(digest(command.get())).as(kind.getSimpleName() + leaf).isNotEqualTo(before);
            leaf.value(was);
        }
    }

    @Test
    void noTwoKindsOfCommandFoldAlike() {
        assertThat(kinds().map(kind -> digest(Leaves.sample(kind)))).doesNotHaveDuplicates();
    }

    @Test
    void whatStandsInOneListDoesNotCountForTheNext() {
        var cpusThenNone = new Command.FillPool(List.of(4L, 0L), List.of(), List.of());
        var oneCpuThenMemory = new Command.FillPool(List.of(4L), List.of(new Command.MemoryRequest(0, 0)), List.of());
        assertThat(digest(cpusThenNone)).isNotEqualTo(digest(oneCpuThenMemory));
    }

    private static long digest(Object command) {
        return CommandDigest.of((Command) command);
    }

    static Stream<Class<?>> kinds() {
        return Stream.of(
                        Command.class,
                        Command.Call.class,
                        Command.Console.class,
                        Command.Vsock.class,
                        Command.Dax.class,
                        Command.Setting.class,
                        Command.Fault.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .filter(Class::isRecord);
    }
}
