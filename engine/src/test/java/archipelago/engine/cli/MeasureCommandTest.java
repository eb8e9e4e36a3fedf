package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.measure.Laboratory;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureCommandTest {
    @Test
    void aRateIsToldInAllForEachTaskAndAsAMultipleOfOneTask() throws IOException {
        var said = say("measure", "will-it-scale", "--test", "open1", "--tasks", "8", "--json");
        assertThat(said.status()).isEqualTo(ExitStatus.DONE);
        var document = RunCommandTest.json(said.out());
        long rate = document.get("operations_per_second").asLong();
        long one = document.get("one_task").asLong();
        assertThat(one).isEqualTo(2_000_000);
        assertThat(document.get("per_task").asLong()).isBetween(rate / 8 - 1, rate / 8 + 1);
        assertThat(document.get("multiple_of_one_task").asDouble()).isBetween(4.3, 5.2);
        assertThat(say("measure", "will-it-scale", "--test", "open1", "--tasks", "8").out())
                .contains("8 tasks in one kernel", rate + " operations per second");
    }

    /// Two kernels are two directories, and so two locks; of what shares nothing there is as much as before.
    @Test
    void twoKernelsHaveTwoLocks() throws IOException {
        assertThat(rate("unlink1", 2)).isGreaterThan(rate("unlink1", 1) * 2);
        assertThat(rate("getppid1", 2)).isBetween(rate("getppid1", 1) * 98 / 100, rate("getppid1", 1) * 102 / 100);
    }

    private static long rate(String test, int kernels) throws IOException {
        var said = say("measure", "will-it-scale", "--test", test, "--tasks", "24", "--kernels", kernels, "--json");
        return RunCommandTest.json(said.out()).get("operations_per_second").asLong();
    }

    @Test
    void everyTestRunsOnEveryMachine() throws IOException {
        for (var machine : Laboratory.platforms()) {
            for (var program : Laboratory.willItScale()) {
                var said = say(
                        "measure", "will-it-scale", "--test", program.name(), "--tasks", 2, "--machine", machine, "--json");
                assertThat(said.status()).as(program.name() + " on " + machine + ": " + said.err()).isZero();
                assertThat(RunCommandTest.json(said.out()).get("operations_per_second").asLong())
                        .as(program.name() + " on " + machine).isPositive();
            }
        }
    }

    @Test
    void anExperimentThatNobodyHasPublishedHasAnAnswerToo() {
        var said = say("measure", "will-it-scale", "--test", "open1", "--tasks", 128, "--kernels", 16,
                "--placement", "node:0,1,2,3", "--machine", "arm-128", "--memory", "2GiB");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out()).contains("128 tasks in 16 kernels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "will-it-scale --test getppid --tasks 2 | no test is called \"getppid\" | one of getppid1, futex4",
        "will-it-scale --test getppid1 --tasks 0 | --tasks is 0 | a whole number from 1 to 4096",
        "will-it-scale --test getppid1 --tasks 4 --kernels 5 | 5 kernels cannot share 4 tasks | fewer kernels",
        "will-it-scale --test getppid1 --tasks 4 --kernels 4 --memory 60GiB | do not fit into | less memory",
        "will-it-scale --test getppid1 --tasks 4 --placement left | no placement is called \"left\" | one of socket0",
        "will-it-scale --test getppid1 --tasks 4 --placement node:7 | the machine has no such node | nodes from 0 to 1",
        "will-it-scale --test getppid1 --tasks 4 --machine pdp-11 | no machine is called \"pdp-11\" | one of xeon-5418y",
        "will-it-scale --test getppid1 --tasks 4 --memory much | is no amount of memory | such as 8GiB",
        "lmbench --operation nul --on kvm | no operation is called \"nul\" | one of null, read",
        "lmbench --operation null --on xen | no system is called \"xen\" | one of native, multikernel, kvm",
        "lmbench --operation null --on kvm --idle deep | no idle policy is called \"deep\" | one of hlt, poll, mwait",
        "collective --kind gossip --topology binary --cores 4 | no kind is called \"gossip\" | one of broadcast, barrier",
        "collective --kind barrier --topology star --cores 4 | no topology is called \"star\" | one of sequential, broadcast, binary",
        "collective --kind barrier --topology binary --cores 21 | --cores is 21 | a whole number from 1 to 20",
        "unmap --cores 1 --on linux | one core alone has nobody to tell | --cores 2 or more",
        "unmap --cores 4 --on plan9 | no system is called \"plan9\" | one of linux, windows, barrelfish",
        "unmap --cores 4 --on linux --protocol rumour | no protocol is called \"rumour\" | one of broadcast, unicast",
        "messages --machine odroid-c4 --across | odroid-c4 has no two such cores | without --across",
        "call --cores 2 --noise loud --on smp | no noise is called \"loud\" | one of null, pairs",
        "call --cores 9 --noise null --on smp | --cores is 9 | a whole number from 1 to 4"
    })
    void whatCannotBeMeasuredIsRefusedWithWhatCan(String words, String sentence, String advice) {
        var said = say((Object[]) ("measure " + words.strip()).split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains(sentence.strip()).contains(advice.strip());
    }

    @Test
    void anExperimentHasToBeNamed() {
        var said = say("measure");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("an experiment is missing", "will-it-scale", "lmbench", "collective");
    }
}
