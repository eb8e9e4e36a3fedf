package archipelago.engine.host;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command.ImageForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/// A file of this computer that a program hands to the machine: how long it is, and what kind of kernel
/// image it is by its content. No more than that is ever used of it.
///
/// @param errno [Errno#OK], or what reading it through a descriptor comes to
record KernelFile(Errno errno, String name, long bytes, ImageForm form) {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    /// The boot protocol's mark in the setup header of an x86 image (`Documentation/arch/x86/boot.rst`).
    private static final byte[] BZIMAGE = {'H', 'd', 'r', 'S'};
    private static final int BZIMAGE_AT = 0x202;
    /// What stands at the end of a signed image. (`include/linux/module_signature.h`.)
    private static final byte[] SIGNED = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);

    static KernelFile read(String path) {
        try {
            var file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                return refused(Files.exists(file) ? Errno.EINVAL : Errno.EBADF);
            }
            try (var in = FileChannel.open(file)) {
                return in.size() == 0
                        ? refused(Errno.EINVAL) // The kernel reads no empty file.
                        : new KernelFile(Errno.OK, file.getFileName().toString(), in.size(), form(in));
            }
        } catch (IOException | InvalidPathException unreadable) {
            return refused(Errno.EBADF);
        }
    }

    private static KernelFile refused(Errno errno) {
        return new KernelFile(errno, "", 0, ImageForm.OTHER);
    }

    private static ImageForm form(FileChannel in) throws IOException {
        if (holds(in, 0, ELF)) {
            return holds(in, in.size() - SIGNED.length, SIGNED) ? ImageForm.SIGNED_ELF : ImageForm.ELF;
        }
        return holds(in, BZIMAGE_AT, BZIMAGE) ? ImageForm.BZIMAGE : ImageForm.OTHER;
    }

    private static boolean holds(FileChannel in, long at, byte[] mark) throws IOException {
        var bytes = ByteBuffer.allocate(mark.length);
        while (at >= 0 && bytes.hasRemaining() && in.read(bytes, at + bytes.position()) > 0) {
            // A read may come back with less than was asked for.
        }
        return Arrays.equals(bytes.array(), mark);
    }
}
