package archipelago.app.shell;

import archipelago.app.action.Hands;
import archipelago.app.action.Instruments;
import archipelago.app.action.Lectern;
import archipelago.app.action.Openings;
import archipelago.app.i18n.Text;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.session.CoreMove;
import archipelago.app.session.DeviceMove;
import archipelago.app.session.MachineSession;
import archipelago.app.view.Look;
import archipelago.app.vm.Desk;
import archipelago.app.vm.SpeedScale;
import archipelago.engine.command.Command;
import archipelago.engine.seek.Sought;
import java.util.ArrayList;
import java.util.List;

/// What actions do in this window.
final class WindowHands implements Hands {
    private final Window window;
    private final MachineSession session;
    private final Desk desk;
    private final Look look;

    WindowHands(Window window, MachineSession session, Desk desk, Look look) {
        this.window = window;
        this.session = session;
        this.desk = desk;
        this.look = look;
    }

    @Override
    public void give(Command command) {
        desk.status().dismiss();
        session.give(command);
    }

    @Override
    public void move(CoreMove move) {
        desk.status().dismiss();
        session.giveInTurn(move.commands());
    }

    @Override
    public void move(DeviceMove move) {
        giveInTurn(move.commands());
    }

    @Override
    public void giveInTurn(List<Command> commands) {
        desk.status().dismiss();
        session.giveInTurn(commands);
    }

    @Override
    public void openMenu() {
        window.deck().openMenu(window.menu()::show);
    }

    @Override
    public void openFaults() {
        window.deck().openMenu(window.menu()::showFaults);
    }

    @Override
    public void openMemory() {
        window.deck().openMenu(window.menu()::showMemory);
    }

    @Override
    public void showConsole() {
        window.console().toggle();
    }

    @Override
    public void togglePlay() {
        if (!window.travel().stopSearch()) {
            session.togglePlay();
        }
    }

    @Override
    public void stepForward() {
        session.stepForward();
    }

    @Override
    public void stepBack() {
        session.stepBack();
    }

    @Override
    public void undo() {
        window.lectern().undoing().undo();
    }

    @Override
    public void find(List<Sought> any, boolean forward) {
        window.travel().find(any, forward);
    }

    @Override
    public void toCause() {
        followNow();
        session.toCause();
    }

    @Override
    public void toEffect() {
        window.travel().toEffect();
    }

    @Override
    public void openGoTo() {
        window.travel().openGoTo();
    }

    @Override
    public void openRunUntil() {
        window.travel().openRunUntil();
    }

    @Override
    public void bookmark() {
        window.travel().bookmark();
    }

    @Override
    public void nextBookmark(boolean back) {
        window.travel().nextBookmark(back);
    }

    @Override
    public void showPlaces() {
        window.travel().showPlaces();
    }

    @Override
    public void nextDifference(boolean back) {
        window.travel().lookForDifference(!back);
    }

    @Override
    public void toStart() {
        followNow();
        session.toStart();
    }

    @Override
    public void toNewest() {
        followNow();
        session.toNewest();
    }

    @Override
    public void faster() {
        setSpeed(SpeedScale.faster(desk.clock().speed().get()));
    }

    @Override
    public void slower() {
        setSpeed(SpeedScale.slower(desk.clock().speed().get()));
    }

    private void setSpeed(long nsPerSecond) {
        desk.clock().storySpeed().set(false);
        session.speed(nsPerSecond);
    }

    @Override
    public void toggleStorySpeed() {
        var story = desk.clock().storySpeed();
        story.set(!story.get());
    }

    @Override
    public void select(Selection selection) {
        desk.selection().set(selection);
    }

    @Override
    public void walk(int columns, int rows) {
        window.deck().walk(columns, rows);
    }

    @Override
    public void scroll(int lines) {
        window.deck().scroll(lines);
    }

    @Override
    public void nextKernel(boolean back) {
        // As the list of kernels has them: behind them stands the pool.
        var places = new ArrayList<Selection>();
        session.frame().kernels.forEach(kernel -> places.add(new Selection.OfKernel(kernel.slot())));
        places.add(new Selection.OfKernel(-1));
        int at = places.indexOf(desk.selection().get());
        int next = at < 0 ? (back ? places.size() - 1 : 0) : Math.floorMod(at + (back ? -1 : 1), places.size());
        select(places.get(next));
    }

    @Override
    public void chooseOwner() {
        window.map().chooseOwner();
    }

    @Override
    public Openings openings() {
        return window.station();
    }

    @Override
    public void toggleKeys() {
        window.keys().toggle();
    }

    @Override
    public void openFinder() {
        window.finder().open();
    }

    @Override
    public void openParameters() {
        window.parameters().open();
    }

    @Override
    public Lectern lectern() {
        return window.lectern();
    }

    @Override
    public void openBlackBox() {
        window.crashes().open();
    }

    @Override
    public void toggleStopOnCrash() {
        window.crashes().toggleStop();
    }

    @Override
    public void explain(String reason) {
        desk.status().explain(reason);
    }

    @Override
    public void cancel() {
        if (window.cards().closeFirst()) {
            return;
        }
        if (desk.status().refusal().get().isPresent()) {
            desk.status().dismiss();
        } else if (!window.lectern().presentation().leave() && !window.workbench().clearRange()
                && (!desk.selection().get().equals(Selection.NOTHING) || !window.lectern().own().closeFocused())) {
            select(Selection.NOTHING);
        }
    }

    @Override
    public void nextView() {
        window.deck().showNext();
    }

    @Override
    public void nextTheme() {
        var names = Theme.Name.values();
        look.theme().set(Theme.of(names[(look.get().name().ordinal() + 1) % names.length]));
    }

    @Override
    public void writeDown() {
        window.writing().write(session.scenario(), session.frame(), window.workbench().stretch(window.timeline().shown()));
    }

    @Override
    public void openFigure() {
        window.keeping().open();
    }

    @Override
    public void nextChapter(boolean back) {
        var chapters = desk.history().chapters(0, History.OPEN);
        long nowNs = session.frame().nowNs;
        var aims = chapters.stream().map(History.Chapter::atNs).filter(ns -> back ? ns < nowNs : ns > nowNs);
        var aim = back ? aims.reduce((first, last) -> last) : aims.findFirst();
        int next = session.frame().chapter + 1;
        if (aim.isPresent()) {
            goTo(aim.get());
        } else if (!back && next < session.scenario().story().size()) {
            goOnTo(next);
        } else {
            explain(back ? Text.CHAPTER_FIRST.of() : Text.CHAPTER_LAST.of());
        }
    }

    /// A jump takes the timeline along: what a person goes to should be in sight.
    private void goTo(long ns) {
        followNow();
        session.seek(ns);
    }

    @Override
    public void toChapter(int number) {
        desk.history().chapters(0, History.OPEN).stream()
                .filter(chapter -> chapter.number() == number - 1)
                .findFirst()
                .ifPresentOrElse(chapter -> goTo(chapter.atNs()), () -> goOnTo(number - 1));
    }

    /// A chapter that has not been told yet is reached by going on.
    private void goOnTo(int chapter) {
        followNow();
        session.runToChapter(chapter);
    }

    @Override
    public void zoom(boolean in) {
        if (!in || !window.workbench().zoomToRange()) {
            window.timeline().zoom(in);
        }
    }

    @Override
    public void pan(boolean earlier) {
        window.timeline().pan(earlier);
    }

    @Override
    public void followNow() {
        window.timeline().followNow();
        window.workbench().followNow();
    }

    @Override
    public Instruments instruments() {
        return window.workbench();
    }

    @Override
    public void lookCloser(boolean closer) {
        window.map().sight().closer(closer);
    }

    @Override
    public void showAllOfMap() {
        window.map().sight().all();
    }

    @Override
    public void flyToSelected() {
        window.map().sight().flyTo(desk.selection().get());
    }

    @Override
    public void flyTo(Selection selection) {
        select(selection);
        window.map().sight().flyTo(selection);
    }

    @Override
    public void toggleMapOrder() {
        window.map().toggleOrder();
    }

    @Override
    public void toggleMapMatrix() {
        window.map().toggleMatrix();
    }

    @Override
    public void toggleLens() {
        window.map().sight().toggleLens();
    }

    @Override
    public void scrollRows(boolean up) {
        window.timeline().scrollRows(up);
    }

    @Override
    public void toggleCoreRows() {
        window.timeline().toggleCores(desk.selection().get());
    }
}
