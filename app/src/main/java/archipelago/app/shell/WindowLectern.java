package archipelago.app.shell;

import archipelago.app.action.Lectern;
import archipelago.app.i18n.Text;
import archipelago.app.session.MachineSession;
import archipelago.engine.live.Grade;

/// What actions do with this window itself.
final class WindowLectern implements Lectern {
    private final Window window;
    private final MachineSession session;

    WindowLectern(Window window, MachineSession session) {
        this.window = window;
        this.session = session;
    }

    @Override
    public void run(Grade grade) {
        window.grades().run(grade);
    }

    @Override
    public void stop() {
        window.travel().stopSearch();
        session.pause();
    }

    @Override
    public void updateNow() {
        if (window.grades().still()) {
            window.grades().updateNow();
        } else {
            window.hands().explain(Text.IMPOSSIBLE.of(Text.UPDATE_NOW.of(), Text.NOT_EXPRESS.of()));
        }
    }
}
