package archipelago.engine.seek;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Which facts somebody wants to see: `message and kernel web-server and not refusal`. It is read by [FactQueryWords]
/// and asks nothing but the fact itself.
public final class FactQuery {
    /// Everything fits.
    public static final FactQuery ALL = new FactQuery(new Term.All(List.of()));

    private final Term term;

    FactQuery(Term term) {
        this.term = term;
    }

    /// Whether a fact is wanted.
    ///
    /// @param words the fact as its reader reads it; asked for only where the query holds plain words
    public boolean fits(Fact fact, Function<Fact, String> words) {
        return term.fits(fact, words);
    }

    /// Whether no fact is left out.
    public boolean isAll() {
        return term instanceof Term.All(var all) && all.isEmpty();
    }

    /// A part of a query.
    sealed interface Term {
        boolean fits(Fact fact, Function<Fact, String> words);

        record All(List<Term> all) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return all.stream().allMatch(term -> term.fits(fact, words));
            }
        }

        record Any(List<Term> any) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return any.stream().anyMatch(term -> term.fits(fact, words));
            }
        }

        record Not(Term term) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return !term.fits(fact, words);
            }
        }

        /// What can also be gone to in time.
        record Told(Sought sought) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return Matcher.tells(fact, sought);
            }
        }

        record OfEvent(long number) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return fact.event() == number;
            }
        }

        /// What becomes of one message.
        record OfMessage(long number) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return switch (fact.what()) {
                    case Happening.MessageSent sent -> sent.message() == number;
                    case Happening.MessageTaken taken -> taken.message() == number;
                    case Happening.MessageLost lost -> lost.message() == number;
                    default -> false;
                };
            }
        }

        /// Messages by the kernel at one of their ends.
        ///
        /// @param sends whether it is the one that sends
        record End(int slot, boolean sends) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return switch (fact.what()) {
                    case Happening.MessageSent sent -> (sends ? sent.fromKernel() : sent.toKernel()) == slot;
                    case Happening.MessageTaken taken -> (sends ? taken.fromKernel() : taken.toKernel()) == slot;
                    case Happening.MessageLost lost -> (sends ? lost.fromKernel() : lost.toKernel()) == slot;
                    case Happening.SendRefused refused -> (sends ? refused.fromKernel() : refused.toKernel()) == slot;
                    default -> false;
                };
            }
        }

        /// From an instant on, or up to it.
        record Since(long ns, boolean after) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return after ? fact.atNs() >= ns : fact.atNs() <= ns;
            }
        }

        /// Words that stand in what the reader reads.
        ///
        /// @param lower in small letters
        record Holds(String lower) implements Term {
            @Override
            public boolean fits(Fact fact, Function<Fact, String> words) {
                return words.apply(fact).toLowerCase(Locale.ROOT).contains(lower);
            }
        }
    }
}
