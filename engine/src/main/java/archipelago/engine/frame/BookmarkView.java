package archipelago.engine.frame;

/// A moment that somebody gave a name.
///
/// @param note what somebody wrote about it; may be empty
/// @param branch the future that it lies on
/// @param commands how many of the branch's commands lie before it
/// @param events how many events lie before it
/// @param atNs its instant
/// @param badge which sign it bears, from 0 on
public record BookmarkView(String name, String note, int branch, int commands, long events, long atNs, int badge) {
    /// One that bears the first sign.
    public BookmarkView(String name, String note, int branch, int commands, long events, long atNs) {
        this(name, note, branch, commands, events, atNs, 0);
    }
}
