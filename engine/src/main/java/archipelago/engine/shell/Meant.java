package archipelago.engine.shell;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.trace.CommandText;
import archipelago.engine.why.BlastRadius;
import archipelago.engine.why.Chain;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which event or act is meant by words such as `17`, `event 17` and `act 3`. Acts are numbered in one row, a
/// person's and the story's.
final class Meant {
    static final int USAGE = 2;
    static final int REFUSED = 1;

    private final Session session;
    private final PrintWriter err;
    private int status;

    Meant(Session session, PrintWriter err) {
        this.session = session;
        this.err = err;
    }

    /// The exit status of the last question that had no answer.
    int status() {
        return status;
    }

    /// An event, or the negative number of a person's act; an act of the story is the event in which it was given.
    /// Tells what is wrong if there is none such.
    ///
    /// @param words none for the last event
    OptionalLong origin(String verb, List<String> words) {
        var number = number(words);
        if (number.isEmpty() && !words.isEmpty()) {
            return wrong("\"" + String.join(" ", words) + "\" is no event",
                    verb + ", " + verb + " 17, or " + verb + " act 3");
        }
        if (words.size() == 2 && words.getFirst().equals("act")) {
            var request = request(number.getAsLong());
            return request.isPresent()
                    ? OptionalLong.of(request.get().origin())
                    : refused(thereIsNoAct(number.getAsLong()), lastAct(verb + " act "));
        }
        return event(verb, number.orElse(session.events()));
    }

    /// What an act begins with, whether it lies before now or ahead. Tells what is wrong if nothing is known of it.
    ///
    /// @param words `act` and its number
    OptionalLong place(String verb, List<String> words) {
        var number = number(words);
        if (number.isEmpty()) {
            return wrong("\"" + String.join(" ", words) + "\" is no act", verb + " act 3");
        }
        var request = session.journal().request((int) number.getAsLong(), session.journal().size());
        return request.isPresent()
                ? OptionalLong.of(request.get().origin())
                : refused(thereIsNoAct(number.getAsLong()), lastAct(verb + " act "));
    }

    /// Says that too little is kept of the run to tell what came of something.
    ///
    /// @return the exit status
    int forgotten(long origin) {
        long first = session.causes().first();
        refused("what came of " + (origin < 0 ? "it" : "event " + origin) + " is not kept: this run has gone on for so long"
                + " that all is known from event " + first + " on", "effects " + first + ", or goto "
                + Math.max(0, origin) + " and go on from there");
        return status;
    }

    private OptionalLong event(String verb, long event) {
        return event >= 1 && event <= session.events()
                ? OptionalLong.of(event)
                : refused("there is no event " + event + " yet: " + session.events() + " have been handled",
                        session.events() == 0 ? "advance 1ms" : verb + " 1 to " + verb + " " + session.events());
    }

    /// The number of an act. Tells what is wrong if there is none such.
    ///
    /// @param words the number of one, or an event that goes back to one; none for the last act of a person
    OptionalLong act(String verb, List<String> words) {
        var number = number(words);
        if (words.isEmpty()) {
            return session.acts().isEmpty()
                    ? refused("you have done nothing up to now", lastAct(verb + " "))
                    : OptionalLong.of(session.acts().getLast());
        }
        if (number.isEmpty()) {
            return wrong("\"" + String.join(" ", words) + "\" is no act", verb + ", " + verb + " 3, or " + verb
                    + " event 17");
        }
        if (words.getFirst().equals("event")) {
            var event = event(verb + " event", number.getAsLong());
            return event.isEmpty() ? event : rootOf(event.getAsLong(), verb);
        }
        return request(number.getAsLong()).isPresent()
                ? number
                : refused(thereIsNoAct(number.getAsLong()), lastAct(verb + " "));
    }

    private OptionalLong rootOf(long event, String verb) {
        var request = Chain.of(session, event).root().request();
        return request.isPresent()
                ? OptionalLong.of(((Happening.Requested) request.get().what()).act())
                : refused("event " + event + " goes back to no act: the scenario wants it so from the start",
                        lastAct(verb + " "));
    }

    private Optional<Fact> request(long act) {
        return session.request((int) act);
    }

    private static String thereIsNoAct(long act) {
        return "there is no act " + act + " on this branch";
    }

    /// Something that can be said instead.
    private String lastAct(String before) {
        var acts = BlastRadius.acts(session);
        if (acts.isEmpty()) {
            return "inject, or kerf --help";
        }
        var last = (Happening.Requested) acts.getLast().what();
        return before + last.act() + (last.byStory() ? ", the story's: " + CommandText.of(last.command()) : "");
    }

    private static OptionalLong number(List<String> words) {
        boolean named = words.size() == 2 && List.of("act", "event").contains(words.getFirst());
        boolean one = words.size() == 1 || named;
        return one && words.getLast().matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(words.getLast()))
                : OptionalLong.empty();
    }

    private OptionalLong wrong(String sentence, String advice) {
        return none(USAGE, sentence, advice);
    }

    private OptionalLong refused(String sentence, String advice) {
        return none(REFUSED, sentence, advice);
    }

    private OptionalLong none(int exitStatus, String sentence, String advice) {
        status = exitStatus;
        err.println(sentence + "\n  try: " + advice);
        return OptionalLong.empty();
    }
}
