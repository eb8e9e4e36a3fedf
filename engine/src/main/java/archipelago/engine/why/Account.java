package archipelago.engine.why;

import archipelago.engine.journal.Fact;
import archipelago.engine.session.Session;
import java.util.List;

/// What an event or an act came of, and what comes of it as far as its branch is known: [Chain] and [Effects] as they
/// are at a moment, for somebody who reads them while the session goes on.
///
/// @param branch the future that it was read on
/// @param chain back to what somebody asked for, or to the start
/// @param whole back through everything; the same as the chain where nothing lies before its root
/// @param effects the first events that it scheduled itself, in order
/// @param direct how many it has scheduled itself
/// @param all how many events go back to it
public record Account(int branch, Chain chain, Chain whole, List<Link> effects, int direct, int all) {
    public Account {
        effects = List.copyOf(effects);
    }

    /// Whether enough is kept of a run to say what an event or an act came of and what came of it.
    ///
    /// @param origin as for [#of]
    public static boolean isPossible(Session session, long origin) {
        var journal = session.journal();
        var facts = origin < 0 ? journal.factsOf(origin) : List.<Fact>of();
        long event = origin > 0 ? origin : facts.isEmpty() ? 0 : facts.getFirst().event() + 1;
        return event >= session.causes().first() && event <= session.causes().events() + (origin < 0 ? 1 : 0);
    }

    /// @param session is only read
    /// @param origin a known event of the session's branch, or the negative number of a person's act on it
    /// @param most how many effects are told one by one
    public static Account of(Session session, long origin, int most) {
        var effects = new Effects(session.causes(), origin, session.causes().events());
        var direct = effects.direct();
        var links = direct.stream().limit(most).map(event -> new Link(event, session.journal().factsOf(event))).toList();
        var chain = Chain.of(session, origin);
        var whole = chain.end() == Chain.End.ASKED ? Chain.whole(session, origin) : chain;
        return new Account(session.branch().number(), chain, whole, links, direct.size(), effects.count());
    }

    /// The event or act that it is about.
    public long origin() {
        return chain.nearest().getFirst().origin();
    }
}
