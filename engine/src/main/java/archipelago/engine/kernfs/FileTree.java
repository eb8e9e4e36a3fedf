package archipelago.engine.kernfs;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.scenario.Generation;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The files of a kernel, be it the host or an instance, as a program on it reads them: `/sys/fs/multikernel`, and
/// what else of `/proc` and `/sys` the machine's model knows. Each shows what that kernel sees: CPUs under its own
/// numbers, its own memory, the PCI functions that it may touch. It only reads the state, keeps nothing, and answers
/// every call for the present instant. Paths are absolute; `.`, `..` and doubled slashes mean what they mean in Linux.
@Models(
        value = Subject.FILES,
        exactly = "the tree under /sys/fs/multikernel with its device trees, /proc/kimage, and the parts"
                    + " of /proc/iomem that a multikernel adds",
        approximately = {
            "addresses of rings and manifests: they follow from the instance's id, since the host"
                    + " allocates them anywhere",
            "in an instance: one NUMA node and CPUs in the order of its boot tree, as its source says; all memory that"
                    + " it was given counts as its total"
        },
        notAtAll = "the rest of /proc and /sys, but for what kerf reads of CPUs, nodes, memory and PCI")
public final class FileTree {
    private final World world;
    private final Kernel host;
    private final boolean mounted;
    private final FileNode.Directory root;

    private FileTree(World world, Kernel host, boolean mounted) {
        this.world = world;
        this.host = host;
        this.mounted = mounted;
        root = new FileNode.Directory(0755, ReadOrder.NAME, top -> {
            var cpus = new OwnCpus(world, host);
            var nodes = OwnNodes.of(world, host, cpus);
            top.put("proc", new ProcFiles(world, host, mounted, cpus, nodes).directory());
            if (world.state.standby != null && host.host()) {
                top.put("run", StandbyFiles.run(world));
            }
            top.put("sys", FileNode.kernfsRoot(sys -> {
                sys.put("bus", new PciFiles(world, host).bus());
                sys.put("devices", FileNode.kernfs(devices -> devices.put("system", FileNode.kernfs(system -> {
                    system.put("cpu", new CpuFiles(cpus).directory());
                    system.put("node", new NodeFiles(cpus, nodes).directory());
                }))));
                sys.put("fs", FileNode.kernfs(fs -> {
                    if (world.scenario.host().generation().files() != Generation.Files.NONE) {
                        fs.put("multikernel", multikernel());
                    }
                }));
            }));
        });
    }

    /// The tree with the multikernel file system in its place.
    public static FileTree of(World world) {
        return of(world, true);
    }

    /// The files of any kernel, as programs on it find them once they have mounted the multikernel file system.
    public static FileTree of(World world, Kernel host) {
        return of(world, host, true);
    }

    /// @param mounted whether the multikernel file system is mounted; without it its directory is empty
    public static FileTree of(World world, Kernel host, boolean mounted) {
        return new FileTree(world, host, mounted);
    }

    /// @param mounted whether the multikernel file system is mounted; without it its directory is empty
    public static FileTree of(World world, boolean mounted) {
        return new FileTree(world, world.state.host(), mounted);
    }

    private FileNode multikernel() {
        return mounted ? new MultikernelFiles(world, host).root() : FileNode.kernfsRoot(nothing -> {});
    }

    /// Whether the multikernel file system is there.
    public boolean mounted() {
        return mounted;
    }

    /// What is at a path; empty if nothing is, for which [#lookup] gives the reason.
    public Optional<Entry> entry(String path) {
        return switch (find(path)) {
            case Found.Node(var node) -> Optional.of(node.entry());
            case Found.Nothing _ -> Optional.empty();
        };
    }

    /// [Errno#OK] if something is at a path, else the error of a program that asks for it.
    public Errno lookup(String path) {
        return switch (find(path)) {
            case Found.Node _ -> Errno.OK;
            case Found.Nothing(var errno) -> errno;
        };
    }

    /// The names in a directory in the order in which Linux gives them: in `/proc` short names first, in
    /// `/sys` by a hash of the name. Empty for a file and where nothing is.
    public List<String> list(String path) {
        return find(path) instanceof Found.Node(FileNode.Directory directory)
                ? directory.names()
                : List.of();
    }

    /// What a program that opens the file and reads it to its end gets.
    public Content read(String path) {
        return switch (find(path)) {
            case Found.Node(FileNode.File file) -> file.content().get();
            case Found.Node(FileNode.Directory _) -> new Content.Refused(Errno.EISDIR);
            case Found.Nothing(var errno) -> new Content.Refused(errno);
        };
    }

    /// Who is shown everything that there is.
    public interface Visitor {
        /// @param basis of which an equal value means that everything below is as it was; null for a directory that
        ///     may hold anything
        /// @return whether to go into the directory
        boolean directory(String path, Entry entry, Object basis);

        /// @param content what reading the file gives
        void file(String path, Entry entry, Supplier<Content> content);
    }

    /// Shows everything but the root, a directory before what is in it.
    public void walk(Visitor visitor) {
        walk("", root, visitor);
    }

    private static void walk(String path, FileNode.Directory directory, Visitor visitor) {
        directory.children().forEach((name, node) -> {
            var below = path + "/" + name;
            switch (node) {
                case FileNode.File file -> visitor.file(below, file.entry(), file.content());
                case FileNode.Directory inner -> {
                    if (visitor.directory(below, inner.entry(), inner.basis().get())) {
                        walk(below, inner, visitor);
                    }
                }
            }
        });
    }

    // --- device trees -------------------------------------------------------------------------

    /// What `/sys/fs/multikernel/device_tree` reads back.
    public DeviceTree poolTree() {
        return new DeviceTrees(world.machine, Books.of(world, host)).pool();
    }

    /// What `instances/<name>/device_tree` reads back.
    public DeviceTree instanceTree(Kernel kernel) {
        return new DeviceTrees(world.machine, Books.of(world, host)).instance(kernel.slot);
    }

    /// What an instance would be handed if it were started now: its tree and `/chosen`.
    public DeviceTree bootTree(Kernel kernel) {
        boolean hostTree = world.scenario.host().generation().afterMk2();
        return new DeviceTrees(world.machine, Books.of(world, host)).boot(kernel.slot, hostTree);
    }

    // --- paths --------------------------------------------------------------------------------

    private sealed interface Found {
        record Node(FileNode node) implements Found {}

        record Nothing(Errno errno) implements Found {}
    }

    private Found find(String path) {
        if (!path.startsWith("/")) {
            return new Found.Nothing(Errno.ENOENT); // Nobody has a working directory here.
        }
        var above = new ArrayList<FileNode.Directory>();
        FileNode at = root;
        for (var name : path.split("/", -1)) {
            if (!(at instanceof FileNode.Directory directory)) {
                return new Found.Nothing(Errno.ENOTDIR);
            }
            switch (name) {
                case "", "." -> {}
                case ".." -> at = above.isEmpty() ? root : above.removeLast();
                default -> {
                    above.add(directory);
                    at = directory.children().get(name);
                }
            }
            if (at == null) {
                return new Found.Nothing(Errno.ENOENT);
            }
        }
        return new Found.Node(at);
    }
}
