package archipelago.engine.state;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Hash64;

/// A message between two kernels.
///
/// @param number counts the messages of a run from 1
/// @param toCore the core that the doorbell goes to
/// @param bytes payload
/// @param first what the kind defines: for a resource request the physical id; for an ACK the
///     resource's id; for traffic the stream
/// @param second what the kind defines: for an ACK the errno's ordinal; for traffic the request's number
/// @param operation for an ACK the ordinal of the kind that it answers, else 0
/// @param body for a console or a socket the bytes that it carries; else nothing
/// @param sentNs when it was published; before that, when it was claimed
/// @param arrivesNs when its doorbell reaches the target's core
public record Message(
        long number,
        MessageKind kind,
        int fromKernel,
        int fromCore,
        int toKernel,
        int toCore,
        int bytes,
        long first,
        long second,
        int operation,
        Blob body,
        long sentNs,
        long arrivesNs) {
    /// The most that one message can carry after its header of 24 bytes.
    public static final int MOST_BYTES = 4072;
    /// The most that a slot can carry: a raw message has no header.
    public static final int MOST_RAW_BYTES = 4096;

    /// The same message once it is published.
    ///
    /// @param atNs when it was published
    /// @param doorbellNs when its doorbell reaches the target's core
    public Message published(long atNs, long doorbellNs) {
        return new Message(
                number,
                kind,
                fromKernel,
                fromCore,
                toKernel,
                toCore,
                bytes,
                first,
                second,
                operation,
                body,
                atNs,
                doorbellNs);
    }

    /// The same message with another size in its slot.
    public Message sized(int newBytes) {
        return new Message(
                number, kind, fromKernel, fromCore, toKernel, toCore, newBytes, first, second, operation, body, sentNs,
                arrivesNs);
    }

    /// The same message about something else.
    public Message about(long newFirst) {
        return new Message(
                number, kind, fromKernel, fromCore, toKernel, toCore, bytes, newFirst, second, operation, body, sentNs,
                arrivesNs);
    }

    /// The same message with a number of its own.
    public Message numbered(long newNumber) {
        return new Message(
                newNumber, kind, fromKernel, fromCore, toKernel, toCore, bytes, first, second, operation, body, sentNs,
                arrivesNs);
    }

    void digest(Hash64 hash) {
        hash.add(number).add(kind.ordinal()).add(fromKernel).add(fromCore).add(toKernel).add(toCore);
        hash.add(bytes).add(first).add(second).add(operation).add(body.length() == 0 ? 0 : body.hash());
        hash.add(sentNs).add(arrivesNs);
    }
}
