package archipelago.engine.early;

import archipelago.engine.Lab;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.message.Messages;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import java.util.List;
import java.util.Optional;

/// The computer of the two stories of 2025, with a kernel of either month or of mk2 as its host. Where a test needs
/// one kernel beside the host, it has CPUs 2 and 3, or CPU 2 alone in September, and boots on CPU 2.
final class YearOf2025 {
    static final MemoryRange RESERVED = new MemoryRange(6 * Sizes.GIB, 2 * Sizes.GIB);
    static final String REGION = "mk_shared_memory=0x180000000";

    private YearOf2025() {}

    static Lab lab(Generation generation) {
        var machine = new ScenarioLibrary(new ScenarioReader())
                .read("september-2025").value().orElseThrow().scenario().machine();
        var reserved = generation.setsMemoryAside() ? Optional.of(RESERVED) : Optional.<MemoryRange>empty();
        var host = new HostKernel(generation, false, false, reserved);
        return Lab.of(new Scenario("lab", "Lab", "", 42, machine, List.of(), List.of()).on(host));
    }

    static Lab lab(Scenario.Traffic traffic, Generation generation) {
        var bare = lab(generation).simulation().world().scenario;
        return Lab.of(new Scenario("lab", "Lab", "", 42, bare.machine(), List.of(traffic), List.of()).on(bare.host()));
    }

    /// CPUs and memory are there, and no image.
    static Lab ready(Generation generation, String name) {
        var lab = lab(generation);
        prepare(lab, generation, name);
        return lab;
    }

    static void prepare(Lab lab, Generation generation, String name) {
        switch (generation) {
            case RFC_V1 -> lab.done(switched(2, "0"));
            case RFC_V2 -> lab.done(
                    tree(name + " { id = <1>; resources { cpus = <2 3>; memory-bytes = <0x20000000>; }; };"));
            default -> lab.done(fill())
                    .done(new Command.Create(name, 1, List.of(2L, 3L), 512 * Sizes.MIB, 0, List.of()));
        }
    }

    static Lab loaded(Generation generation, String name) {
        var lab = ready(generation, name);
        return lab.done(load(generation, name));
    }

    static Command load(Generation generation, String name) {
        return generation == Generation.RFC_V1
                ? new Call.KexecLoad(name, "vmlinux", 64 * Sizes.MIB, 0, REGION, 0x10)
                : fileLoad(1);
    }

    static Lab up(Generation generation, String name) {
        return loaded(generation, name).done(start(generation)).untilUp(name);
    }

    static Command start(Generation generation) {
        return reboot(RunOperations.BOOT, generation == Generation.RFC_V1 ? 2 : 1);
    }

    static Call.Reboot reboot(long command, long number) {
        return new Call.Reboot(RunOperations.MAGIC_1, RunOperations.MAGIC_2, command, number);
    }

    static Command fill() {
        return new Command.FillPool(
                List.of(2L, 3L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of());
    }

    static Command switched(int cpu, String value) {
        return new Call.WriteFile("/sys/devices/system/cpu/cpu" + cpu + "/online", Blob.text(value + "\n"));
    }

    static Command tree(String instances) {
        var source = "/dts-v1/; / { compatible = \"multikernel-v1\"; instances { " + instances + " }; };";
        var tree = DeviceTreeSource.read("a.dts", source).value().orElseThrow();
        return new Call.WriteFile(TreePaths.DEVICE_TREE, Blob.of(FlattenedTree.write(tree)));
    }

    static Command fileLoad(int id) {
        return new Call.KexecFileLoad("vmlinux", 64 * Sizes.MIB, Command.ImageForm.ELF, 0, "",
                ImageOperations.loadFlags(id, false));
    }

    static Command unload(int id) {
        return new Call.KexecFileLoad("", 0, Command.ImageForm.ELF, 0, "", ImageOperations.unloadFlags(id));
    }

    /// The kernel stops in the way that its generation has: by a call, by a message, or by a panic of its own.
    static void stop(Lab lab, Generation generation, String name) {
        switch (generation) {
            case RFC_V1 -> lab.done(new Command.Fault.Panic(name, 2));
            case RFC_V2 -> lab.done(new Call.SendMessage(1, MessageKind.SHUTDOWN.words(), 8));
            default -> lab.done(reboot(RunOperations.HALT, 1));
        }
        lab.until(name + " is off", () -> lab.kernel(name).phase == Phase.OFF).runFor(Times.MS);
    }

    /// A message of the host's own, of the user's type.
    static Errno sent(Lab lab, int bytes) {
        var host = lab.kernel("host");
        var errno = new Messages(lab.simulation().world())
                .send(host, 0, lab.kernel("blue"), MessageKind.USER_REQUEST, bytes, -1, 0, null);
        lab.runFor(Times.MS);
        return errno;
    }

    static String text(FileTree tree, String path) {
        return switch (tree.read(path)) {
            case Content.Bytes(var blob) -> blob.asText();
            case Content.Refused(var errno) -> errno.signed();
        };
    }
}
