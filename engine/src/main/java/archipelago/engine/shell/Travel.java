package archipelago.engine.shell;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Causes;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Seeker;
import archipelago.engine.seek.SoughtWords;
import archipelago.engine.seek.SoughtWords.Meaning;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Session;
import archipelago.engine.trace.CommandText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// `goto`, `next`, `back`, `undo`, and the futures and bookmarks of a session: time as a place.
final class Travel {
    private final Session session;
    private final PrintWriter out;
    private final PrintWriter err;
    private final BooleanSupplier patience;
    private final Meant meant;

    /// @param patience asked from time to time on long ways whether to go on
    Travel(Session session, PrintWriter out, PrintWriter err, BooleanSupplier patience) {
        this.session = session;
        this.patience = patience;
        this.out = out;
        this.err = err;
        meant = new Meant(session, err);
    }

    // --- to a place -----------------------------------------------------------------------------

    /// Goes to an instant, an event, an act or a bookmark, or to the cause of what happened last.
    int goTo(List<String> words) {
        if (words.isEmpty()) {
            return usage("a place is missing",
                    "goto 5.6s, goto event 17, goto act 3, goto cause, or goto and the name of a bookmark");
        }
        var name = String.join(" ", words);
        var bookmark = session.bookmark(name);
        if (bookmark.isPresent()) {
            session.goTo(bookmark.get().moment());
            return here();
        }
        return switch (words.getFirst()) {
            case "cause" -> toCause(words.subList(1, words.size()));
            case "act" -> to(meant.place("goto", words));
            case "event" -> toEvent(words.subList(1, words.size()));
            default -> toInstant(name);
        };
    }

    private int toInstant(String words) {
        var ns = Times.parse(words);
        if (ns.isEmpty()) {
            return usage("\"" + words + "\" is no instant and no bookmark",
                    session.bookmarks().isEmpty() ? "goto 5.6s; bookmark NAME gives this moment a name"
                            : "one of these: " + names());
        }
        session.seek(ns.getAsLong());
        return here();
    }

    private int toEvent(List<String> words) {
        var number = words.size() == 1 ? whole(words.getFirst()) : OptionalLong.empty();
        if (number.isEmpty()) {
            return usage("\"" + String.join(" ", words) + "\" is no number", "goto event 17");
        }
        session.seekEvents(number.getAsLong());
        return here();
    }

    private int to(OptionalLong origin) {
        if (origin.isEmpty()) {
            return meant.status();
        }
        new Seeker(session).goTo(origin.getAsLong());
        return here();
    }

    /// @param words the event whose cause is meant; none for what happened last
    private int toCause(List<String> words) {
        var origin = words.isEmpty() ? OptionalLong.of(session.lastOrigin()) : meant.origin("goto cause", words);
        if (origin.isEmpty()) {
            return meant.status();
        }
        long cause = origin.getAsLong() >= session.causes().first() ? session.causes().of(origin.getAsLong()) : Causes.START;
        if (cause == Causes.START) {
            return refuse(origin.getAsLong() < 0 ? "this was your decision" : "this was there from the start",
                    "next effect, which goes the other way");
        }
        return to(OptionalLong.of(cause));
    }

    private String names() {
        return String.join(", ", session.bookmarks().stream().map(bookmark -> bookmark.name()).toList());
    }

    // --- to what happens ------------------------------------------------------------------------

    /// Goes on until the first of several things, or back to the last of them: `until WHAT`, `back until WHAT`.
    int run(List<String> words) {
        boolean back = !words.isEmpty() && words.getFirst().equals("back");
        var rest = back ? words.subList(1, words.size()) : words;
        if (rest.size() < 2 || !rest.getFirst().equals("until")) {
            return usage("it is missing until what to run",
                    "run until fault or 5.6s, or run back until message HALTED");
        }
        return back ? back(rest.subList(1, rest.size())) : next(rest.subList(1, rest.size()));
    }

    /// Goes on until the first of several things.
    int next(List<String> words) {
        return switch (new SoughtWords(session).meaning(words)) {
            case Meaning.AnyEvent() -> arrived(step(), 1);
            case Meaning.AnyOf(var any) -> arrived(new Seeker(session).forward(any, patience), any.size());
            case Meaning.Nothing(var unknown) -> unknown("next", unknown);
        };
    }

    /// Goes back to the last of several things.
    int back(List<String> words) {
        return switch (new SoughtWords(session).meaning(words)) {
            case Meaning.AnyEvent() -> arrived(stepBack(), 1);
            case Meaning.AnyOf(var any) -> arrived(new Seeker(session).back(any, patience), any.size());
            case Meaning.Nothing(var unknown) -> unknown("back", unknown);
        };
    }

    private int unknown(String verb, String words) {
        return usage("\"" + words + "\" cannot be looked for", verb + " " + SoughtWords.FORMS);
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

    private int arrived(Arrival arrival, int sought) {
        if (arrival.why() == Arrival.Why.PATIENCE) {
            err.println("stopped before it was found");
        } else if (arrival.why() == Arrival.Why.FORGOTTEN) {
            err.println("nothing of the kind is among the facts that are kept; this run has gone on for long, and before event "
                    + session.causes().first() + " only rare ones are");
        } else if (!arrival.found()) {
            err.println((sought == 1 ? "nothing of the kind" : "none of these") + " lies "
                    + (arrival.why() == Arrival.Why.START ? "before" : "ahead") + "; this is the "
                    + (arrival.why() == Arrival.Why.START ? "start" : "end"));
        }
        here();
        return arrival.found() ? 0 : Meant.REFUSED;
    }

    // --- futures --------------------------------------------------------------------------------

    /// Opens a branch without an act, a person's or the story's: a person's last one if none is named.
    int undo(List<String> words) {
        var act = meant.act("undo", words);
        if (act.isEmpty()) {
            return meant.status();
        }
        session.undoAct((int) act.getAsLong(), patience);
        out.println("branch " + session.branch().number() + " is without: "
                + CommandText.of(session.branch().undone().orElseThrow()));
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
        var branch = new SoughtWords(session).branch(String.join(" ", words));
        if (branch.isEmpty()) {
            return usage(words.isEmpty() ? "a branch is missing" : "there is no branch " + String.join(" ", words),
                    "branch N; branches names those that there are");
        }
        session.enterHere(branch.get().number());
        return here();
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
        return Meant.USAGE;
    }

    private int refuse(String sentence, String advice) {
        err.println(sentence + "\n  try: " + advice);
        return Meant.REFUSED;
    }

    private static OptionalLong whole(String word) {
        return word.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    }
}
