package archipelago.engine.state;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Hash64;

/// An open `/dev/mktty` on the host. (`drivers/tty/mktty.c`.)
///
/// @param number counts the openings of a run from 1
/// @param instance the id that was written to it, or 0 as long as none was
/// @param received what has come and has not been read
/// @param droppedBytes what came while the buffer was full
public record ConsoleLink(int number, int instance, Blob received, long droppedBytes) {
    /// The host keeps so much for a reader.
    public static final int BUFFER_BYTES = 16 * 1024;

    /// The same link with more bytes; what does not fit into the buffer is dropped.
    public ConsoleLink with(Blob more) {
        int room = Math.min(more.length(), BUFFER_BYTES - received.length());
        return new ConsoleLink(
                number, instance, received.plus(more.part(0, room)), droppedBytes + more.length() - room);
    }

    /// The same link with an empty buffer.
    public ConsoleLink read() {
        return new ConsoleLink(number, instance, Blob.EMPTY, droppedBytes);
    }

    void digest(Hash64 hash) {
        hash.add(number).add(instance).add(received.hash()).add(droppedBytes);
    }
}
