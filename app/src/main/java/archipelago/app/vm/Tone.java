package archipelago.app.vm;

/// How a word or a dot is meant. It is always told by a word too, never by a colour alone.
public enum Tone {
    NEUTRAL,
    GOOD,
    WARN,
    DANGER
}
