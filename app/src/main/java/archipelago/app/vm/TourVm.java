package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.state.Phase;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A tour of the window in a few steps. A step is over when the person has done what it asks for, or wants to go on.
public final class TourVm {
    private static final int TALKING_CHAPTER = 3;
    private static final int ANYWHERE = -1;

    /// What the tour shows, in order.
    public enum Step {
        /// Whoever is here for the first time is asked whether they want one.
        WELCOME(Text.TOUR_WELCOME, Text.TOUR_WELCOME_TEXT),
        /// Tiles are cores, colours are kernels: pick one out.
        LOOK(Text.TOUR_LOOK, Text.TOUR_LOOK_TEXT),
        /// Time can be stopped.
        TIME(Text.TOUR_TIME, Text.TOUR_TIME_TEXT),
        /// The story goes on to where kernels talk.
        TALK(Text.TOUR_TALK, Text.TOUR_TALK_TEXT),
        /// One kernel panics.
        PANIC(Text.TOUR_PANIC, Text.TOUR_PANIC_TEXT),
        /// The others go on.
        OTHERS(Text.TOUR_OTHERS, Text.TOUR_OTHERS_TEXT);

        private final Text title;
        private final Text text;

        Step(Text title, Text text) {
            this.title = title;
            this.text = text;
        }

        /// How many steps there are, besides the question.
        public static int count() {
            return values().length - 1;
        }

        public String title() {
            return title.of();
        }

        public String text() {
            return text.of();
        }
    }

    private final ReadOnlyObjectWrapper<Optional<Step>> step = new ReadOnlyObjectWrapper<>(Optional.empty());
    /// The chapter from which the machine sets out, until it is there and rests.
    private int from = ANYWHERE;
    // As they were when the step began.
    private boolean playing;
    private Selection picked = Selection.NOTHING;
    private boolean playingNow;
    private Selection pickedNow = Selection.NOTHING;

    /// Asks whether there shall be a tour.
    public void ask() {
        show(Optional.of(Step.WELCOME));
    }

    public void begin() {
        show(Optional.of(Step.LOOK));
    }

    /// Begins, and looks at nothing that is done until the machine rests where the tour sets out from.
    ///
    /// @param chapter from 0; it or a later one
    public void beginAt(int chapter) {
        begin();
        from = chapter;
    }

    public void end() {
        from = ANYWHERE;
        show(Optional.empty());
    }

    /// Goes on, whether the person did what was asked for or not; after the last step the tour is over.
    public void next() {
        from = ANYWHERE;
        step.get().ifPresent(now -> show(now == Step.OTHERS
                ? Optional.empty()
                : Optional.of(Step.values()[now.ordinal() + 1])));
    }

    private void show(Optional<Step> next) {
        playing = playingNow;
        picked = pickedNow;
        step.set(next);
    }

    /// Looks whether what is asked for has been done; once a pulse.
    public void update(Frame frame, Selection selection) {
        playingNow = frame.playing;
        pickedNow = selection;
        if (step.get().isEmpty()) {
            return;
        }
        if (from != ANYWHERE) {
            if (frame.chapter < from || frame.playing || frame.searching) {
                return;
            }
            from = ANYWHERE;
        }
        boolean done = switch (step.get().get()) {
            case WELCOME -> false;
            case LOOK -> !selection.equals(picked) && !selection.equals(Selection.NOTHING);
            case TIME -> frame.playing != playing;
            case TALK -> frame.chapter >= TALKING_CHAPTER;
            case PANIC -> frame.kernels.stream().anyMatch(k -> !k.host() && k.phase() == Phase.PANICKING);
            case OTHERS -> false;
        };
        if (done) {
            next();
        }
    }

    /// The step that is shown; empty while there is no tour.
    public ReadOnlyObjectProperty<Optional<Step>> step() {
        return step.getReadOnlyProperty();
    }
}
