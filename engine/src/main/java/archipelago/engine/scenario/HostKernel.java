package archipelago.engine.scenario;

/// What the host's kernel is and how it was set up, as far as the machine behaves differently for it.
///
/// @param enforceSignatures whether it loads signed images only
/// @param vsock whether its sockets can reach other kernels; in mk2 itself that option did not compile
public record HostKernel(boolean enforceSignatures, boolean vsock) {
    /// v7.0-mk2 as it comes.
    public static final HostKernel USUAL = new HostKernel(false, false);
}
