package archipelago.engine.kernfs;

/// What a program learns of a path when it only asks what is there. Links of the real trees are left out
/// or stand here as what they lead to.
///
/// @param mode the permission bits, such as `0644`; the programs that read here run as root
public record Entry(Kind kind, int mode) {

    /// What it is.
    public enum Kind {
        DIRECTORY,
        FILE
    }
}
