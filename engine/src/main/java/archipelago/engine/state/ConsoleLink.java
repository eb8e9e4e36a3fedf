package archipelago.engine.state;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Hash64;

/// An open `/dev/mktty` on a host, be it the machine's or an instance. (`drivers/tty/mktty.c`.)
///
/// @param number counts the openings of a run from 1, whoever's device it was
/// @param host the slot of the kernel on which it is open
/// @param instance the id that was written to it, or 0 as long as none was
/// @param received what has come and has not been read
/// @param droppedBytes what came while the buffer was full
public record ConsoleLink(int number, int host, int instance, Blob received, long droppedBytes) {
    /// The host keeps so much for a reader.
    public static final int BUFFER_BYTES = 16 * 1024;

    /// A link on the machine's own host.
    public ConsoleLink(int number, int instance, Blob received, long droppedBytes) {
        this(number, State.HOST, instance, received, droppedBytes);
    }

    /// The same link, to an instance of the host.
    public ConsoleLink to(int id) {
        return new ConsoleLink(number, host, id, received, droppedBytes);
    }

    /// The same link with more bytes; what does not fit into the buffer is dropped.
    public ConsoleLink with(Blob more) {
        int room = Math.min(more.length(), BUFFER_BYTES - received.length());
        return new ConsoleLink(
                number, host, instance, received.plus(more.part(0, room)), droppedBytes + more.length() - room);
    }

    /// The same link with an empty buffer.
    public ConsoleLink read() {
        return new ConsoleLink(number, host, instance, Blob.EMPTY, droppedBytes);
    }

    void digest(Hash64 hash) {
        hash.add(number).add(instance).add(received.hash()).add(droppedBytes);
        if (host != State.HOST) {
            hash.add("of").add(host);
        }
    }
}
