package archipelago.engine.command;

import archipelago.engine.base.Blob;
import archipelago.engine.cost.Cost;
import java.util.List;

/// What a person, or the story of a scenario, tells the machine to do. Commands are data: they are
/// recorded, saved and replayed. Kernels are meant by their names, cores by their physical ids, as
/// in the real tool; whether a command is possible is for the machine to say, with an errno.
///
/// Most commands are orders to kerf, which looks at the file tree, refuses what cannot be right, and
/// makes one [Call] of what is left. A call is what a program asks of the host kernel itself.
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
    /// @param llcWayMask the ways of the last-level cache that it shall have for itself, or 0; only after mk2
    record Create(
            String instance,
            int id,
            List<Long> cpus,
            long memoryBytes,
            int node,
            List<String> devices,
            long llcWayMask)
            implements Command {
        public Create {
            cpus = List.copyOf(cpus);
            devices = List.copyOf(devices);
        }

        /// An instance that shares the cache with all others.
        public Create(
                String instance, int id, List<Long> cpus, long memoryBytes, int node, List<String> devices) {
            this(instance, id, cpus, memoryBytes, node, devices, 0);
        }
    }

    /// Loads a kernel image into an instance's memory (`kerf load`).
    ///
    /// @param image the image's name, such as `vmlinux`
    /// @param imageBytes its size; the sum of its segments in memory is taken to be the same
    /// @param form what kind of file it is
    /// @param initrdBytes size of the initial RAM disk, or 0 for none
    record Load(String instance, String image, long imageBytes, ImageForm form, long initrdBytes, String cmdline)
            implements Command {

        /// Loads an ordinary `vmlinux`.
        public Load(String instance, String image, long imageBytes, long initrdBytes, String cmdline) {
            this(instance, image, imageBytes, ImageForm.ELF, initrdBytes, cmdline);
        }
    }

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

    /// Takes a chunk of memory from the host into the pool (`kerf init --memory`).
    ///
    /// @param node the index of the NUMA node, or -1 if the kernel may choose
    record GrowPool(long bytes, int node) implements Command {}

    /// Gives one chunk of the pool back to the host (`kerf init --memory`).
    ///
    /// @param base its first address; the whole chunk is meant
    record ShrinkPool(long base) implements Command {}

    /// Takes a PCI function from the host's driver into the pool (`kerf init --devices`).
    ///
    /// @param device its name or PCI id
    record DeviceToPool(String device) implements Command {}

    /// Gives a free PCI function of the pool back to the host's driver (`kerf init --devices`).
    record DeviceToHost(String device) implements Command {}

    /// Gives an instance more memory of the pool (`kerf update --memory`). A running instance is told
    /// the first free range of the pool, at the bounds of memory blocks.
    ///
    /// @param node the index of the NUMA node, or -1 for any
    record AddMemory(String instance, long bytes, int node) implements Command {}

    /// Takes one region of an instance back into the pool (`kerf update --memory`).
    ///
    /// @param base its first address; the whole region is meant
    record RemoveMemory(String instance, long base) implements Command {}

    /// Moves a PCI function from the pool into an instance (`kerf update --devices`).
    record AddDevice(String instance, String device) implements Command {}

    /// Moves a PCI function of an instance back into the pool (`kerf update --devices`).
    record RemoveDevice(String instance, String device) implements Command {}

    /// Undoes an overlay transaction (`rmdir` of its directory).
    record RollBack(int transaction) implements Command {}

    /// An order or a call that is given on an instance, which is a host itself: it works on its own pool, its own
    /// file tree and its own instances. Every kernel uses the same code for what it manages. What the order says
    /// is in that kernel's words: an instance has there the name that it was given there, and its id there.
    ///
    /// @param kernel the instance, such as `web-server`, or `web-server/cache` for one of its own
    /// @param order an order to kerf or a [Call]
    record In(String kernel, Command order) implements Command {}

    /// What a program asks of the host kernel: a system call, or a write to the multikernel file tree.
    /// It is given to the kernel as it is; no tool has looked at it before.
    sealed interface Call extends Command {

        /// Writes and closes a file of the tree.
        record WriteFile(String path, Blob content) implements Call {}

        /// Removes a directory of the tree.
        record RemoveDirectory(String path) implements Call {}

        /// The system call `kexec_file_load`, with the two files in place of their descriptors.
        ///
        /// @param image the kernel's file name
        /// @param initrdBytes the size of the other file, or 0 for none
        /// @param flags as in `include/uapi/linux/kexec.h`: the instance's id in bits 5 to 15
        record KexecFileLoad(
                String image, long imageBytes, ImageForm form, long initrdBytes, String cmdline, long flags)
                implements Call {}

        /// The system call `kexec_load` of the first series, with the segments that `kexec` made of two files. Without
        /// an image all that are loaded for other kernels are freed.
        ///
        /// @param kernel what the simulator calls the kernel that comes of it; nothing in the machine knows a name
        /// @param initrdBytes the size of the other file, or 0 for none
        /// @param flags as in `include/uapi/linux/kexec.h`
        record KexecLoad(
                String kernel, String image, long imageBytes, long initrdBytes, String cmdline, long flags)
                implements Call {}

        /// A module of the host sends a message by the function that the two series export for it.
        ///
        /// @param to in the first series a CPU's number, in the second an instance's id
        /// @param kind as in the headers; the first series has no kinds
        /// @param bytes of its payload
        record SendMessage(long to, String kind, int bytes) implements Call {}

        /// The system call `reboot`.
        ///
        /// @param instance the id in the structure that the argument points to; in the first series the CPU's number
        record Reboot(long magic1, long magic2, long command, long instance) implements Call {}
    }

    /// What programs do with virtual consoles.
    sealed interface Console extends Command {

        /// A program on the host opens `/dev/mktty`; the links are numbered from 1.
        record Open() implements Console {}

        /// Writes to a link: first an instance's id and a newline, then what is typed.
        record Write(int link, Blob bytes) implements Console {}

        /// Reads what has come.
        record Read(int link) implements Console {}

        record Close(int link) implements Console {}

        /// A program inside an instance prints to `/dev/mktty0`.
        record Print(String kernel, Blob text) implements Console {}
    }

    /// What programs inside a kernel do with sockets to other kernels. Sockets are numbered from 1.
    sealed interface Vsock extends Command {
        /// The kernel in which the program runs.
        String kernel();

        record Listen(String kernel, long port) implements Vsock {}

        /// @param cid as the kernel knows it: an instance's of its own, or 0 for its host
        record Connect(String kernel, long cid, long port) implements Vsock {}

        record Send(String kernel, int socket, long bytes) implements Vsock {}

        record Close(String kernel, int socket) implements Vsock {}
    }

    /// From now on requests for a service go to another kernel; what is under way is still answered by the
    /// one that has it. No kernel and no tool has a hand in it: it is what a load balancer does.
    ///
    /// @param kernel an instance's name, or `host`
    record MoveService(String service, String kernel) implements Command {}

    /// What somebody turns while the machine runs, to see what comes of it: no program and no kernel is asked.
    sealed interface Setting extends Command {

        /// From now on something takes another time; what is under way already ends as planned.
        ///
        /// @param ns per the unit of the entry; its default undoes it
        record SetCost(Cost cost, long ns) implements Setting {}

        /// From now on the requests of a stream of traffic come at another interval.
        ///
        /// @param stream its number in the scenario, from 1
        /// @param everyNs that of the scenario undoes it
        record SetRate(int stream, long everyNs) implements Setting {}

        /// The story of the scenario waits no longer for what it waits for, and goes on with its next step. Somebody's
        /// own acts can have made that impossible.
        record SkipWait() implements Setting {}
    }

    /// Starts the daemon in a kernel that watches the host and takes over when the host is silent (`kmorphd`).
    /// Only after mk2.
    record Arm(String kernel) implements Command {}

    /// What programs do with DAXFS images in the pool's memory.
    sealed interface Dax extends Command {

        /// A program on the host makes an image.
        ///
        /// @param overlayBytes the room for what kernels write to it
        record Build(String image, long bytes, long overlayBytes) implements Dax {}

        /// A program on the host gives its memory back.
        record Free(String image) implements Dax {}

        record Mount(String kernel, String image) implements Dax {}

        /// A program in a kernel looks for a file.
        record Lookup(String kernel, String image, String path) implements Dax {}

        /// A program in a kernel makes a file.
        record Write(String kernel, String image, String path, long bytes) implements Dax {}
    }

    /// What kind of file a kernel image is.
    enum ImageForm {
        /// An ELF `vmlinux` without a signature: what x86 can load.
        ELF,
        /// A `vmlinux` with a signature that the host trusts.
        SIGNED_ELF,
        /// A compressed `bzImage`. kerf takes the ELF file out of it; the kernel does not.
        BZIMAGE,
        /// Anything else.
        OTHER
    }

    /// What goes wrong, injected by the story or by a hand: no tool and no system call does this, and no
    /// kernel is asked. Kernels are meant by name, the host as `host`. Nothing of it is softened: what
    /// nothing prevents in the real system, nothing prevents here.
    sealed interface Fault extends Command {
        /// Stands for the boot CPU, or for all CPUs, where a CPU may be left out.
        long NO_CPU = -1;

        /// The kernel panics on one of its cores.
        ///
        /// @param cpu the physical id of the core on which it happens, or -1 for the boot CPU
        record Panic(String kernel, long cpu) implements Fault {}

        /// Cores of a kernel loop in kernel code and never come back from there.
        ///
        /// @param cpu the one that does, or -1 for all that run the kernel
        /// @param interrupts whether they still take interrupts; non-maskable ones they always take
        record Hang(String kernel, long cpu, boolean interrupts) implements Fault {}

        /// A core stops for good: a parked one by a fault in the park loop, another one wherever it is.
        record StopCpu(long cpu) implements Fault {}

        /// From now on until its next start a kernel takes longer for everything that it does.
        ///
        /// @param percent of the usual time; 100 is as usual
        record Slow(String kernel, int percent) implements Fault {}

        /// From now on until its next start a kernel hogs what the cores of a NUMA node share: the last cache
        /// and the way to memory. Its own work takes as long as ever.
        ///
        /// @param percent of the usual time that cores of other kernels on its nodes take; 100 ends it. How
        ///     much it is in a real machine depends on everything that runs there, and is not computed
        record Hog(String kernel, int percent) implements Fault {}

        /// What can happen to a message.
        enum Disturbance {
            /// Its size is spoilt, so that the reader skips it with a warning.
            LOSE,
            /// It becomes visible only later; until then the reader stops at its slot.
            DELAY,
            /// It is in the ring a second time.
            DUPLICATE,
            /// A bit of its payload flips.
            CORRUPT
        }

        /// Disturbs the next message that one kernel sends to another.
        ///
        /// @param kind as in the headers, such as `CPU_ADD` or `ACK`; empty for any
        /// @param delayNs how much later it becomes visible, for [Disturbance#DELAY]
        record NextMessage(Disturbance effect, String from, String to, String kind, long delayNs) implements Fault {}

        /// Disturbs a message that is in a ring and has not been taken yet.
        ///
        /// @param message its number in this run
        record Flight(Disturbance effect, long message, long delayNs) implements Fault {}

        /// The next doorbell to a kernel does not arrive.
        record LoseDoorbell(String kernel) implements Fault {}

        /// Doorbells from one kernel to another reach nobody from now on: what the sender takes for the other one's
        /// physical id is no longer right, or the interrupt is masked on its way. Memory stays where it is, so that
        /// messages are still written and can still be read; nobody is told of them.
        record CutLink(String from, String to) implements Fault {}

        /// Doorbells from one kernel reach the other one again. What was written meanwhile waits for the next.
        record MendLink(String from, String to) implements Fault {}

        /// What can go wrong by chance.
        enum Chance {
            LOSE_MESSAGE,
            DELAY_MESSAGE,
            DUPLICATE_MESSAGE,
            CORRUPT_MESSAGE,
            LOSE_DOORBELL,
            /// A link is cut, or mended if it is cut already.
            CUT_LINK,
            /// A kernel takes twice as long, or as long as ever if it is slow already.
            SLOW,
            HANG,
            PANIC
        }

        /// From now on faults come by chance, from a stream of random numbers that has no other use. A second order takes
        /// the place of the first.
        ///
        /// @param everyNs how much time lies between two of them on average: evenly drawn, up to twice as much
        /// @param forNs how long it goes on; 0 for ever
        /// @param kinds each as likely as the others; all if there are none here
        /// @param kernels whom they strike, by name; all instances if there are none here
        record Chaos(long everyNs, long forNs, List<Chance> kinds, List<String> kernels) implements Fault {}

        /// No more faults come by chance. What they did stays.
        record Calm() implements Fault {}

        /// A kernel claims a slot in another one's ring and never publishes it.
        record WedgeRing(String from, String to) implements Fault {}

        /// A kernel rings another one without having written anything.
        record SpoofDoorbell(String from, String to) implements Fault {}

        /// A kernel writes a message into another one's ring that seems to come from a third.
        ///
        /// @param as whom it names as the sender
        /// @param kind as in the headers
        /// @param about the resource: a physical id, or an instance's id; for traffic the stream
        /// @param answers for an ACK the kind that it answers, else empty
        record SpoofMessage(String from, String as, String to, String kind, long about, String answers)
                implements Fault {}

        /// What a stray write can hit.
        enum Spot {
            /// The ring of the kernel.
            RING,
            /// Memory that it works with.
            DATA,
            /// The code that it executes.
            CODE,
            /// The page on which its cores park; for the host, the pool's.
            PARK
        }

        /// A kernel writes to memory of another one.
        record StrayWrite(String from, Spot spot, String victim) implements Fault {}

        /// A kernel sends a raw message of a type that nobody handles, as any module of it can.
        ///
        /// @param bytes its size; of 0 too
        record RawMessage(String from, String to, int bytes) implements Fault {}

        /// A PCI function is gone from one moment to the next: pulled out, or fallen off its bus.
        record DeviceGone(String device) implements Fault {}

        /// Somebody on the host binds a driver to a PCI function that is lent or in the pool, or unbinds it again.
        record HostDriver(String device, boolean bound) implements Fault {}

        /// The free memory of a node is in small pieces.
        ///
        /// @param node the index of the NUMA node
        /// @param bytes the largest piece that can be had in one run; that of the whole node undoes it
        record Fragment(int node, long bytes) implements Fault {}

        /// A non-maskable interrupt that nobody of the kernel sent.
        ///
        /// @param cpu the core that takes it, or -1 for all that run the kernel
        record ForeignNmi(String kernel, long cpu) implements Fault {}

        /// Another kernel tells "all but myself" to stop and reaches this one too.
        record ForeignStop(String kernel) implements Fault {}

        /// The force-halt marker of an instance is set though nobody wants to halt it.
        record ArmMarker(String instance) implements Fault {}

        /// The next start of an instance finds a manifest that it cannot use.
        ///
        /// @param rejected whether it takes the whole manifest for invalid; otherwise only the layout of
        ///     the host's structures is another one, as when the two are not built from the same source
        record SpoilManifest(String instance, boolean rejected) implements Fault {}

        /// A core of a kernel faults while it handles a fault in handling a fault: the CPU shuts down, and
        /// the platform answers with a reset.
        record TripleFault(String kernel, long cpu) implements Fault {}

        /// An uncorrectable error in hardware that all kernels share.
        ///
        /// @param cpu the core that reports it
        record MachineCheck(long cpu) implements Fault {}

        /// Somebody inside a kernel powers it off or reboots it. No fault, but it comes from the same side:
        /// neither the host nor kerf is asked.
        record PowerOff(String kernel, boolean reboot) implements Fault {}
    }

    /// An amount of memory asked for.
    ///
    /// @param node index of the NUMA node, or -1 if the kernel may choose
    record MemoryRequest(long bytes, int node) {}
}
