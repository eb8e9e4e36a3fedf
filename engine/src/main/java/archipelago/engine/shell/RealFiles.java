package archipelago.engine.shell;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.kerf.GivenFiles;
import archipelago.engine.kerf.KnownImages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Files of the person's own computer. A kernel or a RAM disk that is not there may be one that the scenario
/// knows; a file that is there comes first.
final class RealFiles implements GivenFiles {
    private static final long MOST_READ_BYTES = 4 << 20;
    /// A signature that Linux's `sign-file` appends ends with this line.
    private static final byte[] SIGNED = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);

    private final KnownImages known;

    RealFiles(KnownImages known) {
        this.known = known;
    }

    @Override
    public Found kernel(String name) {
        return found(name, path -> {
            try (var file = new RandomAccessFile(path.toFile(), "r")) {
                return Bzimage.at(file)
                        .<Found>map(bytes -> new Found.Image(bytes, ImageForm.BZIMAGE))
                        .orElse(new Found.Image(file.length(), form(file)));
            }
        }, known.kernel(name).map(image -> image));
    }

    private static ImageForm form(RandomAccessFile file) throws IOException {
        var head = new byte[4];
        if (file.length() < head.length) {
            return ImageForm.OTHER;
        }
        file.seek(0);
        file.readFully(head);
        if (ByteBuffer.wrap(head).getInt() != 0x7f454c46) {
            return ImageForm.OTHER;
        }
        var tail = new byte[SIGNED.length];
        if (file.length() > SIGNED.length) {
            file.seek(file.length() - SIGNED.length);
            file.readFully(tail);
        }
        return Arrays.equals(tail, SIGNED) ? ImageForm.SIGNED_ELF : ImageForm.ELF;
    }

    @Override
    public Found initrd(String name) {
        return found(name, path -> new Found.Image(Files.size(path), ImageForm.OTHER),
                known.initrd(name).map(bytes -> new Found.Image(bytes, ImageForm.OTHER)));
    }

    @Override
    public Found read(String name) {
        return found(name, path -> Files.size(path) > MOST_READ_BYTES
                ? new Found.Unreadable("it has more than 4 MiB")
                : new Found.Content(Blob.of(Files.readAllBytes(path))), Optional.empty());
    }

    @Override
    public OptionalLong folderBytes(String name) {
        var folder = path(name).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return OptionalLong.empty();
        }
        try (var files = Files.walk(folder.get())) {
            return OptionalLong.of(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum());
        } catch (IOException | UncheckedIOException unreadable) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<String> write(String name, byte[] content) {
        var path = path(name);
        if (path.isEmpty()) {
            return Optional.of("this is no name of a file here");
        }
        try {
            Files.write(path.get(), content);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(reason(e));
        }
    }

    private interface Look {
        Found at(Path path) throws IOException;
    }

    private static Found found(String name, Look look, Optional<? extends Found> standIn) {
        var path = path(name);
        if (path.isEmpty() || !Files.exists(path.get())) {
            return standIn.isPresent() ? standIn.get() : new Found.Missing();
        }
        if (!Files.isRegularFile(path.get())) {
            return new Found.NotAFile();
        }
        try {
            return look.at(path.get());
        } catch (IOException e) {
            return new Found.Unreadable(reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : "the system cannot read or write it there";
    }

    private static Optional<Path> path(String name) {
        try {
            return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Linux's compressed image for x86. (Documentation/arch/x86/boot.rst.)
    private static final class Bzimage {
        private static final int SETUP_SECTORS = 0x1f1;
        private static final int BOOT_FLAG = 0x1fe;
        private static final int MAGIC = 0x202;
        private static final int PROTOCOL = 0x206;
        private static final int PAYLOAD_OFFSET = 0x248;
        private static final int PAYLOAD_LENGTH = 0x24c;
        private static final int HEADER_BYTES = 0x250;
        private static final int SECTOR = 512;
        /// The protocol from which on the header says where the payload is.
        private static final int WITH_PAYLOAD = 0x208;

        /// The size of the kernel inside, which its last four bytes say; of the file, if they cannot be found.
        static Optional<Long> at(RandomAccessFile file) throws IOException {
            if (file.length() < HEADER_BYTES) {
                return Optional.empty();
            }
            var bytes = new byte[HEADER_BYTES];
            file.seek(0);
            file.readFully(bytes);
            var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (header.getShort(BOOT_FLAG) != (short) 0xaa55 || header.getInt(MAGIC) != 0x53726448) {
                return Optional.empty();
            }
            int sectors = header.get(SETUP_SECTORS) == 0 ? 4 : Byte.toUnsignedInt(header.get(SETUP_SECTORS));
            long end = (sectors + 1L) * SECTOR + Integer.toUnsignedLong(header.getInt(PAYLOAD_OFFSET))
                    + Integer.toUnsignedLong(header.getInt(PAYLOAD_LENGTH));
            if (header.getShort(PROTOCOL) < WITH_PAYLOAD || end - 4 < HEADER_BYTES || end > file.length()) {
                return Optional.of(file.length());
            }
            file.seek(end - 4);
            return Optional.of(Math.max(file.length(), Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()))));
        }
    }
}
