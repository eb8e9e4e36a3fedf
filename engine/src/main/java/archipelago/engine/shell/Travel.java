package archipelago.engine.shell;

import archipelago.engine.base.Times;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Seeker;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import archipelago.engine.trace.CommandText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// `goto`, `next`, `back`, `undo`, and the futures and bookmarks of a session: time as a place.
final class Travel {
    private static final String WHAT = "event, cpu N, kernel NAME, message [KIND], chapter, act, refusal, fault, broken,"
            + " effect of [act] N, difference to BRANCH";
    private static final int USAGE = 2;
    private static final int REFUSED = 1;

    private final Session session;
    private final PrintWriter out;
    private final PrintWriter err;

    Travel(Session session, PrintWriter out, PrintWriter err) {
        this.session = session;
        this.out = out;
        this.err = err;
    }

    // --- to a place -----------------------------------------------------------------------------

    /// Goes to an instant, an event, an act or a bookmark.
    int goTo(List<String> words) {
        if (words.isEmpty()) {
            return usage("a place is missing", "goto 5.6s, goto event 17, goto act 3, or goto and the name of a bookmark");
        }
        if (words.size() == 2 && List.of("event", "act").contains(words.getFirst())) {
            return numbered(words.getFirst(), words.getLast());
        }
        var name = String.join(" ", words);
        var bookmark = session.bookmark(name);
        var ns = Times.parse(name);
        if (bookmark.isEmpty() && ns.isEmpty()) {
            return usage("\"" + name + "\" is no instant and no bookmark",
                    session.bookmarks().isEmpty() ? "goto 5.6s; bookmark NAME gives this moment a name"
                            : "one of these: " + names());
        }
        bookmark.ifPresentOrElse(known -> session.goTo(known.moment()), () -> session.seek(ns.getAsLong()));
        return here();
    }

    private int numbered(String kind, String word) {
        var number = whole(word);
        if (number.isEmpty()) {
            return usage("\"" + word + "\" is no number", "goto " + kind + " 17");
        }
        if (kind.equals("act")) {
            if (!session.knownActs().contains((int) number.getAsLong())) {
                return refuse("act " + word + " is none of yours on this branch", "goto event 17, or goto 5.6s");
            }
            new Seeker(session).goTo(-number.getAsLong());
        } else {
            session.seekEvents(number.getAsLong());
        }
        return here();
    }

    private String names() {
        return String.join(", ", session.bookmarks().stream().map(bookmark -> bookmark.name()).toList());
    }

    // --- to what happens ------------------------------------------------------------------------

    /// Goes on until the first of several things.
    int next(List<String> words) {
        var sought = sought("next", words);
        return sought.map(any -> arrived(any.isEmpty() ? step() : new Seeker(session).forward(any, () -> true), any))
                .orElse(USAGE);
    }

    /// Goes back to the last of several things.
    int back(List<String> words) {
        var sought = sought("back", words);
        return sought.map(any -> arrived(any.isEmpty() ? stepBack() : new Seeker(session).back(any), any)).orElse(USAGE);
    }

    private Arrival step() {
        long before = session.events();
        session.stepForward();
        return new Arrival(session.events() > before ? Arrival.Why.FOUND : Arrival.Why.END, Optional.empty());
    }

    private Arrival stepBack() {
        boolean start = session.events() == 0;
        session.stepBack();
        return new Arrival(start ? Arrival.Why.START : Arrival.Why.FOUND, Optional.empty());
    }

    private int arrived(Arrival arrival, List<Sought> any) {
        if (!arrival.found()) {
            err.println((any.size() == 1 ? "nothing of the kind" : "none of these") + " lies "
                    + (arrival.why() == Arrival.Why.START ? "before" : "ahead") + "; this is the "
                    + (arrival.why() == Arrival.Why.START ? "start" : "end"));
        }
        here();
        return arrival.found() ? 0 : REFUSED;
    }

    /// What is looked for, with `or` between several things; nothing stands for the next event, whatever it is.
    private Optional<List<Sought>> sought(String verb, List<String> words) {
        var any = new ArrayList<Sought>();
        var one = new ArrayList<String>();
        var all = new ArrayList<>(words);
        all.add("or");
        for (var word : all) {
            if (!word.equals("or")) {
                one.add(word);
            } else if (!one.isEmpty() && !one.equals(List.of("event"))) {
                var found = one(one);
                if (found.isEmpty()) {
                    usage("\"" + String.join(" ", one) + "\" cannot be looked for", verb + " " + WHAT);
                    return Optional.empty();
                }
                any.add(found.get());
                one.clear();
            } else {
                one.clear();
            }
        }
        return Optional.of(any);
    }

    private Optional<Sought> one(List<String> words) {
        var rest = words.subList(1, words.size());
        boolean alone = rest.isEmpty();
        return switch (words.getFirst()) {
            case "cpu" -> rest.size() == 1 ? cpu(rest.getFirst()) : Optional.empty();
            case "kernel" -> rest.size() == 1 ? kernel(rest.getFirst()) : Optional.empty();
            case "message" -> message(String.join("_", rest));
            case "chapter" -> alone ? Optional.of(new Sought.Chapter()) : Optional.empty();
            case "act" -> alone ? Optional.of(new Sought.Act()) : Optional.empty();
            case "refusal" -> alone ? Optional.of(new Sought.Refusal()) : Optional.empty();
            case "fault" -> alone ? Optional.of(new Sought.Fault()) : Optional.empty();
            case "broken" -> alone ? Optional.of(new Sought.BrokenPromise()) : Optional.empty();
            case "effect" -> rest.size() >= 2 && rest.getFirst().equals("of") ? effect(rest.subList(1, rest.size()))
                    : Optional.empty();
            case "difference" -> rest.size() == 2 && rest.getFirst().equals("to") ? branch(rest.getLast())
                    .map(branch -> new Sought.Difference(branch.number())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Sought> cpu(String word) {
        var machine = session.scenario().machine();
        var id = whole(word);
        for (int core = 0; id.isPresent() && core < machine.coreCount(); core++) {
            if (machine.physicalId(core) == id.getAsLong()) {
                return Optional.of(new Sought.OfCore(core));
            }
        }
        return Optional.empty();
    }

    private Optional<Sought> kernel(String name) {
        var kernel = session.simulation().state().named(name);
        return Optional.ofNullable(kernel).map(known -> new Sought.OfKernel(known.slot));
    }

    private static Optional<Sought> message(String kind) {
        if (kind.isEmpty()) {
            return Optional.of(new Sought.Message(Optional.empty()));
        }
        return Arrays.stream(MessageKind.values())
                .filter(known -> known.name().equalsIgnoreCase(kind)
                        || known.words().replace(' ', '_').toLowerCase(Locale.ROOT).equals(kind.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(known -> new Sought.Message(Optional.of(known)));
    }

    private Optional<Sought> effect(List<String> words) {
        boolean act = words.size() == 2 && words.getFirst().equals("act");
        var number = words.size() == 1 || act ? whole(words.getLast()) : OptionalLong.empty();
        boolean known = number.isPresent() && number.getAsLong() > 0;
        return known ? Optional.of(new Sought.EffectOf(act ? -number.getAsLong() : number.getAsLong())) : Optional.empty();
    }

    // --- futures --------------------------------------------------------------------------------

    /// Opens a branch without an act: the last one if no number is given.
    int undo(List<String> words) {
        var acts = session.acts();
        if (acts.isEmpty()) {
            return refuse("there is nothing to undo: you have done nothing up to now", "goto a later instant");
        }
        var number = words.isEmpty() ? OptionalLong.of(acts.getLast())
                : words.size() == 1 ? whole(words.getFirst()) : OptionalLong.empty();
        if (number.isEmpty()) {
            return usage("\"" + String.join(" ", words) + "\" is no act", "undo, or undo " + acts.getLast());
        }
        int index = acts.indexOf((int) number.getAsLong());
        if (index < 0) {
            return refuse("act " + number.getAsLong() + " is none of yours up to now", "undo " + acts.getLast());
        }
        var undone = session.branch().commands().get(index).command();
        session.undo(index);
        out.println("branch " + session.branch().number() + " is without: " + CommandText.of(undone));
        return here();
    }

    /// All futures, each under the one that it left.
    int branches() {
        tell(session.branches(), Branch.FIRST, 0);
        return 0;
    }

    private void tell(List<Branch> branches, int number, int depth) {
        var branch = branches.get(number);
        var name = branch.name().isEmpty()
                ? branch.undone().map(act -> " without: " + CommandText.of(act)).orElse("")
                : " \"" + branch.name() + "\"";
        out.println((number == session.branch().number() ? "* " : "  ") + "  ".repeat(depth) + number + name
                + (number == Branch.FIRST ? ", from the start" : ", from " + Times.shown(branch.forkedAtNs(), 6))
                + ", " + acts(branch.commands().size()) + ", known up to " + Times.shown(branch.furthestNs(), 6));
        for (var other : branches) {
            if (other.parent() == number) {
                tell(branches, other.number(), depth + 1);
            }
        }
    }

    private static String acts(int count) {
        return count == 1 ? "1 act" : count + " acts";
    }

    /// Goes to another future, to the same instant if it is known there.
    int branch(List<String> words) {
        var branch = words.size() == 1 ? branch(words.getFirst()) : Optional.<Branch>empty();
        if (branch.isEmpty()) {
            return usage(words.isEmpty() ? "a branch is missing" : "there is no branch " + String.join(" ", words),
                    "branch N; branches names those that there are");
        }
        session.enterHere(branch.get().number());
        return here();
    }

    private Optional<Branch> branch(String word) {
        return session.branches().stream()
                .filter(branch -> word.equals(String.valueOf(branch.number())) || word.equals(branch.name()))
                .findFirst();
    }

    /// Gives the present future a name.
    int name(List<String> words) {
        session.name(session.branch().number(), String.join(" ", words));
        return 0;
    }

    // --- bookmarks ------------------------------------------------------------------------------

    /// Gives this moment a name, with a note behind it; without words it tells of those that there are.
    int bookmark(List<String> words) {
        if (words.isEmpty()) {
            for (var bookmark : session.bookmarks()) {
                out.println(bookmark.name() + ": " + Times.shown(bookmark.moment().atNs(), 6) + ", branch "
                        + bookmark.moment().branch() + (bookmark.note().isEmpty() ? "" : ". " + bookmark.note()));
            }
            return 0;
        }
        session.mark(words.getFirst(), String.join(" ", words.subList(1, words.size())));
        return 0;
    }

    int forget(List<String> words) {
        var name = String.join(" ", words);
        if (session.bookmark(name).isEmpty()) {
            return refuse("there is no bookmark \"" + name + "\"", "bookmark, which names those that there are");
        }
        session.forget(name);
        return 0;
    }

    // --- how it is told -------------------------------------------------------------------------

    private int here() {
        out.println(Times.shown(session.nowNs(), 9) + ", event " + session.events() + ", branch "
                + session.branch().number());
        return 0;
    }

    private int usage(String sentence, String advice) {
        err.println(sentence + "\n  try: " + advice);
        return USAGE;
    }

    private int refuse(String sentence, String advice) {
        err.println(sentence + "\n  try: " + advice);
        return REFUSED;
    }

    private static OptionalLong whole(String word) {
        return word.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    }
}
