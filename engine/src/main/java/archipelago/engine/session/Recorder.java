package archipelago.engine.session;

/// Who records what a person does, as it happens.
public interface Recorder {
    /// Nobody records.
    Recorder NONE = new Recorder() {};

    /// A branch was opened.
    default void forked(Branch branch) {}

    /// A command is about to be given on a branch.
    default void gives(Branch branch, Given given) {}

    /// The command has been given.
    default void given(Branch branch, Given given) {}

    /// A branch has got a name, or has lost it if the name is empty.
    default void named(Branch branch) {}

    /// A bookmark was set; one of the same name is replaced.
    default void marked(Bookmark bookmark) {}

    /// A bookmark was taken away.
    default void forgot(Bookmark bookmark) {}

    /// A branch has come for the first time past another [Session#CHECKPOINT_EVENTS] events.
    default void passed(Branch branch) {}
}
