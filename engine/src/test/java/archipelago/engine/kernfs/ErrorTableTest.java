package archipelago.engine.kernfs;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static archipelago.engine.Nested.in;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.Nested;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call.KexecFileLoad;
import archipelago.engine.command.Command.Call.Reboot;
import archipelago.engine.command.Command.Call.RemoveDirectory;
import archipelago.engine.command.Command.Call.WriteFile;
import archipelago.engine.command.Command.Fault.Spot;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.state.Ring;
import archipelago.engine.state.Transaction;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every error that the kernel's interfaces know, as a program provokes it that asks no tool: the errno of the call,
/// what some kernel's log says, and what became of the transaction. An overlay that fails was written all the same.
class ErrorTableTest {
    // --- load, start, stop ------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 2000, textBlock = """
            pooled    | load 0x30 ELF 64     | -ENOENT       | -
            ready     | load 0x10 ELF 64     | -EINVAL       | -
            ready     | load 0x20 ELF 64     | -EINVAL       | -
            ready     | load 0x10030 ELF 64  | -EINVAL       | -
            ready     | load 0x30 BZIMAGE 64 | -ENOEXEC      | -
            ready     | load 0x30 OTHER 64   | -ENOEXEC      | -
            enforcing | load 0x30 ELF 64     | -EKEYREJECTED | -
            loaded    | load 0x30 ELF 64     | -EBUSY        | -
            active    | load 0x30 ELF 64     | -EBUSY        | -
            copying   | load 0x50 ELF 64     | -EBUSY        | -
            ready     | load 0x30 ELF 8192   | -ENOMEM       | cannot fall back to other memory sources
            pooled    | load 0x31 ELF 64     | -ENOENT       | -
            pooled    | boot 1               | -EINVAL       | -
            ready     | boot 1               | -EINVAL       | -
            active    | boot 1               | -EBUSY        | refusing to reload its image
            stopping  | boot 1               | -EBUSY        | refusing to reload its image
            copying   | boot 1               | -EBUSY        | -
            no cpus   | boot 2               | -EINVAL       | -
            no room   | boot 2               | -ENOMEM       | Failed to allocate control block for instance 2
            pieces    | boot 1               | -E2BIG        | -
            core lost | boot 1               | -ETIMEDOUT    | -
            boot lost | boot 1               | -ETIMEDOUT    | -
            pooled    | halt 1               | -ENOENT       | -
            ready     | halt 1               | -EINVAL       | -
            loaded    | halt 1               | -EINVAL       | -
            stuck     | halt 1               | -ETIMEDOUT    | -
            deaf      | halt 1               | -ENOSPC       | IPI ring full for instance 1 (head=63, tail=0)
            pooled    | force 1              | -ENOENT       | -
            ready     | force 1              | -EINVAL       | -
            loaded    | reboot 0x12345678    | -EINVAL       | -
            """)
    void aSystemCall(String bench, String call, String errno, String log) {
        var seen = provoke(bench, call);
        assertThat(seen.errno()).isEqualTo(errno);
        assertThat(seen.transaction()).as("a system call makes no transaction").isEqualTo("-");
        assertLogged(seen, log);
    }

    // --- instances, cores, memory, devices ----------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 2000, textBlock = """
            ready     | /instances instance-create named web-server RES     | -17  | exists already
            ready     | /instances instance-create named x id 1 RES         | -17  | id 1 is in use
            ready     | /instances instance-create named x id 2048 RES      | -22  | id is between 1 and 2047
            pooled    | /instances instance-create named x BIG              | -12  | not enough for 64 GiB
            pooled    | /instances instance-create named x                  | -22  | requires a 'resources' subnode
            pooled    | /instances instance-create named a/b RES            | -22  | must not contain '/'
            pooled    | /instances instance-create RES                      | -22  | requires a valid 'instance-name'
            ready     | /instances instance-create named x TAKEN            | 0    | Continuing without CPU assignment
            pooled    | /instances instance-remove named x                  | -2   | there is no instance x
            loaded    | /instances instance-remove named web-server         | -16  | unload it first
            active    | /instances instance-remove named web-server         | -16  | must be stopped first
            unloaded  | /instances instance-remove named web-server         | 0    | leaking its pool
            pooled    | /resources cpu-add cpu 99                           | -22  | CPU 99 is not present
            pooled    | /resources cpu-add cpu 16                           | -22  | not online in the host
            pooled    | /resources cpu-add cpu 0                            | -22  | Cannot remove boot CPU
            ready     | /resources cpu-remove cpu 16                        | -16  | CPU 16 is not free in the pool
            copying   | /resources cpu-remove cpu 24                        | -16  | kexec lock
            pool lost | /resources cpu-remove cpu 24                        | -110 | did not leave the park loop
            pooled    | /instances/x cpu-add cpu 24                         | -2   | instance 'x' not found
            ready     | /web cpu-add cpu 4                                  | -16  | CPU 4 is not free in the pool
            ready     | /web cpu-remove cpu 24                              | -22  | does not belong to web-server
            copying   | /web cpu-add cpu 24                                 | -16  | kexec lock
            active    | /web cpu-add cpu 4                                  | -16  | CPU 4 is not free in the pool
            pool lost | /web cpu-add cpu 24                                 | -110 | did not leave the pool's park loop
            later     | /web cpu-add cpu 8                                  | -19  | CPU 8 is not in this kernel's pool
            stuck     | /web cpu-add cpu 24                                 | -110 | did not answer within 10 s
            deaf      | /web cpu-add cpu 24                                 | -28  | the ring of web-server is full
            active    | /web cpu-remove cpu 16                              | -22  | Cannot remove boot CPU
            active    | /web cpu-remove cpu 24                              | -19  | does not have CPU 24 online
            stuck     | /web cpu-remove cpu 22                              | -110 | did not answer within 10 s
            park gone | /web cpu-remove cpu 22                              | -110 | the books leave it with web-server
            pooled    | /resources memory-add size 0x1000000000             | -12  | in one piece
            pooled    | /resources memory-add size 0x40000001               | -22  | is not a positive page multiple
            pooled    | /resources memory-add at 0x0 0x1000                 | -22  | by size, not by reg
            pooled    | /resources memory-add size 0x1000 node 7            | -22  | no NUMA node 7
            pooled    | /resources memory-add size 0x1000 node 1024         | -22  | out of range
            pooled    | /resources memory-remove at 0x600000000 0x1000      | -2   | the pool has no chunk
            ready     | /resources memory-remove at 0x600000000 0x200000000 | -16  | memory of the chunk is in use
            pooled    | /resources memory-remove at 0x600000000 0x200000000 | -16  | holds the pool park area
            ready     | /web memory-add at 0x0 0x400000000                  | -12  | in one piece for web-server
            active    | /web memory-add at 0x700100000 0x8000000            | -22  | Failed to add memory
            active    | /web memory-add at 0x608000000 0x8000000            | -17  | Failed to add memory
            stuck     | /web memory-add at 0x708000000 0x8000000            | -110 | did not answer within 10 s
            copying   | /web memory-add at 0x708000000 0x8000000            | -16  | kexec lock
            ready     | /web memory-remove at 0x608000000 0x8000000         | -2   | has no region
            loaded    | /web memory-remove at 0x600018000 0x100000000       | -16  | the loaded kernel image lives there
            active    | /web memory-remove at 0x608000000 0x8000000         | -16  | Failed to remove memory
            active    | /web memory-remove at 0x600018000 0x8000000         | -22  | Failed to remove memory
            pooled    | /resources device-add pci 0000:99:00.0              | -19  | there is no PCI device 0000:99:00.0
            pooled    | /resources device-add pci nonsense                  | -22  | Invalid pci-id format
            ready     | /resources device-add pci 0000:3b:00.0              | -16  | is lent to web-server
            ready     | /resources device-remove pci 0000:3b:00.0           | -16  | is not free in the pool
            ready     | /web device-add pci 0000:99:00.0                    | -2   | not found in root pool
            ready     | /web device-remove pci 0000:af:00.0                 | -2   | not found in instance web-server
            active    | /web device-add pci 0000:99:00.0                    | -19  | finds no PCI device
            stuck     | /web device-add pci 0000:af:00.0                    | -110 | did not answer within 10 s
            copying   | /web device-add pci 0000:af:00.0                    | -16  | kexec lock
            idle      | /resources cpu-add cpu 16                           | -1   | this kernel manages no pool
            pooled    | /somewhere cpu-add cpu 16                           | -22  | unsupported target-path
            pooled    | /instances/a/b cpu-add cpu 16                       | -22  | does not name an instance
            pooled    | /instances cpu-add cpu 16                           | -22  | is not a resource holder
            pooled    | /resources instance-remove named x                  | -22  | belongs under /instances
            pooled    | /resources cpu-add no reg                           | -22  | Invalid reg property
            """)
    void aTransaction(String bench, String operation, int error, String log) {
        var seen = provoke(bench, "overlay " + operation);
        assertThat(seen.errno()).as("the write itself succeeds").isEqualTo("0");
        assertThat(seen.transaction()).isEqualTo(error == 0 ? "applied" : "failed");
        assertLogged(seen, log);
        assertLogged(seen, error == 0 ? "applied successfully" : "Failed to apply overlay transaction");
        assertThat(seen.lines()).as("the errno in the log").anyMatch(l -> error == 0 || l.endsWith(": " + error));
    }

    // --- files ------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 2000, textBlock = """
            pooled | empty overlay                                        | -EINVAL | Invalid overlay        | -
            pooled | rubbish overlay                                      | -EINVAL | Invalid overlay        | -
            pooled | huge overlay                                         | -EFBIG  | Overlay blob too large | -
            pooled | dts overlays/new                                     | 0       | no usable fragment     | failed
            idle   | rubbish baseline                                     | -EINVAL | Invalid device tree    | -
            idle   | huge baseline                                        | -EFBIG  | -                      | -
            idle   | dts device_tree                                      | -EINVAL | No /resources node     | -
            idle   | dts device_tree instances { a { }; }; POOL           | -EINVAL | instances              | -
            idle   | dts device_tree resources { ONE };                   | -EINVAL | cpus                   | -
            idle   | dts device_tree resources { cpus = 64<16>; };        | -EINVAL | memory                 | -
            idle   | dts device_tree resources { OLD };                   | -EINVAL | memory-base            | -
            pooled | dts device_tree POOL                                 | -EBUSY  | already applied        | -
            idle   | dts device_tree resources { cpus = 64<16 99>; ONE }; | -ENODEV | CPU 99 is not present  | -
            idle   | dts device_tree resources { cpus = 64<0>; ONE };     | -EINVAL | Cannot remove boot CPU | -
            idle   | dts device_tree resources { cpus = 64<16>; HUGE };   | -ENOMEM | in one piece           | -
            ready  | write instances/web-server/status                    | -EACCES | -                      | -
            ready  | rmdir instances/web-server                           | -EPERM  | -                      | -
            ready  | rmdir overlays/tx_99                                 | -ENOENT | -                      | -
            loaded | rmdir overlays/tx_2                                  | -EBUSY  | Failed to rollback     | failed
            grown  | rmdir overlays/tx_2                                  | 0       | cannot release         | -
            gone   | rmdir overlays/tx_3                                  | 0       | cannot restore         | -
            """)
    void aFile(String bench, String call, String errno, String log, String transaction) {
        var seen = provoke(bench, call);
        assertThat(seen.errno()).isEqualTo(errno);
        assertThat(seen.transaction()).isEqualTo(transaction);
        assertLogged(seen, log);
    }

    // --- consoles, sockets, rings -------------------------------------------------------------------

    @Test
    void aConsoleIsSelectedByTheIdOfAnInstanceThatExistsBeforeItIsRead() {
        var lab = Lab.webActive().done(new Command.Console.Open());
        assertThat(lab.ask(new Command.Console.Read(1)).errno()).isEqualTo(Errno.ENOTCONN);
        assertThat(lab.ask(new Command.Console.Write(1, Blob.text("0\n"))).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Command.Console.Write(1, Blob.text("9\n"))).errno()).isEqualTo(Errno.ENODEV);
        lab.done(new Command.Console.Write(1, Blob.text("1\n")));
    }

    @Test
    void aSocketHasNoTransportInMk2AsItComesAndIsResetByALivingKernelWithoutAListener() {
        var connect = new Command.Vsock.Connect("host", 1, 99);
        assertThat(Lab.webActive().ask(connect).errno()).isEqualTo(Errno.ENODEV);
        var lab = active(Lab.of(Labs.idle().on(HostKernel.USUAL.withVsock())).done(Labs.fill()).done(Labs.web()));
        assertThat(lab.ask(connect).errno()).isEqualTo(Errno.ECONNRESET);
        assertThat(lab.ask(new Command.Vsock.Connect("host", 7, 99)).errno()).isEqualTo(Errno.EINVAL);
        lab.done(new Command.Fault.Hang(WEB, -1, false));
        assertThat(lab.ask(connect).errno()).isEqualTo(Errno.ETIMEDOUT);
    }

    /// What programs on a nested host are told of its own devices, by the words of the story.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a link without an instance is read    | -ENOTCONN
            a link is selected by the id 0        | -EINVAL
            a link is selected by its own id      | -ENODEV
            a link of the machine's host is read  | -EBADF
            an image is made twice                | -EEXIST
            an image of no pages                  | -EINVAL
            an image that the pool cannot hold    | -ENOMEM
            an image that nobody made is freed    | -ENOENT
            an image that nobody made is mounted  | -EINVAL
            an image is mounted twice             | -EBUSY
            an image has no room for a file       | -ENOSPC
            memory of a node that it cannot know  | -EINVAL
            it calls an id that it does not know   | -EINVAL
            it calls its instance                 | -ETIMEDOUT
            its instance calls it in vain         | -ECONNRESET
            """)
    void aNestedHost(String what, String errno) {
        var lab = Nested.up().done(in(new Command.Console.Open())).done(new Command.Console.Open());
        var build = new Command.Dax.Build("rootfs", 64 * Sizes.MIB, Sizes.KIB);
        lab.done(in(build)).done(new Command.Dax.Mount(Nested.CACHE, "rootfs"));
        assertThat(lab.ask(switch (what) {
            case "a link without an instance is read" -> in(new Command.Console.Read(1));
            case "a link is selected by the id 0" -> in(new Command.Console.Write(1, Blob.text("0\n")));
            case "a link is selected by its own id" -> in(new Command.Console.Write(1, Blob.text("1\n")));
            case "a link of the machine's host is read" -> in(new Command.Console.Read(2));
            case "an image is made twice" -> in(build);
            case "an image of no pages" -> in(new Command.Dax.Build("odd", 1, 0));
            case "an image that the pool cannot hold" -> in(new Command.Dax.Build("big", Sizes.GIB, 0));
            case "an image that nobody made is freed" -> in(new Command.Dax.Free("other"));
            case "an image that nobody made is mounted" -> new Command.Dax.Mount(Nested.CACHE, "other");
            case "an image is mounted twice" -> new Command.Dax.Mount(Nested.CACHE, "rootfs");
            case "an image has no room for a file" ->
                new Command.Dax.Write(Nested.CACHE, "rootfs", "/a", 2 * Sizes.KIB);
            case "memory of a node that it cannot know" -> new Command.In(DATABASE, nodeOne(lab));
            case "it calls an id that it does not know" -> new Command.Vsock.Connect(WEB, 3, 80);
            case "it calls its instance" -> new Command.Vsock.Connect(WEB, 2, 80);
            default -> new Command.Vsock.Connect(Nested.CACHE, 0, 80);
        }).errno().signed()).isEqualTo(errno);
    }

    /// A baseline as a program on an instance beside it writes it.
    private static Command nodeOne(Lab lab) {
        lab.done(Labs.database()).done(Labs.load(DATABASE)).done(new Command.Exec(DATABASE)).untilUp(DATABASE);
        return new Command.Call.WriteFile("/sys/fs/multikernel/device_tree", OverlayWriter.baseline(
                List.of(66L), List.of(new Change.PoolMemoryAdd(64 * Sizes.MIB, 1)), List.of()));
    }

    @Test
    void aSenderIsToldThatARingIsFullAbsentOrNobodys() {
        var deaf = bench("deaf");
        assertThat(deaf.kernel(WEB).ring.pending()).isEqualTo(Ring.SLOTS - 1);
        assertThat(deaf.send("host", 0, WEB)).isEqualTo(Errno.ENOSPC);
        assertThat(Lab.webReady().send("host", 0, WEB)).as("no ring yet").isEqualTo(Errno.ENODEV);
    }

    /// What the reference names and the machine cannot be brought to, and why.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -EPERM of load and reboot           | whoever gives a command is root; sysctls are not modelled
            -ENOSPC of the manifest             | its size is not modelled, so it cannot outgrow its pages
            -ENODEV of exec without a park area | no core can be in a pool that has none
            the errno of a copy that fails      | copying reads no memory that could fault
            -EINVAL of a write at an offset     | a file is written in one piece
            -EPERM of mkdir                     | there is no command that makes a directory
            -EEXIST of a second message handler | handlers are registered when the kernel is built
            -EMSGSIZE of a payload              | every sender cuts its text or packets to what fits
            the errno of a CPU that Linux keeps | an offline of a CPU succeeds or hangs
            """)
    void whatCannotBeProvokedIsKnown(String what, String why) {
        assertThat(what).isNotBlank();
        assertThat(why).hasSizeGreaterThan(20);
    }

    // --- benches ------------------------------------------------------------------------------------

    private static Lab active(Lab ready) {
        return ready.done(Labs.load(WEB)).done(new Command.Exec(WEB)).untilUp(WEB);
    }

    private static Lab bench(String name) {
        return switch (name) {
            case "idle" -> Lab.idle();
            case "pooled" -> Lab.pooled();
            case "ready" -> Lab.webReady();
            case "loaded" -> Lab.webLoaded();
            case "active" -> Lab.webActive();
            case "enforcing" ->
                Lab.of(Labs.idle().on(HostKernel.USUAL.enforcing())).done(Labs.fill()).done(Labs.web());
            case "copying" -> { // Somebody else's image is being copied: the kexec lock is taken.
                var lab = Lab.webLoaded().done(Labs.database());
                lab.give(Labs.load(DATABASE));
                yield lab.runFor(Times.US);
            }
            case "stopping" -> Lab.webActive().done(new Command.ForceHalt(WEB));
            case "no cpus" -> other(Lab.webReady(), 256 * Sizes.MIB, "16", 0);
            case "no room" -> other(Lab.webReady(), 66 * Sizes.MIB, "24", 1920 * Sizes.KIB);
            case "pieces" -> pieces();
            case "core lost" -> Lab.webLoaded().kill(20);
            case "boot lost" -> Lab.webLoaded().kill(16);
            case "pool lost" -> Lab.webActive().kill(24);
            case "stuck" -> Lab.webActive().done(new Command.Fault.Hang(WEB, 16, true));
            case "deaf" -> { // It hangs with interrupts off, and its ring is full.
                var lab = Lab.webActive().done(new Command.Fault.Hang(WEB, 16, false));
                while (lab.send("host", 0, WEB).ok()) {
                    lab.runFor(Times.US);
                }
                yield lab;
            }
            case "unloaded" -> Lab.webActive().done(new KexecFileLoad("", 0, ImageForm.ELF, 0, "", 0x31));
            case "later" -> Lab.webActive().done(new Command.CpuToPool(8));
            case "park gone" -> Lab.webActive().done(new Command.Fault.StrayWrite("host", Spot.PARK, WEB));
            case "grown" -> Lab.pooled().done(new Command.GrowPool(Sizes.GIB, 0));
            case "gone" -> Lab.webReady().done(new Command.Delete(WEB));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// Another instance with an image, of an overlay that kerf would not write.
    private static Lab other(Lab lab, long bytes, String cpu, long initrdBytes) {
        lab.done(overlay("/instances", "instance-create { instance-name = \"other\"; id = <2>; resources {"
                + " memory-bytes = /bits/ 64 <" + bytes + ">; cpus = /bits/ 64 <" + cpu + ">; }; };"));
        return lab.done(new KexecFileLoad("vmlinux", 64 * Sizes.MIB, ImageForm.ELF, initrdBytes, "", 0x50));
    }

    private static Lab pieces() {
        var items = new StringBuilder();
        for (int i = 0; i < 128; i++) {
            items.append("memory@").append(i).append(" { reg = /bits/ 64 <0x0 0x1000>; }; ");
        }
        return Lab.webLoaded().done(overlay("/instances/" + WEB, "memory-add { " + items + " };"));
    }

    // --- calls ----------------------------------------------------------------------------------------

    private record Seen(String errno, List<String> lines, String transaction) {}

    private static Seen provoke(String bench, String call) {
        var lab = bench(bench);
        int mark = lab.mark();
        int before = lab.state().host().lastTransaction;
        var command = call(call);
        var answer = lab.ask(command);
        int number = command instanceof RemoveDirectory remove
                ? TreePaths.transactionIn(remove.path())
                : lab.state().host().lastTransaction > before ? lab.state().host().lastTransaction : -1;
        var transaction = lab.state().transactions().stream()
                .filter(t -> t.number() == number)
                .map(Transaction::outcome)
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .findFirst();
        var lines = lab.toldSince(mark, Happening.Logged.class).stream().map(Happening.Logged::line).toList();
        return new Seen(answer.errno().signed(), lines, transaction.orElse("-"));
    }

    private static void assertLogged(Seen seen, String log) {
        if (!log.equals("-")) {
            assertThat(seen.lines()).anyMatch(line -> line.contains(log));
        }
    }

    private static Command call(String text) {
        var words = text.split(" ");
        return switch (words[0]) {
            case "load" -> new KexecFileLoad("vmlinux", Long.parseLong(words[3]) * Sizes.MIB,
                    ImageForm.valueOf(words[2]), 0, "quiet", Long.decode(words[1]));
            case "boot" -> reboot(RunOperations.BOOT, Long.parseLong(words[1]));
            case "halt" -> reboot(RunOperations.HALT, Long.parseLong(words[1]));
            case "force" -> reboot(RunOperations.FORCE_HALT, Long.parseLong(words[1]));
            case "reboot" -> reboot(Long.decode(words[1]), 1);
            case "overlay" -> overlay(text.substring("overlay ".length()));
            case "empty" -> new WriteFile(file(words[1]), Blob.EMPTY);
            case "rubbish" -> new WriteFile(file(words[1]), Blob.text("rubbish"));
            case "huge" -> new WriteFile(file(words[1]), Blob.of(new byte[(1 << 20) + 1]));
            case "write" -> new WriteFile(TreePaths.ROOT + "/" + words[1], Blob.text("x"));
            case "rmdir" -> new RemoveDirectory(TreePaths.ROOT + "/" + words[1]);
            case "dts" -> new WriteFile(TreePaths.ROOT + "/" + words[1],
                    blob(text.substring("dts ".length() + words[1].length())));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String file(String what) {
        return what.equals("overlay") ? TreePaths.NEW_OVERLAY : TreePaths.DEVICE_TREE;
    }

    private static Reboot reboot(long command, long id) {
        return new Reboot(RunOperations.MAGIC_1, RunOperations.MAGIC_2, command, id);
    }

    /// An overlay of one operation on one item: the target, the operation, and the item in short.
    private static WriteFile overlay(String operation) {
        var words = operation.split(" ", 3);
        var item = words[2].replaceAll("cpu (\\d+)", "cpu@0 { reg = <$1>; };")
                .replaceAll("no reg", "cpu@0 { };")
                .replaceAll("at (\\w+) (\\w+)", "memory@0 { reg = /bits/ 64 <$1 $2>; };")
                .replaceAll("size (\\w+) node (\\d+)", "memory@0 { size = /bits/ 64 <$1>; numa-node-id = <$2>; };")
                .replaceAll("size (\\w+)$", "memory@0 { size = /bits/ 64 <$1>; };")
                .replaceAll("pci (\\S+)", "pci@0 { pci-id = \"$1\"; };")
                .replaceAll("named (\\S+)", "instance-name = \"$1\";")
                .replaceAll("\\bid (\\d+)", "id = <$1>;");
        return overlay(words[0].equals("/web") ? "/instances/" + WEB : words[0], words[1] + " { " + item + " };");
    }

    private static WriteFile overlay(String target, String operations) {
        return new WriteFile(TreePaths.NEW_OVERLAY,
                blob("fragment@0 { target-path = \"" + target + "\"; __overlay__ { " + operations + " }; };"));
    }

    /// A device tree of what stands between the braces of the root, with words for what is used often.
    private static Blob blob(String body) {
        var text = body.replace("64<", "/bits/ 64 <")
                .replace("POOL", "resources { cpus = /bits/ 64 <16>; ONE };")
                .replace("ONE", "memory@0 { size = /bits/ 64 <0x40000000>; };")
                .replace("HUGE", "memory@0 { size = /bits/ 64 <0x4000000000>; };")
                .replace("OLD", "cpus = /bits/ 64 <16>; memory-base = <1 0>; memory-bytes = <0 0x40000000>;")
                .replace("RES", "resources { memory-bytes = /bits/ 64 <0x10000000>; cpus = /bits/ 64 <26>; };")
                .replace("BIG", "resources { memory-bytes = /bits/ 64 <0x1000000000>; cpus = /bits/ 64 <26>; };")
                .replace("TAKEN", "resources { memory-bytes = /bits/ 64 <0x10000000>; cpus = /bits/ 64 <26 16>; };");
        var reading = DeviceTreeSource.read("test.dts", "/dts-v1/; / { " + text + " };");
        return Blob.of(FlattenedTree.write(
                reading.value().orElseThrow(() -> new AssertionError(reading.problems().toString()))));
    }
}
