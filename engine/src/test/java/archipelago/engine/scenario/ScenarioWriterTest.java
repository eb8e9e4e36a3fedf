package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.session.Session;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the writer writes, the reader reads, and it is the same scenario.
class ScenarioWriterTest {
    private static final ScenarioReader READER = new ScenarioReader();
    private static final ScenarioLibrary LIBRARY = new ScenarioLibrary(READER);
    private static final int MOST_EVENTS = 120_000;

    @ParameterizedTest
    @MethodSource("library")
    void aScenarioOfTheLibraryIsTheSameWhenItIsWrittenAndReadAgain(String name) {
        var source = source(name);
        var written = written(source, source.scenario());
        var second = read(written);

        assertSame(second, source.scenario());
        assertThat(written(source, second)).as("writing is settled at once").isEqualTo(written);
    }

    static Stream<String> library() {
        return Stream.concat(
                Stream.of("first-light", "kernel-update", "kernel-update-in-place", "standby", "host-mk1", "host-mk2",
                        "september-2025", "october-2025", "caches-and-threads"),
                LIBRARY.phenomena().stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-light", "kernel-update", "standby", "phenomena/08-create"})
    void whatIsWrittenRunsAsWhatWasRead(String name) {
        var source = source(name);
        assertThat(fingerprint(read(written(source, source.scenario())))).isEqualTo(fingerprint(source.scenario()));
    }

    /// In a phenomenon the impossible may be told, so that a story can be put together by chance.
    @Property(tries = 300)
    void storiesPutTogetherByChanceAreWrittenWhole(@ForAll("stories") List<Scenario.Chapter> story) {
        var source = source("phenomena/08-create");
        var base = source.scenario();
        var first = new Scenario("again", base.title(), base.summary(), 1, base.machine(), base.phenomenon(),
                base.host(), List.of(), List.of(), Workload.NONE, Stream.concat(base.story().stream(), story.stream()).toList());
        assertSame(read(written(source, first)), first);
    }

    @Provide
    Arbitrary<List<Scenario.Chapter>> stories() {
        var after = Arbitraries.longs().between(0, 3_600_000_000_000L);
        var step = Combinators.combine(after, deeds()).as(Scenario.Step::new);
        var same = Combinators.combine(step, Arbitraries.integers().between(1, 4)).as((s, n) -> Collections.nCopies(n, s));
        var steps = same.list().ofMaxSize(4).map(lists -> lists.stream().flatMap(List::stream).toList());
        var words = Arbitraries.strings().withCharRange(' ', '~').withChars("äé–漢").ofMinLength(1).ofMaxLength(30)
                .map(text -> "x" + text.strip());
        return Combinators.combine(words, words, Arbitraries.longs().between(1, 1_000_000_000L), steps)
                .as(Scenario.Chapter::new).list().ofMaxSize(3);
    }

    private static Arbitrary<Scenario.Deed> deeds() {
        var took = Combinators.combine(Arbitraries.longs().between(0, 1_000_000), Arbitraries.longs().between(0, 1_000_000),
                Arbitraries.of(true, false)).as((least, more, open) ->
                        Optional.of(new Bounds(least, open ? Long.MAX_VALUE : least + more)));
        var reply = Combinators.combine(Arbitraries.of(Errno.values()).optional(), took, Arbitraries.of("", "take it"))
                .as(Scenario.Reply::new);
        var command = Arbitraries.<Command>of(new Command.Exec("blue"), new Command.Halt("blue"), new Command.CpuToPool(4),
                new Command.EmptyPool(), new Command.Fault.Panic("blue", -1),
                new Command.In("blue", new Command.EmptyPool()));
        return Arbitraries.oneOf(
                Arbitraries.of(new Scenario.Deed.Rest(), new Scenario.Deed.AwaitAnswers(), new Scenario.Deed.AwaitUp("blue"),
                        new Scenario.Deed.AwaitLoaded("blue")),
                Combinators.combine(command, Arbitraries.of(true, false), reply).as(Scenario.Deed.Give::new),
                checkpoints());
    }

    private static Arbitrary<Scenario.Deed> checkpoints() {
        var who = Arbitraries.of("blue", "host", "a b", "pool");
        var cpus = Arbitraries.longs().between(0, 64).list().uniqueElements().ofMinSize(1).ofMaxSize(6);
        var bounds = Combinators.combine(Arbitraries.longs().between(0, 5000), Arbitraries.longs().between(0, 3),
                Arbitraries.of(true, false)).as((least, more, open) ->
                        new Bounds(least, open ? Long.MAX_VALUE : least + more));
        var texts = Arbitraries.of("one", "two \" three", "vier –").list().ofMinSize(1).ofMaxSize(3);
        var range = Combinators.combine(Arbitraries.longs().between(0, 1L << 40), Arbitraries.longs().between(1, 1L << 40))
                .as(Expectation.Range::new);
        var exactly = Arbitraries.longs().between(0, 1L << 30).map(Bounds::exactly);
        var none = Optional.<Bounds>empty();
        var extent = Arbitraries.oneOf(
                exactly.map(pieces -> new Expectation.Extent(Optional.of(pieces), none, Optional.empty())),
                exactly.map(bytes -> new Expectation.Extent(none, Optional.of(bytes), Optional.empty())),
                range.list().ofMaxSize(3).map(all -> new Expectation.Extent(none, none, Optional.of(all))));
        var form = Arbitraries.of(Expectation.FileForm.values());
        var kernels = Arbitraries.of("host", "blue");
        var whole = Set.of(Expectation.Quantity.TOOK, Expectation.Quantity.AT, Expectation.Quantity.POOL_FREE,
                Expectation.Quantity.SHARED, Expectation.Quantity.LEAKED);
        var one = Arbitraries.<Expectation>oneOf(
                Combinators.combine(who, Arbitraries.of(Status.values()).optional()).as(Expectation.StatusIs::new),
                Combinators.combine(who, Arbitraries.of(Phase.values())).as(Expectation.PhaseIs::new),
                Combinators.combine(cpus, who).as(Expectation.Owner::new),
                Combinators.combine(cpus, Arbitraries.of(Site.RUNNING, Site.HOTPLUG, Site.PARKED_POOL, Site.DEAD)).as(
                        (ids, site) -> new Expectation.Place(ids, site, site == Site.DEAD ? "" : "pool")),
                Combinators.combine(who, cpus).as(Expectation.Cpus::new),
                Combinators.combine(who, cpus).as(Expectation.Online::new),
                Combinators.combine(Arbitraries.of(Expectation.Layer.values()), who, extent).as(Expectation.Memory::new),
                Combinators.combine(Arbitraries.integers().between(0, 999), Arbitraries.of("applied", "failed", "absent"))
                        .as(Expectation.TransactionIs::new),
                Combinators.combine(who, who).as(Expectation.DeviceOwner::new),
                Combinators.combine(who, Arbitraries.of("", "vmlinux")).as(Expectation.Image::new),
                Combinators.combine(Arbitraries.of(Expectation.Quantity.values()), who, bounds).as((quantity, of, in) ->
                        new Expectation.Amount(quantity, whole.contains(quantity) ? "" : of, in)),
                Combinators.combine(Arbitraries.of("Blue is created"), who, bounds).as(Expectation.Compared::new),
                Combinators.combine(who, who, Arbitraries.of(Errno.values()), bounds).as(Expectation.Refused::new));
        var other = Arbitraries.<Expectation>oneOf(
                Combinators.combine(who, texts).as(Expectation.Logged::new),
                Combinators.combine(who, Arbitraries.of("one", "two")).as(Expectation.NotLogged::new),
                Combinators.combine(Arbitraries.integers().between(1, 9), texts).as(Expectation.ConsoleText::new),
                Combinators.combine(who, texts).as(Expectation.Mounts::new),
                Combinators.combine(cpus, Arbitraries.of(Hang.values())).as(Expectation.Hangs::new),
                texts.map(Expectation.Ghosts::new),
                Arbitraries.of(true, false).map(Expectation.MachineIs::new),
                Combinators.combine(kernels, Arbitraries.of("/proc/iomem", "/a:b"), form).as((kernel, path, how) ->
                        new Expectation.File(kernel, path, how, how == Expectation.FileForm.ABSENT ? "" : "a\tb")),
                Arbitraries.of("ONE_OWNER").map(Expectation.Broken::new));
        return Arbitraries.oneOf(one, other).list().ofMaxSize(5).map(ScenarioWriterTest::asOneReads);
    }

    /// What a file can say: things of one kind stand together, and nothing is said twice of the same.
    private static Scenario.Deed asOneReads(List<Expectation> all) {
        var kinds = new LinkedHashMap<Object, Expectation>();
        all.forEach(expectation -> kinds.putIfAbsent(
                expectation instanceof Expectation.Amount amount ? amount.quantity() : expectation.getClass(), expectation));
        return new Scenario.Deed.Expect(List.copyOf(kinds.values()));
    }

    @Test
    void workInsideKernelsIsWrittenToo() {
        var source = source("first-light");
        var first = source.scenario();
        var program = new Workload.Program("unlink", List.of(
                new Workload.Private(1_500), new Workload.Locked("dir", 200, 3, Workload.Waiters.POLLING)));
        var group = new Workload.Group("unlink", "host", 4, List.of(0L, 2L));
        var worked = first.with(new Workload(List.of(program), List.of(group)));

        assertThat(read(written(source, worked)).work()).isEqualTo(worked.work());
    }

    private static ScenarioSource source(String name) {
        return LIBRARY.read(name).value().orElseThrow();
    }

    private static void assertSame(Scenario second, Scenario first) {
        assertThat(second.title()).isEqualTo(first.title());
        assertThat(second.summary()).isEqualTo(first.summary());
        assertThat(second.seed()).isEqualTo(first.seed());
        assertThat(second.phenomenon()).isEqualTo(first.phenomenon());
        assertThat(second.story()).isEqualTo(first.story());
        assertThat(second.traffic()).isEqualTo(first.traffic());
        assertThat(second.services()).isEqualTo(first.services());
        assertThat(second.work()).isEqualTo(first.work());
        assertThat(second.host()).isEqualTo(first.host());
        assertThat(second.machine().nodes()).isEqualTo(first.machine().nodes());
        assertThat(second.machine().cores()).isEqualTo(first.machine().cores());
        assertThat(second.machine().devices()).isEqualTo(first.machine().devices());
    }

    private static ScenarioWriter.Written written(ScenarioSource source, Scenario scenario) {
        return ScenarioWriter.write(scenario, source.request().orElseThrow(), "machine.dts");
    }

    private static Scenario read(ScenarioWriter.Written written) {
        var reading = READER.read("again.json", written.scenario(), name -> {
            assertThat(name).isEqualTo("machine.dts");
            return new TextFile.Content(name, written.baseline());
        });
        assertThat(reading.problems()).as("nothing but what is worth knowing")
                .allMatch(problem -> problem.sentence().contains("siblings"));
        return reading.value().orElseThrow();
    }

    private static long fingerprint(Scenario scenario) {
        var session = new Session(scenario);
        for (int i = 0; i < MOST_EVENTS && !session.atEnd(); i++) {
            session.stepForward();
        }
        return session.fingerprint();
    }
}
