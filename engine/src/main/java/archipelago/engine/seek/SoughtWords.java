package archipelago.engine.seek;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What somebody looks for, in words as they are typed: `message HALTED or fault or 5.6s`.
public final class SoughtWords {
    /// All forms, for advice.
    public static final String FORMS = "event, event N, time T, bookmark NAME, cpu N, kernel NAME, message [KIND],"
            + " fact KIND, chapter, act, refusal, fault, broken, effect [of [act] N], difference [to BRANCH]";

    private final Session session;

    public SoughtWords(Session session) {
        this.session = session;
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
        boolean alone = rest.isEmpty();
        return switch (words.getFirst()) {
            case "event" -> alone ? Optional.empty() : number(rest).map(Sought.Event::new);
            case "time" -> time(String.join(" ", rest));
            case "bookmark" -> session.bookmark(String.join(" ", rest)).map(mark -> new Sought.Place(mark.moment()));
            case "cpu" -> number(rest).flatMap(this::cpu);
            case "kernel" -> kernel(String.join(" ", rest));
            case "message" -> message(String.join("_", rest));
            case "fact" -> fact(String.join("", rest));
            case "chapter" -> alone ? Optional.of(new Sought.Chapter()) : Optional.empty();
            case "act" -> alone ? Optional.of(new Sought.Act()) : Optional.empty();
            case "refusal" -> alone ? Optional.of(new Sought.Refusal()) : Optional.empty();
            case "fault" -> alone ? Optional.of(new Sought.Fault()) : Optional.empty();
            case "broken" -> alone ? Optional.of(new Sought.BrokenPromise()) : Optional.empty();
            case "effect" -> effect(rest);
            case "difference" -> difference(rest);
            default -> time(String.join(" ", words));
        };
    }

    private static Optional<Sought> time(String words) {
        var ns = Times.parse(words);
        return ns.isPresent() ? Optional.of(new Sought.Instant(ns.getAsLong())) : Optional.empty();
    }

    private Optional<Sought> cpu(long id) {
        var machine = session.scenario().machine();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (machine.physicalId(core) == id) {
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
                        || known.words().replace(' ', '_').equalsIgnoreCase(kind))
                .findFirst()
                .map(known -> new Sought.Message(Optional.of(known)));
    }

    /// `InstanceRemoved`, `instance removed` and `instance-removed` are one.
    private static Optional<Sought> fact(String kind) {
        var plain = kind.replace("-", "").replace("_", "");
        return Happening.words().stream().filter(plain::equalsIgnoreCase).findFirst().map(Sought.Told::new);
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
