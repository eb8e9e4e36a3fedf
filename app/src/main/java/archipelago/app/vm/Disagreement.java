package archipelago.app.vm;

/// Something that the three layers do not say the same of.
///
/// @param core the core that it is about, or -1
/// @param about what it is about: `CPU 38`
/// @param books what the host's books say
/// @param physical what is really so
/// @param belief what the kernel thinks
/// @param sentence how this comes, or what comes of it
public record Disagreement(
        int core, String about, String books, String physical, String belief, String sentence) {}
