package archipelago.engine.phenomenon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import archipelago.engine.base.Reading;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever can be expected can also be missed, and then the finding says what there was instead.
class TrialTest {
    private static final Path LAB = Path.of("..", "scenarios", "phenomena", "lab.dts");

    /// The pool is filled, blue runs on CPUs 6 and 8, and the host has asked it for CPU 10.
    private static final String SETUP = """
            { "do": "fill-pool" },
            { "do": "create", "instance": "blue", "cpus": "6,8", "memory": "1GiB", "node": 1 },
            { "do": "load", "instance": "blue", "image": "vmlinux", "image-size": "64MiB" },
            { "do": "exec", "instance": "blue" },
            { "do": "await-up", "instance": "blue" },
            { "do": "expect", "status": { "blue": "active" } },
            { "do": "add-cpu", "instance": "blue", "cpu": 10 },
            { "do": "expect", %s }""";

    private static Stream<Arguments> expectations() {
        return Stream.of(
                arguments("\"status\": { \"blue\": \"active\" }", "\"status\": { \"blue\": \"loaded\" }",
                        "blue is loaded", "blue is active"),
                arguments("\"status\": { \"red\": \"absent\" }", "\"status\": { \"red\": \"ready\" }",
                        "red is ready", "there is no red"),
                arguments("\"phase\": { \"blue\": \"up\" }", "\"phase\": { \"blue\": \"off\" }",
                        "blue does not run", "blue is up"),
                arguments("\"owner\": { \"4,36\": \"pool\" }", "\"owner\": { \"4,6\": \"pool\" }",
                        "CPUs 4,6 belong to the pool", "CPU 4 belongs to the pool, CPU 6 belongs to blue"),
                arguments("\"place\": { \"4\": \"parked on pool\" }", "\"place\": { \"4\": \"runs host\" }",
                        "CPU 4 is running host", "CPU 4 is parked in the pool"),
                arguments("\"place\": { \"6,8\": \"runs blue\" }", "\"place\": { \"6,8\": \"dead\" }",
                        "CPUs 6,8 are dead", "CPUs 6,8 are running blue"),
                arguments("\"cpus\": { \"blue\": \"6,8,10\" }", "\"cpus\": { \"blue\": \"8,6,10\" }",
                        "blue has CPUs 8,6,10 in the books", "blue has CPUs 6,8,10 in the books"),
                arguments("\"online\": { \"blue\": \"10,6,8\" }", "\"online\": { \"blue\": \"6\" }",
                        "blue believes CPU 6 to be online", "blue believes CPUs 6,8,10 to be online"),
                arguments("\"memory\": { \"blue\": 1 }", "\"memory\": { \"blue\": 2 }",
                        "blue has memory in 2 pieces", "blue has memory in 1 piece"),
                arguments("\"memory\": { \"blue\": [ \"1GiB at 0xb00000000\" ] }",
                        "\"memory\": { \"blue\": [ \"1GiB at 0xc00000000\" ] }",
                        "blue has 1 GiB at 0xc00000000", "blue has 1 GiB at 0xb00000000"),
                arguments("\"knows-memory\": { \"blue\": \"1GiB\" }", "\"knows-memory\": { \"blue\": \"2GiB\" }",
                        "blue believes to have 2 GiB of memory", "blue believes to have 1 GiB of memory"),
                arguments("\"chunks\": 2", "\"chunks\": \"4GiB\"",
                        "the pool has 4 GiB of memory", "the pool has 8 GiB of memory"),
                arguments("\"pool-free\": { \"at-most\": \"7GiB\" }", "\"pool-free\": \"7GiB\"",
                        "the pool has 7GiB idle", "the pool has 7339936KiB idle"),
                arguments("\"transactions\": { \"3\": \"applied\" }", "\"transactions\": { \"3\": \"failed\" }",
                        "transaction 3 is failed", "transaction 3 is applied"),
                arguments("\"transactions\": { \"1\": \"absent\" }", "\"transactions\": { \"2\": \"absent\" }",
                        "transaction 2 has no directory", "transaction 2 is applied"),
                arguments("\"devices\": { \"nic0\": \"pool\" }", "\"devices\": { \"nic0\": \"blue\" }",
                        "nic0 belongs to blue", "nic0 belongs to the pool"),
                arguments("\"image\": { \"blue\": \"vmlinux\" }", "\"image\": { \"blue\": \"none\" }",
                        "blue has no image", "blue has the image vmlinux"),
                arguments("\"pending\": { \"blue\": 0 }", "\"pending\": { \"blue\": { \"at-least\": 1 } }",
                        "the ring of blue holds at least 1 message", "the ring of blue holds no message"),
                arguments("\"taken\": { \"host\": 1 }", "\"taken\": { \"host\": 2 }",
                        "host took 2 messages", "host took 1 message"),
                arguments("\"sent\": { \"blue\": 1 }", "\"sent\": { \"blue\": 0 }",
                        "blue sent no message", "blue sent 1 message"),
                arguments("\"lost\": { \"host\": 0 }", "\"lost\": { \"host\": 1 }",
                        "1 message lost with the ring of host", "no message lost with the ring of host"),
                arguments("\"doorbells-lost\": { \"blue\": 0 }", "\"doorbells-lost\": { \"blue\": 3 }",
                        "3 doorbells for blue lost", "no doorbell for blue lost"),
                arguments(refused("{ \"at-most\": 1 }"), refused("2"),
                        "2 messages of host to blue refused with -ENOSPC",
                        "no message of host to blue refused with -ENOSPC"),
                arguments("\"logs\": { \"host\": [ \"tx3: +cpu 10\", \"transaction 3 applied\" ] }",
                        "\"logs\": { \"host\": [ \"transaction 3 applied\", \"tx3: +cpu 10\" ] }",
                        "host logged \"transaction 3 applied\", then \"tx3: +cpu 10\"",
                        "host logged no \"tx3: +cpu 10\" after that"),
                arguments("\"logs-not\": { \"blue\": [ \"user space\" ] }", "\"logs-not\": { \"blue\": [ \"is up\" ] }",
                        "blue logged no \"is up\"", "blue logged \"CPU 10 is up\""),
                arguments("\"files\": { \"/sys/fs/multikernel/instances/blue/id\": { \"is\": \"1\" } }",
                        "\"files\": { \"/sys/fs/multikernel/instances/blue/id\": { \"is\": \"2\" } }",
                        "/sys/fs/multikernel/instances/blue/id reads \"2\"",
                        "/sys/fs/multikernel/instances/blue/id reads \"1\""),
                arguments("\"files\": { \"/proc/red\": \"absent\" }",
                        "\"files\": { \"/proc/red\": { \"has\": [ \"red\" ] } }",
                        "/proc/red says \"red\"", "/proc/red is not there"),
                arguments("\"took\": { \"at-least\": \"20ms\", \"at-most\": \"21ms\" }", "\"took\": \"20ms\"",
                        "this took 20ms", "this took 20.155166ms"),
                arguments("\"at\": { \"at-least\": \"1s\" }", "\"at\": { \"at-most\": \"1s\" }",
                        "the clock says at most 1s", null),
                arguments(null, "\"broken\": [ \"REGIONS_DO_NOT_OVERLAP\" ]",
                        "the promise REGIONS_DO_NOT_OVERLAP is broken by now",
                        "the promise REGIONS_DO_NOT_OVERLAP holds"));
    }

    private static String refused(String times) {
        return "\"refused\": [ { \"from\": \"host\", \"to\": \"blue\", \"errno\": \"-ENOSPC\", \"times\": " + times
                + " } ]";
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void whatIsExpectedIsSeenOrMissed(String isSo, String isNotSo, String expected, String happened) {
        if (isSo != null) {
            var finding = run(SETUP.formatted(isSo));
            assertThat(finding.held()).as(finding.happenedInShort()).isTrue();
        }
        var finding = run(SETUP.formatted(isNotSo));
        assertThat(finding.held()).isFalse();
        var missed = finding.observations().getLast();
        assertThat(missed.held()).isFalse();
        assertThat(missed.expected()).isEqualTo(expected);
        if (happened != null) {
            assertThat(missed.happened()).isEqualTo(happened);
            assertThat(finding.happenedInShort()).isEqualTo(happened);
        }
    }

    @Test
    void anAnswerOfWhichNothingIsSaidHasToBeGood() {
        var finding = run("{ \"do\": \"cpu-to-pool\", \"cpu\": 0 },"
                + " { \"do\": \"expect\", \"owner\": { \"0\": \"host\" } }");
        assertThat(finding.held()).isFalse();
        assertThat(finding.observations().getFirst().expected())
                .isEqualTo("\"take CPU 0 from the host into the pool\" is done");
        assertThat(finding.happenedInShort()).contains("was refused with -EPERM");
    }

    @Test
    void anotherErrnoThanTheExpectedOneIsTold() {
        var finding = run("{ \"do\": \"cpu-to-pool\", \"cpu\": 0, \"expect\": \"-ENODEV\", \"says\": \"take CPU 0\" },"
                + " { \"do\": \"expect\", \"owner\": { \"0\": \"host\" } }");
        assertThat(finding.observations().getFirst().expected()).isEqualTo("\"take CPU 0\" is refused with -ENODEV");
        assertThat(finding.happenedInShort()).startsWith("\"take CPU 0\" was refused with -EPERM (");
    }

    @Test
    void anAnswerThatComesTooLateIsTold() {
        var finding = run("{ \"do\": \"fill-pool\", \"took\": { \"at-most\": \"1s\" } },"
                + " { \"do\": \"expect\", \"owner\": { \"6\": \"pool\" } }");
        assertThat(finding.held()).isFalse();
        assertThat(finding.observations().getFirst().expected()).endsWith("is done after at most 1s");
        assertThat(finding.happenedInShort()).contains("was done after 2.");
    }

    @Test
    void aStoryThatStandsStillIsTold() {
        var finding = run("{ \"do\": \"fill-pool\" }, { \"do\": \"await-up\", \"instance\": \"nobody\" },"
                + " { \"do\": \"expect\", \"owner\": { \"6\": \"pool\" } }");
        assertThat(finding.held()).isFalse();
        assertThat(finding.happenedInShort()).isEqualTo("it stays at its step 2");
    }

    @Test
    void anAnswerThatNeverComesIsTold() {
        var finding = run("{ \"do\": \"fill-pool\", \"wait\": false }, { \"do\": \"panic\", \"kernel\": \"host\" },"
                + " { \"do\": \"rest\", \"after\": \"1s\" }, { \"do\": \"expect\", \"phase\": { \"host\": \"off\" } }");
        assertThat(finding.held()).isFalse();
        assertThat(finding.happenedInShort()).endsWith("was never answered");
    }

    private static Finding run(String steps) {
        Reading<Scenario> reading = new ScenarioReader().read("test.json", """
                {
                  "schema": 1, "title": "Test",
                  "phenomenon": { "id": 1, "kind": "H", "name": "Test", "teaches": "Nothing." },
                  "machine": { "baseline": "lab.dts" },
                  "story": [ { "title": "All", "speed": "1ms", "steps": [ %s ] } ]
                }
                """.formatted(steps), path -> TextFile.read(LAB));
        assertThat(reading.problems()).isEqualTo(List.of());
        return Trial.run(reading.value().orElseThrow());
    }
}
