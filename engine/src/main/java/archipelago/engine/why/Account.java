package archipelago.engine.why;

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

    /// @param session is only read
    /// @param origin a known event of the session's branch, or the negative number of a person's act on it
    /// @param most how many effects are told one by one
    public static Account of(Session session, long origin, int most) {
        var effects = new Effects(session.causes(), origin, session.causes().events());
        var direct = effects.direct();
        var links = direct.stream().limit(most).map(event -> new Link(event, session.journal().factsOf(event))).toList();
        var chain = Chain.of(session, origin);
        var whole = chain.fromStart() ? chain : Chain.whole(session, origin);
        return new Account(session.branch().number(), chain, whole, links, direct.size(), effects.count());
    }

    /// The event or act that it is about.
    public long origin() {
        return chain.nearest().getFirst().origin();
    }
}
