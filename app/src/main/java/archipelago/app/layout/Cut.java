package archipelago.app.layout;

/// A link on the map on which no doorbell arrives.
///
/// @param from the slot of the kernel that rings in vain
/// @param route the way that its messages would take
public record Cut(int from, int to, Route route) {
    /// Where its sign stands.
    public static final double SIGN_AT = 0.5;
}
