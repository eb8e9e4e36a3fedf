package archipelago.app.vm;

import archipelago.app.i18n.Text;

/// One fact as a person reads it.
///
/// @param title what happened, in a few words
/// @param detail the rest, or an empty text
/// @param origin the event, or the negative number of the act, that it happened with; 0 if that is not told
public record FactLine(long atNs, String title, String detail, Tone tone, long origin) {
    public FactLine(long atNs, String title, String detail, Tone tone) {
        this(atNs, title, detail, tone, 0);
    }

    /// The same, as what happened with an event or an act.
    FactLine with(long itsOrigin) {
        return new FactLine(atNs, title, detail, tone, itsOrigin);
    }

    public String time() {
        return Figures.seconds(atNs);
    }

    /// Whether another line differs in its time only.
    boolean alike(FactLine other) {
        return title.equals(other.title) && detail.equals(other.detail) && tone == other.tone;
    }

    /// The same, as what happened several times.
    FactLine repeated(int times) {
        return new FactLine(atNs, Text.FACT_TIMES.of(title, times), detail, tone, origin);
    }
}
