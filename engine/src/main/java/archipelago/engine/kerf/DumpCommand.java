package archipelago.engine.kerf;

import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.TreePaths;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf dump`: the blob that the kernel holds of the pool or of an instance.
@CommandLine.Command(
        name = "dump",
        description = "Writes the device tree of the pool or of an instance.",
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance; without it the pool is meant")
    private String name;

    @Option(names = {"--output", "-o"}, paramLabel = "FILE", description = "where to")
    private String output;

    @Option(names = "--dts", description = "as source, to be read (later than 0.2.0)")
    private boolean source;

    DumpCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var path = name == null ? TreePaths.DEVICE_TREE : TreePaths.INSTANCES + "/" + name + "/device_tree";
        if (name != null && InstanceFiles.named(run.files(), name).isEmpty()) {
            var known = InstanceFiles.all(run.files()).stream().map(InstanceFiles::name).toList();
            throw KerfStop.refused("Error: there is no instance '" + name + "'. "
                    + (known.isEmpty() ? "No instances exist." : "Known instances: " + String.join(", ", known)));
        }
        if (!(run.files().read(path) instanceof Content.Bytes(var blob))) {
            throw KerfStop.refused("Error: " + path + " cannot be read");
        }
        if (source) {
            var text = DeviceTreeText.write(PoolTree.tree(run.files(), path).orElseThrow());
            if (output == null) {
                run.say(text.stripTrailing());
            } else {
                write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else if (output == null) {
            throw KerfStop.refused("Error: a binary tree is not written to a terminal; use -o FILE",
                    "--dts shows it as source.");
        } else {
            write(blob.bytes());
        }
        return 0;
    }

    private void write(byte[] content) throws KerfStop {
        var trouble = run.host().given().write(output, content);
        if (trouble.isPresent()) {
            throw KerfStop.file("Error: " + output + " cannot be written: " + trouble.get());
        }
    }
}
