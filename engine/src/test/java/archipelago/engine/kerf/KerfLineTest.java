package archipelago.engine.kerf;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.MemoryRequest;
import archipelago.engine.kernfs.Books;
import archipelago.engine.session.Session;
import archipelago.engine.shell.ShellLab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The line that says an order, and the order that a line comes to, are the same, and so is the machine after it.
class KerfLineTest {
    private static Optional<String> line(Session session, Command order) {
        var machine = session.scenario().machine();
        var books = Books.of(session.simulation().state(), session.scenario());
        return new KerfLine(books, machine, KnownImages.of(session.scenario())).of(order);
    }

    /// What a person may want on a machine with a pool, one running instance and one that is ready.
    private static ShellLab busy() {
        return ShellLab.webActive().done("kerf create db --id=7 --cpus=64,66 --memory=1GB --devices=nvme0")
                .done("kerf update db --memory=2GB");
    }

    @Test
    void theWindowsLinesAreThoseOfTheTool() {
        var session = busy().session();
        assertThat(line(session, new Command.Exec("db"))).contains("kerf exec db");
        assertThat(line(session, new Command.Halt("web-server"))).contains("kerf kill web-server");
        assertThat(line(session, new Command.ForceHalt("web-server"))).contains("kerf kill web-server --force");
        assertThat(line(session, new Command.AddCpu("web-server", 24)))
                .contains("kerf update web-server --cpus=16,18,20,22,24");
        assertThat(line(session, new Command.CpuToPool(28)))
                .contains("kerf init --cpus=16,18,20,22,24,26,28,64,66,68,70,72,74 --memory=8GB@0,8GB@1");
        assertThat(line(session, new Command.AddMemory("db", Sizes.GIB, -1))).contains("kerf update db --memory=3GB");
        assertThat(line(session, new Command.Load("db", "vmlinux", 64 * Sizes.MIB, 0, "quiet \"x\"")))
                .contains("kerf load db --kernel=vmlinux --cmdline=\"quiet \\\"x\\\"\"");
    }

    @Test
    void whatTheToolCannotSayHasNoLine() {
        var session = busy().session();
        assertThat(line(session, new Command.Fault.Panic("web-server", -1))).isEmpty();
        assertThat(line(session, new Command.RollBack(2))).as("rmdir does that").isEmpty();
        assertThat(line(session, new Command.RemoveDevice("db", "nvme0"))).as("its last device").isEmpty();
        assertThat(line(session, new Command.AddMemory("db", Sizes.GIB, 1))).as("no node is said").isEmpty();
        assertThat(line(session, new Command.Create("x", 0, List.of(26L, 24L), Sizes.GIB, -1, List.of())))
                .as("kerf sorts the CPUs, so the boot CPU would be another")
                .isEmpty();
        assertThat(line(session, new Command.CpuToPool(3))).as("no such CPU").isEmpty();
        assertThat(line(session, new Command.Load("db", "mine", 5, 0, ""))).as("an unknown image").isEmpty();
    }

    // --- there and back ---------------------------------------------------------------------------

    @Provide
    static Arbitrary<Command> orders() {
        var cpus = Arbitraries.of(14L, 16L, 20L, 24L, 26L, 28L, 64L, 66L, 68L, 76L, 94L);
        var names = Arbitraries.of("web-server", "db");
        var bytes = Arbitraries.longs().between(1, 512).map(n -> n * Sizes.PAGE * 1000);
        return Arbitraries.oneOf(List.of(
                cpus.map(Command.CpuToPool::new),
                cpus.map(Command.CpuToHost::new),
                bytes.flatMap(b -> Arbitraries.of(-1, 0, 1).map(n -> new Command.GrowPool(b, n))),
                Arbitraries.of(0x600000000L, 0xe00000000L, 0x5000L).map(Command.ShrinkPool::new),
                Arbitraries.of("nic0", "nvme0").map(Command.DeviceToPool::new),
                Arbitraries.of("nic0", "nvme0").map(Command.DeviceToHost::new),
                cpus.set().ofMinSize(1).ofMaxSize(4).map(set -> create(set.stream().sorted().toList())),
                names.map(Command.Exec::new),
                names.map(Command.Halt::new),
                names.map(Command.ForceHalt::new),
                names.map(Command.Unload::new),
                names.map(Command.Delete::new),
                names.map(name -> new Command.Load(name, "vmlinux", 64 * Sizes.MIB, 1126 << 10, "a=\"b c\" \\d #e")),
                names.flatMap(name -> cpus.map(cpu -> new Command.AddCpu(name, cpu))),
                names.flatMap(name -> cpus.map(cpu -> new Command.RemoveCpu(name, cpu))),
                names.flatMap(name -> bytes.map(b -> new Command.AddMemory(name, b, -1))),
                names.map(name -> new Command.RemoveDevice(name, "0000:3b:00.0")),
                Arbitraries.just(new Command.EmptyPool())));
    }

    private static Command create(List<Long> cpus) {
        return new Command.Create("new", 9, cpus, 3 * Sizes.GIB / 2, 1, List.of());
    }

    /// Where the tool says no by itself, no order is given; where it gives one, it is the same one.
    @Property(tries = 60)
    void everyLineComesBackToItsOrder(@ForAll("orders") Command order) {
        var lab = busy();
        var line = line(lab.session(), order);
        if (line.isEmpty()) {
            return;
        }
        var before = lab.lastOrder();
        var said = lab.say(line.get());
        if (said.status() == 0) {
            assertThat(lab.lastOrder()).as(line.get()).isEqualTo(order);
        } else {
            assertThat(lab.lastOrder()).as(line.get() + "\n" + said.all()).isIn(order, before);
        }
        assertThat(said.status()).as(said.all()).isNotEqualTo(2);
    }

    static List<Command> life() {
        var web = "web-server";
        return List.of(
                Labs.fill(),
                new Command.CpuToPool(28),
                new Command.CpuToHost(28),
                new Command.GrowPool(Sizes.GIB, 1),
                new Command.DeviceToHost("nvme0"),
                new Command.DeviceToPool("nvme0"),
                Labs.web(),
                new Command.AddMemory(web, Sizes.GIB, -1),
                new Command.Load(web, "vmlinux", 64 * Sizes.MIB, 1126 << 10, "console=mktty0"),
                new Command.Exec(web),
                new Command.AddCpu(web, 24),
                new Command.AddDevice(web, "0000:af:00.0"),
                new Command.RemoveDevice(web, "0000:af:00.0"),
                new Command.RemoveCpu(web, 24),
                new Command.Halt(web),
                new Command.Exec(web),
                new Command.ForceHalt(web),
                new Command.Unload(web),
                new Command.Delete(web),
                new Command.EmptyPool());
    }

    /// One goes through the window, one through the prompt: the machine cannot tell them apart.
    @Test
    void anActInTheWindowAndItsLineLeaveTheSameFingerprint() {
        var window = ShellLab.idle();
        var prompt = ShellLab.idle();
        var spoken = new ArrayList<Command>();
        for (var order : life()) {
            var line = line(window.session(), order);
            assertThat(line).as("the line for %s", order).isPresent();
            var said = prompt.say(line.get());
            assertThat(prompt.lastOrder()).as(line.get() + "\n" + said.all()).isEqualTo(order);
            window.give(order);
            long until = prompt.session().nowNs() + 3_000_000_000L;
            window.session().runUntil(until);
            prompt.session().runUntil(until);
            assertThat(prompt.session().fingerprint()).as(line.get()).isEqualTo(window.session().fingerprint());
            spoken.add(order);
        }
        assertThat(spoken).hasSameSizeAs(life());
    }

    // --- the first fill of a pool -----------------------------------------------------------------

    static List<Command.FillPool> fills() {
        return List.of(
                new Command.FillPool(List.of(16L), List.of(new MemoryRequest(Sizes.GIB, 0)), List.of()),
                new Command.FillPool(List.of(64L, 66L), List.of(new MemoryRequest(Sizes.GIB, 0)), List.of("nvme0")),
                Labs.fill());
    }

    @ParameterizedTest
    @MethodSource("fills")
    void aFirstFillComesBack(Command.FillPool fill) {
        var lab = ShellLab.idle();
        var line = line(lab.session(), fill).orElseThrow();
        lab.done(line);
        assertThat(lab.lastOrder()).isEqualTo(fill);
    }

    @Test
    void aFillWhoseNodeTheKernelChoosesHasNoLine() {
        var session = ShellLab.idle().session();
        var free = new Command.FillPool(List.of(16L), List.of(new MemoryRequest(Sizes.GIB, -1)), List.of());
        assertThat(line(session, free)).isEmpty();
        var sorted = new Command.FillPool(List.of(18L, 16L), List.of(new MemoryRequest(Sizes.GIB, 0)), List.of());
        assertThat(line(session, sorted)).isEmpty();
    }
}
