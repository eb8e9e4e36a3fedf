package archipelago.engine.command;

import java.util.List;

/// What a person, or the story of a scenario, tells the machine to do. Commands are data: they are
/// recorded, saved and replayed. Kernels are meant by their names, cores by their physical ids, as
/// in the real tool; whether a command is possible is for the machine to say, with an errno.
public sealed interface Command {

    /// Writes the baseline: gives cores, memory and devices of the host to the pool
    /// (`kerf init --cpus … --memory … --devices …`).
    ///
    /// @param cpus physical ids, in the order in which they are taken
    /// @param devices names or PCI ids of PCI functions
    record FillPool(List<Long> cpus, List<MemoryRequest> memory, List<String> devices) implements Command {
        public FillPool {
            cpus = List.copyOf(cpus);
            memory = List.copyOf(memory);
            devices = List.copyOf(devices);
        }
    }

    /// Gives everything that is idle in the pool back to the host
    /// (`kerf init --cpus=none --memory=none`).
    record EmptyPool() implements Command {}

    /// Takes one core from the host into the pool.
    record CpuToPool(long cpu) implements Command {}

    /// Gives one idle core of the pool back to the host.
    record CpuToHost(long cpu) implements Command {}

    /// Creates an instance from resources of the pool (`kerf create`).
    ///
    /// @param id 1 to 511, or 0 for the lowest free one
    /// @param cpus physical ids; the first is the boot CPU
    /// @param node the index of the NUMA node that the memory is to come from, or -1 for any
    /// @param devices names or PCI ids of functions in the pool
    record Create(String instance, int id, List<Long> cpus, long memoryBytes, int node, List<String> devices)
            implements Command {
        public Create {
            cpus = List.copyOf(cpus);
            devices = List.copyOf(devices);
        }
    }

    /// Loads a kernel image into an instance's memory (`kerf load`).
    ///
    /// @param image the image's name, such as `vmlinux`
    /// @param imageBytes its size; the sum of its segments in memory is taken to be the same
    /// @param initrdBytes size of the initial RAM disk, or 0 for none
    record Load(String instance, String image, long imageBytes, long initrdBytes, String cmdline)
            implements Command {}

    /// Starts, or starts again, a loaded instance (`kerf exec`).
    record Exec(String instance) implements Command {}

    /// Asks a running instance to power off and waits for its word (`kerf kill`).
    record Halt(String instance) implements Command {}

    /// Stops an instance by NMI without asking it (`kerf kill --force`).
    record ForceHalt(String instance) implements Command {}

    /// Frees the image of a stopped instance (`kerf unload`).
    record Unload(String instance) implements Command {}

    /// Removes an instance and returns what it had to the pool (`kerf delete`).
    record Delete(String instance) implements Command {}

    /// Moves a core from the pool into an instance (`kerf update --cpus`).
    record AddCpu(String instance, long cpu) implements Command {}

    /// Moves a core of an instance back into the pool (`kerf update --cpus`).
    record RemoveCpu(String instance, long cpu) implements Command {}

    /// Injects a fault: the kernel panics on one of its cores.
    ///
    /// @param cpu the physical id of the core on which it happens, or -1 for the boot CPU
    record Panic(String kernel, long cpu) implements Command {}

    /// An amount of memory asked for.
    ///
    /// @param node index of the NUMA node, or -1 if the kernel may choose
    record MemoryRequest(long bytes, int node) {}
}
