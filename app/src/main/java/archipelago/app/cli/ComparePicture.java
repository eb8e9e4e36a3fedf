package archipelago.app.cli;

import archipelago.app.export.CompareFigure;
import archipelago.app.render.Futures;
import archipelago.app.render.Theme;
import archipelago.engine.base.Times;
import archipelago.engine.cli.Refusal;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import java.util.Optional;

/// Finds what a picture of two futures is to show.
final class ComparePicture {
    /// A timeline shows at most so much of what comes after its instant.
    private static final long AHEAD_NS = 20 * Times.S;

    private ComparePicture() {}

    /// The session's present branch beside another one.
    ///
    /// @param select the number of the other branch; empty for what it is natural to compare it with
    /// @param lastNs the last instant that is drawn
    static CompareFigure of(Session session, String select, long lastNs, Theme theme) throws Refusal {
        long untilNs = lastNs > Long.MAX_VALUE - AHEAD_NS ? Long.MAX_VALUE : lastNs + AHEAD_NS;
        int present = session.branch().number();
        var sides = select.isEmpty()
                ? SideBySide.natural(session, present, untilNs)
                : Optional.of(SideBySide.of(session, present, other(select, present, session.branches().size())));
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        return new CompareFigure(session.scenario(), new Futures(sides.orElseThrow(ComparePicture::nothing), frame.branches), theme);
    }

    private static int other(String select, int present, int branches) throws Refusal {
        int number = select.matches("[0-9]{1,6}") ? Integer.parseInt(select) : -1;
        if (number < 0 || number >= branches || number == present) {
            throw Refusal.usage("--select: \"" + select + "\" is no branch to compare branch " + present + " with",
                    branches == 1
                            ? "a session with several branches, or no --select"
                            : "the number of another one, from 0 to " + (branches - 1));
        }
        return number;
    }

    private static Refusal nothing() {
        return Refusal.here("there is only one future here, and nothing breaks in its story, so there is nothing to"
                        + " compare it with",
                "a session in which somebody acted, or a scenario with a fault in its story");
    }
}
