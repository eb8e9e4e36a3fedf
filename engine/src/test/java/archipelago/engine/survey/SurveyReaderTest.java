package archipelago.engine.survey;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.machine.Machine;
import archipelago.engine.survey.Survey.Guess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other programs tell of a computer becomes a machine, and what they do not tell is said.
class SurveyReaderTest {
    @Test
    void aLaptopByLscpuIsOneNodeWhoseThreadsAreNotKnown() {
        var survey = read("lscpu-laptop.json");

        assertThat(survey.origin()).isEqualTo(Survey.Origin.LSCPU);
        assertThat(survey.machine().coreCount()).isEqualTo(20);
        assertThat(survey.machine().nodes()).hasSize(1);
        assertThat(survey.machine().hasSiblings()).as("some cores have two threads, others one").isFalse();
        assertThat(survey.machine().nodes().getFirst().bytes()).isEqualTo(80 * Sizes.GIB);
        assertThat(survey.guesses()).containsExactly(Guess.PHYSICAL_IDS, Guess.MEMORY, Guess.SIBLINGS);
    }

    @Test
    void aServerWithTwoSocketsByLscpuHasItsThreadsWhereLinuxCountsThem() {
        var machine = read("lscpu-two-sockets.json").machine();

        assertThat(machine.socketCount()).isEqualTo(2);
        assertThat(machine.nodes()).extracting(Machine.Node::socket).containsExactly(0, 1);
        assertThat(ids(machine, 0)).startsWith(0L, 1L).contains(47L).doesNotContain(16L);
        assertThat(siblings(machine, 3)).containsExactly(3L, 35L);
        assertThat(siblings(machine, 63)).containsExactly(31L, 63L);
        assertThat(machine.hasCaches()).as("one for each node tells nothing").isFalse();
        assertThat(machine.nodes().getFirst().distances()).containsExactly(10, 21);
    }

    @Test
    void theTableOfLscpuTellsNodesThreadsAndCaches() {
        var survey = read("lscpu-epyc-table.json");
        var machine = survey.machine();

        assertThat(machine.nodes()).hasSize(4);
        assertThat(machine.socketCount()).isEqualTo(1);
        assertThat(siblings(machine, 9)).containsExactly(9L, 41L);
        assertThat(machine.cacheCount()).isEqualTo(8);
        assertThat(machine.cache(machine.coreOf(3))).isEqualTo(machine.cache(machine.coreOf(35)));
        assertThat(machine.cache(machine.coreOf(3))).isNotEqualTo(machine.cache(machine.coreOf(4)));
        assertThat(machine.nodes().getFirst().distances()).containsExactly(10, 12, 12, 12);
        assertThat(survey.guesses()).containsExactly(Guess.PHYSICAL_IDS, Guess.MEMORY, Guess.DISTANCES);
    }

    @Test
    void inTheOldTableNumbersAreTextsAndACpuThatIsOfflineTellsLittle() {
        var survey = read("lscpu-old-table.json");

        assertThat(survey.machine().coreCount()).isEqualTo(8);
        assertThat(survey.guesses()).contains(Guess.OFFLINE, Guess.SIBLINGS, Guess.CACHES);
        assertThat(survey.machine().nodes()).hasSize(2);
    }

    @Test
    void hwlocKnowsMemoryDistancesAndDevices() {
        var survey = read("hwloc-epyc.xml");
        var machine = survey.machine();

        assertThat(survey.origin()).isEqualTo(Survey.Origin.HWLOC);
        assertThat(machine.nodes()).hasSize(4).extracting(Machine.Node::bytes).containsOnly(63 * Sizes.GIB);
        assertThat(machine.nodes().get(1).base()).isEqualTo(63 * Sizes.GIB);
        assertThat(machine.nodes().get(2).distances()).containsExactly(12, 12, 10, 12);
        assertThat(siblings(machine, 9)).containsExactly(9L, 41L);
        assertThat(machine.cacheCount()).isEqualTo(8);
        assertThat(machine.devices()).containsExactly(
                new Machine.PciFunction("nic0", "0000:41:00.0", 0x15b3, 0x1017, 0),
                new Machine.PciFunction("nvme0", "0000:c1:00.0", 0x144d, 0xa80a, 2),
                new Machine.PciFunction("gpu0", "0000:c2:00.0", 0x10de, 0x20b5, 2));
        assertThat(survey.guesses()).containsExactly(
                Guess.PHYSICAL_IDS, Guess.MEMORY_ROUNDED, Guess.DEVICES, Guess.DEVICES_LEFT_OUT);
    }

    @Test
    void hwlocTellsWhichCoresOfALaptopHaveTwoThreads() {
        var machine = read("hwloc-laptop.xml").machine();

        assertThat(siblings(machine, 5)).containsExactly(4L, 5L);
        assertThat(siblings(machine, 15)).containsExactly(15L);
        assertThat(machine.cacheCount()).isEqualTo(1);
        assertThat(machine.devices()).extracting(Machine.PciFunction::name).containsExactly("gpu0", "nvme0", "nic0");
        assertThat(machine.devices()).extracting(Machine.PciFunction::node).containsOnly(-1);
    }

    @Test
    void theFirstVersionOfHwlocIsReadToo() {
        var survey = read("hwloc-two-sockets.xml");
        var machine = survey.machine();

        assertThat(machine.socketCount()).isEqualTo(2);
        assertThat(ids(machine, 1)).containsExactly(8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 24L, 25L, 26L, 27L, 28L, 29L,
                30L, 31L);
        assertThat(machine.nodes().getFirst().distances()).containsExactly(10, 21);
        assertThat(machine.nodes()).extracting(Machine.Node::bytes).containsOnly(31 * Sizes.GIB, 32 * Sizes.GIB);
        assertThat(siblings(machine, 8)).containsExactly(8L, 24L);
        assertThat(survey.guesses()).containsExactly(Guess.PHYSICAL_IDS, Guess.MEMORY_ROUNDED);
    }

    @Test
    void aBaselineTellsWhatThePoolGetsAsTextAndAsABlob() {
        var text = text("/scenarios/first-light.dts");
        var survey = SurveyReader.read("first-light.dts", text.getBytes(StandardCharsets.UTF_8)).value().orElseThrow();
        var blob = FlattenedTree.write(DeviceTreeSource.read("x.dts", text).value().orElseThrow());

        assertThat(survey.origin()).isEqualTo(Survey.Origin.BASELINE);
        assertThat(survey.request()).isPresent();
        assertThat(survey.guesses()).isEmpty();
        var again = SurveyReader.read("first-light.dtb", blob).value().orElseThrow();
        assertThat(again.machine().cores()).isEqualTo(survey.machine().cores());
        assertThat(again.request()).isEqualTo(survey.request());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lscpu-laptop.json", "lscpu-two-sockets.json", "lscpu-epyc-table.json", "hwloc-laptop.xml",
            "hwloc-two-sockets.xml", "hwloc-epyc.xml", "/scenarios/first-light.dts"})
    void aDescriptionIsKnownByItsFirstWords(String name) {
        assertThat(SurveyReader.origin(text(name).getBytes(StandardCharsets.UTF_8))).isPresent();
    }

    @Test
    void aScenarioIsNoDescription() {
        assertThat(SurveyReader.origin(text("/scenarios/first-light.json").getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"lscpu\":[{\"field\":\"CPU(s):\",\"data\":\"many\"}]} | 1:37 | expected a number, found the text \"many\"",
        "{\"lscpu\":[{\"field\":\"Prozessoren:\",\"data\":\"8\"}]} | 1:10 | no line says how many CPUs there are",
        "{\"lscpu\":[{\"field\":\"On-line CPU(s) list:\",\"data\":\"7-0\"}]} | 1:50 | expected a list of CPUs",
        "{\"lscpu\":{}} | 1:10 | expected the lines of lscpu, found an object",
        "{\"cpus\":[{\"node\":0}]} | 1:10 | this CPU has no number",
        "{\"cpus\":[{\"cpu\":0},{\"cpu\":0}]} | 1:20 | the CPU 0 stands here a second time",
        "{\"cpus\":[{\"cpu\":0} | 1:19 | ",
        "<topology><object type=\"Machine\"/></topology> | 1:11 | the topology has no CPU",
        "<topology><object type=\"PU\"/></topology> | 1:30 | this CPU has no number",
        "<html/> | 1:1 | no computer is described here",
        "<?xml version=\"1.0\"?><html/> | 1:29 | this XML is no topology of hwloc",
        "<topology><object></topology> | 1:21 | here the file is no XML any more",
        "CPU(s): 8 | 1:1 | no computer is described here"
    })
    void whatCannotBeReadIsToldWithItsPlaceAndWithAdvice(String text, String place, String sentence) {
        var problem = problems(text).getFirst();

        assertThat(problem.line() + ":" + problem.column()).as(problem.text()).isEqualTo(place);
        assertThat(problem.sentence()).contains(sentence == null ? "" : sentence);
        assertThat(problem.advice()).isNotEmpty();
    }

    @Test
    void nothingOutsideOfTheFileIsLookedAt() {
        var text = "<?xml version=\"1.0\"?><!DOCTYPE topology [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<topology><object type=\"PU\" os_index=\"0\"/><distances2>&x;</distances2></topology>";
        var reading = read("entity.xml", text);

        assertThat(reading.value().isPresent() || !reading.problems().isEmpty()).isTrue();
    }

    private static Reading<Survey> read(String name, String text) {
        return SurveyReader.read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Problem> problems(String text) {
        var reading = read("machine", text);
        assertThat(reading.value()).isEmpty();
        return reading.problems();
    }

    private static Survey read(String name) {
        var reading = read(name, text(name));
        assertThat(reading.problems()).isEmpty();
        return reading.value().orElseThrow();
    }

    static String text(String name) {
        try (var in = SurveyReaderTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Long> ids(Machine machine, int node) {
        return IntStream.range(0, machine.coreCount()).filter(core -> machine.node(core) == node)
                .mapToObj(machine::physicalId).toList();
    }

    private static List<Long> siblings(Machine machine, long id) {
        return machine.siblings(machine.coreOf(id)).stream().map(machine::physicalId).toList();
    }
}
