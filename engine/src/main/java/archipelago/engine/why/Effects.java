package archipelago.engine.why;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Causes;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What an event or an act has caused so far: the other direction of [Chain].
public final class Effects {
    private final long origin;
    private final long upTo;
    private final Causes causes;
    /// The first event that is looked at.
    private final long first;
    /// Set for every event that would not have been scheduled without the origin, the origin itself included; counted
    /// from the first one.
    private final BitSet all = new BitSet();

    /// @param origin an event whose cause is known, or the negative number of a person's act after such a one
    /// @param upTo the last event that is looked at
    public Effects(Causes causes, long origin, long upTo) {
        this(causes, origin, upTo, Set.of());
    }

    /// What an act has caused: all events whose chain of causes ends at it, as [Chain#of] goes through it. What the
    /// story asked for after it goes back to the story.
    ///
    /// @param origin of the act: the event in which the story gave it, or the negative number of a person's act
    public static Effects ofAct(Session session, long origin) {
        var asked = new HashSet<>(session.journal().asked());
        asked.remove(origin);
        return new Effects(session.causes(), origin, session.events(), asked);
    }

    /// @param others events that go back to something else
    private Effects(Causes causes, long origin, long upTo, Set<Long> others) {
        Require.that(origin != Causes.START, "the start has no number");
        Require.that(upTo <= causes.events(), "the last event is known", upTo);
        this.origin = origin;
        this.upTo = upTo;
        this.causes = causes;
        first = Math.max(causes.first(), origin);
        Require.that(upTo - first < Integer.MAX_VALUE, "the events can be counted", upTo);
        for (long event = first; event <= upTo; event++) {
            long cause = causes.of(event);
            boolean effect = event == origin || cause == origin || cause >= first && all.get((int) (cause - first));
            if (effect && !others.contains(event)) {
                all.set((int) (event - first));
            }
        }
    }

    /// The events that it scheduled itself, in the order in which they were handled.
    public List<Long> direct() {
        var direct = new ArrayList<Long>();
        for (int place = all.nextSetBit(0); place >= 0; place = all.nextSetBit(place + 1)) {
            if (causes.of(first + place) == origin) {
                direct.add(first + place);
            }
        }
        return direct;
    }

    /// The first event that it scheduled itself.
    public OptionalLong first() {
        for (int place = all.nextSetBit(0); place >= 0; place = all.nextSetBit(place + 1)) {
            if (causes.of(first + place) == origin) {
                return OptionalLong.of(first + place);
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
        return event == origin || event >= first && event <= upTo && all.get((int) (event - first));
    }
}
