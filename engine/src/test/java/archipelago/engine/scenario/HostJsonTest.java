package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.state.MemoryRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a scenario says of its host's kernel.
class HostJsonTest {
    private static final Path SCENARIOS = Path.of("..", "scenarios");

    private static Reading<Scenario> read(String host) {
        var text = "{ \"schema\": 1, \"title\": \"t\", \"machine\": { \"baseline\": \"host-machine.dts\" }, \"host\": "
                + host + " }";
        return new ScenarioReader().read("lab.json", text, path -> TextFile.read(SCENARIOS.resolve(path)));
    }

    private static HostKernel host(String text) {
        return read(text).value().orElseThrow().host();
    }

    @Test
    void whatIsNotSaidIsAsInMk2() {
        assertThat(host("{}")).isEqualTo(HostKernel.USUAL);
        assertThat(host("{ \"generation\": \"mk2\" }")).isEqualTo(HostKernel.USUAL);
        assertThat(host("{ \"enforce-signatures\": true }")).isEqualTo(HostKernel.USUAL.enforcing());
        assertThat(host("{ \"vsock\": true }")).isEqualTo(HostKernel.USUAL.withVsock());
    }

    @Test
    void theGenerationBeforeHasMemorySetAside() {
        assertThat(host("{ \"generation\": \"mk1\", \"reserved\": { \"base\": \"0x100000000\", \"bytes\": \"2GiB\" } }"))
                .isEqualTo(new HostKernel(Generation.MK1, false, false,
                        Optional.of(new MemoryRange(4 * Sizes.GIB, 2 * Sizes.GIB))));
        assertThat(host("{ \"generation\": \"mk1\" }").reserved()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '|', value = {
        "7 ! expected an object, found the number 7 (/host)",
        "{ 'generation': 'mk3' } ! expected one of |rfc-v1|, |rfc-v2|, |mk1|, |mk2| or |later|, found the text |mk3| (/host/generation)",
        "{ 'enforce-signatures': 1 } ! expected true or false, found the number 1 (/host/enforce-signatures)",
        "{ 'vsok': true } ! a host has no key |vsok| (/host/vsok)",
        "{ 'generation': 'mk1', 'reserved': { 'base': '0x100000000' } }"
                + " ! reserved memory needs the key |bytes| (/host/reserved)",
        "{ 'generation': 'mk1', 'reserved': { 'base': '0x100000001', 'bytes': '2GiB' } }"
                + " ! reserved memory begins and ends with a page of 4 KiB (/host/reserved)",
        "{ 'generation': 'mk1', 'reserved': { 'base': '0x100000000', 'bytes': '8GiB' } }"
                + " ! no node of the machine has this memory (/host/reserved)",
        "{ 'generation': 'mk1', 'reserved': { 'base': '0xfffffffffffff000', 'bytes': '2GiB' } }"
                + " ! reserved memory begins and ends with a page of 4 KiB (/host/reserved)",
        "{ 'reserved': { 'base': '0x100000000', 'bytes': '2GiB' } }"
                + " ! from mk2 on the pool takes its memory at run time: nothing is reserved before (/host/reserved)"})
    void whatCannotBeIsToldWithItsPlace(String host, String sentence) {
        var reading = read(host.replace('\'', '"'));
        assertThat(reading.value()).isEmpty();
        assertThat(reading.problems()).extracting(Problem::sentence).contains(sentence.replace('|', '"'));
        assertThat(reading.problems()).allMatch(problem -> problem.line() == 1 && !problem.advice().isEmpty());
    }

    @Test
    void theTwoMachinesForProgramsAreAsPromised() {
        for (var name : List.of("host-mk1", "host-mk2")) {
            var reading = new ScenarioReader().read(SCENARIOS.resolve(name + ".json"));
            assertThat(reading.problems()).isEmpty();
            var scenario = reading.value().orElseThrow();
            assertThat(scenario.story()).isEmpty();
            assertThat(scenario.machine().cores()).extracting(core -> core.physicalId())
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(scenario.machine().nodes()).hasSize(1);
            assertThat(scenario.machine().memoryBytes()).isEqualTo(8 * Sizes.GIB);
            assertThat(new ScenarioLibrary(new ScenarioReader()).read(name).value()).isPresent();
        }
    }
}
