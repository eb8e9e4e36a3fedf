package archipelago.engine;

import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Scenario.Chapter;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.scenario.Scenario.Traffic;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Machines and scenarios for tests.
public final class Labs {
    public static final List<Long> POOLED = List.of(16L, 18L, 20L, 22L, 24L, 26L, 64L, 66L, 68L, 70L, 72L, 74L);

    private Labs() {}

    /// Two sockets of 16 cores with even physical ids, 32 GiB each, a NIC and a disk.
    public static Machine twoSockets() {
        var nodes = List.of(
                new Machine.Node(0, 0, 0, 32 * Sizes.GIB, List.of(10, 21)),
                new Machine.Node(1, 1, 32 * Sizes.GIB, 32 * Sizes.GIB, List.of(21, 10)));
        var cores = new ArrayList<Machine.Core>();
        for (long id = 0; id < 32; id += 2) {
            cores.add(new Machine.Core(id, 0));
        }
        for (long id = 64; id < 96; id += 2) {
            cores.add(new Machine.Core(id, 1));
        }
        var devices = List.of(
                new Machine.PciFunction("nic0", "0000:3b:00.0", 0x8086, 0x1572, 0),
                new Machine.PciFunction("nvme0", "0000:af:00.0", 0x144d, 0xa80a, 1));
        return new Machine(nodes, cores, devices);
    }

    public static Command.FillPool fill() {
        return new Command.FillPool(
                POOLED,
                List.of(new Command.MemoryRequest(8 * Sizes.GIB, 0), new Command.MemoryRequest(8 * Sizes.GIB, 1)),
                List.of("nic0", "nvme0"));
    }

    public static Command.Create web() {
        return new Command.Create("web-server", 1, List.of(16L, 18L, 20L, 22L), 4 * Sizes.GIB, 0, List.of("nic0"));
    }

    public static Command.Create database() {
        return new Command.Create(
                "database", 2, List.of(64L, 66L, 68L, 70L, 72L), 6 * Sizes.GIB, 1, List.of("nvme0"));
    }

    public static Command.Load load(String instance) {
        return new Command.Load(instance, "vmlinux", 64 * Sizes.MIB, Sizes.MIB, "quiet");
    }

    public static Step give(Command command) {
        return new Step(0, new Deed.Give(command));
    }

    public static Step after(long ns, Command command) {
        return new Step(ns, new Deed.Give(command));
    }

    public static Step rest(long ns) {
        return new Step(ns, new Deed.Rest());
    }

    public static Step up(String instance) {
        return new Step(0, new Deed.AwaitUp(instance));
    }

    public static Step loaded(String instance) {
        return new Step(0, new Deed.AwaitLoaded(instance));
    }

    public static List<Traffic> chatter() {
        return List.of(
                new Traffic("web-server", "database", 20_000, 5_000, 256, 512, 3_000),
                new Traffic("host", "web-server", 40_000, 5_000, 128, 1024, 2_000),
                new Traffic("database", "host", 60_000, 5_000, 64, 64, 1_000));
    }

    /// A scenario of one chapter on the two sockets.
    public static Scenario story(List<Traffic> traffic, Step... steps) {
        return new Scenario(
                "lab", "Lab", "", 42, twoSockets(), traffic, List.of(new Chapter("all", "", 1_000_000, List.of(steps))));
    }

    /// A machine on which nothing happens by itself.
    public static Scenario idle() {
        return story(List.of());
    }

    /// All scenarios of the library of phenomena.
    public static List<Scenario> phenomena() {
        var library = new ScenarioLibrary(new ScenarioReader());
        return library.phenomena().stream()
                .map(name -> library.read(name).value().orElseThrow().scenario())
                .toList();
    }

    /// All scenarios that come with the program: those that have a name of their own, and the phenomena.
    public static List<Scenario> library() {
        var reader = new ScenarioReader();
        var all = new ArrayList<Scenario>();
        try (var files = Files.list(Path.of("..", "scenarios"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                all.add(ScenarioSource.read(file, reader).value().orElseThrow().scenario());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.addAll(phenomena());
        return all;
    }

    /// The pool is filled and both instances are up and talk.
    public static Step[] bothUp() {
        return new Step[] {
            give(fill()),
            give(web()), give(load("web-server")), give(new Command.Exec("web-server")), up("web-server"),
            give(database()), give(load("database")), give(new Command.Exec("database")), up("database"),
        };
    }

    /// Both instances are up, and the web server has an instance of its own, `a`, of two of its cores.
    public static Step[] nestedUp() {
        var memory = List.of(new Command.MemoryRequest(Sizes.GIB, 0));
        var steps = new ArrayList<>(List.of(bothUp()));
        for (var order : List.of(
                new Command.FillPool(List.of(20L, 22L), memory, List.of("nic0")),
                new Command.Create("a", 0, List.of(20L, 22L), 512 * Sizes.MIB, 0, List.of()),
                load("a"),
                new Command.Exec("a"))) {
            steps.add(give(new Command.In("web-server", order)));
        }
        steps.add(up("web-server/a"));
        return steps.toArray(Step[]::new);
    }

    /// The whole of the default story, in short.
    public static Scenario firstLight() {
        var steps = new ArrayList<>(List.of(bothUp()));
        steps.addAll(List.of(
                rest(300_000),
                give(new Command.AddCpu("database", 74)),
                rest(100_000),
                give(new Command.Fault.Panic("web-server", 20)),
                loaded("web-server"),
                rest(200_000),
                give(new Command.Exec("web-server")),
                up("web-server"),
                rest(200_000),
                give(new Command.Halt("web-server")),
                give(new Command.Halt("database")),
                rest(100_000_000),
                give(new Command.Unload("web-server")),
                give(new Command.Unload("database")),
                give(new Command.Delete("web-server")),
                give(new Command.Delete("database")),
                give(new Command.EmptyPool())));
        return story(chatter(), steps.toArray(Step[]::new));
    }

    public static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
