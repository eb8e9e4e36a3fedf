package archipelago.engine.cost;

import archipelago.engine.base.Times;
import java.util.Locale;

/// Every duration that the machine knows, with its unit, its default and where that comes from: the
/// publication or the kernel's source file, so that a reader can look. All values are nanoseconds,
/// per the unit named. None was tuned to make a multikernel look better.
public enum Cost {
    // Messages on a 2-socket server. Published for polled 64-byte messages on 2 x 10-core Ivy Bridge.
    SEND_SAME_SOCKET(
            25,
            "per message",
            Provenance.PUBLISHED,
            "Smelt (ETH), raw data: send occupancy, median over all pairs, 62 cycles at 2.5 GHz"),
    SEND_CROSS_SOCKET(
            77,
            "per message",
            Provenance.PUBLISHED,
            "Smelt (ETH), raw data: send occupancy, median over all pairs, 193 cycles at 2.5 GHz"),
    RECEIVE_SAME_SOCKET(
            88,
            "per message",
            Provenance.PUBLISHED,
            "Smelt (ETH), raw data: receive occupancy, median over all pairs, 221 cycles at 2.5 GHz"),
    RECEIVE_CROSS_SOCKET(
            277,
            "per message",
            Provenance.PUBLISHED,
            "Smelt (ETH), raw data: receive occupancy, median over all pairs, 693 cycles at 2.5 GHz"),
    NOTE_SAME_SOCKET(
            15,
            "per polled message, under way between send and receive",
            Provenance.DERIVED,
            "Smelt (ETH), raw data: half of a round trip of 643 cycles, without send and receive, at 2.5 GHz"),
    NOTE_CROSS_SOCKET(
            82,
            "per polled message, under way between send and receive",
            Provenance.DERIVED,
            "Smelt (ETH), raw data: half of a round trip of 2181 cycles, without send and receive, at 2.5 GHz"),
    IPI_SEND(
            200,
            "per doorbell",
            Provenance.DERIVED,
            "Barrelfish Technical Note 009: the author's estimate, a few hundred cycles; weak"),
    IPI_FLIGHT(
            600,
            "per doorbell",
            Provenance.DERIVED,
            "LATR, ASPLOS 2018: 2.7 us on 2 sockets bound send, flight and handler together; weak"),
    IPI_FLIGHT_HOP(
            600,
            "per socket boundary, added",
            Provenance.DERIVED,
            "LATR, ASPLOS 2018: 2.7 us on 2 sockets, 6.6 us on 8; weak"),
    INTERRUPT(
            300,
            "per interrupt taken",
            Provenance.DERIVED,
            "The Multikernel, SOSP 2009: an IPI trap of about 800 cycles, at 2.66 GHz"),
    WORK_ITEM(
            1_370,
            "per deferred work item",
            Provenance.PUBLISHED,
            "multikernel.io, 16 Aug 2026: lmbench context switch in an instance, Xeon Gold 5418Y"),

    // Work inside kernels.
    LINE_SAME_SOCKET(
            50,
            "per cache line, from core to core",
            Provenance.PUBLISHED,
            "nviennot/core-to-core-latency, README: 47 to 51 ns one way on Xeons 8275CL, Gold 6242, 8375C"),
    LINE_CROSS_SOCKET(
            120,
            "per cache line, from core to core",
            Provenance.DERIVED,
            "multikernel/mkbench, README: 100 to 300 ns there and back between sockets; expected there, not measured"),
    LINE_KEPT(
            500,
            "for which a socket serves its own cores a contended line before it lets it go",
            Provenance.DERIVED,
            "fitted to multikernel.io, 17 Aug 2026: open1 on both sockets, Xeon Gold 5418Y"),
    MEMORY_CORE(
            49,
            "per KiB, one core",
            Provenance.PUBLISHED,
            "multikernel.io, 16 Aug 2026: lmbench read bandwidth in an instance, 20.91 GB/s, Xeon Gold 5418Y"),
    MEMORY_NODE(
            40,
            "per KiB, all cores of a node together",
            Provenance.DERIVED,
            "multikernel.io, 17 Aug 2026: page_fault2 flat at 2.1 M/s; 12 KiB each, read, fetched and written"),
    WORK_8_BUSY(
            1_000,
            "per microsecond of a task's work, up to 8 busy cores on the socket",
            Provenance.DERIVED,
            "multikernel.io, 17 Aug 2026: getppid1, which shares nothing, 7.99x with 8 tasks, Xeon Gold 5418Y"),
    WORK_12_BUSY(
            1_116,
            "per microsecond of a task's work, 12 busy cores on the socket",
            Provenance.DERIVED,
            "multikernel.io, 17 Aug 2026: getppid1 10.75x with 12 tasks; the clock sinks, Xeon Gold 5418Y"),
    WORK_16_BUSY(
            1_204,
            "per microsecond of a task's work, 16 busy cores on the socket",
            Provenance.DERIVED,
            "multikernel.io, 17 Aug 2026: getppid1 13.29x with 16 tasks, Xeon Gold 5418Y"),
    WORK_24_BUSY(
            1_355,
            "per microsecond of a task's work, 24 or more busy cores on the socket",
            Provenance.DERIVED,
            "multikernel.io, 17 Aug 2026: getppid1 17.71x with 24 tasks, Xeon Gold 5418Y"),
    FLUSH_LOCAL(
            100,
            "per flush on one core",
            Provenance.DERIVED,
            "The Multikernel, SOSP 2009: 95 to 320 cycles to invalidate an entry, at 2 to 2.8 GHz"),
    FLUSH_SAME_SOCKET(
            200,
            "per core that is told of changed page tables",
            Provenance.DERIVED,
            "LATR, ASPLOS 2018: 6 us for 16 cores on 2 sockets, together with the one between sockets; weak"),
    FLUSH_CROSS_SOCKET(
            400,
            "per core that is told of changed page tables",
            Provenance.DERIVED,
            "The Multikernel, SOSP 2009, figure 7: Linux, about 810 cycles a core over 8 sockets at 2 GHz; weak"),
    FLUSH_BROADCAST(
            300,
            "per flush by one instruction or by the interconnect",
            Provenance.DERIVED,
            "Linux, cover letter of broadcast TLB flushing with INVLPGB, 2025: its share of time falls from 40 to 4 %"),
    WAKE(
            300,
            "per task that is woken",
            Provenance.DERIVED,
            "multikernel.io, 16 Aug 2026: lmbench context switch of 1.37 us, without idle exit and switch; weak"),
    IDLE_EXIT(
            700,
            "per core that leaves its idle state (C1)",
            Provenance.DERIVED,
            "Linux, drivers/idle/intel_idle.c: at most 1 us; multikernel.io, 16 Aug 2026: a few hundred ns"),
    SWITCH(
            370,
            "per task that gets a core",
            Provenance.DERIVED,
            "multikernel.io, 16 Aug 2026: lmbench context switch of 1.37 us, without wake and idle exit; weak"),
    GUEST_ENTRY(
            30,
            "per entry into a kernel in a virtual machine, added",
            Provenance.DERIVED,
            "multikernel.io, 16 Aug 2026: lmbench in a KVM guest beside an instance, 25 to 36 ns"),
    GUEST_WAKE(
            2_050,
            "per wake-up of a virtual CPU that has halted, added",
            Provenance.DERIVED,
            "multikernel.io, 16 Aug 2026: lmbench context switch in a KVM guest that idles in HLT, 3.42 us"),
    TIME_SLICE(
            2_800 * Times.US,
            "on a core that tasks share",
            Provenance.KERNEL,
            "Linux, kernel/sched/fair.c: base slice of 0.7 ms, times 4 on 8 CPUs or more"),
    TASK_START(
            100 * Times.US,
            "within which tasks begin, in no order",
            Provenance.ASSUMED,
            "no published value; programs do not begin in step"),

    // Parked cores and their mailboxes.
    CLAIM_POLL(
            100 * Times.US,
            "between two looks of the publisher",
            Provenance.KERNEL,
            "v7.0-mk2, arch/x86/multikernel/spawn.c: a look every 100 us"),
    CLAIM_LIMIT(
            Times.S,
            "for one core",
            Provenance.KERNEL,
            "v7.0-mk2, arch/x86/multikernel/spawn.c: 1 s for a core to claim"),
    CLAIM(
            700,
            "per wake-up",
            Provenance.DERIVED,
            "waking from mwait: a few hundred ns (multikernel.io, 16 Aug 2026) to 1 us (Linux intel_idle.c, C1)"),

    INIT_KICK(
            40 * Times.US,
            "per core that is started by INIT",
            Provenance.KERNEL,
            "Linux, arch/x86/kernel/smpboot.c: two start-up IPIs, twice 10 us for each, on CPUs of today"),

    // CPU hot-plug.
    CPU_OFFLINE(
            20 * Times.MS,
            "per core",
            Provenance.DERIVED,
            "Bolt, USENIX ATC 2015, introduction: Linux CPU hot-plug takes tens of ms"),
    CPU_ONLINE(
            20 * Times.MS,
            "per core",
            Provenance.DERIVED,
            "Bolt, USENIX ATC 2015, introduction: Linux CPU hot-plug takes tens of ms"),

    // Memory.
    POOL_GROW_GIB(
            312_500_000,
            "per GiB",
            Provenance.ASSUMED,
            "5 s for 16 GiB; published is only that both ways can exceed 30 s (multikernel-linux-expt, learnings/04)"),
    POOL_SHRINK_GIB(
            312_500_000,
            "per GiB",
            Provenance.ASSUMED,
            "5 s for 16 GiB; published is only that both ways can exceed 30 s (multikernel-linux-expt, learnings/04)"),
    COPY_MIB(
            196_364,
            "per MiB",
            Provenance.DERIVED,
            "multikernel.io, 16 Aug 2026: lmbench bcopy in an instance, 5.34 GB/s, Xeon Gold 5418Y"),

    // Management steps of the host, for which nothing has been published.
    OVERLAY(50 * Times.US, "per transaction", Provenance.ASSUMED, "no published value"),
    INSTANCE_CREATE(50 * Times.US, "per instance", Provenance.ASSUMED, "no published value"),
    MEMORY_BLOCK_ONLINE(
            5 * Times.MS,
            "per block of 128 MiB",
            Provenance.ASSUMED,
            "no published value for a multikernel; clearing the page structures of a block takes milliseconds"),
    MEMORY_BLOCK_OFFLINE(
            5 * Times.MS,
            "per block of 128 MiB",
            Provenance.ASSUMED,
            "no published value for a multikernel; an empty block has no pages to move"),
    MANIFEST(50 * Times.US, "per exec", Provenance.ASSUMED, "no published value"),
    PAGE_TABLES(200 * Times.US, "first exec of an instance", Provenance.ASSUMED, "no published value"),
    DEVICE_UNBIND(10 * Times.MS, "per PCI function", Provenance.ASSUMED, "no published value"),
    DEVICE_BIND(10 * Times.MS, "per PCI function", Provenance.ASSUMED, "no published value"),

    // Life of a spawned kernel. No boot time of a multikernel instance has been published.
    EARLY_BOOT(
            100 * Times.MS,
            "per boot",
            Provenance.ASSUMED,
            "four fifths of the 125 ms that bound a microVM's start (Firecracker, SPECIFICATION.md)"),
    SECONDARY(
            5_300_000,
            "per secondary core",
            Provenance.PUBLISHED,
            "Woodhouse, Linux parallel CPU bring-up patches: 500 ms for 96 threads one by one, 2-socket Skylake"),
    INIT_START(
            25 * Times.MS,
            "per boot",
            Provenance.ASSUMED,
            "one fifth of the 125 ms that bound a microVM's start (Firecracker, SPECIFICATION.md)"),
    POWER_OFF(50 * Times.MS, "per orderly power-off", Provenance.ASSUMED, "no published value"),
    PANIC_TRACE(
            100 * Times.US,
            "per panic",
            Provenance.ASSUMED,
            "no published value; a serial console would be far slower"),

    // Protocol time-outs.
    RESOURCE_TIMEOUT(
            10 * Times.S,
            "per request",
            Provenance.KERNEL,
            "v7.0-mk2, kernel/multikernel/messaging.c: 10 s for a resource operation"),
    VSOCK_TIMEOUT(
            2 * Times.S,
            "per connection",
            Provenance.KERNEL,
            "Linux, net/vmw_vsock/af_vsock.c: 2 s for a connection to come about"),
    PROBE_INTERVAL(
            100 * Times.MS,
            "between two probes of the host",
            Provenance.PUBLISHED,
            "multikernel/kmorph, README.md: probe_interval, 100 ms unless it is set"),
    FENCE(
            Times.MS,
            "per fence, until presence is confirmed",
            Provenance.ASSUMED,
            "no published value; published is only about 1 s for a whole take-over (multikernel/kmorph, README.md)"),
    SHUTDOWN_TIMEOUT(
            30 * Times.S,
            "per request",
            Provenance.KERNEL,
            "v7.0-mk2, kernel/multikernel/core.c: 30 000 ms for a graceful halt");

    private static final long MOST_TIMES = 100;

    private final long defaultNs;
    private final String unit;
    private final Provenance provenance;
    private final String source;

    Cost(long defaultNs, String unit, Provenance provenance, String source) {
        this.defaultNs = defaultNs;
        this.unit = unit;
        this.provenance = provenance;
        this.source = source;
    }

    /// As people write it: `ipi-flight`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The most that it can be set to by hand: beyond it, durations of large machines would leave their range.
    public long mostNs() {
        return MOST_TIMES * defaultNs;
    }

    /// In nanoseconds.
    public long defaultNs() {
        return defaultNs;
    }

    /// What the nanoseconds are per.
    public String unit() {
        return unit;
    }

    /// How far the default can be trusted.
    public Provenance provenance() {
        return provenance;
    }

    /// The publication or source file that the default is taken from, and what it says there.
    public String source() {
        return source;
    }
}
