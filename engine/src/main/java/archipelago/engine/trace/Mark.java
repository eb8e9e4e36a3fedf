package archipelago.engine.trace;

import java.util.List;

/// One entry of a track.
sealed interface Mark {
    /// No message.
    long NONE = 0;

    Track track();

    long atNs();

    /// A span begins; it ends with the next [End] of its track that no span in between takes for itself.
    ///
    /// @param flowOut the message that leaves from here, or [#NONE]
    /// @param flowIn the message that has come here, or [#NONE]
    record Begin(Track track, long atNs, String category, String name, long flowOut, long flowIn, List<Detail> details)
            implements Mark {}

    record End(Track track, long atNs) implements Mark {}

    record Instant(Track track, long atNs, String category, String name, List<Detail> details) implements Mark {}

    /// A counter has another value.
    record Value(Track track, long atNs, long value) implements Mark {}

    /// What a viewer shows when a person asks about an entry.
    sealed interface Detail {
        String name();

        record Words(String name, String text) implements Detail {}

        record Number(String name, long value) implements Detail {}
    }
}
