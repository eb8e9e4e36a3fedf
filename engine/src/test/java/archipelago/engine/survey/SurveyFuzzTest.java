package archipelago.engine.survey;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.scenario.ScenarioWriter;
import archipelago.engine.scenario.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Mutated descriptions of computers: whatever comes in, a machine or problems come out, and a machine can be written
/// down as the baseline of a scenario and read again.
///
/// The build reads some hundreds; more with `-Darchipelago.fuzz=1000000`, from another beginning with
/// `-Darchipelago.fuzz.seed=…`.
class SurveyFuzzTest {
    private static final long INPUTS = Math.max(1, Long.getLong("archipelago.fuzz", 20_000) / 20);
    private static final long FIRST_SEED = Long.getLong("archipelago.fuzz.seed", 1);
    private static final List<String> FILES = List.of("lscpu-laptop.json", "lscpu-two-sockets.json",
            "lscpu-epyc-table.json", "lscpu-old-table.json", "hwloc-laptop.xml", "hwloc-two-sockets.xml", "hwloc-epyc.xml",
            "/scenarios/first-light.dts");
    private static final List<String> WORDS = List.of("-1", "99999999999999999999", "0-4095", "\"cpu\": 1,", "null", "[", "{",
            "}", "<object type=\"PU\" os_index=\"7\"/>", "</object>", "<object type=\"NUMANode\" os_index=\"3\"/>", "\"", "&x;",
            "<!DOCTYPE x [<!ENTITY x \"y\">]>", "local_memory=\"1\"", "0", "NUMA node7 CPU(s):", "é", "\0", "<![CDATA[");

    @Test
    void whateverComesInAMachineOrProblemsComeOut() {
        var texts = FILES.stream().map(SurveyReaderTest::text).toList();
        long machines = 0;
        for (long i = 0; i < INPUTS; i++) {
            var random = new SplittableRandom(FIRST_SEED + i);
            var text = mutated(texts.get(random.nextInt(texts.size())), random);
            try {
                var reading = SurveyReader.read("fuzz", text.getBytes(StandardCharsets.UTF_8));
                reading.problems().forEach(problem -> assertThat(problem.sentence()).isNotBlank());
                if (reading.value().isPresent()) {
                    machines++;
                    isAMachineForAScenario(reading.value().get());
                }
            } catch (RuntimeException | AssertionError thrown) {
                throw new AssertionError("fails at seed " + (FIRST_SEED + i), thrown);
            }
        }
        assertThat(machines).as("some are still sound").isGreaterThanOrEqualTo(INPUTS / 50);
    }

    private static void isAMachineForAScenario(Survey survey) {
        var machine = survey.machine();
        var last = machine.cores().getLast().physicalId();
        if (machine.coreCount() == 1) {
            return; // The computer starts with it: there is none for a pool.
        }
        var request = survey.request().orElse(new Command.FillPool(
                List.of(last), List.of(new Command.MemoryRequest(1 << 20, 0)),
                machine.devices().stream().map(Machine.PciFunction::name).toList()));
        var scenario = new Scenario("x", "X", "", 1, machine, List.of(), List.of()).on(HostKernel.USUAL);
        var written = ScenarioWriter.write(scenario, request, "x.dts");
        var again = ScenarioSource.of("x.json", written.scenario(),
                name -> new TextFile.Content(name, written.baseline()), new ScenarioReader());
        assertThat(again.problems()).isEmpty();
        var second = again.value().orElseThrow().scenario().machine();
        assertThat(second.cores()).isEqualTo(machine.cores());
        assertThat(second.nodes()).isEqualTo(machine.nodes());
        assertThat(second.devices()).isEqualTo(machine.devices());
    }

    private static String mutated(String seed, SplittableRandom random) {
        var text = new StringBuilder(seed);
        for (int m = random.nextInt(4); m >= 0 && !text.isEmpty(); m--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(400)));
                case 3 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 4 -> {
                    int digit = at;
                    while (digit < text.length() && !Character.isDigit(text.charAt(digit))) {
                        digit++;
                    }
                    if (digit < text.length()) {
                        text.setCharAt(digit, (char) ('0' + random.nextInt(10)));
                    }
                }
                default -> text.insert(at, seed, at / 2, Math.min(seed.length(), at / 2 + random.nextInt(600)));
            }
        }
        if (random.nextInt(20) == 0) {
            text.setLength(random.nextInt(text.length() + 1));
        }
        return text.toString();
    }
}
