package archipelago.app.vm;

/// One fact as a person reads it.
///
/// @param title what happened, in a few words
/// @param detail the rest, or an empty text
public record FactLine(long atNs, String title, String detail, Tone tone) {
    public String time() {
        return Figures.micros(atNs);
    }
}
