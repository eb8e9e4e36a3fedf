package archipelago.app.vm;

import archipelago.app.layout.History;
import archipelago.app.layout.Related;
import archipelago.app.layout.Selection;
import archipelago.app.session.Outcome;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Progress;
import archipelago.engine.scenario.Scenario;
import java.util.concurrent.ForkJoinPool;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Everything that the window shows beside the pictures. [#update(Frame)] brings it up to date once
/// a pulse; a property changes only if what it says has changed.
public final class Desk {
    private final Chronicle chronicle = new Chronicle();
    private final Recollection past = new Recollection(ForkJoinPool.commonPool());
    private Frame shown;
    /// Whether the machine runs as fast as it can.
    private boolean fast;
    private final FactWords words;
    private final ClockVm clock = new ClockVm();
    private final ChaptersVm chapters;
    private final KernelsVm kernels;
    private final LogVm log;
    private final InspectorVm inspector;
    private final ConsoleVm console;
    private final StatusVm status;
    private final LinksVm links = new LinksVm();
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NOTHING);

    public Desk(Scenario scenario) {
        words = new FactWords(scenario.machine(), chronicle);
        chapters = new ChaptersVm(scenario, chronicle, words);
        kernels = new KernelsVm(words, chronicle);
        log = new LogVm(chronicle, words);
        inspector = new InspectorVm(scenario.machine(), chronicle, words);
        console = new ConsoleVm(chronicle);
        status = new StatusVm(words);
    }

    public void update(Frame frame) {
        shown = frame;
        chronicle.update(frame);
        past.read(frame.journal, fast);
        clock.update(frame);
        chapters.update(frame);
        kernels.update(frame);
        log.update(frame);
        status.update(frame);
        console.update(frame, selection.get());
        inspector.update(frame, past.history(), selection.get());
    }

    /// Takes in which grade time passes, beside a frame.
    public void grade(Progress progress) {
        fast = progress.playing() && progress.grade() != Grade.RUN;
        clock.grade(progress.grade());
        status.grade(progress);
    }

    /// Takes how far the machine has come, where the frame that is shown may be older.
    public void pace(Progress progress) {
        clock.pace(progress);
        status.pace(progress);
    }

    /// What belongs to a thing now.
    public Related related(Selection thing) {
        return shown == null ? Related.NONE : Related.to(thing, shown, past.history());
    }

    public void answered(Outcome outcome) {
        status.answered(outcome);
    }

    /// What is picked out; [Selection#NOTHING] if nothing is.
    public ObjectProperty<Selection> selection() {
        return selection;
    }

    /// The facts known on this branch, the future included, arranged by time.
    public History history() {
        return past.history();
    }

    public Chronicle chronicle() {
        return chronicle;
    }

    public FactWords words() {
        return words;
    }

    public ClockVm clock() {
        return clock;
    }

    public ChaptersVm chapters() {
        return chapters;
    }

    public KernelsVm kernels() {
        return kernels;
    }

    public LogVm log() {
        return log;
    }

    public InspectorVm inspector() {
        return inspector;
    }

    public ConsoleVm console() {
        return console;
    }

    /// What is pointed at, for all views.
    public LinksVm links() {
        return links;
    }

    public StatusVm status() {
        return status;
    }
}
