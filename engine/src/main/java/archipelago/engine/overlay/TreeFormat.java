package archipelago.engine.overlay;

/// The two languages in which kernels have been told about pools and instances.
public enum TreeFormat {
    /// kerf up to 0.1.0, with the kernels of the second RFC and of `mk1`: a baseline names the range of
    /// the pool, an overlay has one fragment, and each operation names its instance (`mk,instance`).
    MK1,
    /// kerf from 0.2.0 on, with the kernels since `mk2`: a baseline asks for sizes, and a fragment's
    /// `target-path` says what its operations are about.
    MK2
}
