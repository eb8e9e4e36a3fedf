package archipelago.engine.scenario;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Defect;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.state.Kernel;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Commands as JSON objects: `{"do":"exec","instance":"web-server"}`. Scenario files and session
/// files share this form. Only the form is judged here; whether a command makes sense is for the
/// scenario's checks, and whether it is possible is for the machine.
public final class CommandJson {
    /// The largest node index that a file may name.
    private static final int NODE_MAX = 1023;

    private static final int ENTRIES_MAX = 4096;
    private static final long WAYS_MAX = 0xffff_ffffL;
    private static final String POOL_ADVICE =
            "\"cpus\": \"16,18\", \"memory\": [ { \"bytes\": \"4GiB\", \"node\": 0 } ]";
    private static final String INSTANCE = "\"web-server\"";
    private static final Set<Verb> COMMANDS =
            EnumSet.copyOf(Verb.all().stream().filter(verb -> !verb.ofStory()).toList());

    private CommandJson() {}

    /// Reads a command.
    ///
    /// @param otherKeys keys of the object that are not the command's own, such as its time
    /// @param request what `fill-pool` means when it says nothing more
    /// @return the command, or nothing if there was a problem, which is then told
    public static Optional<Command> read(
            PlacedJson.Obj object, List<String> otherKeys, Optional<Command.FillPool> request, Problems problems) {
        int before = problems.count();
        var verb = verb(object, COMMANDS, otherKeys, problems);
        if (verb.isEmpty()) {
            return Optional.empty();
        }
        var fields = new Fields(object, what(verb.get()), verb.get().keysWith(otherKeys), problems);
        if (verb.get() == Verb.FILL_POOL && saysNothingMore(object) && request.isEmpty()) {
            problems.add(object.place(), "\"fill-pool\" needs to say here what the pool gets", POOL_ADVICE);
        }
        var command = draft(verb.get(), fields, request, problems);
        return problems.count() == before ? Optional.of(command) : Optional.empty();
    }

    /// What an object does, if it is one of the things allowed; a problem otherwise.
    static Optional<Verb> verb(PlacedJson.Obj object, Set<Verb> allowed, List<String> otherKeys, Problems problems) {
        var word = object.get("do").orElse(null);
        if (word instanceof PlacedJson.Text text) {
            for (var verb : allowed) {
                if (verb.word().equals(text.value())) {
                    return Optional.of(verb);
                }
            }
        }
        var words = allowed.stream().map(Verb::word).toList();
        if (word instanceof PlacedJson.Text text) {
            problems.add(text.place(), "there is nothing to do that is called " + Words.quoted(text.value()),
                    Words.meant(text.value(), words));
        }
        // Without a known verb any key that belongs to some verb may be right.
        var any = Verb.all().stream().flatMap(v -> v.keysWith(otherKeys).stream()).distinct().toList();
        var fields = new Fields(object, "a step", any, problems);
        if (!(word instanceof PlacedJson.Text)) {
            fields.required("do").text("one of " + Words.anyOf(words));
        }
        return Optional.empty();
    }

    /// An object that does this, in words.
    static String what(Verb verb) {
        return "a step that does \"" + verb.word() + '"';
    }

    private static boolean saysNothingMore(PlacedJson.Obj object) {
        return List.of("cpus", "memory", "devices").stream().allMatch(key -> object.get(key).isEmpty());
    }

    /// The command as far as it can be read: parts with a problem, which is told, are an empty text,
    /// an empty list, or -1.
    static Command draft(Verb verb, Fields f, Optional<Command.FillPool> request, Problems problems) {
        if (!verb.ofOneHost() || f.object().get("in").isEmpty()) {
            return order(verb, f, request, problems);
        }
        if (verb == Verb.FILL_POOL && saysNothingMore(f.object())) {
            problems.add(
                    f.object().place(), "\"fill-pool\" in an instance needs to say what its pool gets", POOL_ADVICE);
        }
        return new Command.In(f.required("in").text(INSTANCE).orElse(""), order(verb, f, Optional.empty(), problems));
    }

    private static Command order(Verb verb, Fields f, Optional<Command.FillPool> request, Problems problems) {
        return switch (verb) {
            case FILL_POOL -> saysNothingMore(f.object())
                    ? request.orElseGet(() -> new Command.FillPool(List.of(), List.of(), List.of()))
                    : new Command.FillPool(
                            f.optional("cpus").cpus().orElse(List.of()), memory(f, problems), devices(f, problems));
            case EMPTY_POOL -> new Command.EmptyPool();
            case CPU_TO_POOL -> new Command.CpuToPool(cpu(f.required("cpu")));
            case CPU_TO_HOST -> new Command.CpuToHost(cpu(f.required("cpu")));
            case CREATE -> new Command.Create(
                    instance(f),
                    (int) f.optional("id").whole(1, Kernel.MOST_ID).orElse(0),
                    f.required("cpus").cpus().orElse(List.of()),
                    f.required("memory").size("4GiB").orElse(-1),
                    node(f),
                    devices(f, problems),
                    ways(f, problems));
            case LOAD -> new Command.Load(
                    instance(f),
                    f.required("image").text("\"vmlinux\"").orElse(""),
                    f.required("image-size").size("64MiB").orElse(-1),
                    f.optional("image-form").word(ImageForm.values()).orElse(ImageForm.ELF),
                    f.optional("initrd-size").size("1MiB").orElse(0),
                    f.optional("cmdline").text("\"quiet\"").orElse(""));
            case EXEC -> new Command.Exec(instance(f));
            case HALT -> new Command.Halt(instance(f));
            case FORCE_HALT -> new Command.ForceHalt(instance(f));
            case UNLOAD -> new Command.Unload(instance(f));
            case DELETE -> new Command.Delete(instance(f));
            case ADD_CPU -> new Command.AddCpu(instance(f), cpu(f.required("cpu")));
            case REMOVE_CPU -> new Command.RemoveCpu(instance(f), cpu(f.required("cpu")));
            case GROW_POOL -> new Command.GrowPool(memory(f), node(f));
            case SHRINK_POOL -> new Command.ShrinkPool(f.required("base").address().orElse(-1));
            case DEVICE_TO_POOL -> new Command.DeviceToPool(device(f));
            case DEVICE_TO_HOST -> new Command.DeviceToHost(device(f));
            case ADD_MEMORY -> new Command.AddMemory(instance(f), memory(f), node(f));
            case REMOVE_MEMORY -> new Command.RemoveMemory(instance(f), f.required("base").address().orElse(-1));
            case ADD_DEVICE -> new Command.AddDevice(instance(f), device(f));
            case REMOVE_DEVICE -> new Command.RemoveDevice(instance(f), device(f));
            case ROLL_BACK -> new Command.RollBack(
                    (int) f.required("transaction").whole(1, Integer.MAX_VALUE).orElse(0));
            case WRITE -> CallJson.write(f, problems);
            case REMOVE_DIRECTORY -> new Command.Call.RemoveDirectory(
                    f.required("path").text("\"/sys/fs/multikernel/overlays/tx_2\"").orElse(""));
            case KEXEC_FILE_LOAD -> CallJson.kexecFileLoad(f);
            case KEXEC_LOAD -> CallJson.kexecLoad(f);
            case SEND -> CallJson.send(f);
            case REBOOT -> CallJson.reboot(f);
            case CONSOLE_OPEN -> new Command.Console.Open();
            case CONSOLE_WRITE -> ChannelJson.consoleWrite(f);
            case CONSOLE_READ -> ChannelJson.consoleRead(f);
            case CONSOLE_CLOSE -> ChannelJson.consoleClose(f);
            case PRINT -> ChannelJson.print(f);
            case VSOCK_LISTEN -> ChannelJson.listen(f);
            case VSOCK_CONNECT -> ChannelJson.connect(f);
            case VSOCK_SEND -> ChannelJson.send(f);
            case VSOCK_CLOSE -> ChannelJson.close(f);
            case DAX_BUILD -> ChannelJson.daxBuild(f);
            case DAX_FREE -> ChannelJson.daxFree(f);
            case DAX_MOUNT -> ChannelJson.daxMount(f);
            case DAX_LOOKUP -> ChannelJson.daxLookup(f);
            case DAX_WRITE -> ChannelJson.daxWrite(f);
            case MOVE_SERVICE -> ChannelJson.moveService(f);
            case ARM -> ChannelJson.arm(f);
            case SET_COST -> SettingJson.cost(f);
            case SET_RATE -> SettingJson.rate(f);
            case SKIP_WAIT -> new Command.Setting.SkipWait();
            case PANIC,
                    HANG,
                    STOP_CPU,
                    SLOW,
                    HOG,
                    NEXT_MESSAGE,
                    FLIGHT,
                    LOSE_DOORBELL,
                    CUT,
                    MEND,
                    CHAOS,
                    CALM,
                    WEDGE_RING,
                    SPOOF_DOORBELL,
                    SPOOF_MESSAGE,
                    RAW_MESSAGE,
                    STRAY_WRITE,
                    DEVICE_GONE,
                    HOST_DRIVER,
                    FRAGMENT,
                    FOREIGN_NMI,
                    FOREIGN_STOP,
                    ARM_MARKER,
                    SPOIL_MANIFEST,
                    TRIPLE_FAULT,
                    MACHINE_CHECK,
                    POWER_OFF,
                    SELF_REBOOT -> FaultJson.draft(verb, f);
            case AWAIT_UP, AWAIT_LOADED, AWAIT_ANSWERS, EXPECT, REST -> throw new Defect("does not command: " + verb);
        };
    }

    static String instance(Fields f) {
        return f.required("instance").text(INSTANCE).orElse("");
    }

    private static String device(Fields f) {
        return f.required("device").text("\"nic0\"").orElse("");
    }

    private static long memory(Fields f) {
        return f.required("memory").size("512MiB").orElse(-1);
    }

    private static long cpu(Fields.Field field) {
        return field.whole(0, PlacedCpus.ID_MAX).orElse(-1);
    }

    private static long ways(Fields f, Problems problems) {
        var mask = f.optional("llc-way-mask").address();
        if (mask.isPresent() && (mask.getAsLong() <= 0 || mask.getAsLong() > WAYS_MAX)) {
            problems.add(f.object().placeOf("llc-way-mask"), "a mask of cache ways has 1 to 32 bits", "\"0xff\"");
        }
        return mask.orElse(0);
    }

    private static int node(Fields f) {
        return (int) f.optional("node").whole(0, NODE_MAX).orElse(-1);
    }

    private static List<Command.MemoryRequest> memory(Fields f, Problems problems) {
        var example = "{ \"bytes\": \"4GiB\", \"node\": 0 }";
        var requests = new ArrayList<Command.MemoryRequest>();
        for (var item : f.optional("memory").list("[ " + example + " ]", ENTRIES_MAX)) {
            if (item instanceof PlacedJson.Obj object) {
                var fields = new Fields(object, "a piece of memory", List.of("bytes", "node"), problems);
                requests.add(new Command.MemoryRequest(
                        fields.required("bytes").size("4GiB").orElse(-1), node(fields)));
            } else {
                problems.add(item.place(), "expected an object, found " + item.words(), example);
            }
        }
        return requests;
    }

    private static List<String> devices(Fields f, Problems problems) {
        var names = new ArrayList<String>();
        for (var item : f.optional("devices").list("[ \"nic0\" ]", ENTRIES_MAX)) {
            if (item instanceof PlacedJson.Text text) {
                names.add(text.value());
            } else {
                problems.add(item.place(), "expected a device's name, found " + item.words(), "\"nic0\"");
            }
        }
        return names;
    }

    /// The command on one line. [#read] reads it back to an equal one.
    public static String line(Command command) {
        return write(command).toString();
    }

    /// The command as an object that more keys can be put into.
    public static ObjectNode write(Command command) {
        return switch (command) {
            case Command.FillPool c -> fillPool(c);
            case Command.EmptyPool _ -> begin(Verb.EMPTY_POOL);
            case Command.CpuToPool c -> begin(Verb.CPU_TO_POOL).put("cpu", c.cpu());
            case Command.CpuToHost c -> begin(Verb.CPU_TO_HOST).put("cpu", c.cpu());
            case Command.Create c -> create(c);
            case Command.Load c -> load(c);
            case Command.Exec c -> begin(Verb.EXEC).put("instance", c.instance());
            case Command.Halt c -> begin(Verb.HALT).put("instance", c.instance());
            case Command.ForceHalt c -> begin(Verb.FORCE_HALT).put("instance", c.instance());
            case Command.Unload c -> begin(Verb.UNLOAD).put("instance", c.instance());
            case Command.Delete c -> begin(Verb.DELETE).put("instance", c.instance());
            case Command.AddCpu c -> begin(Verb.ADD_CPU).put("instance", c.instance()).put("cpu", c.cpu());
            case Command.RemoveCpu c -> begin(Verb.REMOVE_CPU).put("instance", c.instance()).put("cpu", c.cpu());
            case Command.GrowPool c -> node(begin(Verb.GROW_POOL).put("memory", Sizes.text(c.bytes())), c.node());
            case Command.ShrinkPool c -> begin(Verb.SHRINK_POOL).put("base", address(c.base()));
            case Command.DeviceToPool c -> begin(Verb.DEVICE_TO_POOL).put("device", c.device());
            case Command.DeviceToHost c -> begin(Verb.DEVICE_TO_HOST).put("device", c.device());
            case Command.AddMemory c -> node(
                    begin(Verb.ADD_MEMORY).put("instance", c.instance()).put("memory", Sizes.text(c.bytes())),
                    c.node());
            case Command.RemoveMemory c -> begin(Verb.REMOVE_MEMORY)
                    .put("instance", c.instance())
                    .put("base", address(c.base()));
            case Command.AddDevice c -> begin(Verb.ADD_DEVICE)
                    .put("instance", c.instance())
                    .put("device", c.device());
            case Command.RemoveDevice c -> begin(Verb.REMOVE_DEVICE)
                    .put("instance", c.instance())
                    .put("device", c.device());
            case Command.RollBack c -> begin(Verb.ROLL_BACK).put("transaction", c.transaction());
            case Command.In(var kernel, var order) -> in(kernel, write(order));
            case Command.Call c -> CallJson.write(c);
            case Command.Console c -> ChannelJson.write(c);
            case Command.Vsock c -> ChannelJson.write(c);
            case Command.Dax c -> ChannelJson.write(c);
            case Command.MoveService c -> ChannelJson.write(c);
            case Command.Arm c -> begin(Verb.ARM).put("kernel", c.kernel());
            case Command.Setting c -> SettingJson.write(c);
            case Command.Fault c -> FaultJson.write(c);
        };
    }

    private static ObjectNode in(String kernel, ObjectNode order) {
        var object = JsonNodeFactory.instance.objectNode();
        object.set("do", order.remove("do"));
        object.put("in", kernel);
        return object.setAll(order);
    }

    private static ObjectNode begin(Verb verb) {
        return JsonNodeFactory.instance.objectNode().put("do", verb.word());
    }

    private static ObjectNode fillPool(Command.FillPool c) {
        // All three are always written: an object that says nothing more means the baseline's request.
        var object = begin(Verb.FILL_POOL).put("cpus", CpuList.text(c.cpus()));
        var memory = object.putArray("memory");
        for (var request : c.memory()) {
            var item = memory.addObject().put("bytes", Sizes.text(request.bytes()));
            if (request.node() >= 0) {
                item.put("node", request.node());
            }
        }
        names(object.putArray("devices"), c.devices());
        return object;
    }

    private static ObjectNode create(Command.Create c) {
        var object = begin(Verb.CREATE).put("instance", c.instance());
        if (c.id() > 0) {
            object.put("id", c.id());
        }
        node(object.put("cpus", CpuList.text(c.cpus())).put("memory", Sizes.text(c.memoryBytes())), c.node());
        if (!c.devices().isEmpty()) {
            names(object.putArray("devices"), c.devices());
        }
        return c.llcWayMask() == 0 ? object : object.put("llc-way-mask", address(c.llcWayMask()));
    }

    private static ObjectNode node(ObjectNode object, int node) {
        return node < 0 ? object : object.put("node", node);
    }

    private static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static ObjectNode load(Command.Load c) {
        var object = begin(Verb.LOAD)
                .put("instance", c.instance())
                .put("image", c.image())
                .put("image-size", Sizes.text(c.imageBytes()));
        if (c.form() != ImageForm.ELF) {
            object.put("image-form", Fields.wordOf(c.form()));
        }
        if (c.initrdBytes() > 0) {
            object.put("initrd-size", Sizes.text(c.initrdBytes()));
        }
        return c.cmdline().isEmpty() ? object : object.put("cmdline", c.cmdline());
    }

    private static void names(ArrayNode list, List<String> names) {
        names.forEach(list::add);
    }
}
