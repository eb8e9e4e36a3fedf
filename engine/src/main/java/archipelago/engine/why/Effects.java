package archipelago.engine.why;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/// What an event or an act has caused so far: the other direction of [Chain].
public final class Effects {
    private final long origin;
    private final long upTo;
    private final Causes causes;
    /// Set for every event that would not have been scheduled without the origin, the origin itself included.
    private final BitSet all = new BitSet();

    /// @param origin an event, or the negative number of a person's act
    /// @param upTo the last event that is looked at
    public Effects(Causes causes, long origin, long upTo) {
        this(causes, origin, upTo, new BitSet());
    }

    /// What an act has caused: all events whose chain of causes ends at it, as [Chain#of] goes through it. What the
    /// story asked for after it goes back to the story.
    ///
    /// @param origin of the act: the event in which the story gave it, or the negative number of a person's act
    public static Effects ofAct(Session session, long origin) {
        var asked = new BitSet();
        for (int i = 0; i < session.factsTold(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.Requested && fact.event() != origin && fact.act() == 0) {
                asked.set((int) fact.event());
            }
        }
        return new Effects(session.causes(), origin, session.events(), asked);
    }

    /// @param others events that go back to something else
    private Effects(Causes causes, long origin, long upTo, BitSet others) {
        Require.that(origin != Causes.START, "the start has no number");
        Require.that(upTo <= causes.events(), "the last event is known", upTo);
        Require.that(upTo < Integer.MAX_VALUE, "the events can be counted", upTo);
        this.origin = origin;
        this.upTo = upTo;
        this.causes = causes;
        for (long event = Math.max(1, origin); event <= upTo; event++) {
            long cause = causes.of(event);
            boolean effect = event == origin || cause == origin || cause > 0 && all.get((int) cause);
            if (effect && !others.get((int) event)) {
                all.set((int) event);
            }
        }
    }

    /// The events that it scheduled itself, in the order in which they were handled.
    public List<Long> direct() {
        var direct = new ArrayList<Long>();
        for (int event = all.nextSetBit(1); event >= 0; event = all.nextSetBit(event + 1)) {
            if (causes.of(event) == origin) {
                direct.add((long) event);
            }
        }
        return direct;
    }

    /// The first event that it scheduled itself.
    public OptionalLong first() {
        for (int event = all.nextSetBit(1); event >= 0; event = all.nextSetBit(event + 1)) {
            if (causes.of(event) == origin) {
                return OptionalLong.of(event);
            }
        }
        return OptionalLong.empty();
    }

    /// How many events go back to it, without itself.
    public int count() {
        return all.cardinality() - (origin > 0 && origin <= upTo ? 1 : 0);
    }

    /// Whether an event goes back to it; the origin goes back to itself.
    public boolean hold(long event) {
        return event == origin || event > 0 && event <= upTo && all.get((int) event);
    }
}
