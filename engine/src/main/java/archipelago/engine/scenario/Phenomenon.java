package archipelago.engine.scenario;

/// Says of a scenario that it shows something worth knowing, and what must be seen in it.
///
/// @param id its number in the library, from 1
/// @param name a few words
/// @param teaches what a student learns from it, as a sentence
public record Phenomenon(int id, Kind kind, String name, String teaches) {
    /// As many as the library has room for.
    public static final int MOST_ID = 999;

    /// What sort of thing happens.
    public enum Kind {
        /// Everything goes as it should.
        H("as it should be"),
        /// Something fails.
        F("failure"),
        /// It works, but not as one would think.
        Q("quirk");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
