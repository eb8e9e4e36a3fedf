package archipelago.engine.scenario;

import archipelago.engine.state.MemoryRange;
import java.util.Optional;

/// What the host's kernel is and how it was set up, as far as the machine behaves differently for it.
///
/// @param generation which of the published kernels it is
/// @param enforceSignatures whether it loads signed images only
/// @param vsock whether its sockets can reach other kernels; in mk2 itself that option did not compile, after it
///     it is mended
/// @param reserved memory that was set aside for the pool at boot; only generations before mk2 need it
/// @param iommu whether an IOMMU stands between devices and memory; only generations after mk2 use it
public record HostKernel(
        Generation generation,
        boolean enforceSignatures,
        boolean vsock,
        Optional<MemoryRange> reserved,
        boolean iommu) {
    /// v7.0-mk2 as it comes.
    public static final HostKernel USUAL = new HostKernel(Generation.MK2, false, false, Optional.empty());

    public HostKernel {
        vsock = vsock || generation.afterMk2();
    }

    /// On a machine with an IOMMU.
    public HostKernel(
            Generation generation, boolean enforceSignatures, boolean vsock, Optional<MemoryRange> reserved) {
        this(generation, enforceSignatures, vsock, reserved, true);
    }

    /// The same kernel with sockets that reach other kernels.
    public HostKernel withVsock() {
        return new HostKernel(generation, enforceSignatures, true, reserved, iommu);
    }

    /// The same kernel, loading signed images only.
    public HostKernel enforcing() {
        return new HostKernel(generation, true, vsock, reserved, iommu);
    }

    /// Another generation of it.
    public HostKernel of(Generation other) {
        return new HostKernel(other, enforceSignatures, vsock, reserved, iommu);
    }

    /// The same kernel on a machine without an IOMMU.
    public HostKernel withoutIommu() {
        return new HostKernel(generation, enforceSignatures, vsock, reserved, false);
    }
}
