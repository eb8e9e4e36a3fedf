package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command.ImageForm;
import java.util.Optional;
import java.util.OptionalLong;

/// The files that a person names on a command line.
public interface GivenFiles {
    /// What a name stands for.
    sealed interface Found {
        /// A file of which size and form are known.
        ///
        /// @param bytes what it takes in memory: for a compressed kernel, what comes out of it
        record Image(long bytes, ImageForm form) implements Found {}

        /// A file that was read whole.
        record Content(Blob blob) implements Found {}

        record Missing() implements Found {}

        /// A folder, a device or the like.
        record NotAFile() implements Found {}

        record Unreadable(String reason) implements Found {}
    }

    /// A kernel image.
    Found kernel(String name);

    /// An initial RAM disk.
    Found initrd(String name);

    /// A small file.
    Found read(String name);

    /// What the files in a folder come to; empty if there is no such folder.
    OptionalLong folderBytes(String name);

    /// Writes a file.
    ///
    /// @return why it could not be written; empty if it was
    Optional<String> write(String name, byte[] content);
}
