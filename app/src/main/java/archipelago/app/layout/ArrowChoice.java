package archipelago.app.layout;

import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import java.util.ArrayList;
import java.util.List;

/// Which messages are drawn as arrows: all, none, or only those that led to the one that is picked out.
///
/// @param chain the messages that led to it, the earliest first, and itself; only where the chain is drawn
public record ArrowChoice(Mode mode, List<Long> chain) {
    public enum Mode {
        ALL,
        CHAIN,
        NONE;

        public Mode next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    public static final ArrowChoice ALL = new ArrowChoice(Mode.ALL, List.of());

    /// How many causes are gone back through.
    private static final int MOST_HOPS = 400;
    private static final int MOST_MESSAGES = 40;

    public ArrowChoice {
        chain = List.copyOf(chain);
    }

    /// @param selection what is picked out; a chain leads to a message only
    public static ArrowChoice of(Mode mode, Selection selection, Frame frame, History history) {
        return mode == Mode.CHAIN && selection instanceof Selection.OfFlight(long message)
                ? new ArrowChoice(mode, chain(message, frame, history))
                : new ArrowChoice(mode, List.of());
    }

    private static List<Long> chain(long message, Frame frame, History history) {
        var chain = new ArrayList<Long>();
        chain.add(message);
        var meant = history.message(message);
        long event = meant == null ? 0 : eventOfSending(meant, frame.journal);
        for (int hop = 0; hop < MOST_HOPS && frame.causes.know(event); hop++) {
            for (long met : takenBy(event, frame.journal)) {
                if (!chain.contains(met) && chain.size() < MOST_MESSAGES) {
                    chain.addFirst(met);
                }
            }
            event = frame.causes.of(event);
        }
        return chain;
    }

    /// The messages that were taken out of a ring with an event.
    private static List<Long> takenBy(long event, Journal.View journal) {
        var taken = new ArrayList<Long>();
        for (int i = firstOf(journal, event); i < journal.size() && journal.get(i).event() == event; i++) {
            if (journal.get(i).what() instanceof Happening.MessageTaken one) {
                taken.add(one.message());
            }
        }
        return taken;
    }

    private static long eventOfSending(History.Message message, Journal.View journal) {
        for (int i = journal.firstAtOrAfter(message.sentNs()); i < journal.size(); i++) {
            if (journal.get(i).what() instanceof Happening.MessageSent sent && sent.message() == message.number()) {
                return journal.get(i).event();
            }
            if (journal.get(i).atNs() > message.sentNs()) {
                return 0;
            }
        }
        return 0;
    }

    private static int firstOf(Journal.View journal, long event) {
        int low = 0;
        int high = journal.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (journal.get(middle).event() < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
