package archipelago.engine.kernfs;

import archipelago.engine.base.Blob;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.overlay.InstancesTree;
import archipelago.engine.scenario.Generation;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.function.Supplier;

/// The multikernel file system. (`kernel/multikernel/kernfs.c`, `overlay.c`.)
final class MultikernelFiles {
    private final World world;
    private final Kernel host;

    /// @param host whose files
    MultikernelFiles(World world, Kernel host) {
        this.world = world;
        this.host = host;
    }

    FileNode root() {
        return FileNode.kernfsRoot(top -> {
            if (world.scenario.host().generation().files() == Generation.Files.INSTANCES) {
                top.put("device_tree",
                        new FileNode.File(FileNode.READ_WRITE, () -> Content.text(InstancesTree.INVITATION)));
                top.put("instances", described());
                return;
            }
            top.put("device_tree", deviceTree(FileNode.READ_WRITE, () -> trees().pool()));
            top.put("instances", instances());
            top.put("overlays", overlays());
        });
    }

    private DeviceTrees trees() {
        return new DeviceTrees(world.machine, Books.of(world, host));
    }

    private FileNode instances() {
        return FileNode.kernfs(names -> {
            for (var kernel : world.state.lending.instances(host.slot)) {
                names.put(kernel.label(), FileNode.kernfs(files -> {
                    files.put("id", FileNode.text(() -> kernel.id + "\n"));
                    files.put("status", FileNode.text(() -> kernel.status.word() + "\n"));
                    files.put("device_tree",
                            deviceTree(FileNode.READ_ONLY, () -> trees().instance(kernel.slot)));
                }));
            }
        });
    }

    /// In October 2025 an instance showed its tree as text.
    private FileNode described() {
        return FileNode.kernfs(names -> {
            for (var kernel : world.state.lending.instances(host.slot)) {
                names.put(kernel.label(), FileNode.kernfs(files -> {
                    files.put("id", FileNode.text(() -> kernel.id + "\n"));
                    files.put("status", FileNode.text(() -> kernel.status.word() + "\n"));
                    files.put("device_tree_source", FileNode.text(() -> InstancesTree.source(kernel.tree)));
                }));
            }
        });
    }

    private FileNode overlays() {
        return FileNode.kernfs(names -> {
            names.put("new", FileNode.onlyWritten());
            for (var transaction : host.transactions()) {
                var overlay = transaction.overlay();
                names.put("tx_" + transaction.number(), FileNode.kernfs(files -> {
                    files.put("id", FileNode.text(() -> transaction.number() + "\n"));
                    files.put("status", FileNode.text(() -> transaction.outcome().word() + "\n"));
                    files.put("instance", FileNode.text(() -> overlay.target() + "\n"));
                    files.put("resources", FileNode.text(() -> overlay.resources() + "\n"));
                    files.put("dtbo",
                            new FileNode.File(FileNode.READ_ONLY, () -> new Content.Bytes(overlay.blob())));
                }));
            }
        });
    }

    private static FileNode deviceTree(int mode, Supplier<DeviceTree> tree) {
        return new FileNode.File(mode, () -> new Content.Bytes(Blob.of(FlattenedTree.write(tree.get()))));
    }
}
