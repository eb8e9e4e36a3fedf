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
                arguments("\"worked\": { \"6\": \"413ns\" }", "\"worked\": { \"8\": \"413ns\" }",
                        "CPU 8 was given work for 413ns", "CPU 8 was given work for 0ns"),
                arguments("\"hangs\": { \"6,8\": \"none\" }", "\"hangs\": { \"6\": \"irqs-off\" }",
                        "CPU 6 hangs with interrupts off", "CPU 6 works"),
                arguments("\"ghosts\": []", "\"ghosts\": [ \"blue\" ]",
                        "CPUs execute blue, which the books have forgotten",
                        "CPUs execute no kernel that the books have forgotten"),
                arguments("\"machine\": \"running\"", "\"machine\": \"reset\"",
                        "the machine has been reset", "the machine runs"),
                arguments("\"leaked\": \"0KiB\"", "\"leaked\": \"1GiB\"",
                        "1GiB of the pool is lost for good", null),
                arguments("\"took\": { \"at-least\": \"20ms\", \"at-most\": \"21ms\" }", "\"took\": \"20ms\"",
                        "this took 20ms", "this took 20.155166ms"),
                arguments("\"at\": { \"at-least\": \"1s\" }", "\"at\": { \"at-most\": \"1s\" }",
                        "the clock says at most 1s", null),
                arguments(null, "\"broken\": [ \"REGIONS_DO_NOT_OVERLAP\" ]",
                        "the promise REGIONS_DO_NOT_OVERLAP is broken by now",
                        "the promise REGIONS_DO_NOT_OVERLAP holds"));
    }

    /// Blue has printed "login: " twice and a program on the host has read it; blue has mounted one image of two,
    /// and written 4 KiB to it.
    private static final String SHARED = """
            { "do": "console-open" },
            { "do": "console-write", "link": 1, "text": "1\\n" },
            { "do": "dax-build", "image": "root", "bytes": "64MiB", "overlay": "12KiB" },
            { "do": "dax-build", "image": "data", "bytes": "64MiB" },
            { "do": "dax-mount", "kernel": "blue", "image": "root" },
            { "do": "expect", "status": { "blue": "active" } },
            { "do": "dax-write", "kernel": "blue", "image": "root", "path": "/a", "bytes": "4KiB" },
            { "do": "print", "kernel": "blue", "text": "login: " },
            { "do": "print", "kernel": "blue", "text": "login: " },
            { "do": "console-write", "link": 1, "text": "root" },
            { "after": "1ms", "do": "console-read", "link": 1 },
            { "do": "expect", %s }""";

    private static Stream<Arguments> expectationsOfWhatIsShared() {
        return Stream.of(
                arguments("\"console-text\": { \"1\": [ \"login\", \"login\" ] }",
                        "\"console-text\": { \"1\": [ \"login\", \"login\", \"login\" ] }",
                        "console link 1 says \"login\", then \"login\", then \"login\"",
                        "console link 1 says \"login: login:\""),
                arguments("\"console-read\": { \"1\": 14 }", "\"console-read\": { \"2\": 14 }",
                        "14 bytes read from console link 2", "no byte read from console link 2"),
                arguments("\"console-dropped\": { \"1\": 0 }", "\"console-dropped\": { \"1\": 1 }",
                        "1 byte dropped at console link 1", "no byte dropped at console link 1"),
                arguments("\"console-typed\": { \"blue\": 4 }", "\"console-typed\": { \"blue\": 5 }",
                        "blue was typed 5 bytes", "blue was typed 4 bytes"),
                arguments("\"console-lost\": { \"blue\": 0 }", "\"console-lost\": { \"blue\": 7 }",
                        "blue lost 7 bytes that it printed", "blue lost no byte that it printed"),
                arguments("\"shared\": \"128MiB\"", "\"shared\": \"64MiB\"",
                        "shared images take 64MiB of the pool", "shared images take 128MiB of the pool"),
                arguments("\"image-room\": { \"root\": \"8KiB\" }", "\"image-room\": { \"home\": \"8KiB\" }",
                        "home has room for 8KiB of new files", "there is no home"),
                arguments("\"mounts\": { \"blue\": [ \"root\" ] }", "\"mounts\": { \"blue\": [ \"root\", \"data\" ] }",
                        "blue has mounted root and data", "blue has mounted root"));
    }

    @ParameterizedTest
    @MethodSource("expectationsOfWhatIsShared")
    void soIsWhatKernelsShare(String isSo, String isNotSo, String expected, String happened) {
        var setup = SETUP.substring(0, SETUP.indexOf("{ \"do\": \"expect\"")) + SHARED;
        assertThat(run(setup.formatted(isSo)).happenedInShort()).isEqualTo("as expected");
        var missed = run(setup.formatted(isNotSo)).observations().getLast();
        assertThat(missed.held()).isFalse();
        assertThat(missed.expected()).isEqualTo(expected);
        assertThat(missed.happened()).isEqualTo(happened);
    }

    /// Two tasks of the host take turns at a lock, one on each socket: 10 us by itself, 990 us under the lock.
    private static final String WORK = """
            "programs": [ { "name": "unlink", "operation": [
              { "private": "10us" }, { "lock": "directory", "hold": "990us", "lines": 0 } ] } ],
            "tasks": [ { "program": "unlink", "kernel": "host", "count": 2, "cpus": "0,32" } ],""";

    private static Stream<Arguments> expectationsOfWork() {
        return Stream.of(
                arguments("\"operations\": { \"unlink\": 10 }", "\"operations\": { \"unlink\": 11 }",
                        "the tasks of unlink did 11 operations", "the tasks of unlink did 10 operations"),
                arguments("\"waited\": { \"unlink\": { \"at-least\": \"9ms\" } }",
                        "\"waited\": { \"unlink\": { \"at-most\": \"9ms\" } }",
                        "the tasks of unlink waited for locks for at most 9ms",
                        "the tasks of unlink waited for locks for 9.8012ms"),
                arguments("\"crossings\": { \"host\": 10 }", "\"crossings\": { \"host\": 1 }",
                        "the locks of host made 1 crossing between sockets",
                        "the locks of host made 10 crossings between sockets"),
                arguments(compared("Before", "{ \"at-least\": 90, \"at-most\": 110 }"), compared("Before", "200"),
                        "unlink works 200 % as fast as in \"Before\"", "unlink works 100 % as fast as in \"Before\""));
    }

    private static String compared(String chapter, String percent) {
        return "\"compared\": [ { \"chapter\": \"" + chapter + "\", \"program\": \"unlink\", \"percent\": " + percent
                + " } ]";
    }

    @ParameterizedTest
    @MethodSource("expectationsOfWork")
    void soIsWhatTasksDo(String isSo, String isNotSo, String expected, String happened) {
        assertThat(working(isSo).held()).isTrue();
        var missed = working(isNotSo).observations().getLast();
        assertThat(missed.held()).isFalse();
        assertThat(missed.expected()).isEqualTo(expected);
        assertThat(missed.happened()).isEqualTo(happened);
    }

    @Test
    void whatNobodyHasHeardOfIsNotThere() {
        assertThat(working("\"operations\": { \"rename\": 1 }").happenedInShort()).isEqualTo("there is no rename");
        assertThat(working(compared("Before", "100").replace("unlink", "rename")).happenedInShort())
                .isEqualTo("there is nothing to compare");
    }

    private static Finding working(String expected) {
        var rest = "{ \"after\": \"10ms\", \"do\": \"rest\" }";
        var look = "{ \"do\": \"expect\", \"phase\": { \"host\": \"up\" } }";
        return finding(WORK, """
                { "title": "Before", "speed": "1ms", "steps": [ %s, %s, %s, %s ] },
                { "title": "Now", "speed": "1ms", "steps": [ %s, { "do": "expect", %s } ] }"""
                .formatted(rest, look, rest, look, rest, expected));
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
        var finding = run("{ \"do\": \"fill-pool\" }, { \"do\": \"create\", \"instance\": \"blue\", \"cpus\": \"6\","
                + " \"memory\": \"1GiB\" }, { \"do\": \"await-up\", \"instance\": \"blue\" },"
                + " { \"do\": \"expect\", \"owner\": { \"6\": \"blue\" } }");
        assertThat(finding.held()).isFalse();
        assertThat(finding.happenedInShort()).isEqualTo("it stays at its step 3");
    }

    @Test
    void anAnswerThatNeverComesIsTold() {
        var finding = run("{ \"do\": \"fill-pool\", \"wait\": false }, { \"do\": \"panic\", \"kernel\": \"host\" },"
                + " { \"do\": \"rest\", \"after\": \"1s\" }, { \"do\": \"expect\", \"phase\": { \"host\": \"off\" } }");
        assertThat(finding.held()).isFalse();
        assertThat(finding.happenedInShort()).endsWith("was never answered");
    }

    private static final String RESET = "{ \"do\": \"fill-pool\" }, { \"do\": \"machine-check\", \"cpu\": 0 }";

    @Test
    void aResetIsLookedAtInTheLastCheckpointIfThatExpectsIt() {
        var seen = run(RESET + ", { \"do\": \"expect\", \"machine\": \"reset\", \"phase\": { \"host\": \"off\" } }");
        assertThat(seen.held()).as(seen.happenedInShort()).isTrue();
        assertThat(seen.observations()).hasSize(2);
        var missed = run(RESET + ", { \"do\": \"expect\", \"machine\": \"reset\", \"phase\": { \"host\": \"up\" } }");
        assertThat(missed.happenedInShort()).isEqualTo("host does not run");
    }

    @Test
    void aResetThatNobodyExpectedIsTold() {
        var told = "the machine was reset in the middle of it";
        var off = "{ \"do\": \"expect\", \"phase\": { \"host\": \"off\" } }";
        assertThat(run(RESET + ", " + off).happenedInShort()).as("not expected").isEqualTo(told);
        var reset = "{ \"do\": \"expect\", \"machine\": \"reset\" }";
        assertThat(run(RESET + ", { \"do\": \"rest\" }, " + reset).held()).as("waiting is nothing").isTrue();
        var early = RESET + ", { \"do\": \"cpu-to-host\", \"cpu\": 6 }, " + reset;
        assertThat(run(early).happenedInShort()).as("before its time").isEqualTo(told);
        assertThat(run(RESET + ", " + reset + ", " + off).happenedInShort()).as("not the last one").isEqualTo(told);
    }

    private static Finding run(String steps) {
        return finding("", "{ \"title\": \"All\", \"speed\": \"1ms\", \"steps\": [ " + steps + " ] }");
    }

    private static Finding finding(String work, String chapters) {
        Reading<Scenario> reading = new ScenarioReader().read("test.json", """
                {
                  "schema": 1, "title": "Test",
                  "phenomenon": { "id": 1, "kind": "H", "name": "Test", "teaches": "Nothing." },
                  "machine": { "baseline": "lab.dts" },
                  %s
                  "story": [ %s ]
                }
                """.formatted(work, chapters), path -> TextFile.read(LAB));
        assertThat(reading.problems()).isEqualTo(List.of());
        return Trial.run(reading.value().orElseThrow());
    }
}
