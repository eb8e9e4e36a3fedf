package archipelago.engine.seek;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Involved;
import archipelago.engine.seek.FactQueryWords.Reading;
import archipelago.engine.seek.FactQueryWords.Trouble;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// A query says which facts are wanted; what it cannot say it names with its place.
class FactQueryTest {
    private static final long TALK_NS = 5_599_700_000L;
    private static final Session RUN = run();
    private static final List<Fact> FACTS = facts();
    private static final FactQueryWords WORDS =
            new FactQueryWords(RUN.scenario().machine(), name -> switch (name) {
                case "host" -> OptionalInt.of(0);
                case "web-server" -> OptionalInt.of(1);
                case "database" -> OptionalInt.of(2);
                default -> OptionalInt.empty();
            });

    private static Session run() {
        var session = new Session(Labs.firstLight());
        session.runUntil(TALK_NS);
        session.give(new Command.Fault.Slow("web-server", 200));
        session.give(new Command.Fault.Slow("nobody", 200));
        session.runUntil(TALK_NS + 300_000);
        return session;
    }

    private static List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < RUN.journal().size(); i++) {
            facts.add(RUN.journal().get(i));
        }
        return facts;
    }

    private static List<Fact> found(String query) {
        var read = WORDS.read(query);
        assertThat(read).as(query).isInstanceOf(Reading.Read.class);
        var wanted = ((Reading.Read) read).query();
        return FACTS.stream().filter(fact -> wanted.fits(fact, one -> one.what().toString())).toList();
    }

    private static List<Fact> those(Predicate<Happening> what) {
        return FACTS.stream().filter(fact -> what.test(fact.what())).toList();
    }

    @Test
    void whatTheShellLooksForIsFoundByTheSameWords() {
        assertThat(found("kernel web-server")).isNotEmpty().isEqualTo(those(w -> Involved.in(w).kernelIs(1)));
        int core = 0;
        while (RUN.scenario().machine().physicalId(core) != 20) {
            core++;
        }
        int dense = core;
        assertThat(found("cpu 20")).isNotEmpty().isEqualTo(those(w -> Involved.in(w).coreIs(dense)));
        assertThat(found("message USER request")).isNotEmpty().isEqualTo(those(w ->
                w instanceof Happening.MessageSent sent && sent.kind() == MessageKind.USER_REQUEST));
        assertThat(found("fact core went")).isNotEmpty().isEqualTo(those(w -> w instanceof Happening.CoreWent));
        assertThat(found("refusal")).hasSize(1);
        assertThat(found("act")).hasSize(2);
        assertThat(found("fault")).hasSize(1);
        assertThat(found("chapter")).isEqualTo(those(w -> w instanceof Happening.ChapterBegan));
    }

    @Test
    void wordsAreJoinedAndAndMayBeLeftOut() {
        var both = found("message and kernel web-server");
        assertThat(both).isNotEmpty().isEqualTo(found("message kernel web-server"));
        assertThat(found("message kernel web-server or chapter")).hasSize(both.size() + found("chapter").size());
        assertThat(found("message (kernel web-server or chapter)")).isEqualTo(both);
        assertThat(found("not message")).hasSize(FACTS.size() - found("message").size());
        assertThat(found("")).isEqualTo(FACTS);
        assertThat(found("message source host target database"))
                .isNotEmpty()
                .allMatch(f -> f.what() instanceof Happening.MessageSent s && s.fromKernel() == 0 && s.toKernel() == 2);
    }

    @Test
    void otherWordsAreLookedForAsTheyStand() {
        assertThat(found("logged[")).isNotEmpty().allMatch(f -> f.what() instanceof Happening.Logged);
        assertThat(found("\"kernel web-server\"")).as("quoted words mean nothing else").isEmpty();
        assertThat(found("message \"USER_REPLY\"")).isNotEmpty().isEqualTo(found("message USER_REPLY"));
    }

    @Test
    void aStretchOfTimeAnEventAndOneMessageAreFound() {
        var stretch = found("from " + Times.text(TALK_NS) + " until 5.5998 s");
        assertThat(stretch).isNotEmpty().allMatch(f -> f.atNs() >= TALK_NS && f.atNs() <= 5_599_800_000L);
        var sent = (Happening.MessageSent) found("message").getFirst().what();
        assertThat(found("message " + sent.message())).hasSize(2);
        long event = FACTS.getLast().event();
        assertThat(found("event " + event)).isNotEmpty().allMatch(f -> f.event() == event);
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThat(WORDS.read("message kernel web"))
                .isEqualTo(new Reading.Wrong(15, "web", Trouble.NO_SUCH_KERNEL));
        assertThat(WORDS.read("cpu 999")).isEqualTo(new Reading.Wrong(4, "999", Trouble.NO_SUCH_CPU));
        assertThat(WORDS.read("cpu")).isEqualTo(new Reading.Wrong(3, "", Trouble.NO_SUCH_CPU));
        assertThat(WORDS.read("fact lightning")).isEqualTo(new Reading.Wrong(5, "lightning", Trouble.NO_SUCH_FACT));
        assertThat(WORDS.read("from yesterday")).isEqualTo(new Reading.Wrong(5, "yesterday", Trouble.NO_TIME));
        assertThat(WORDS.read("event x")).isEqualTo(new Reading.Wrong(6, "x", Trouble.NO_NUMBER));
        assertThat(WORDS.read("fault or")).isEqualTo(new Reading.Wrong(8, "", Trouble.SOMETHING_MISSING));
        assertThat(WORDS.read("or fault")).isEqualTo(new Reading.Wrong(0, "or", Trouble.SOMETHING_MISSING));
        assertThat(WORDS.read("(fault")).isEqualTo(new Reading.Wrong(0, "(", Trouble.NOT_CLOSED));
        assertThat(WORDS.read("fault)")).isEqualTo(new Reading.Wrong(5, ")", Trouble.NOT_OPENED));
        assertThat(WORDS.read("not \"open")).isEqualTo(new Reading.Wrong(4, "\"open", Trouble.QUOTE_OPEN));
    }

    @Property(tries = 300)
    void whateverIsTypedIsReadOrNamed(@ForAll String text) {
        var read = WORDS.read(text);
        if (read instanceof Reading.Wrong(int at, var word, var _)) {
            assertThat(at).isBetween(0, text.length());
            assertThat(text.startsWith(word, at)).isTrue();
        }
    }

    @Test
    void aFrameTellsWhatMadeEachEventHappen() {
        var frame = new archipelago.engine.frame.Frame(RUN.scenario().machine().coreCount());
        RUN.write(frame);
        assertThat(frame.causes.events()).isEqualTo(RUN.causes().events());
        for (long event = 1; event <= frame.causes.events(); event += 97) {
            assertThat(frame.causes.of(event)).isEqualTo(RUN.causes().of(event));
        }
    }
}
