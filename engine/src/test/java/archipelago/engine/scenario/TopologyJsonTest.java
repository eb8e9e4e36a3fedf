package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Reading;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.machine.Machine.Core;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which cores share a last-level cache and which are threads of one core: beside the baseline, and never needed.
class TopologyJsonTest {
    private static final String NODE_0_IN_TWO = "\"caches\": [ \"0,2,4,6,8,10,12,14\", \"16,18,20,22,24,26,28,30\" ]";

    @Test
    void aMachineOfWhichNothingIsToldHasOneCacheForEachNodeAndNoSiblings() {
        var machine = machine("");

        assertThat(machine.hasCaches()).isFalse();
        assertThat(machine.hasSiblings()).isFalse();
        assertThat(machine.cacheCount()).isEqualTo(2);
        assertThat(machine.coresOfCache(machine.cache(17))).hasSize(16).first().isEqualTo(16);
        assertThat(machine.siblings(3)).containsExactly(3);
    }

    @Test
    void cachesAndSiblingsAreReadAndWhatIsNotNamedStaysAsItWas() {
        var machine = machine(NODE_0_IN_TWO + ", \"siblings\": [ \"0,2\", \"68,70\" ]");

        assertThat(machine.hasCaches()).isTrue();
        assertThat(machine.cacheCount()).isEqualTo(3);
        assertThat(machine.coresOfCache(machine.cache(9))).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(machine.siblings(1)).containsExactly(0, 1);
        assertThat(machine.siblings(19)).containsExactly(18, 19);
        assertThat(machine.cores().get(31)).as("a core of which nothing is told").isEqualTo(new Core(94, 1));
    }

    @Test
    void groupsThatTellNothingAreNone() {
        var machine = machine("\"caches\": [ \"0-30\" ], \"siblings\": [ \"4\" ]".replace("0-30",
                "0,2,4,6,8,10,12,14,16,18,20,22,24,26,28,30"));

        assertThat(machine.cores()).isEqualTo(machine("").cores());
    }

    @Test
    void aMachineMadeWithAnyNumbersIsToldAsOneOfTheReader() {
        var plain = machine("");
        var cores = plain.cores().stream()
                .map(core -> new Core(core.physicalId(), core.node(), 700 - (int) core.physicalId() / 16, 5))
                .toList();

        var machine = plain.with(cores);

        assertThat(machine.cacheCount()).isEqualTo(4);
        assertThat(machine.cores().getFirst()).isEqualTo(new Core(0, 0, 0, 0));
        assertThat(machine.siblings(20)).as("a core does not reach over two nodes").hasSize(16).first().isEqualTo(16);
    }

    @Test
    void whatIsReadIsWritten() {
        var first = read(NODE_0_IN_TWO + ", \"siblings\": [ \"0,2\", \"68,70\" ]").value().orElseThrow();
        var written = ScenarioWriter.write(first, request(first), "machine.dts");
        var second = new ScenarioReader()
                .read("again.json", written.scenario(), name -> new TextFile.Content(name, written.baseline()))
                .value().orElseThrow();

        assertThat(second.machine().cores()).isEqualTo(first.machine().cores());
        assertThat(written.scenario()).contains("\"siblings\": [ \"0,2\", \"68,70\" ]");
    }

    @Test
    void siblingsOfTwoKernelsAreWorthAWordAndNoMore() {
        var story = """
                , "story": [ { "title": "", "speed": "1ms", "steps": [ { "do": "fill-pool" },
                  { "do": "create", "instance": "a", "cpus": "16,64", "memory": "1GiB" },
                  { "do": "create", "instance": "b", "cpus": "66", "memory": "1GiB" },
                  { "do": "add-cpu", "instance": "b", "cpu": 18 } ] } ]""";
        var reading = read("\"siblings\": [ \"64,66\", \"16,28\" ]", story);

        assertThat(reading.value()).isPresent();
        assertThat(reading.problems()).extracting(p -> p.sentence().split(";")[0]).containsExactly(
                "cpu 16 of \"a\" and cpu 28 of \"host\" are siblings, two threads of one core",
                "cpu 66 of \"b\" and cpu 64 of \"a\" are siblings, two threads of one core");
        assertThat(read("", story).problems()).isEmpty();
    }

    private static Command.FillPool request(Scenario scenario) {
        return new Command.FillPool(List.of(scenario.machine().cores().getLast().physicalId()),
                List.of(new Command.MemoryRequest(128L << 20, 0)), List.of());
    }

    private static Machine machine(String topology) {
        var reading = read(topology);
        assertThat(reading.problems()).isEmpty();
        return reading.value().orElseThrow().machine();
    }

    private static Reading<Scenario> read(String topology) {
        return read(topology, "");
    }

    private static Reading<Scenario> read(String topology, String story) {
        var text = "{ \"schema\": 1, \"title\": \"\", \"machine\": { \"baseline\": \"m.dts\""
                + (topology.isEmpty() ? "" : ", ") + topology + " }" + story + " }";
        return new ScenarioReader().read("lab.json", text,
                name -> new TextFile.Content(name, FirstLight.text(FirstLight.BASELINE)));
    }
}
