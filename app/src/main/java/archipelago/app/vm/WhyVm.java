package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Involved;
import archipelago.engine.why.Account;
import archipelago.engine.why.Chain;
import archipelago.engine.why.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Why something happened, and what came of it: of the event or act that somebody follows, else of what happened last to
/// the thing that is picked out.
public final class WhyVm {
    /// How many steps of a long chain are told, from each end, until somebody wants all of them.
    private static final int NEAREST = 5;
    private static final int FARTHEST = 2;
    private static final int FEW_EFFECTS = 4;
    /// How far back it looks for what happened to a thing.
    private static final int LOOKS_BACK = 4_000;

    /// What can be asked about an event.
    @FunctionalInterface
    public interface Asking {
        void account(long origin, Consumer<Optional<Account>> taker);
    }

    /// A link of a chain, or an effect.
    ///
    /// @param origin the event, or the negative number of the act; 0 for several that show nothing
    /// @param because whether it tells the cause of the one before it
    /// @param who the kernel that it is about, where the words do not say it
    /// @param here whether the machine stands right behind it
    public record Step(long origin, boolean because, String who, FactLine line, boolean here) {}

    /// @param origin what it is about; 0 if nothing is told
    /// @param act the number of the act that this is, a person's or the story's; 0 if it is something else
    /// @param title the event or act in a few words
    /// @param followed whether somebody chose it, and it stays
    /// @param chain the nearest first
    /// @param hidden how many steps between the two ends are not told
    /// @param ending what is said of the chain's root
    /// @param further whether more lies before the root
    /// @param effects the first ones
    /// @param moreEffects how many are not told
    /// @param count how many events go back to it, in words
    public record Told(
            long origin,
            int act,
            String title,
            boolean followed,
            List<Step> chain,
            int hidden,
            String ending,
            boolean further,
            List<Step> effects,
            int moreEffects,
            String count) {
        static final Told NOTHING = new Told(0, 0, "", false, List.of(), 0, "", false, List.of(), 0, "");

        /// Whether it is an act of a person.
        public boolean byHand() {
            return origin < 0;
        }
    }

    private final FactWords words;
    private final Chronicle chronicle;
    private final Asking asking;
    private final AtomicReference<Optional<Account>> arrived = new AtomicReference<>();
    private final ReadOnlyObjectWrapper<Told> told = new ReadOnlyObjectWrapper<>(Told.NOTHING);
    private Frame frame;
    private Selection selection = Selection.NOTHING;
    private long followed;
    private boolean waiting;
    private boolean allLinks;
    private boolean allEffects;
    private boolean further;
    private Question asked = new Question(0, -1, -1);
    private Account account;

    /// What was asked last, and when it has to be asked again.
    private record Question(long origin, int branch, long known) {}

    public WhyVm(FactWords words, Chronicle chronicle, Asking asking) {
        this.words = words;
        this.chronicle = chronicle;
        this.asking = asking;
    }

    /// Follows an event or an act from now on, whatever else happens to what is picked out.
    ///
    /// @param picked what is picked out with it; picking something else ends the following
    public void follow(long origin, Selection picked) {
        if (origin != followed) {
            fold();
        }
        followed = origin;
        selection = picked;
    }

    /// Tells of what is picked out again.
    public void letGo() {
        followed = 0;
        fold();
    }

    /// Forgets what was told: another machine is shown from now on.
    public void forget() {
        letGo();
        waiting = false;
        account = null;
        arrived.set(null);
        asked = new Question(0, -1, -1);
    }

    private void fold() {
        allLinks = false;
        allEffects = false;
        further = false;
    }

    public void showAllLinks() {
        allLinks = true;
        tell();
    }

    public void showAllEffects() {
        allEffects = true;
        tell();
    }

    /// Goes through what was asked, to a person or to the start.
    public void showFurther() {
        further = true;
        tell();
    }

    public void update(Frame newest, Selection picked) {
        frame = newest;
        if (!picked.equals(selection)) {
            letGo();
        }
        selection = picked;
        var answer = arrived.getAndSet(null);
        if (answer != null) {
            waiting = false;
            account = answer.orElse(null);
            if (account == null && followed != 0) {
                followed = 0; // The branch that is shown now does not know it.
            }
        }
        long subject = followed != 0 ? followed : subject();
        if (subject == 0) {
            account = null;
        } else if (!frame.searching) {
            ask(subject); // A search comes past events that nobody looks at.
        }
        tell();
    }

    private void ask(long subject) {
        // What comes of it grows while time passes; a machine that stands still is asked once more.
        long known = frame.playing ? -1 : Math.max(frame.furthestNs, frame.nowNs);
        var question = new Question(subject, frame.branch, known);
        boolean news = question.origin() != asked.origin() || question.branch() != asked.branch()
                || known >= 0 && known != asked.known();
        if (news && !waiting) {
            waiting = true;
            asked = question;
            asking.account(subject, arrived::set);
        }
    }

    // --- what it is about -----------------------------------------------------------------------

    /// What happened last to the thing that is picked out; 0 if nothing did. Of a kernel that panicked it is the panic:
    /// what others still send to it comes later, and tells nothing of that.
    private long subject() {
        return switch (selection) {
            case Selection.OfKernel(int slot) when slot >= 0 ->
                chronicle.panic(slot).map(Fact::origin).orElseGet(() -> newest(chronicle.kernelFacts(slot, 1)));
            case Selection.OfCore(int core) -> ofCore(chronicle.coreFacts(core, 1));
            case Selection.OfFlight(long message) -> ofMessage(message);
            case Selection.Nothing _ -> frame.playing ? 0 : frame.lastOrigin;
            default -> 0;
        };
    }

    private long ofCore(List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.what() instanceof Happening.DoorbellLost)
                .flatMap(fact -> chronicle.panic(((Happening.DoorbellLost) fact.what()).kernel()).stream())
                .mapToLong(Fact::origin)
                .findFirst()
                .orElseGet(() -> newest(facts));
    }

    private static long newest(List<Fact> facts) {
        return facts.isEmpty() ? 0 : facts.getLast().origin();
    }

    private long ofMessage(long message) {
        int end = Math.min(frame.happened, frame.journal.size());
        for (int i = end - 1; i >= Math.max(0, end - LOOKS_BACK); i--) {
            var fact = frame.journal.get(i);
            boolean about = switch (fact.what()) {
                case Happening.MessageSent sent -> sent.message() == message;
                case Happening.MessageTaken taken -> taken.message() == message;
                case Happening.MessageLost lost -> lost.message() == message;
                default -> false;
            };
            if (about) {
                return fact.origin();
            }
        }
        return 0;
    }

    /// What of the machine an event or act is about, to be lit in every view.
    public Selection lit(List<Fact> facts) {
        var headline = new Link(1, facts).headline();
        if (headline.isEmpty()) {
            return Selection.NOTHING;
        }
        var what = headline.get().what();
        if (what instanceof Happening.MessageSent sent) {
            return new Selection.OfFlight(sent.message());
        }
        if (what instanceof Happening.MessageTaken taken) {
            return new Selection.OfFlight(taken.message());
        }
        var involved = Involved.in(what);
        if (what instanceof Happening.CoreWent || what instanceof Happening.CoreReassigned) {
            return new Selection.OfCore(involved.core());
        }
        if (involved.kernel() >= 0 && frame != null && frame.present(involved.kernel()) != null) {
            return new Selection.OfKernel(involved.kernel());
        }
        return involved.core() >= 0 ? new Selection.OfCore(involved.core()) : Selection.NOTHING;
    }

    /// What of the machine a link or an effect that is told is about.
    public Selection lit(long origin) {
        return account == null
                ? Selection.NOTHING
                : Stream.concat(account.whole().links().stream(), account.effects().stream())
                        .filter(link -> link.origin() == origin)
                        .findFirst()
                        .map(link -> lit(link.facts()))
                        .orElse(Selection.NOTHING);
    }

    // --- how it is told -------------------------------------------------------------------------

    private void tell() {
        var newest = account == null || frame == null ? Told.NOTHING : told(account);
        if (!newest.equals(told.get())) {
            told.set(newest);
        }
    }

    private Told told(Account known) {
        var chain = further ? known.whole() : known.chain();
        var steps = steps(chain);
        int hidden = 0;
        if (!allLinks && steps.size() > NEAREST + FARTHEST + 1) {
            hidden = steps.size() - NEAREST - FARTHEST;
            var ends = new ArrayList<>(steps.subList(0, NEAREST));
            ends.addAll(steps.subList(steps.size() - FARTHEST, steps.size()));
            steps = ends;
        }
        int shown = allEffects ? known.effects().size() : Math.min(FEW_EFFECTS, known.effects().size());
        var effects = known.effects().subList(0, shown).stream().map(link -> step(link, false)).toList();
        return new Told(
                known.origin(),
                act(known),
                name(known.origin()),
                followed != 0,
                List.copyOf(steps),
                hidden,
                whereItEnds(chain),
                !further && known.chain().end() == Chain.End.ASKED,
                effects,
                known.direct() - shown,
                known.all() == 0 ? "" : Text.WHY_COUNT.count(known.all()));
    }

    private static String whereItEnds(Chain chain) {
        boolean atStart = !chain.root().act() && chain.root().request().isEmpty();
        return switch (chain.end()) {
            case ROOT -> atStart ? Text.WHY_START.of() : "";
            case FORGOTTEN -> Text.WHY_FORGOTTEN.of();
            case ASKED -> "";
        };
    }

    private static int act(Account known) {
        var request = known.chain().nearest().getFirst().request();
        return request.isPresent() && request.get().what() instanceof Happening.Requested what ? what.act() : 0;
    }

    /// The links, with those that show nothing counted together, and with what is between the ends of a very long chain.
    private List<Step> steps(Chain chain) {
        var links = chain.links();
        int gap = chain.between() == 0 ? links.size() : chain.nearest().size();
        var steps = new ArrayList<Step>();
        long untold = 0;
        boolean unread = false;
        for (int i = 0; i < links.size(); i++) {
            if (i == gap) {
                untold += chain.between();
                unread = true; // Nobody has looked at what those in the middle show.
            }
            var link = links.get(i);
            if (i > 0 && i < links.size() - 1 && link.headline().isEmpty()) {
                untold++;
                continue;
            }
            if (untold > 0) {
                steps.add(counted(unread ? Text.WHY_BETWEEN : Text.WHY_UNSEEN, untold));
                untold = 0;
                unread = false;
            }
            steps.add(step(link, i > 0));
        }
        return steps;
    }

    private static Step counted(Text what, long count) {
        return new Step(0, true, "", new FactLine(0, what.count(count), "", Tone.NEUTRAL), false);
    }

    private Step step(Link link, boolean because) {
        boolean here = link.origin() == frame.lastOrigin;
        var fact = link.request().isPresent() && link.act() ? link.request() : link.headline();
        if (fact.isEmpty()) {
            long atNs = link.facts().isEmpty() ? -1 : link.facts().getFirst().atNs();
            return new Step(
                    link.origin(), because, "", new FactLine(atNs, name(link.origin()), Text.WHY_NOTHING.of(), Tone.NEUTRAL), here);
        }
        return new Step(link.origin(), because, FactSubject.of(fact.get().what(), words), words.line(fact.get()), here);
    }

    static String name(long origin) {
        return origin < 0
                ? Text.WHY_ACT.of(-origin)
                : origin == Causes.START ? Text.WHY_AT_START.of() : Text.WHY_EVENT.of(Figures.grouped(origin));
    }

    public ReadOnlyObjectProperty<Told> told() {
        return told.getReadOnlyProperty();
    }
}
