package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.seek.Sought;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the machine is to run until, or to be taken back to: any of several kinds of things, each with a choice where
/// there is one.
public final class UntilVm {
    private static final int DIGITS = 6;

    /// The kinds of things that can be waited for.
    public enum Kind {
        INSTANT(Text.UNTIL_INSTANT),
        MESSAGE(Text.UNTIL_MESSAGE),
        KERNEL(Text.UNTIL_KERNEL),
        CORE(Text.UNTIL_CORE),
        CHAPTER(Text.UNTIL_CHAPTER),
        ACT(Text.UNTIL_ACT),
        ANSWER(Text.UNTIL_ANSWER),
        REFUSAL(Text.UNTIL_REFUSAL),
        FAULT(Text.UNTIL_FAULT),
        BROKEN(Text.UNTIL_BROKEN),
        DIFFERENCE(Text.UNTIL_DIFFERENCE),
        MARK(Text.UNTIL_MARK);

        private final Text label;

        Kind(Text label) {
            this.label = label;
        }

        public String label() {
            return label.of();
        }

        /// Whether one of several has to be chosen.
        public boolean chosen() {
            return this == MESSAGE || this == KERNEL || this == CORE || this == DIFFERENCE || this == MARK;
        }
    }

    /// One of the things that can be chosen for a kind.
    public record Option(String words, Sought sought) {
        @Override
        public String toString() {
            return words;
        }
    }

    /// What was asked for: what to look for, or why that cannot be done.
    public record Wish(List<Sought> any, String problem) {}

    private final Machine machine;
    private final FuturesVm futures;
    private final MarksVm marks;
    private final Set<Kind> picked = EnumSet.of(Kind.FAULT);
    private final Map<Kind, Option> choice = new EnumMap<>(Kind.class);
    private String instant = "";
    private Frame frame;

    public UntilVm(Machine machine, FuturesVm futures, MarksVm marks) {
        this.machine = machine;
        this.futures = futures;
        this.marks = marks;
    }

    public void update(Frame newest) {
        frame = newest;
    }

    public boolean picked(Kind kind) {
        return picked.contains(kind);
    }

    public void pick(Kind kind, boolean wanted) {
        if (wanted) {
            picked.add(kind);
        } else {
            picked.remove(kind);
        }
    }

    public void choose(Kind kind, Option option) {
        choice.put(kind, option);
    }

    /// What was chosen for a kind, as long as it is there; else the first of what is there.
    public Optional<Option> chosen(Kind kind) {
        var known = options(kind);
        return Optional.ofNullable(choice.get(kind)).filter(known::contains).or(() -> known.stream().findFirst());
    }

    public void instant(String written) {
        instant = written;
    }

    public String instant() {
        return instant;
    }

    /// The things of a kind that there are now.
    public List<Option> options(Kind kind) {
        var options = new ArrayList<Option>();
        switch (kind) {
            case MESSAGE -> {
                options.add(new Option(Text.UNTIL_ANY_MESSAGE.of(), new Sought.Message(Optional.empty())));
                Arrays.stream(MessageKind.values())
                        .map(one -> new Option(one.words(), new Sought.Message(Optional.of(one))))
                        .forEach(options::add);
            }
            case KERNEL -> frame.kernels.forEach(
                    kernel -> options.add(new Option(kernel.name(), new Sought.OfKernel(kernel.slot()))));
            case CORE -> {
                for (int core = 0; core < machine.coreCount(); core++) {
                    options.add(new Option(Text.CPU.of(machine.physicalId(core)), new Sought.OfCore(core)));
                }
            }
            case DIFFERENCE -> futures.rows().get().stream()
                    .filter(row -> !row.present())
                    .forEach(row -> options.add(new Option(
                            Text.FUTURE_NUMBERED.of(row.number(), row.title()), new Sought.Difference(row.number()))));
            case MARK -> marks.marks().get().stream()
                    .filter(mark -> mark.place().branch() == frame.branch)
                    .forEach(mark -> options.add(new Option(
                            mark.name() + " · " + mark.where(), new Sought.Instant(mark.place().atNs()))));
            default -> {}
        }
        return List.copyOf(options);
    }

    /// What is to be looked for, of all that is picked.
    public Wish wish() {
        var any = new ArrayList<Sought>();
        for (var kind : picked) {
            if (kind == Kind.INSTANT) {
                var ns = Times.parse(instant.strip().replace(',', '.'));
                if (ns.isEmpty()) {
                    return new Wish(List.of(), Text.UNTIL_NO_INSTANT.of(instant.strip()));
                }
                any.add(new Sought.Instant(ns.getAsLong()));
            } else if (kind.chosen()) {
                var option = chosen(kind);
                if (option.isEmpty()) {
                    return new Wish(List.of(), nothing(kind).of());
                }
                any.add(option.get().sought());
            } else {
                any.add(plain(kind));
            }
        }
        return any.isEmpty() ? new Wish(List.of(), Text.UNTIL_NOTHING.of()) : new Wish(List.copyOf(any), "");
    }

    private static Sought plain(Kind kind) {
        return switch (kind) {
            case CHAPTER -> new Sought.Chapter();
            case ACT -> new Sought.Act();
            case ANSWER -> new Sought.Told(Happening.Answered.class.getSimpleName());
            case REFUSAL -> new Sought.Refusal();
            case FAULT -> new Sought.Fault();
            default -> new Sought.BrokenPromise();
        };
    }

    private static Text nothing(Kind kind) {
        return kind == Kind.DIFFERENCE ? Text.UNTIL_NO_FUTURE : Text.UNTIL_NO_MARK;
    }

    /// What was looked for, in words: `a message is sent · HALTED`.
    public String words(Sought sought) {
        return switch (sought) {
            case Sought.Instant(long ns) -> Text.UNTIL_INSTANT.of() + " · " + Times.shown(ns, DIGITS);
            case Sought.Message(var kind) when kind.isPresent() ->
                Text.UNTIL_MESSAGE.of() + " · " + kind.get().words();
            case Sought.Message _ -> Text.UNTIL_MESSAGE.of();
            case Sought.OfKernel _ -> named(Kind.KERNEL, sought);
            case Sought.OfCore _ -> named(Kind.CORE, sought);
            case Sought.Difference _ -> named(Kind.DIFFERENCE, sought);
            case Sought.Chapter _ -> Text.UNTIL_CHAPTER.of();
            case Sought.Act _ -> Text.UNTIL_ACT.of();
            case Sought.Refusal _ -> Text.UNTIL_REFUSAL.of();
            case Sought.Fault _ -> Text.UNTIL_FAULT.of();
            case Sought.BrokenPromise _ -> Text.UNTIL_BROKEN.of();
            case Sought.Event(long number) -> Text.WHY_EVENT.of(Figures.grouped(number));
            case Sought.EffectOf(long origin) -> WhyVm.name(origin);
            case Sought.Place(var moment) -> Times.shown(moment.atNs(), DIGITS);
            case Sought.Told(var kind) -> kind;
        };
    }

    private String named(Kind kind, Sought sought) {
        return options(kind).stream()
                .filter(option -> option.sought().equals(sought))
                .findFirst()
                .map(option -> kind.label() + " · " + option.words())
                .orElseGet(kind::label);
    }

    /// Where two futures are while a difference is looked for.
    public static String progress(long ns) {
        return Text.SEARCHING_AT.of(Times.shown(ns, DIGITS));
    }

    /// Where the machine is while it looks: `5.627 s · event 50 928`.
    public static String progress(Frame frame) {
        return Text.SEARCHING.of(Times.shown(frame.nowNs, DIGITS), Figures.grouped(frame.events));
    }
}
