package archipelago.engine.kerf;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.lifecycle.ImageOperations;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf load`: a kernel image into an instance's memory.
@CommandLine.Command(
        name = "load",
        description = "Loads a kernel image into an instance.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "its id, in place of the name")
    private Integer id;

    @Option(names = {"--kernel", "-k"}, paramLabel = "FILE", required = true, description = "a vmlinux or a bzImage")
    private String kernel;

    @Option(names = {"--initrd", "-i"}, paramLabel = "FILE", description = "an initial RAM disk")
    private String initrd;

    @Option(names = {"--cmdline", "-c"}, paramLabel = "TEXT", description = "the kernel's command line")
    private String cmdline;

    @Option(names = "--image", paramLabel = "DOCKER", description = "an image to make the root file system of")
    private String image;

    @Option(names = "--entrypoint", paramLabel = "PATH", description = "what to run in it")
    private String entrypoint;

    @Option(names = "--rootfs-dir", paramLabel = "DIR", description = "a folder to make the root file system of")
    private String rootfs;

    @Option(names = "--ip", paramLabel = "ADDR|dhcp", description = "its network address")
    private String ip;

    @Option(names = "--gateway", paramLabel = "ADDR", description = "its gateway")
    private String gateway;

    @Option(names = "--netmask", paramLabel = "MASK", description = "its netmask", defaultValue = "255.255.255.0")
    private String netmask;

    @Option(names = "--nic", paramLabel = "NAME", description = "its network interface")
    private String nic;

    @Option(names = "--hostname", paramLabel = "NAME", description = "its name in the network")
    private String hostname;

    @Option(names = "--console", paramLabel = "DEVICE", description = "such as mktty0")
    private String console;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    LoadCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        if (image != null && rootfs != null) {
            throw KerfStop.usage("Error: --image and --rootfs-dir exclude each other");
        }
        if (rootfs != null && entrypoint == null) {
            throw KerfStop.usage("Error: --rootfs-dir needs --entrypoint");
        }
        if (entrypoint != null && image == null && rootfs == null) {
            throw KerfStop.usage("Error: --entrypoint needs --image or --rootfs-dir");
        }
        var instance = run.instance(name, id, "load");
        var loaded = file(run.host().given().kernel(kernel), kernel, "kernel image");
        var disk = initrd == null ? null : file(run.host().given().initrd(initrd), initrd, "initrd image");
        long initrdBytes = disk == null ? 0 : disk.bytes();
        var line = commandLine(rootFileSystem(instance.name()));
        long flags = ImageOperations.loadFlags(instance.id(), disk != null);
        if (verbose) {
            run.say("Instance name: " + instance.name() + " (ID: " + instance.id() + ")");
            run.say("Kernel image: " + kernel);
            run.say(loaded.form() == ImageForm.BZIMAGE, "It is a bzImage; the vmlinux in it is extracted");
            run.say("Command line: " + (line.isEmpty() ? "(empty)" : line));
            run.say("Flags: 0x" + Long.toHexString(flags));
        }
        var answer = run.ask(order(instance, loaded, initrdBytes, line, flags));
        if (!answer.errno().ok()) {
            UnloadCommand.freeImage(run, instance.name());
            throw run.refusedCall("kexec_file_load", answer, hints(answer.errno(), instance.name()));
        }
        run.host().userSpace().write(UserSpace.note(instance.name()), note(loaded));
        run.say("✓ Kernel loaded successfully");
        return 0;
    }

    private Command order(
            InstanceFiles instance, GivenFiles.Found.Image loaded, long initrdBytes, String line, long flags) {
        if (!run.debug()) {
            return new Command.Load(instance.name(), kernel, loaded.bytes(), loaded.form(), initrdBytes, line);
        }
        run.note("DEBUG: kexec_file_load with flags 0x" + Long.toHexString(flags | ImageOperations.DEBUG)
                + ", cmdline_len " + (line.isEmpty() ? 0 : line.length() + 1));
        var form = loaded.form() == ImageForm.BZIMAGE ? ImageForm.ELF : loaded.form();
        return new Call.KexecFileLoad(
                kernel, loaded.bytes(), form, initrdBytes, line, flags | ImageOperations.DEBUG);
    }

    private static List<String> hints(Errno errno, String instance) {
        return switch (errno) {
            case EBUSY -> List.of("Note: instance '" + instance + "' may already have a kernel; kerf unload " + instance
                    + " frees it.");
            case EINVAL -> List.of("Note: check the format of the image, and the flags.");
            default -> List.of();
        };
    }

    private static GivenFiles.Found.Image file(GivenFiles.Found found, String name, String what) throws KerfStop {
        return switch (found) {
            case GivenFiles.Found.Image known -> known;
            case GivenFiles.Found.NotAFile _ -> throw KerfStop.file("Error: " + name + " is not a regular file");
            case GivenFiles.Found.Unreadable(var reason) ->
                throw KerfStop.file("Error: " + what + " " + name + " cannot be read: " + reason);
            case GivenFiles.Found.Missing _, GivenFiles.Found.Content _ ->
                throw KerfStop.file("Error: " + what + " " + name + " does not exist");
        };
    }

    /// Builds a DAXFS image of a folder in the pool's memory and finds it as the tool does: by the one entry that
    /// `/proc/iomem` has more. The order of the checks is the tool's: files first.
    ///
    /// @return what the kernel must be told of it; empty without a root file system
    private String rootFileSystem(String instance) throws KerfStop {
        if (image != null) {
            throw KerfStop.refused("Error: the image " + image + " cannot be fetched: there is no Docker here");
        }
        if (rootfs == null) {
            return "";
        }
        var content = run.host().given().folderBytes(rootfs);
        if (content.isEmpty()) {
            throw KerfStop.file("Error: the folder " + rootfs + " does not exist");
        }
        var before = shared();
        long bytes = Math.ceilDiv(Math.max(1, content.getAsLong()), Sizes.PAGE) * Sizes.PAGE;
        var answer = run.ask(new Command.Dax.Build(instance, bytes, 0));
        var found = shared();
        found.removeAll(before);
        if (!answer.errno().ok() || found.size() != 1) {
            throw KerfStop.refused("Error: DAXFS image creation failed: " + KerfRun.sentence(answer));
        }
        run.host().userSpace().write(UserSpace.IMAGES + instance, "phys=" + found.getFirst() + ",size=" + bytes + "\n");
        return "rootfstype=daxfs rootflags=phys=" + found.getFirst() + ",size=" + bytes + " init=/init kerf.entrypoint="
                + (entrypoint.contains(" ") ? '"' + entrypoint + '"' : entrypoint);
    }

    private List<String> shared() {
        return HostFacts.lent(run.files()).stream()
                .filter(range -> range.name().equals("daxfs"))
                .map(range -> "0x" + Long.toHexString(range.base()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String commandLine(String root) {
        var parts = new ArrayList<String>();
        if (cmdline != null && !cmdline.isEmpty()) {
            parts.add(cmdline);
        }
        if (!root.isEmpty()) {
            parts.add(root);
        }
        if (ip != null && !ip.isEmpty()) {
            parts.add(address());
        }
        if (console != null && !console.isEmpty()) {
            parts.add("console=" + console);
        }
        return String.join(" ", parts);
    }

    /// Linux's `ip=` parameter: client, server, gateway, netmask, host name, device, automatic configuration.
    private String address() {
        if (ip.toLowerCase(Locale.ROOT).equals("dhcp")) {
            return nic == null ? "ip=dhcp" : "ip=:::::::" + nic + ":dhcp";
        }
        return "ip=" + String.join(":", ip, "", or(gateway), netmask, or(hostname), or(nic), "off");
    }

    private static String or(String option) {
        return option == null ? "" : option;
    }

    /// What `show` says later of where the image came from.
    private String note(GivenFiles.Found.Image loaded) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("kernel").put("path", kernel).put("format", switch (loaded.form()) {
            case ELF, SIGNED_ELF -> "vmlinux";
            case BZIMAGE -> "bzImage";
            case OTHER -> "unknown";
        });
        if (initrd != null) {
            json.putObject("initrd").put("path", initrd);
        }
        if (rootfs != null) {
            json.putObject("rootfs").put("path", rootfs).put("entrypoint", entrypoint);
        }
        return json.put("loaded_at", Times.text(run.host().nowNs())).toPrettyString() + "\n";
    }
}
