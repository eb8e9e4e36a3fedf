package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Require;

/// A kernel's inbound message queue in shared memory: 64 slots, of which 63 can be used, with many
/// producers and one consumer. A slot is claimed by moving the head, filled, and then published; the
/// consumer stops at a slot that is claimed and not yet published.
/// (`include/linux/multikernel.h`, `kernel/multikernel/ipi.c`.)
public final class Ring {
    public static final int SLOTS = 64;
    private static final int MASK = SLOTS - 1;

    static {
        Require.that(Integer.bitCount(SLOTS) == 1, "the number of slots is a power of two", SLOTS);
    }

    private int head;
    private int tail;
    private final boolean[] published = new boolean[SLOTS];
    private final Message[] messages = new Message[SLOTS];

    public Ring() {}

    public Ring copy() {
        var copy = new Ring();
        copy.head = head;
        copy.tail = tail;
        System.arraycopy(published, 0, copy.published, 0, SLOTS);
        System.arraycopy(messages, 0, copy.messages, 0, SLOTS);
        return copy;
    }

    /// The slot that the next producer claims.
    public int head() {
        return head;
    }

    /// The slot that the consumer looks at next.
    public int tail() {
        return tail;
    }

    /// Claimed slots, published or not.
    public int pending() {
        return (head - tail) & MASK;
    }

    public boolean full() {
        return ((head + 1) & MASK) == tail;
    }

    /// Claims a slot; the ring must not be full.
    public int claim(Message message) {
        Require.that(!full(), "a slot is claimed in a ring that is not full");
        int slot = head;
        messages[slot] = message;
        published[slot] = false;
        head = (head + 1) & MASK;
        return slot;
    }

    /// Publishes a slot if it still holds this message; a cleared ring may hold another by now.
    public boolean publish(int slot, Message message) {
        if (messages[slot] == null || messages[slot].number() != message.number()) {
            return false;
        }
        messages[slot] = message;
        published[slot] = true;
        return true;
    }

    /// Makes a slot look unpublished again; the message in it stays.
    public void withdraw(int slot) {
        published[slot] = false;
    }

    /// The slot that holds the message of this number, or -1.
    public int slotOf(long number) {
        for (int s = tail; s != head; s = (s + 1) & MASK) {
            if (messages[s].number() == number) {
                return s;
            }
        }
        return -1;
    }

    /// Whether the consumer can take a message: the ring is not empty and its oldest slot is published.
    public boolean ready() {
        return head != tail && published[tail];
    }

    /// Takes the oldest message; [#ready()] must hold.
    public Message take() {
        Require.that(ready(), "a message is taken from a slot that is published");
        var message = messages[tail];
        messages[tail] = null;
        published[tail] = false;
        tail = (tail + 1) & MASK;
        return message;
    }

    /// The message in a slot, published or not; null if the slot is free.
    public Message at(int slot) {
        return messages[slot];
    }

    public boolean published(int slot) {
        return published[slot];
    }

    /// Empties the ring, as the host does before it starts a kernel.
    public void zero() {
        head = 0;
        tail = 0;
        for (int s = 0; s < SLOTS; s++) {
            messages[s] = null;
            published[s] = false;
        }
    }

    void digest(Hash64 hash) {
        hash.add(head).add(tail);
        for (int s = tail; s != head; s = (s + 1) & MASK) {
            hash.add(published[s] ? 1 : 0);
            messages[s].digest(hash);
        }
    }
}
