package archipelago.app.shell;

import archipelago.app.export.Ahead;
import archipelago.app.export.CompareFigure;
import archipelago.app.export.Figure;
import archipelago.app.export.FigureFile;
import archipelago.app.export.PictureFile;
import archipelago.app.export.WindowPicture;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Futures;
import archipelago.app.render.Theme;
import archipelago.app.session.MachineSession;
import archipelago.app.view.SecondFuture;
import archipelago.app.vm.FigureVm;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Writes figures into files that a person names: a view as `archipelago picture` draws it, from a session of its own,
/// beside the window; or the window itself.
final class FigureWriting {
    /// How far beyond its last instant a figure of two futures may look.
    private static final long AHEAD_NS = 20_000_000_000L;
    /// A moving figure says now and then how far it is.
    private static final int PICTURES_BETWEEN_WORDS = 10;

    private final MachineSession session;
    private final BiFunction<String, FigureVm.Form, Optional<Path>> chooser;
    private final Executor beside;
    private final Consumer<String> teller;

    /// What of the window a figure takes over.
    ///
    /// @param timeline what the timeline shows; null where it goes with the present
    /// @param against the branch to compare with, or [SecondFuture#NATURAL]
    record Sight(Theme theme, Selection selection, TimeWindow timeline, TimeScale.Mode scale, int against) {}

    /// @param chooser asks for a file, with a name to begin with; nothing if the person thinks better of it
    /// @param beside runs the drawing on another thread
    /// @param teller takes sentences about what came of it, on any thread
    FigureWriting(
            MachineSession session,
            BiFunction<String, FigureVm.Form, Optional<Path>> chooser,
            Executor beside,
            Consumer<String> teller) {
        this.session = session;
        this.chooser = chooser;
        this.beside = beside;
        this.teller = teller;
    }

    static String ending(FigureVm.Form form) {
        return "." + form.name().toLowerCase(Locale.ROOT);
    }

    /// Asks for a file and draws into it. On the window's thread.
    void write(FigureVm.Wish wish, Sight sight, Window window) {
        var ending = ending(wish.form());
        var name = session.scenario().name().replace('/', '-') + "-" + wish.what().name().toLowerCase(Locale.ROOT);
        var chosen = chooser.apply(name + ending, wish.form());
        if (chosen.isEmpty()) {
            return;
        }
        // Not every system puts the ending to a name.
        var named = chosen.get().toString().endsWith(ending);
        var path = named ? chosen.get() : chosen.get().resolveSibling(chosen.get().getFileName() + ending);
        var file = new FigureFile(
                path, PictureFile.Form.valueOf(wish.form().name()), wish.size().width(), wish.size().height());
        if (wish.what() == FigureVm.What.WINDOW) {
            teller.accept(outcome(path, () -> writeWindow(file, window)));
            return;
        }
        var frame = session.frame();
        var here = new Moment(frame.branch, frame.given, frame.events, frame.nowNs);
        session.futures(copy -> beside.execute(() -> draw(wish, sight, file, copy, here)));
    }

    /// Something that can fail because of a file.
    @FunctionalInterface
    private interface Work {
        void done() throws IOException;
    }

    private static String outcome(Path path, Work work) {
        try {
            work.done();
            return Text.WRITTEN.of(path);
        } catch (IOException e) {
            var reason = e instanceof FileSystemException system && system.getReason() != null
                    ? system.getReason()
                    : e.getClass().getSimpleName();
            return Text.NOT_WRITTEN.of(path, reason);
        }
    }

    private static void writeWindow(FigureFile file, Window window) throws IOException {
        try {
            if (file.form() == PictureFile.Form.SVG) {
                var text = WindowPicture.svg(window, file.width(), file.height());
                Files.writeString(file.file(), text, StandardCharsets.UTF_8);
            } else {
                PictureFile.writePng(window.picture(file.width(), file.height()), file.file());
            }
        } finally {
            window.fitScene();
        }
    }

    private void draw(FigureVm.Wish wish, Sight sight, FigureFile file, Session copy, Moment here) {
        Ahead.look(copy, here.atNs());
        copy.goTo(here);
        var drawing = wish.what() == FigureVm.What.COMPARE
                ? twoFutures(wish, sight, copy)
                : Optional.of(oneView(wish, sight, new StillEngine(copy), here.atNs()));
        teller.accept(drawing.isEmpty()
                ? Text.UNTIL_NO_FUTURE.of()
                : outcome(file.file(), () -> draw(drawing.get(), file, here.atNs(), wish.untilNs())));
    }

    private void draw(FigureFile.Drawing drawing, FigureFile file, long atNs, long untilNs) throws IOException {
        if (file.form() != PictureFile.Form.GIF) {
            file.write(drawing, atNs);
            return;
        }
        file.writeMoving(drawing, atNs, untilNs, done -> {
            if (done % PICTURES_BETWEEN_WORDS == 0) {
                teller.accept(Text.FIGURE_DRAWING.of(done, FigureFile.PICTURES));
            }
        });
    }

    private FigureFile.Drawing oneView(FigureVm.Wish wish, Sight sight, StillEngine still, long atNs) {
        var figure = new Figure(session.scenario(), sight.theme(), sight.selection(), sight.scale());
        var timeline = wish.form().moves() ? null : sight.timeline();
        var view = Figure.View.valueOf(wish.what().name());
        return (ns, g, width, height) -> {
            if (ns != atNs) {
                still.seek(ns);
            }
            figure.draw(view, still.latest(), timeline, g, width, height);
        };
    }

    /// Empty if there is nothing to compare.
    private Optional<FigureFile.Drawing> twoFutures(FigureVm.Wish wish, Sight sight, Session copy) {
        int present = copy.branch().number();
        long untilNs = Math.addExact(wish.untilNs(), AHEAD_NS);
        var sides = sight.against() == SecondFuture.NATURAL || sight.against() == present
                ? SideBySide.natural(copy, present, untilNs)
                : Optional.of(SideBySide.of(copy, present, sight.against()));
        var frame = new Frame(copy.scenario().machine().coreCount());
        copy.write(frame);
        return sides.map(two -> {
            var figure = new CompareFigure(session.scenario(), new Futures(two, frame.branches), sight.theme());
            return (ns, g, width, height) -> {
                figure.seek(ns);
                figure.draw(g, width, height);
            };
        });
    }
}
