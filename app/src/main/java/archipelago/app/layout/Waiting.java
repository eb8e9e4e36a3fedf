package archipelago.app.layout;

/// A kernel on the map that waits for an answer of another one.
///
/// @param waiter its slot
/// @param route from it to who is to answer
/// @param knot whether that one waits in turn, over whatever others, for the first: a deadlock
public record Waiting(int waiter, int on, Route route, boolean knot) {}
