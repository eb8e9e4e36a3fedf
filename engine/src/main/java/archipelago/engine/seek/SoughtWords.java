package archipelago.engine.seek;

import archipelago.engine.base.Times;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What somebody looks for, in words as they are typed: `message HALTED or fault or 5.6s`.
public final class SoughtWords {
    /// All forms, for advice.
    public static final String FORMS = "event, event N, time T, bookmark NAME, cpu N, kernel NAME, message [KIND],"
            + " fact KIND, chapter, act, refusal, fault, broken, effect [of [act] N], difference [to BRANCH]";

    private final Session session;
    private final ToldWords told;

    public SoughtWords(Session session) {
        this.session = session;
        told = new ToldWords(session.scenario().machine(), this::slot);
    }

    /// What came of reading the words.
    public sealed interface Meaning {
        /// The next event, whatever it is.
        record AnyEvent() implements Meaning {}

        /// One of several things.
        record AnyOf(List<Sought> all) implements Meaning {
            public AnyOf {
                all = List.copyOf(all);
            }
        }

        /// These words mean nothing.
        record Nothing(String words) implements Meaning {}
    }

    /// Several things with `or` between them. No word at all, and `event` among them, stand for the next event.
    public Meaning meaning(List<String> words) {
        var any = new ArrayList<Sought>();
        boolean event = words.isEmpty();
        int from = 0;
        while (from < words.size()) {
            int to = words.subList(from, words.size()).indexOf("or");
            var one = words.subList(from, to < 0 ? words.size() : from + to);
            var sought = one.isEmpty() ? Optional.<Sought>empty() : one(one);
            event |= one.equals(List.of("event"));
            if (sought.isEmpty() && !one.equals(List.of("event"))) {
                return new Meaning.Nothing(String.join(" ", one));
            }
            sought.ifPresent(any::add);
            from += one.size() + 1;
        }
        return event ? new Meaning.AnyEvent() : new Meaning.AnyOf(any);
    }

    private Optional<Sought> one(List<String> words) {
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "event" -> rest.isEmpty() ? Optional.empty() : number(rest).map(Sought.Event::new);
            case "time" -> time(String.join(" ", rest));
            case "bookmark" -> session.bookmark(String.join(" ", rest)).map(mark -> new Sought.Place(mark.moment()));
            case "cpu", "kernel", "message", "fact", "chapter", "act", "refusal", "fault" ->
                told.meaning(words.getFirst(), rest);
            case "broken" -> rest.isEmpty() ? Optional.of(new Sought.BrokenPromise()) : Optional.empty();
            case "effect" -> effect(rest);
            case "difference" -> difference(rest);
            default -> time(String.join(" ", words));
        };
    }

    private static Optional<Sought> time(String words) {
        var ns = Times.parse(words);
        return ns.isPresent() ? Optional.of(new Sought.Instant(ns.getAsLong())) : Optional.empty();
    }

    private OptionalInt slot(String name) {
        var kernel = session.simulation().state().named(name);
        return kernel == null ? OptionalInt.empty() : OptionalInt.of(kernel.slot);
    }

    /// Of what happened last, if it is not said of what.
    private Optional<Sought> effect(List<String> words) {
        if (words.isEmpty()) {
            long last = session.lastOrigin();
            return last == 0 ? Optional.empty() : Optional.of(new Sought.EffectOf(last));
        }
        boolean act = words.size() == 3 && words.get(1).equals("act");
        if (!words.getFirst().equals("of") || words.size() != 2 && !act) {
            return Optional.empty();
        }
        var number = number(words.subList(words.size() - 1, words.size())).filter(n -> n > 0);
        return act ? number.flatMap(this::act) : number.map(Sought.EffectOf::new);
    }

    private Optional<Sought> act(long number) {
        return session.journal().request((int) Math.min(number, Integer.MAX_VALUE), session.journal().size())
                .map(request -> new Sought.EffectOf(request.origin()));
    }

    /// To the branch that this one left, if it is not said to which.
    private Optional<Sought> difference(List<String> words) {
        int parent = session.branch().parent();
        if (words.isEmpty()) {
            return parent < 0 ? Optional.empty() : Optional.of(new Sought.Difference(parent));
        }
        return words.size() == 2 && words.getFirst().equals("to")
                ? branch(words.getLast()).map(branch -> new Sought.Difference(branch.number()))
                : Optional.empty();
    }

    /// A branch by its number or its name.
    public Optional<Branch> branch(String word) {
        return session.branches().stream()
                .filter(branch -> word.equals(String.valueOf(branch.number())) || word.equals(branch.name()))
                .findFirst();
    }

    private static Optional<Long> number(List<String> words) {
        return words.size() == 1 && words.getFirst().matches("[0-9]{1,18}")
                ? Optional.of(Long.parseLong(words.getFirst()))
                : Optional.empty();
    }
}
