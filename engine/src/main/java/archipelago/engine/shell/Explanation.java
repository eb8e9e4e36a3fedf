package archipelago.engine.shell;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.session.Session;
import archipelago.engine.trace.ClauseText;
import archipelago.engine.trace.FactText;
import archipelago.engine.trace.KernelNames;
import archipelago.engine.why.Account;
import archipelago.engine.why.BlastRadius;
import archipelago.engine.why.BlastText;
import archipelago.engine.why.Chain;
import archipelago.engine.why.Effects;
import archipelago.engine.why.Link;
import java.io.PrintWriter;
import java.util.List;

/// `why`, `effects` and `blast`: what an event or an act came of, and what came of it.
public final class Explanation {
    /// How many links of a long chain are told, from each end.
    private static final int NEAREST = 20;
    private static final int FARTHEST = 5;
    private static final int MOST_FACTS = 6;
    private static final int MOST_EFFECTS = 20;
    private static final int MOST_SHIFTS = 30;

    private final Session session;
    private final PrintWriter out;
    private final Meant meant;

    public Explanation(Session session, PrintWriter out, PrintWriter err) {
        this.session = session;
        this.out = out;
        meant = new Meant(session, err);
    }

    /// The chain of causes of an event or an act, in a sentence and then link by link, the nearest first.
    ///
    /// @param words the number of an event, or `act` and a number; none for the last event
    public int why(List<String> words) {
        var origin = meant.origin("why", words);
        if (origin.isEmpty()) {
            return meant.status();
        }
        var chain = Chain.of(session, origin.getAsLong());
        out.println(sentence(chain));
        var whole = Chain.whole(session, origin.getAsLong());
        var links = whole.links();
        var text = new FactText(session.scenario().machine(), names());
        for (int i = 0; i < links.size(); i++) {
            if (i == NEAREST && links.size() > NEAREST + FARTHEST + 1) {
                i = links.size() - FARTHEST;
                out.println("because of " + (i - NEAREST + whole.between()) + " events more");
            }
            out.println((i == 0 ? "" : "because of ") + name(links.get(i)));
            tell(links.get(i).facts(), text);
        }
        out.println(whole.end() == Chain.End.FORGOTTEN
                ? "which came of what is not kept any more"
                : links.getLast().act()
                        ? "which was your decision"
                        : "which was there from the start: the scenario wants it so");
        return 0;
    }

    /// What an event or an act has made happen so far.
    ///
    /// @param words as for [#why]
    int effects(List<String> words) {
        var origin = meant.origin("effects", words);
        if (origin.isEmpty()) {
            return meant.status();
        }
        if (!Account.isPossible(session, origin.getAsLong())) {
            return meant.forgotten(origin.getAsLong());
        }
        var effects = words.contains("act")
                ? Effects.ofAct(session, origin.getAsLong())
                : new Effects(session.causes(), origin.getAsLong(), session.events());
        var text = new FactText(session.scenario().machine(), names());
        var direct = effects.direct();
        out.println(name(origin.getAsLong()) + " led to " + effects.count()
                + (effects.count() == 1 ? " event" : " events") + " so far; it scheduled " + direct.size()
                + " of them itself");
        for (long event : direct.subList(0, Math.min(MOST_EFFECTS, direct.size()))) {
            out.println("event " + event);
            tell(session.journal().factsOf(event), text);
        }
        if (direct.size() > MOST_EFFECTS) {
            out.println("and " + (direct.size() - MOST_EFFECTS) + " events more");
        }
        return 0;
    }

    /// What an act has changed so far, a person's or the story's, by comparison with the same future without it.
    ///
    /// @param words the number of an act, or `event` and one that goes back to it; none for the last one of a person
    int blast(List<String> words) {
        var act = meant.act("blast", words);
        if (act.isEmpty()) {
            return meant.status();
        }
        var radius = BlastRadius.of(session, (int) act.getAsLong());
        new BlastText(radius, session.scenario().machine(), MOST_SHIFTS).lines().forEach(out::println);
        return 0;
    }

    // --- how it is told -------------------------------------------------------------------------

    private String sentence(Chain chain) {
        var names = names();
        var sentence = chain.sentence(new ClauseText(session.scenario().machine(), names));
        for (int slot = 1; slot < names.count(); slot++) {
            if (sentence.startsWith(names.of(slot) + " ")) {
                return sentence + "."; // A name stays as it is.
            }
        }
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    private static String name(Link link) {
        return name(link.origin());
    }

    private static String name(long origin) {
        return origin < 0 ? "act " + -origin : "event " + origin;
    }

    private void tell(List<Fact> told, FactText text) {
        if (told.isEmpty()) {
            out.println("    nothing that can be seen from outside");
        }
        for (var fact : told.subList(0, Math.min(MOST_FACTS, told.size()))) {
            out.println("    " + Times.shown(fact.atNs(), 6) + "  " + text.of(fact.what()));
        }
        if (told.size() > MOST_FACTS) {
            out.println("    and " + (told.size() - MOST_FACTS) + " facts more");
        }
    }

    private KernelNames names() {
        var names = new KernelNames();
        for (int i = 0; i < session.factsTold(); i++) {
            names.hear(session.journal().get(i).what());
        }
        return names;
    }
}
