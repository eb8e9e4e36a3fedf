package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What kerf says to command lines that are wrong, and to machines that say no.
class KerfErrorsTest {
    /// @param status the exit status
    private record Case(Supplier<ShellLab> bench, String line, int status, String said) {
        @Override
        public String toString() {
            return line;
        }
    }

    private static Case idle(String line, int status, String said) {
        return new Case(ShellLab::idle, line, status, said);
    }

    private static Case pooled(String line, int status, String said) {
        return new Case(ShellLab::pooled, line, status, said);
    }

    private static Case web(String line, int status, String said) {
        return new Case(ShellLab::webReady, line, status, said);
    }

    static List<Case> init() {
        return List.of(
                idle("kerf init", 2, "give --input or --cpus"),
                idle("kerf init --input=x.dtb --cpus=16", 2, "--input cannot stand beside"),
                idle("kerf init --input=nowhere.dtb", 3, "no file nowhere.dtb"),
                idle("kerf init --input=pom.xml", 2, "no device-tree blob"),
                idle("kerf init --cpus=16", 2, "--memory is required"),
                idle("kerf init --cpus=16,x --memory=1GB", 2, "\"x\" is no CPU id"),
                idle("kerf init --cpus=18-16 --memory=1GB", 2, "runs backwards"),
                idle("kerf init --cpus=16,none --memory=1GB", 2, "none and for something"),
                idle("kerf init --cpus=1 --memory=1GB", 2, "Valid ids on this system: [0, 2, 4"),
                idle("kerf init --cpus=16 --memory=1XB", 2, "invalid memory specification"),
                idle("kerf init --cpus=16 --memory=1GiB", 2, "invalid memory specification"),
                idle("kerf init --cpus=16 --memory=1000", 2, "multiple of 4096"),
                idle("kerf init --cpus=16 --memory=1GB@x", 2, "no NUMA node"),
                idle("kerf init --cpus=16 --memory=1GB@0,1GB@0", 2, "names node 0 twice"),
                idle("kerf init --cpus=16 --memory=1GB,1GB@1", 2, "with and without a node"),
                idle("kerf init --cpus=16 --memory=0GB", 2, "more than nothing"),
                idle("kerf init --cpus=16 --memory=1GB --devices=eth9", 1, "no device eth9 was detected"),
                idle("kerf init --cpus=none --memory=1GB", 1, "no CPUs are available"),
                idle("kerf init --cpus=16 --memory=1GB@5", 1, "-EINVAL"),
                idle("kerf init --cpus=0 --memory=1GB", 1, "-EINVAL"),
                idle("kerf init --cpus=16 --memory=900GB", 1, "-ENOMEM"),
                idle("kerf init --cpus=16 --memory=1GB --format=xml", 2, "xml"),
                idle("kerf init --cpus=none --memory=none", 0, "already empty"),
                web("kerf init --cpus=none --memory=none", 1, "delete web-server first"));
    }

    static List<Case> create() {
        return List.of(
                pooled("kerf create", 2, "needs a name"),
                pooled("kerf create a/b --cpus=16 --memory=1GB", 2, "name of a directory"),
                pooled("kerf create a --cpus=16 --cpu-count=1 --memory=1GB", 2, "exclude each other"),
                pooled("kerf create a --memory=1GB", 2, "give --cpus or --cpu-count"),
                pooled("kerf create a --cpus=16", 2, "--memory is missing"),
                pooled("kerf create a --cpu-count=0 --memory=1GB", 2, "at least 1"),
                pooled("kerf create a --cpus=9-4 --memory=1GB", 2, "runs backwards"),
                pooled("kerf create a --cpus=16 --memory=much", 2, "invalid memory"),
                pooled("kerf create a --cpus=16 --memory=1GB --id=512", 2, "1 to 511"),
                pooled("kerf create a --cpus=16 --memory=1GB --numa-nodes=x", 2, "no NUMA node"),
                pooled("kerf create a --cpus=16 --memory=1GB --numa-nodes=4", 1, "NUMA node 4 does not exist"),
                pooled("kerf create a --cpu-count=1 --memory=1GB --cpu-affinity=wide", 2, "wide"),
                pooled("kerf create a --cpus=28 --memory=1GB", 1, "are not in the pool"),
                pooled("kerf create a --cpu-count=13 --memory=1GB", 1, "13 wanted, 12 available"),
                pooled("kerf create a --cpu-count=7 --memory=1GB --numa-nodes=0", 1, "in NUMA nodes [0]"),
                pooled("kerf create a --cpu-count=7 --memory=1GB --cpu-affinity=local", 1, "no single NUMA node"),
                pooled("kerf create a --cpus=16 --memory=17GB", 1, "the pool has 17179869184"),
                pooled("kerf create a --cpus=16 --memory=1GB --devices=none", 1, "known bug of kerf 0.2.0"),
                pooled("kerf create a --cpus=16 --memory=1GB --devices=nic0_vf1", 1, "no virtual function 1"),
                pooled("kerf create a --cpus=16 --memory=1GB --devices=nvme0_ns2", 1, "no namespace 2"),
                pooled("kerf create a --cpus=16 --memory=16GB", 1, "failed with status 'failed'"),
                pooled("kerf create a --input=x.dtb --cpus=16", 2, "--input cannot stand beside"),
                pooled("kerf create a --input=x.dtb", 3, "x.dtb"),
                web("kerf create web-server --cpus=24 --memory=1GB", 1, "already exists"),
                web("kerf create a --id=1 --cpus=24 --memory=1GB", 1, "in use by 'web-server'"),
                web("kerf create a --cpus=22,24 --memory=1GB", 1, "web-server uses [22]"),
                idle("kerf create a --cpus=16 --memory=1GB", 1, "are not in the pool"));
    }

    static List<Case> others() {
        return List.of(
                web("kerf update web-server", 2, "at least one"),
                web("kerf update web-server --memory-base=0x1000 --cpus=16", 2, "needs --memory"),
                web("kerf update nobody --cpus=16", 1, "does not exist"),
                web("kerf update web-server --cpus=none", 2, "no CPU id"),
                web("kerf update web-server --cpus=16,28", 1, "CPU 28 is not in the pool"),
                web("kerf update web-server --devices=nic0", 2, "invalid PCI id"),
                web("kerf update web-server --devices=none", 2, "invalid PCI id"),
                web("kerf update web-server --memory=1GB", 1, "failed with status 'failed'"),
                web("kerf update web-server --memory=5GB --memory-base=0x1000", 1, "inside no chunk"),
                web("kerf update web-server --memory=5GB --memory-base=12", 1, "not page-aligned"),
                web("kerf load", 2, "kernel"),
                web("kerf load --kernel=vmlinux", 2, "name an instance"),
                web("kerf load web-server --kernel=nowhere", 3, "does not exist"),
                web("kerf load web-server --kernel=src", 3, "not a regular file"),
                web("kerf load web-server --kernel=vmlinux --initrd=nowhere", 3, "does not exist"),
                web("kerf load web-server --kernel=pom.xml", 1, "-ENOEXEC"),
                web("kerf load nobody --kernel=vmlinux", 1, "no instance nobody"),
                web("kerf load --id=0 --kernel=vmlinux", 2, "1 to 511"),
                web("kerf load --id=5 --kernel=vmlinux", 1, "no instance with id 5"),
                web("kerf load web-server --kernel=vmlinux --image=a --rootfs-dir=b", 2, "exclude each other"),
                web("kerf load web-server --kernel=vmlinux --rootfs-dir=b", 2, "needs --entrypoint"),
                web("kerf load web-server --kernel=vmlinux --entrypoint=/init", 2, "needs --image"),
                web("kerf load web-server --kernel=vmlinux --image=nginx", 1, "no Docker here"),
                web("kerf load web-server --kernel=vmlinux --rootfs-dir=b --entrypoint=x", 3, "folder b"),
                web("kerf exec web-server", 1, "expected: 'loaded'"),
                web("kerf exec", 2, "name an instance"),
                web("kerf kill web-server", 1, "expected: active"),
                web("kerf kill web-server --force", 1, "expected: active or loaded"),
                web("kerf unload web-server", 1, "only a loaded instance"),
                web("kerf console web-server", 1, "is not active"),
                new Case(ShellLab::webActive, "kerf console web-server", 1, "not a terminal"),
                new Case(ShellLab::webActive, "kerf delete web-server", 1, "is running"),
                new Case(ShellLab::webLoaded, "kerf exec web-server --console", 1, "not a terminal"),
                web("kerf show nobody", 1, "not found"),
                web("kerf dump", 1, "not written to a terminal"),
                web("kerf dump nobody", 1, "Known instances: web-server"),
                web("kerf", 2, "name a command"),
                web("kerf start web-server", 2, "there is no command start"),
                web("kerf --version", 0, "0.2.0"));
    }

    @ParameterizedTest
    @MethodSource({"init", "create", "others"})
    void everyMistakeHasItsStatusAndItsWords(Case wrong) {
        var said = wrong.bench().get().say(wrong.line());
        assertThat(said.all()).contains(wrong.said());
        assertThat(said.status()).as(said.all()).isEqualTo(wrong.status());
        assertThat(said.all()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aLineThatIsRefusedByTheToolLeavesTheMachineAlone() {
        var lab = ShellLab.pooled();
        long before = lab.session().fingerprint();
        for (var wrong : create()) {
            if (wrong.status() == 2) {
                lab.say(wrong.line());
            }
        }
        assertThat(lab.session().fingerprint()).isEqualTo(before);
    }
}
