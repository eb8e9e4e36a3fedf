package archipelago.engine.kernfs;

import java.util.Map;
import java.util.function.IntPredicate;

/// `/sys/devices/system/cpu` of a kernel. The directory of a CPU stays when the CPU goes into a pool; its topology
/// goes with it. CPU 0 cannot be taken offline, so it has no file to do it with.
final class CpuFiles {
    private final OwnCpus cpus;

    CpuFiles(OwnCpus cpus) {
        this.cpus = cpus;
    }

    FileNode directory() {
        return FileNode.kernfs(cpus::basis, files -> {
            IntPredicate online = cpus::online;
            files.put("online", FileNode.text(() -> cpus.list(online)));
            files.put("offline", FileNode.text(() -> cpus.list(online.negate())));
            files.put("present", FileNode.text(() -> cpus.list(cpus::present)));
            files.put("possible", FileNode.text(() -> cpus.list(_ -> true)));
            for (int cpu = 0; cpu < cpus.count(); cpu++) {
                if (cpus.known(cpu)) {
                    files.put("cpu" + cpu, cpu(cpu));
                }
            }
        });
    }

    private FileNode cpu(int cpu) {
        return FileNode.kernfs(files -> {
            boolean online = cpus.online(cpu);
            if (cpu != OwnCpus.BOOT) {
                files.put("online",
                        new FileNode.File(FileNode.READ_WRITE, () -> Content.text(online ? "1\n" : "0\n")));
            }
            if (online) {
                files.put("topology", FileNode.kernfs(topology -> topology(topology, cpu)));
            }
        });
    }

    private void topology(Map<String, FileNode> files, int cpu) {
        IntPredicate threads = other -> cpus.online(other) && cpus.siblings(cpu, other);
        IntPredicate socket = other -> cpus.online(other) && cpus.sameSocket(cpu, other);
        files.put("physical_package_id", FileNode.text(() -> cpus.socket(cpu) + "\n"));
        files.put("core_id", FileNode.text(() -> cpus.coreId(cpu) + "\n"));
        set(files, "core_cpus", threads);
        set(files, "thread_siblings", threads);
        set(files, "package_cpus", socket);
        set(files, "core_siblings", socket);
    }

    private void set(Map<String, FileNode> files, String name, IntPredicate wanted) {
        files.put(name, FileNode.text(() -> cpus.mask(wanted)));
        files.put(name + "_list", FileNode.text(() -> cpus.list(wanted)));
    }
}
