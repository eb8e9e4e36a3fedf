package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Says in words what happens, no more often than somebody wants to hear it. What happens between two announcements is
/// counted, and the last of it told.
public final class AnnouncerVm {
    /// How often somebody wants to hear something.
    public enum Rate {
        OFF(0, Text.SPEAK_OFF),
        SECOND(1, Text.SPEAK_SECOND),
        SECONDS_3(3, Text.SPEAK_SECONDS_3),
        SECONDS_10(10, Text.SPEAK_SECONDS_10);

        /// For somebody who has not said.
        public static final Rate FIRST = SECONDS_3;

        private static final long NS_PER_SECOND = 1_000_000_000L;
        private final long ns;
        private final Text words;

        Rate(int seconds, Text words) {
            ns = seconds * NS_PER_SECOND;
            this.words = words;
        }

        public String words() {
            return words.of();
        }

        public Rate next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /// How many facts are looked at for one announcement.
    private static final int MOST = 20_000;

    private final FactWords words;
    private final LongSupplier clock;
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Rate> rate = new SimpleObjectProperty<>(Rate.FIRST);
    private long saidAtNs = Long.MIN_VALUE;
    private long heard = -1;

    /// @param clock nanoseconds that never run backwards
    public AnnouncerVm(FactWords words, LongSupplier clock) {
        this.words = words;
        this.clock = clock;
        rate.addListener((property, was, now) -> saidAtNs = Long.MIN_VALUE);
    }

    /// How often somebody wants to hear something.
    public ObjectProperty<Rate> rate() {
        return rate;
    }

    /// What was said last.
    public ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    /// Takes what is new, and says something of it if it is time to.
    public void update(Frame frame) {
        if (heard < 0 || frame.told() < heard) {
            heard = frame.told(); // What lies before the first look, or behind a way back, is not news.
        }
        long now = clock.getAsLong();
        boolean early = saidAtNs != Long.MIN_VALUE && now - saidAtNs < rate.get().ns;
        if (rate.get() == Rate.OFF || early || heard == frame.told()) {
            return;
        }
        int told = 0;
        Fact last = null;
        int until = Math.min(frame.happened, frame.journal.size());
        for (int i = Math.max(frame.journal.indexOf(heard), until - MOST); i < until; i++) {
            var fact = frame.journal.get(i);
            if (isNews(fact.what())) {
                last = fact;
                told++;
            }
        }
        heard = frame.told();
        if (last != null) {
            saidAtNs = now;
            said.set(sentence(last, told - 1));
        }
    }

    private String sentence(Fact fact, int others) {
        var line = words.line(fact);
        var subject = FactSubject.whole(fact.what(), words);
        var about = subject.isEmpty() || line.detail().contains(subject) ? "" : subject + ": ";
        var told = about + line.title() + (line.detail().isEmpty() ? "" : ", " + line.detail());
        return others == 0 ? told : Text.SPEAK_MORE.count(others, told);
    }

    /// Work and traffic go on all the time, and nobody wants to hear each of it.
    private static boolean isNews(Happening what) {
        return switch (what) {
            case Happening.CoreBusy _, Happening.CoreWent _, Happening.Checkpoint _ -> false;
            case Happening.MessageSent sent -> isControl(sent.kind());
            case Happening.MessageTaken _ -> false;
            case Happening.TaskMoved _ -> false;
            default -> true;
        };
    }

    private static boolean isControl(MessageKind kind) {
        return kind.shape() == MessageKind.Shape.CONTROL || kind.shape() == MessageKind.Shape.NOTICE;
    }
}
