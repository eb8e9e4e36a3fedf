package archipelago.engine.trace;

import static archipelago.engine.trace.Runs.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Comparison;
import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.base.Errno;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Traces for viewers, in both forms. They are read again by readers that know nothing of the writers.
class TraceTest {
    private static final Path SCHEMA = Path.of("src", "test", "resources", "trace", "perfetto.proto");
    /// First light as the tests know it: both instances are up, talk, move a core, panic, halt.
    private static final Excerpt FIRST_LIGHT = Runs.whole(Labs.firstLight());
    private static final Excerpt PANIC = Runs.whole("phenomena/45-panic");

    // --- whatever was run -----------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> everyScenarioOfTheLibraryMakesASoundTraceInBothForms() {
        return Runs.library().map(name -> dynamicTest(name, () -> {
            var excerpt = Runs.whole(name);
            var chrome = ReadTrace.chrome(Runs.chrome(excerpt));
            var perfetto = ReadTrace.perfetto(Runs.perfetto(excerpt));
            chrome.check(0, excerpt.untilNs());
            perfetto.check(0, excerpt.untilNs());
            assertThat(perfetto.plain()).as("both forms tell the same").isEqualTo(chrome.plain());
            assertThat(chrome.entries().stream().map(ReadTrace.Entry::flowIn).filter(flow -> flow != 0).sorted())
                    .as("every message that was taken has its flow")
                    .containsExactlyElementsOf(taken(excerpt));
        }));
    }

    private static List<Long> taken(Excerpt excerpt) {
        return Runs.facts(excerpt).stream()
                .map(Fact::what)
                .filter(Happening.MessageTaken.class::isInstance)
                .map(what -> ((Happening.MessageTaken) what).message())
                .sorted()
                .toList();
    }

    @Property(tries = 100)
    void anyStretchOfARunMakesASoundTraceOfItsOwn(
            @ForAll @LongRange(max = 1_000_000) long one, @ForAll @LongRange(max = 1_000_000) long other)
            throws IOException {
        long fromNs = PANIC.untilNs() / 1_000_000 * Math.min(one, other);
        long untilNs = PANIC.untilNs() / 1_000_000 * Math.max(one, other);
        var part = Runs.part(PANIC, fromNs, untilNs);
        var chrome = ReadTrace.chrome(Runs.chrome(part));
        chrome.check(fromNs, untilNs);
        assertThat(ReadTrace.perfetto(Runs.perfetto(part)).plain()).isEqualTo(chrome.plain());
    }

    @Test
    void theSameRunIsWrittenDownTheSameToTheLastByte() throws IOException {
        var again = Runs.whole(Labs.firstLight());
        assertThat(Runs.perfetto(again)).isEqualTo(Runs.perfetto(FIRST_LIGHT));
        assertThat(Runs.chrome(again)).isEqualTo(Runs.chrome(FIRST_LIGHT));
    }

    // --- what a viewer shows ----------------------------------------------------------------------

    @Test
    void kernelsAreProcessesAndCoresAreRowsInThemAsLongAsTheyAreThere() throws IOException {
        var rows = ReadTrace.chrome(Runs.chrome(FIRST_LIGHT)).entries().stream()
                .map(ReadTrace.Entry::row)
                .collect(Collectors.toSet());
        assertThat(rows).contains(
                "host (id 0) / CPU 0", "host (id 0) / CPU 16", "the pool / CPU 16", "web-server (id 1) / CPU 16",
                "web-server (id 1) / phase", "web-server (id 1) / status", "web-server (id 1) / messages in its ring",
                "Lab / chapters", "Lab / acts", "Lab / books", "Lab / messages under way");
        assertThat(rows).as("a core that it never had").doesNotContain("web-server (id 1) / CPU 64");
    }

    @Test
    void aMessageGoesFromTheSliceThatSendsItToTheSliceThatTakesIt() throws IOException {
        var entries = ReadTrace.perfetto(Runs.perfetto(FIRST_LIGHT)).entries();
        var sending = entries.stream().filter(entry -> entry.flowOut() != 0).toList();
        assertThat(sending).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.name()).startsWith("send ");
            assertThat(entry.category()).isEqualTo("message");
            assertThat(entry.details()).containsKeys("message", "to", "bytes", "latency_ns");
        });
        var taking = entries.stream().filter(entry -> entry.flowIn() != 0).toList();
        assertThat(taking).hasSameSizeAs(sending).allSatisfy(entry -> {
            assertThat(entry.name()).startsWith("take ");
            assertThat(entry.details()).containsKeys("message", "from", "bytes", "latency_ns");
        });
    }

    @Test
    void theRingsAndWhatIsUnderWayAddUp() throws IOException {
        var entries = ReadTrace.chrome(Runs.chrome(FIRST_LIGHT)).entries();
        var now = new TreeMap<String, Long>();
        long lastNs = -1;
        for (var entry : entries) {
            if (entry.atNs() != lastNs) {
                long inRings = now.entrySet().stream()
                        .filter(counter -> counter.getKey().endsWith("in its ring"))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
                assertThat(now.getOrDefault("Lab / messages under way", 0L)).isEqualTo(inRings);
                lastNs = entry.atNs();
            }
            if (entry.type().equals("C")) {
                now.put(entry.track(), entry.value());
            }
        }
        assertThat(now).hasSize(4);
    }

    // --- to the letter ----------------------------------------------------------------------------

    /// A short life that has everything in it that a trace can show.
    private static Excerpt shortLife() {
        var request = MessageKind.USER_REQUEST;
        var create = new Command.Create("web", 1, List.of(16L), 1 << 30, 0, List.of());
        return Runs.told(Labs.idle(), 20_000,
                at(0, new Happening.ChapterBegan(0)),
                at(0, new Happening.Requested(1, create, true)),
                at(1_000, new Happening.InstanceCreated(1, 1, "web")),
                at(1_000, new Happening.CoreReassigned(8, -1, 1)),
                at(1_200, new Happening.Answered(1, create, Errno.OK, "it is there")),
                at(1_500, new Happening.CoreWent(8, Site.PARKED_INSTANCE, 1)),
                at(2_000, new Happening.CoreWent(8, Site.RUNNING, 1)),
                at(2_000, new Happening.PhaseEntered(1, Phase.EARLY_BOOT)),
                at(2_100, new Happening.StatusChanged(1, Status.READY, Status.ACTIVE)),
                at(3_000, new Happening.PhaseEntered(1, Phase.UP)),
                at(4_000, new Happening.CoreBusy(8, 1, 6_000)),
                at(4_000, new Happening.CoreBusy(0, 0, 4_100)),
                at(4_100, new Happening.MessageSent(1, request, 0, 0, 1, 8, 192)),
                at(4_900, new Happening.CoreBusy(8, 1, 6_300)),
                at(5_200, new Happening.MessageTaken(1, request, 0, 1, 8)),
                at(7_000, new Happening.MessageSent(2, request, 0, 0, 1, 8, 64)),
                at(7_500, new Happening.FaultInjected(1, 8, "panic on CPU 16")),
                at(7_500, new Happening.PhaseEntered(1, Phase.PANICKING)),
                at(8_000, new Happening.CoreWent(8, Site.DEAD, 1)),
                at(8_500, new Happening.DoorbellLost(1, 8)),
                at(9_000, new Happening.Logged(1, "Kernel panic; \"not\" syncing: <why>")),
                at(10_000, new Happening.MessageLost(2, request, 0, 1)),
                at(11_000, new Happening.SendRefused(request, 0, 1, Errno.ENODEV)));
    }

    @Test
    void aShortLifeIsToldToTheLetter() throws IOException {
        var chrome = Runs.chrome(shortLife());
        assertThat(chrome).isEqualTo(Runs.golden("short-life.json", chrome));
        var perfetto = ReadTrace.perfetto(Runs.perfetto(shortLife()));
        var told = String.join("\n", perfetto.entries().stream().map(Object::toString).toList()) + "\n";
        assertThat(told).isEqualTo(Runs.golden("short-life.pftrace.txt", told));
    }

    @Test
    void protocReadsThePerfettoFormAndKnowsEveryFieldByItsName() throws Exception {
        var protoc = Comparison.with("protoc");
        for (var excerpt : List.of(shortLife(), FIRST_LIGHT)) {
            var trace = Runs.perfetto(excerpt);
            var raw = protoc.run(List.of("--decode_raw"), trace);
            assertThat(raw.status()).as(raw.errors()).isZero();
            var named = protoc.run(
                    List.of("--proto_path=" + SCHEMA.getParent(), "--decode=perfetto.protos.Trace", SCHEMA.toString()),
                    trace);
            assertThat(named.status()).as(named.errors()).isZero();
            var lines = new String(named.output(), StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).as("no field without a name").noneMatch(line -> line.matches("\\s*[0-9]+[:\\s].*"));
            assertThat(lines.stream().filter(line -> line.equals("packet {")).count())
                    .isEqualTo(Wire.fields(trace).size());
        }
    }

    // --- how a core spent its time ------------------------------------------------------------------

    private static List<String> onCore8(Excerpt excerpt) throws IOException {
        var spans = new ArrayList<String>();
        for (var entry : ReadTrace.chrome(Runs.chrome(excerpt)).entries()) {
            if (entry.track().startsWith("host (id 0) / CPU 16")) {
                spans.add(entry.atNs() + (entry.type().equals("B") ? " " + entry.name() : " end"));
            }
        }
        return spans;
    }

    @Test
    void workBeginsWhenTheWorkBeforeItIsDoneAndEndsWhenItsCoreParks() throws IOException {
        var excerpt = Runs.told(Labs.idle(), 9_000,
                at(1_000, new Happening.CoreBusy(8, 0, 5_000)),
                at(2_000, new Happening.CoreBusy(8, 0, 9_000)),
                at(3_000, new Happening.CoreBusy(8, 0, 11_000)),
                at(7_000, new Happening.CoreWent(8, Site.PARKED_POOL, -1)));
        assertThat(onCore8(excerpt)).containsExactly(
                "0 running", "1000 work", "5000 end", "5000 work", "7000 end", "7000 end");
    }

    @Test
    void aMessageInterruptsWorkWhichLastsSoMuchLonger() throws IOException {
        var excerpt = Runs.told(Labs.idle(), 9_000,
                at(1_000, new Happening.CoreBusy(8, 0, 5_000)),
                at(1_500, new Happening.CoreBusy(8, 0, 6_000)),
                at(2_000, new Happening.CoreBusy(8, 0, 6_300)),
                at(2_300, new Happening.MessageSent(1, MessageKind.HALTED, 0, 8, 0, 8, 16)));
        assertThat(onCore8(excerpt)).containsExactly(
                "0 running", "1000 work", "2000 send HALTED", "2300 end", "5300 end", "5300 work", "6300 end",
                "9000 end");
    }

    @Test
    void whatHasNoStretchOfWorkOfItsOwnIsAnInstantWithItsFlow() throws IOException {
        var excerpt = Runs.told(Labs.idle(), 9_000,
                at(2_000, new Happening.MessageSent(1, MessageKind.HALTED, 0, 8, 0, 0, 16)),
                at(2_500, new Happening.MessageTaken(1, MessageKind.HALTED, 0, 0, 0)));
        assertThat(onCore8(excerpt)).containsExactly("0 running", "2000 send HALTED", "2000 end", "9000 end");
        var trace = ReadTrace.chrome(Runs.chrome(excerpt));
        trace.check(0, 9_000);
        assertThat(trace.entries()).anyMatch(entry -> entry.flowIn() == 1);
    }

    @Test
    void aFlowOfWhichOnlyOneEndIsWantedIsNone() throws IOException {
        var whole = Runs.told(Labs.idle(), 9_000,
                at(2_000, new Happening.MessageSent(1, MessageKind.HALTED, 0, 8, 0, 0, 16)),
                at(2_500, new Happening.MessageTaken(1, MessageKind.HALTED, 0, 0, 0)));
        for (var part : List.of(Runs.part(whole, 0, 2_200), Runs.part(whole, 2_200, 9_000))) {
            var trace = ReadTrace.perfetto(Runs.perfetto(part));
            trace.check(part.fromNs(), part.untilNs());
            assertThat(trace.entries()).noneMatch(entry -> entry.flowIn() != 0 || entry.flowOut() != 0);
            assertThat(trace.entries()).as("the slice is there all the same")
                    .anyMatch(entry -> entry.name().endsWith("HALTED"));
        }
    }

    @Test
    void spansThatCrossAreToldOneAfterTheOther() {
        var track = new Track(1, Track.Kind.CORE, 1, 1, 1, "CPU 0");
        var marks = Span.nested(track, List.of(
                Span.plain(0, 100, Span.Rank.FRAME, "core", "frame"),
                Span.plain(10, 50, Span.Rank.WORK, "work", "first"),
                Span.plain(40, 70, Span.Rank.WORK, "work", "second"),
                Span.plain(90, 120, Span.Rank.WORK, "work", "third")));
        assertThat(marks.stream()
                        .map(mark -> mark.atNs() + (mark instanceof Mark.Begin begin ? " " + begin.name() : " end")))
                .containsExactly("0 frame", "10 first", "50 end", "50 second", "70 end", "90 third", "100 end",
                        "100 end", "100 third", "120 end");
    }
}
