package archipelago.engine.base;

import java.util.List;
import java.util.Optional;

/// What came of reading something that a person wrote: the value if it can be used, and every
/// problem that was found, in the order of their places. A value that is there may still have
/// problems beside it only if they are harmless.
public record Reading<T>(Optional<T> value, List<Problem> problems) {
    public Reading {
        problems = List.copyOf(problems);
        Require.that(value.isPresent() || !problems.isEmpty(), "a reading has a value or a problem");
    }

    /// A value without any problem.
    public static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value), List.of());
    }

    /// No value, because of these problems; there must be one.
    public static <T> Reading<T> refused(List<Problem> problems) {
        return new Reading<>(Optional.empty(), problems);
    }
}
