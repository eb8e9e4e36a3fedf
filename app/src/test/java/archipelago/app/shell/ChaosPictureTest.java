package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Setting;
import archipelago.engine.cost.Cost;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of what goes wrong and of what is turned by hand, to look at.
@ExtendWith(ApplicationExtension.class)
class ChaosPictureTest {
    @Test
    void cutLinksAndParametersInBothThemesAndSizes() {
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            for (int width : new int[] {1280, 1600}) {
                int height = width == 1280 ? 720 : 1000;
                take(theme, width, height, "cut", cut(), window -> window.select(new Selection.OfKernel(1)));
                take(theme, width, height, "broken", BrokenPromiseTest.broken(), Window::pulse);
                take(theme, width, height, "crash", crashed(), window -> window.hands().openBlackBox());
                take(theme, width, height, "dead-inbox", crashed(), Window::pulse);
                take(theme, width, height, "waits", waiting(), window -> window.select(new Selection.OfKernel(0)));
                take(theme, width, height, "chance", chance(), window -> {});
                take(theme, width, height, "parameters", turned(), window -> window.hands().openParameters());
            }
        }
    }

    private static Session talking() {
        var session = new Session(Lived.scenario());
        session.runUntil(Lived.TALK_NS);
        return session;
    }

    private static Session cut() {
        var session = talking();
        session.give(new Fault.CutLink("web-server", "database"));
        session.give(new Fault.CutLink("database", "host"));
        session.runUntil(Lived.TALK_NS + 60 * Times.US);
        return session;
    }

    private static Session crashed() {
        var session = talking();
        session.give(new Fault.Panic("web-server", -1));
        session.runUntil(Lived.TALK_NS + 90 * Times.US);
        return session;
    }

    private static Session waiting() {
        var session = talking();
        session.give(new Command.AddCpu("web-server", 24));
        while (session.simulation().state().asks().isEmpty()) {
            session.stepForward();
        }
        session.give(new Fault.Panic("web-server", -1));
        session.runUntil(session.nowNs() + 90 * Times.US);
        return session;
    }

    private static Session chance() {
        var session = talking();
        session.give(new Fault.Chaos(20 * Times.US, 0, List.of(), List.of()));
        session.runUntil(Lived.TALK_NS + 150 * Times.US);
        return session;
    }

    private static Session turned() {
        var session = talking();
        session.give(new Setting.SetRate(2, 5 * Times.US));
        session.give(new Setting.SetCost(Cost.IPI_FLIGHT, 2_500));
        session.runUntil(Lived.TALK_NS + 60 * Times.US);
        return session;
    }

    private static void take(
            Theme.Name theme, int width, int height, String name, Session session, Consumer<Window> before) {
        var picture = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var stage = new Stage();
            var window = Window.open(new StillEngine(session), stage, theme);
            window.laidOut(width, height);
            before.accept(window);
            window.pulse();
            var taken = window.picture(width, height);
            stage.close();
            return taken;
        });
        Seat.write(picture, "chaos-" + name + "-" + width + "-" + theme.word());
        assertThat(picture.getWidth()).isEqualTo(width);
    }
}
