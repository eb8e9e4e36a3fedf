package archipelago.engine.journal;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Require;
import archipelago.engine.journal.Happening.CoreBusy;
import archipelago.engine.journal.Happening.DoorbellLost;
import archipelago.engine.journal.Happening.MessageLost;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.SendRefused;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A run of facts in a tenth of their room: differences to the fact before, in as few bytes as they need. The
/// kinds of facts of which a long run is full are packed; of all others only the place in time is, and they
/// themselves are kept beside. It never changes, so any thread may read it.
///
/// A fact is found by its block: every block begins with whole numbers, and the facts in it are gone through.
final class PackedFacts {
    /// How many facts a block has.
    static final int BLOCK = 64;

    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final int OTHER = 0;
    private static final int BUSY = 1;
    private static final int SENT = 2;
    private static final int TAKEN = 3;
    private static final int LOST = 4;
    private static final int REFUSED = 5;
    private static final int UNHEARD = 6;
    /// Whatever a person's act made happen at once.
    private static final int OF_AN_ACT = 7;
    private static final MessageKind[] KINDS = MessageKind.values();
    private static final Errno[] ERRNOS = Errno.values();

    private final int size;
    private final byte[] bytes;
    /// Where each block begins.
    private final int[] offsets;
    /// The instant, the event and the message to which the first fact of each block is a difference.
    private final long[] bases;
    private final Happening[] others;
    /// The places of the facts that a journal keeps when it forgets the others.
    private final short[] rare;

    /// Packs the first facts of a list.
    static PackedFacts of(Fact[] facts, int size) {
        return new Packing(facts, size).packed();
    }

    private PackedFacts(
            int size, byte[] bytes, int[] offsets, long[] bases, Happening[] others, short[] rare) {
        this.size = size;
        this.bytes = bytes;
        this.offsets = offsets;
        this.bases = bases;
        this.others = others;
        this.rare = rare;
    }

    int size() {
        return size;
    }

    /// The facts of a block, equal to those that were packed.
    Fact[] block(int number) {
        var facts = new Fact[Math.min(BLOCK, size - number * BLOCK)];
        var reading = new Reading(number);
        for (int i = 0; i < facts.length; i++) {
            facts[i] = reading.next();
        }
        return facts;
    }

    /// Adds the rare facts and their numbers to lists.
    ///
    /// @param first the number of the first fact of all
    void rare(long first, List<Fact> found, List<Long> numbers) {
        int number = -1;
        Fact[] facts = {};
        for (short place : rare) {
            if (place / BLOCK != number) {
                number = place / BLOCK;
                facts = block(number);
            }
            found.add(facts[place % BLOCK]);
            numbers.add(first + place);
        }
    }

    /// A sign that costs no room where it is small: 0, -1, 1, -2 become 0, 1, 2, 3.
    private static long zigzag(long value) {
        return value << 1 ^ value >> Long.SIZE - 1;
    }

    private static final class Packing {
        private static final int MOST_BYTES_OF_NUMBER = 10;
        private static final int MOST_NUMBERS_OF_FACT = 9;

        private final Fact[] facts;
        private final int size;
        private final int[] offsets;
        private final long[] bases;
        private final List<Happening> others = new ArrayList<>();
        private final short[] rare;
        private int rares;
        private byte[] bytes;
        private int length;
        private long atNs;
        private long event;
        private long message;

        Packing(Fact[] facts, int size) {
            this.facts = facts;
            this.size = size;
            int blocks = (size + BLOCK - 1) / BLOCK;
            offsets = new int[blocks];
            bases = new long[3 * blocks];
            bytes = new byte[16 * size];
            rare = new short[size];
        }

        PackedFacts packed() {
            for (int i = 0; i < size; i++) {
                if (i % BLOCK == 0) {
                    begin(i / BLOCK);
                }
                if (bytes.length - length < MOST_BYTES_OF_NUMBER * MOST_NUMBERS_OF_FACT) {
                    bytes = Arrays.copyOf(bytes, 2 * bytes.length + MOST_BYTES_OF_NUMBER * MOST_NUMBERS_OF_FACT);
                }
                put(facts[i]);
                if (Milestones.isRare(facts[i].what())) {
                    rare[rares++] = (short) i;
                }
            }
            return new PackedFacts(
                    size,
                    Arrays.copyOf(bytes, length),
                    offsets,
                    bases,
                    others.toArray(Happening[]::new),
                    Arrays.copyOf(rare, rares));
        }

        private void begin(int block) {
            offsets[block] = length;
            bases[3 * block] = atNs;
            bases[3 * block + 1] = event;
            bases[3 * block + 2] = message;
        }

        private void put(Fact fact) {
            int kind = fact.act() > 0 ? OF_AN_ACT : kind(fact.what());
            number(zigzag(fact.event() - event) << KIND_BITS | kind); // No run has 2^60 events.
            signed(fact.atNs() - atNs);
            atNs = fact.atNs();
            event = fact.event();
            if (kind == OF_AN_ACT) {
                number(fact.act());
                other(fact.what());
            } else {
                put(fact.what());
            }
        }

        private static int kind(Happening what) {
            return switch (what) {
                case CoreBusy _ -> BUSY;
                case MessageSent _ -> SENT;
                case MessageTaken _ -> TAKEN;
                case MessageLost _ -> LOST;
                case SendRefused _ -> REFUSED;
                case DoorbellLost _ -> UNHEARD;
                default -> OTHER;
            };
        }

        private void put(Happening what) {
            switch (what) {
                case CoreBusy(int core, int kernel, long untilNs) -> {
                    signed(core);
                    signed(kernel);
                    signed(untilNs - atNs);
                }
                case MessageSent sent -> {
                    message(sent.message(), sent.kind());
                    signed(sent.fromKernel());
                    signed(sent.fromCore());
                    signed(sent.toKernel());
                    signed(sent.toCore());
                    signed(sent.bytes());
                }
                case MessageTaken taken -> {
                    message(taken.message(), taken.kind());
                    signed(taken.fromKernel());
                    signed(taken.toKernel());
                    signed(taken.core());
                }
                case MessageLost lost -> {
                    message(lost.message(), lost.kind());
                    signed(lost.fromKernel());
                    signed(lost.toKernel());
                }
                case SendRefused(var refused, int fromKernel, int toKernel, var errno) -> {
                    number(refused.ordinal());
                    signed(fromKernel);
                    signed(toKernel);
                    number(errno.ordinal());
                }
                case DoorbellLost(int kernel, int core) -> {
                    signed(kernel);
                    signed(core);
                }
                default -> other(what);
            }
        }

        private void other(Happening what) {
            if (others.isEmpty() || others.getLast() != what) {
                others.add(what);
            }
            number(others.size() - 1);
        }

        private void message(long number, MessageKind kind) {
            signed(number - message);
            number(kind.ordinal());
            message = number;
        }

        private void signed(long value) {
            number(zigzag(value));
        }

        /// Seven bits in each byte, the lowest first; the highest bit says that more follow.
        private void number(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }
    }

    private final class Reading {
        private int at;
        private long atNs;
        private long event;
        private long message;

        Reading(int block) {
            Require.that(block >= 0, "a block has a number", block);
            Require.that(block < offsets.length, "there is such a block", block);
            at = offsets[block];
            atNs = bases[3 * block];
            event = bases[3 * block + 1];
            message = bases[3 * block + 2];
        }

        Fact next() {
            long head = number();
            event += unzigzag(head >>> KIND_BITS);
            atNs += signed();
            int kind = (int) head & KIND_MASK;
            int act = kind == OF_AN_ACT ? (int) number() : 0;
            return new Fact(atNs, event, act, switch (kind) {
                case BUSY -> new CoreBusy((int) signed(), (int) signed(), atNs + signed());
                case SENT -> new MessageSent(
                        message(), kind(), (int) signed(), (int) signed(), (int) signed(), (int) signed(),
                        (int) signed());
                case TAKEN -> new MessageTaken(message(), kind(), (int) signed(), (int) signed(), (int) signed());
                case LOST -> new MessageLost(message(), kind(), (int) signed(), (int) signed());
                case REFUSED -> new SendRefused(kind(), (int) signed(), (int) signed(), ERRNOS[(int) number()]);
                case UNHEARD -> new DoorbellLost((int) signed(), (int) signed());
                default -> others[(int) number()];
            });
        }

        private long message() {
            message += signed();
            return message;
        }

        private MessageKind kind() {
            return KINDS[(int) number()];
        }

        private long signed() {
            return unzigzag(number());
        }

        private static long unzigzag(long value) {
            return value >>> 1 ^ -(value & 1);
        }

        private long number() {
            long value = 0;
            int shift = 0;
            while (true) {
                long next = bytes[at++];
                value |= (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
                shift += 7;
            }
        }
    }
}
