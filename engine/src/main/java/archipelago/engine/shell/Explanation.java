package archipelago.engine.shell;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.trace.CommandText;
import archipelago.engine.trace.FactText;
import archipelago.engine.trace.KernelNames;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `why`: the chain of causes of an event, the nearest first, each with what it made happen.
final class Explanation {
    /// How many links of a long chain are told, from each end.
    private static final int NEAREST = 20;
    private static final int FARTHEST = 5;
    private static final int MOST_FACTS = 6;

    private final Session session;
    private final PrintWriter out;
    private final PrintWriter err;

    Explanation(Session session, PrintWriter out, PrintWriter err) {
        this.session = session;
        this.out = out;
        this.err = err;
    }

    /// @param words the number of an event; none for the last one
    int why(List<String> words) {
        boolean number = words.size() == 1 && words.getFirst().matches("[0-9]{1,18}");
        if (!words.isEmpty() && !number) {
            err.println("\"" + String.join(" ", words) + "\" is no event\n  try: why, or why 17");
            return 2;
        }
        long event = number ? Long.parseLong(words.getFirst()) : session.events();
        if (event < 1 || event > session.events()) {
            err.println("there is no event " + event + " yet: " + session.events() + " have been handled"
                    + (session.events() == 0 ? "\n  try: advance 1ms" : "\n  try: why 1 to why " + session.events()));
            return 1;
        }
        explain(event);
        return 0;
    }

    private void explain(long event) {
        var facts = facts();
        var text = new FactText(session.scenario().machine(), names());
        var chain = new ArrayList<Long>();
        for (long at = event; at > Causes.START; at = session.causes().of(at)) {
            chain.add(at);
        }
        for (int link = 0; link < chain.size(); link++) {
            if (link == NEAREST && chain.size() > NEAREST + FARTHEST + 1) {
                link = chain.size() - FARTHEST;
                out.println("because of " + (link - NEAREST) + " events more");
            }
            long at = chain.get(link);
            out.println((link == 0 ? "event " : "because of event ") + at);
            tell(facts.getOrDefault(at, List.of()), text);
        }
        out.println(root(session.causes().of(chain.getLast())));
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

    private String root(long cause) {
        if (cause == Causes.START) {
            return "which was there from the start: the scenario wants it so";
        }
        for (int i = 0; i < session.factsTold(); i++) {
            if (session.journal().get(i).what() instanceof Happening.Requested(int act, var command, var _)
                    && act == -cause) {
                return "because you asked: " + CommandText.of(command) + " (act " + act + ")";
            }
        }
        return "because of act " + -cause;
    }

    private TreeMap<Long, List<Fact>> facts() {
        var facts = new TreeMap<Long, List<Fact>>();
        for (int i = 0; i < session.factsTold(); i++) {
            var fact = session.journal().get(i);
            // What a person's act makes happen at once bears the number of the event before it.
            boolean request = fact.what() instanceof Happening.Requested(int _, var _, boolean byStory) && !byStory;
            if (!request) {
                facts.computeIfAbsent(fact.event(), _ -> new ArrayList<>()).add(fact);
            }
        }
        return facts;
    }

    private KernelNames names() {
        var names = new KernelNames();
        for (int i = 0; i < session.factsTold(); i++) {
            names.hear(session.journal().get(i).what());
        }
        return names;
    }
}
