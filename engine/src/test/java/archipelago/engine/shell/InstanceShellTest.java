package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import org.junit.jupiter.api.Test;

/// The prompt on an instance: the tool, the files and the log are that kernel's.
class InstanceShellTest {
    private static final String FILL = "kerf init --cpus=20,22 --memory=1GB --devices=nic0";
    private static final String CREATE = "kerf create cache --cpus=20,22 --memory=512MB";
    private static final String LOAD = "kerf load cache --kernel=vmlinux --console=mktty0";

    @Test
    void theWholeLifeOfANestedInstanceIsLedFromAPromptOnItsHost() {
        var lab = ShellLab.webActive().done("in web-server").done(FILL).done(CREATE).done(LOAD).done("kerf exec cache");
        lab.done("advance 10s");
        assertThat(lab.orders()).filteredOn(order -> order instanceof Command.In)
                .as("each of them is given in the web server")
                .hasSize(4)
                .allMatch(order -> ((Command.In) order).kernel().equals("web-server"));
        assertThat(lab.say("cat /sys/fs/multikernel/instances/cache/status").out()).isEqualTo("active\n");
        assertThat(lab.say("kerf show").out())
                .contains("Total:           4", "Pool CPUs:       2 cpus: [20, 22]", "CPUs:          [16, 18, 20, 22]", "cache")
                .doesNotContain("Node 1:", "database");
        assertThat(lab.say("dmesg").out()).contains("Multikernel baseline initialized successfully");

        lab.done("in cache");
        assertThat(lab.say("cat /sys/devices/system/cpu/online").out()).isEqualTo("0-1\n");
        lab.done("exit").done("kerf kill cache").done("advance 1s").done("kerf unload cache").done("kerf delete cache");
        lab.done("kerf init --cpus=none --memory=none").done("exit");
        assertThat(lab.over()).as("it was the instance that was left").isFalse();
        assertThat(lab.say("cat /sys/fs/multikernel/instances/web-server/status").out()).isEqualTo("active\n");
        lab.done("exit");
        assertThat(lab.over()).isTrue();
    }

    @Test
    void whatTheToolRefusesItRefusesByWhatThatKernelHas() {
        var lab = ShellLab.webActive().done("in web-server");
        assertThat(lab.say("kerf init --cpus=64 --memory=1GB").all()).contains("64");
        assertThat(lab.say("kerf init --cpus=20 --memory=1GB@1").status()).as("it knows one node").isNotZero();
        assertThat(lab.say("kerf init --cpus=20 --memory=1GB --devices=nvme0").all()).contains("nvme0");
        lab.done(FILL);
        assertThat(lab.say("kerf create web-server --cpus=20 --memory=64MB").status()).isEqualTo(1);
        assertThat(lab.say("kerf load cache --kernel=vmlinux").all()).contains("there is no instance cache");
    }

    @Test
    void theConsoleOfANestedInstanceIsReadOnItsHost() {
        var lab = ShellLab.atATerminal().done(ShellLab.FILL).done(ShellLab.WEB).done(ShellLab.LOAD);
        lab.done("kerf exec web-server").done("advance 5s").done("in web-server").done(FILL).done(CREATE).done(LOAD);
        lab.done("kerf exec cache").done("kerf console cache").done("advance 10s");
        assertThat(lab.say("kerf console cache").out()).contains("user space is up on 2 CPUs");
        assertThat(lab.say("in host kerf console cache").err()).as("the host has none of that name").contains("cache");
    }

    @Test
    void aKernelHasADiskOfItsOwnAndLosesItWithItsLife() {
        var lab = ShellLab.webActive();
        assertThat(lab.say("ls /var/lib/kerf/instances").out()).contains("web-server.json");
        lab.done("in web-server");
        assertThat(lab.say("ls /var/lib/kerf/instances").out()).isEmpty();
        lab.done(FILL).done(CREATE).done(LOAD);
        assertThat(lab.say("ls /var/lib/kerf/instances").out()).isEqualTo("cache.json\n");
        lab.done("kerf unload cache").done("kerf delete cache").done("kerf init --cpus=none --memory=none");

        lab.done("in host kerf kill web-server").done("advance 2s");
        assertThat(lab.say("ls /var").err()).isEqualTo("web-server does not answer any more; you are on the host again\n");
        lab.done("kerf exec web-server").done("advance 5s");
        assertThat(lab.say("in web-server ls /var/lib/kerf/instances").out()).isEmpty();
    }

    @Test
    void oneLineCanBeSaidToAnotherKernelAndTimeIsTheSameEverywhere() {
        var lab = ShellLab.webActive();
        assertThat(lab.say("in web-server cat /proc/cmdline").out()).isNotEmpty();
        assertThat(lab.say("cat /proc/cmdline").status()).as("still on the host").isEqualTo(1);
        long before = lab.session().nowNs();
        lab.done("in web-server advance 1s");
        assertThat(lab.session().nowNs() - before).isEqualTo(1_000_000_000L);
    }

    @Test
    void whoIsNotUpIsNotWorkedOn() {
        var lab = ShellLab.webLoaded();
        assertThat(lab.say("in web-server").err()).isEqualTo("in: web-server is not up, so nobody can work there\n");
        assertThat(lab.say("in moon cat /proc/iomem").err()).isEqualTo("in: there is no kernel moon\n");
        assertThat(lab.say("in").status()).isEqualTo(2);
    }

    @Test
    void goingBackInTimeLeavesAnInstanceThatWasNotUpThen() {
        var lab = ShellLab.webActive().done("in web-server").done(FILL);
        lab.done("goto 0s");
        assertThat(lab.say("cat /proc/iomem").err()).contains("does not answer any more");
        assertThat(lab.say("cat /proc/iomem").status()).isZero();
    }
}
