package archipelago.engine.cost;

import archipelago.engine.base.Times;

/// Every duration that the machine knows, with its unit, its default and where that comes from.
/// All values are nanoseconds, per the unit named. Sources are rows of the public record: the
/// domain notes of the project name them; none was tuned to make a multikernel look better.
public enum Cost {
    // Messages, on a 2-socket server. Published for polled 64-byte messages on 2 x 10-core Ivy Bridge.
    SEND_SAME_SOCKET(25, "per message", Provenance.PUBLISHED, "Smelt raw data: send occupancy, median 62 cycles at 2.5 GHz"),
    SEND_CROSS_SOCKET(77, "per message", Provenance.PUBLISHED, "Smelt raw data: send occupancy, median 193 cycles"),
    RECEIVE_SAME_SOCKET(88, "per message", Provenance.PUBLISHED, "Smelt raw data: receive occupancy, median 221 cycles"),
    RECEIVE_CROSS_SOCKET(277, "per message", Provenance.PUBLISHED, "Smelt raw data: receive occupancy, median 693 cycles"),
    IPI_SEND(200, "per doorbell", Provenance.DERIVED, "Barrelfish TN-009: the author's estimate, a few hundred cycles; weak"),
    IPI_FLIGHT(600, "per doorbell", Provenance.DERIVED, "LATR's 2.7 us bounds send, flight and handler together; weak"),
    IPI_FLIGHT_HOP(600, "per socket boundary, added", Provenance.DERIVED, "LATR, 2.7 to 6.6 us over more sockets; weak"),
    INTERRUPT(300, "per interrupt taken", Provenance.DERIVED, "SOSP'09: IPI trap of about 800 cycles"),
    WORK_ITEM(1_370, "per deferred work item", Provenance.PUBLISHED, "lmbench context switch with wake-up, native, Xeon 5418Y"),

    // Parked cores and their mailboxes.
    CLAIM_POLL(100 * Times.US, "between two looks of the publisher", Provenance.KERNEL, "spawn.c: poll every 100 us"),
    CLAIM_LIMIT(Times.S, "for one core", Provenance.KERNEL, "spawn.c: 1 s for a core to claim"),
    CLAIM(700, "per wake-up", Provenance.DERIVED, "waking a core that waits in mwait: a few hundred ns, C1 table value 1 us"),

    // CPU hot-plug.
    CPU_OFFLINE(20 * Times.MS, "per core", Provenance.DERIVED, "Bolt, ATC'15: Linux hot-plug takes tens of ms"),
    CPU_ONLINE(20 * Times.MS, "per core", Provenance.DERIVED, "Bolt, ATC'15: Linux hot-plug takes tens of ms"),

    // Memory.
    POOL_GROW_GIB(312_500_000, "per GiB", Provenance.DERIVED, "half of about 10 s for giving back and re-taking 16 GiB on a cloud VM"),
    POOL_SHRINK_GIB(312_500_000, "per GiB", Provenance.DERIVED, "half of about 10 s for giving back and re-taking 16 GiB on a cloud VM"),
    COPY_MIB(196_364, "per MiB", Provenance.DERIVED, "lmbench bcopy on the same server, 5.34 GB/s"),

    // Management steps of the host, for which nothing has been published.
    OVERLAY(50 * Times.US, "per transaction", Provenance.ASSUMED, "no published value"),
    MANIFEST(50 * Times.US, "per exec", Provenance.ASSUMED, "no published value"),
    PAGE_TABLES(200 * Times.US, "first exec of an instance", Provenance.ASSUMED, "no published value"),
    DEVICE_UNBIND(10 * Times.MS, "per PCI function", Provenance.ASSUMED, "no published value"),
    DEVICE_BIND(10 * Times.MS, "per PCI function", Provenance.ASSUMED, "no published value"),

    // Life of a spawned kernel. No boot time of a multikernel instance has been published.
    EARLY_BOOT(100 * Times.MS, "per boot", Provenance.ASSUMED, "four fifths of the 125 ms that bound a microVM's start"),
    SECONDARY(5_300_000, "per secondary core", Provenance.PUBLISHED, "serial bring-up: 500 ms for 96 threads, Skylake server"),
    INIT_START(25 * Times.MS, "per boot", Provenance.ASSUMED, "one fifth of the 125 ms that bound a microVM's start"),
    POWER_OFF(50 * Times.MS, "per orderly power-off", Provenance.ASSUMED, "no published value"),
    PANIC_TRACE(100 * Times.US, "per panic", Provenance.ASSUMED, "no published value; a serial console would be far slower"),

    // Protocol time-outs.
    RESOURCE_TIMEOUT(10 * Times.S, "per request", Provenance.KERNEL, "messaging.c: 10 s for a resource operation"),
    SHUTDOWN_TIMEOUT(30 * Times.S, "per request", Provenance.KERNEL, "core.c: 30 000 ms for a graceful halt");

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

    public long defaultNs() {
        return defaultNs;
    }

    /// What the nanoseconds are per.
    public String unit() {
        return unit;
    }

    public Provenance provenance() {
        return provenance;
    }

    public String source() {
        return source;
    }
}
