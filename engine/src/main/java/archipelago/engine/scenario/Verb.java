package archipelago.engine.scenario;

import java.util.ArrayList;
import java.util.List;

/// What a step can do, by the words that stand in a file, each with the keys that go with it.
enum Verb {
    FILL_POOL("fill-pool", "cpus", "memory", "devices"),
    EMPTY_POOL("empty-pool"),
    CPU_TO_POOL("cpu-to-pool", "cpu"),
    CPU_TO_HOST("cpu-to-host", "cpu"),
    CREATE("create", "instance", "id", "cpus", "memory", "node", "devices", "llc-way-mask"),
    LOAD("load", "instance", "image", "image-size", "image-form", "initrd-size", "cmdline"),
    EXEC("exec", "instance"),
    HALT("halt", "instance"),
    FORCE_HALT("force-halt", "instance"),
    UNLOAD("unload", "instance"),
    DELETE("delete", "instance"),
    ADD_CPU("add-cpu", "instance", "cpu"),
    REMOVE_CPU("remove-cpu", "instance", "cpu"),
    GROW_POOL("grow-pool", "memory", "node"),
    SHRINK_POOL("shrink-pool", "base"),
    DEVICE_TO_POOL("device-to-pool", "device"),
    DEVICE_TO_HOST("device-to-host", "device"),
    ADD_MEMORY("add-memory", "instance", "memory", "node"),
    REMOVE_MEMORY("remove-memory", "instance", "base"),
    ADD_DEVICE("add-device", "instance", "device"),
    REMOVE_DEVICE("remove-device", "instance", "device"),
    ROLL_BACK("roll-back", "transaction"),
    WRITE("write", "path", "dts", "text", "base64"),
    REMOVE_DIRECTORY("rmdir", "path"),
    KEXEC_FILE_LOAD("kexec-file-load", "image", "image-size", "image-form", "initrd-size", "cmdline", "flags"),
    KEXEC_LOAD("kexec-load", "kernel", "image", "image-size", "initrd-size", "cmdline", "flags"),
    SEND("send", "to", "kind", "bytes"),
    REBOOT("reboot", "magic1", "magic2", "command", "id"),
    CONSOLE_OPEN("console-open"),
    CONSOLE_WRITE("console-write", "link", "text", "base64"),
    CONSOLE_READ("console-read", "link"),
    CONSOLE_CLOSE("console-close", "link"),
    PRINT("print", "kernel", "text", "times", "base64"),
    VSOCK_LISTEN("vsock-listen", "kernel", "port"),
    VSOCK_CONNECT("vsock-connect", "kernel", "cid", "port"),
    VSOCK_SEND("vsock-send", "kernel", "socket", "bytes"),
    VSOCK_CLOSE("vsock-close", "kernel", "socket"),
    DAX_BUILD("dax-build", "image", "bytes", "overlay"),
    DAX_FREE("dax-free", "image"),
    DAX_MOUNT("dax-mount", "kernel", "image"),
    DAX_LOOKUP("dax-lookup", "kernel", "image", "path"),
    DAX_WRITE("dax-write", "kernel", "image", "path", "bytes"),
    MOVE_SERVICE("move-service", "service", "kernel"),
    ARM("arm", "kernel"),
    SET_COST("set-cost", "cost", "value"),
    SET_RATE("set-rate", "stream", "every"),
    SKIP_WAIT("skip-wait"),
    AWAIT_UP("await-up", "instance"),
    AWAIT_LOADED("await-loaded", "instance"),
    AWAIT_ANSWERS("await-answers"),
    EXPECT(
            "expect",
            "status", "phase", "owner", "place", "cpus", "online", "memory", "knows-memory", "chunks", "pool-free",
            "transactions", "devices", "image", "pending", "taken", "sent", "lost", "doorbells-lost", "refused", "logs",
            "logs-not", "files", "took", "at", "broken", "worked", "console-text", "console-read", "console-dropped",
            "console-typed", "console-lost", "shared", "leaked", "image-room", "mounts", "hangs", "ghosts", "machine",
            "operations", "waited", "crossings", "compared"),
    REST("rest"),
    PANIC("panic", "kernel", "cpu"),
    HANG("hang", "kernel", "cpu", "interrupts"),
    STOP_CPU("stop-cpu", "cpu"),
    SLOW("slow", "kernel", "percent"),
    HOG("hog", "kernel", "percent"),
    NEXT_MESSAGE("next-message", "effect", "from", "to", "kind", "delay"),
    FLIGHT("flight", "effect", "message", "delay"),
    LOSE_DOORBELL("lose-doorbell", "kernel"),
    CUT("cut", "from", "to"),
    MEND("mend", "from", "to"),
    CHAOS("chaos", "every", "for", "kinds", "kernels"),
    CALM("calm"),
    WEDGE_RING("wedge-ring", "from", "to"),
    SPOOF_DOORBELL("spoof-doorbell", "from", "to"),
    SPOOF_MESSAGE("spoof-message", "from", "as", "to", "kind", "about", "answers"),
    RAW_MESSAGE("raw-message", "from", "to", "bytes"),
    STRAY_WRITE("stray-write", "from", "spot", "victim"),
    DEVICE_GONE("device-gone", "device"),
    HOST_DRIVER("host-driver", "device", "bound"),
    FRAGMENT("fragment", "node", "memory"),
    FOREIGN_NMI("foreign-nmi", "kernel", "cpu"),
    FOREIGN_STOP("foreign-stop", "kernel"),
    ARM_MARKER("arm-marker", "instance"),
    SPOIL_MANIFEST("spoil-manifest", "instance", "as"),
    TRIPLE_FAULT("triple-fault", "kernel", "cpu"),
    MACHINE_CHECK("machine-check", "cpu"),
    POWER_OFF("power-off", "kernel"),
    SELF_REBOOT("self-reboot", "kernel");

    private final String word;
    private final List<String> keys;

    Verb(String word, String... keys) {
        this.word = word;
        this.keys = List.of(keys);
    }

    String word() {
        return word;
    }

    /// The keys that may stand in an object that does this, besides those of its surroundings.
    List<String> keysWith(List<String> others) {
        var all = new ArrayList<>(others);
        all.add("do");
        if (ofOneHost()) {
            all.add("in");
        }
        all.addAll(keys);
        return all;
    }

    /// Whether it is asked of the kernel that it is given on, which an instance may be as well as the host.
    boolean ofOneHost() {
        return switch (this) {
            case CONSOLE_OPEN, CONSOLE_WRITE, CONSOLE_READ, CONSOLE_CLOSE, DAX_BUILD, DAX_FREE -> true;
            default -> compareTo(REBOOT) <= 0;
        };
    }

    /// Whether it is a part of how a story is told, and nothing that the machine is asked for.
    boolean ofStory() {
        return switch (this) {
            case AWAIT_UP, AWAIT_LOADED, AWAIT_ANSWERS, EXPECT, REST -> true;
            default -> false;
        };
    }

    static List<Verb> all() {
        return List.of(values());
    }
}
