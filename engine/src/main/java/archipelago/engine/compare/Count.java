package archipelago.engine.compare;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts messages as their facts go by, from the start of a run.
final class Count {
    private static final long NOT_SENT = -1;

    private final long[] sent = new long[MessageKind.values().length];
    private final long[] lost = new long[sent.length];
    private final Times[] tookNs = new Times[sent.length];
    private final Times allTookNs = new Times();
    /// When each message was sent, by its number.
    private long[] sentNs = new long[1024];
    private long refused;
    private long doorbells;

    /// A list of times that grows.
    private static final class Times {
        private long[] ns = new long[64];
        private int size;

        void add(long timeNs) {
            if (size == ns.length) {
                ns = Arrays.copyOf(ns, 2 * size);
            }
            ns[size++] = timeNs;
        }

        Latencies latencies() {
            return Latencies.of(Arrays.copyOf(ns, size));
        }
    }

    Count() {
        Arrays.fill(sentNs, NOT_SENT);
        Arrays.setAll(tookNs, kind -> new Times());
    }

    void add(Fact fact) {
        switch (fact.what()) {
            case Happening.MessageSent(long message, var kind, int _, int _, int _, int _, int _) -> {
                sent[kind.ordinal()]++;
                note(message, fact.atNs());
            }
            case Happening.MessageTaken(long message, var kind, int _, int _, int _) -> {
                long ns = fact.atNs() - sentNs[(int) message];
                tookNs[kind.ordinal()].add(ns);
                allTookNs.add(ns);
            }
            case Happening.MessageLost(long _, var kind, int _, int _) -> lost[kind.ordinal()]++;
            case Happening.SendRefused _ -> refused++;
            case Happening.DoorbellLost _, Happening.DoorbellCut _ -> doorbells++;
            default -> {} // All others say nothing about messages.
        }
    }

    private void note(long message, long atNs) {
        if (message >= sentNs.length) {
            int known = sentNs.length;
            sentNs = Arrays.copyOf(sentNs, Math.max(2 * known, (int) message + 1));
            Arrays.fill(sentNs, known, sentNs.length, NOT_SENT);
        }
        sentNs[(int) message] = atNs;
    }

    long sendsRefused() {
        return refused;
    }

    long doorbellsLost() {
        return doorbells;
    }

    Latencies latencies() {
        return allTookNs.latencies();
    }

    List<KindTally> kinds() {
        var kinds = new ArrayList<KindTally>();
        for (var kind : MessageKind.values()) {
            int k = kind.ordinal();
            if (sent[k] > 0) {
                kinds.add(new KindTally(kind, sent[k], tookNs[k].size, lost[k], tookNs[k].latencies()));
            }
        }
        return kinds;
    }
}
