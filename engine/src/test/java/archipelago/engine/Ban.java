package archipelago.engine;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.function.Predicate;

/// A kind of call or field access that would make a run depend on something outside of it.
///
/// @param what what such a call depends on
record Ban(String what, Predicate<JavaAccess<?>> test) {
    private static final String CHARSET = "java.nio.charset.Charset";
    private static final String COLLECTORS = "java.util.stream.Collectors";
    private static final String FUNCTION = "java.util.function.Function";
    private static final String LOCALE = "java.util.Locale";
    private static final String STRING = "java.lang.String";
    private static final String SYSTEM = "java.lang.System";
    private static final String THREAD = "java.lang.Thread";
    private static final String NEW = "<init>";

    static final List<Ban> ALL = List.of(
            new Ban("the clock of the machine", members(SYSTEM, "currentTimeMillis", "nanoTime")),
            new Ban("a clock", type("java.time.Clock").or(type("java.time.InstantSource"))),
            new Ban("the time of day", Ban::now),
            new Ban("a date of today", bare("java.util.Date", NEW).or(members("java.util.Calendar", "getInstance"))),
            new Ban("a time zone", members("java.time.ZoneId", "systemDefault")
                    .or(members("java.util.TimeZone", "getDefault"))),
            new Ban("a random generator", type("java.util.Random")
                    .or(type("java.util.SplittableRandom"))
                    .or(type("java.util.concurrent.ThreadLocalRandom"))
                    .or(type("java.security.SecureRandom"))
                    .or(type("java.util.random.RandomGenerator"))),
            new Ban("Math.random", members("java.lang.Math", "random")),
            new Ban("a shuffle", members("java.util.Collections", "shuffle")),
            new Ban("a random UUID", members("java.util.UUID", "randomUUID")),
            new Ban("an address as a number", members(SYSTEM, "identityHashCode")),
            new Ban("the environment", members(SYSTEM, "getenv")),
            new Ban("system properties", members(SYSTEM, "getProperty", "getProperties", "lineSeparator")),
            new Ban("the default locale", members(LOCALE, "getDefault")),
            new Ban("the default charset", members(CHARSET, "defaultCharset")),
            new Ban("bytes in the default charset", members(STRING, "getBytes")
                    .and(lacks(CHARSET)).and(lacks(STRING))),
            new Ban("a text in the default charset", members(STRING, NEW)
                    .and(takes("[B")).and(lacks(CHARSET)).and(lacks(STRING))),
            new Ban("a reader in the default charset", bare("java.io.InputStreamReader", NEW, "java.io.InputStream")),
            new Ban("lower case in the default locale", bare(STRING, "toLowerCase")),
            new Ban("upper case in the default locale", bare(STRING, "toUpperCase")),
            new Ban("a format in the default locale", members(STRING, "format").and(lacks(LOCALE))),
            new Ban("a formatted text in the default locale", members(STRING, "formatted")),
            new Ban("a new thread", members(THREAD, NEW, "ofVirtual", "ofPlatform", "startVirtualThread")),
            new Ban("threads of a pool", type("java.util.concurrent.Executors")
                    .or(type("java.util.concurrent.ForkJoinPool"))
                    .or(type("java.util.concurrent.CompletableFuture"))),
            new Ban("a parallel stream", access -> access.getTarget().getName().equals("parallelStream")
                    || access.getTarget().getName().equals("parallel")
                            && access.getTargetOwner().getPackageName().equals("java.util.stream")),
            new Ban("sleep", members(THREAD, "sleep")),
            new Ban("the standard streams", members(SYSTEM, "out", "err", "in")));

    /// Immutable sets and maps, whose order of iteration is another one in every virtual machine.
    static final Ban SHUFFLED = new Ban("an order that differs from start to start", members(
                    "java.util.Set", "of", "copyOf")
            .or(members("java.util.Map", "of", "ofEntries", "copyOf"))
            .or(members(COLLECTORS, "toSet", "toUnmodifiableSet", "toUnmodifiableMap"))
            .or(bare(COLLECTORS, "toMap", FUNCTION, FUNCTION))
            .or(bare(COLLECTORS, "groupingBy", FUNCTION)));

    boolean forbids(JavaAccess<?> access) {
        return test.test(access);
    }

    private static boolean now(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getTarget().getName().equals("now");
    }

    private static Predicate<JavaAccess<?>> type(String owner) {
        return access -> access.getTargetOwner().getName().equals(owner);
    }

    /// Any of the named members, whatever their parameters.
    private static Predicate<JavaAccess<?>> members(String owner, String... names) {
        var wanted = List.of(names);
        return type(owner).and(access -> wanted.contains(access.getTarget().getName()));
    }

    /// One member with exactly these parameters.
    private static Predicate<JavaAccess<?>> bare(String owner, String name, String... parameters) {
        return members(owner, name).and(access -> parameters(access).equals(List.of(parameters)));
    }

    private static Predicate<JavaAccess<?>> takes(String parameter) {
        return access -> parameters(access).contains(parameter);
    }

    private static Predicate<JavaAccess<?>> lacks(String parameter) {
        return takes(parameter).negate();
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream().map(type -> type.getName()).toList()
                : List.of();
    }
}
