package archipelago.app.cli;

import archipelago.app.export.Ahead;
import archipelago.app.export.Figure;
import archipelago.app.export.FigureFile;
import archipelago.app.export.Film;
import archipelago.app.export.PictureFile;
import archipelago.app.export.WindowPicture;
import archipelago.app.i18n.Language;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeScale;
import archipelago.app.render.Theme;
import archipelago.app.shell.WindowState;
import archipelago.app.start.Preview;
import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import archipelago.engine.cli.Converters;
import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Inputs;
import archipelago.engine.cli.OutputFile;
import archipelago.engine.cli.Progress;
import archipelago.engine.cli.Refusal;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago picture`: what the window would show at an instant, as a file, with no display.
@Command(
        name = "picture",
        description = "Renders what the window would show at an instant.",
        mixinStandardHelpOptions = true)
final class PictureCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");
    private static final int LEAST = 200;
    private static final int MOST = 8192;

    /// What the picture shows.
    private enum View {
        WINDOW,
        MAP,
        LANES,
        TIMELINE,
        MEMORY,
        RINGS,
        TREE,
        CHARTS,
        COMPARE
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", converter = Converters.FileName.class,
            description = "a scenario (.json) or a saved session (.mksession)")
    private Path file;

    @Option(names = "--at", paramLabel = "T", required = true, converter = Converters.TimeNs.class,
            description = "the instant, such as 1.84ms")
    private Long atNs;

    @Option(names = "--until", paramLabel = "T", converter = Converters.TimeNs.class,
            description = "for a moving picture (.gif): its last instant")
    private Long untilNs;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "1600x1000", description = "pixels, such as 1600x1000")
    private String size;

    @Option(names = "--out", paramLabel = "OUT", required = true, converter = Converters.FileName.class,
            description = "a .png, .svg or .gif file to write")
    private Path out;

    @Option(names = "--view", paramLabel = "VIEW", defaultValue = "window",
            description = "window (the default), map, lanes, timeline, memory, rings, tree, charts or compare")
    private String view;

    @Option(names = "--theme", paramLabel = "THEME", defaultValue = "light",
            description = "light (the default), dark or contrast")
    private String theme;

    @Option(names = "--scale", paramLabel = "SCALE", defaultValue = "linear",
            description = "how far apart instants stand in the timeline and in the lanes: linear (the default), per-event"
                    + " or compressed")
    private String scale;

    @Option(names = "--lang", paramLabel = "LANG", defaultValue = "en",
            description = "en (the default), it, es or fr")
    private String language;

    @Option(names = "--select", paramLabel = "NAME", defaultValue = "",
            description = "a kernel by its name, or a core by its physical id; with --view compare the number of the"
                    + " branch to compare with")
    private String select;

    /// What was asked for, understood.
    private record Order(
            View view, Theme.Name theme, TimeScale.Mode scale, PictureFile.Form form, int width, int height) {
        WindowState window() {
            return WindowState.FIRST.in(theme).with(scale);
        }
    }

    @Override
    public Integer call() throws IOException, Refusal {
        var err = spec.commandLine().getErr();
        var order = order();
        word("--lang", language, Language.values()).choose();
        OutputFile.check("--out", out, List.of(file));
        var opening = Inputs.open(file, Optional.empty());
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var session = opening.opened().get().session();
        Ahead.look(session, atNs);
        var still = new StillEngine(session);
        var selection = order.view() == View.COMPARE ? Selection.NOTHING : selection(still.latest(), session);
        var drawing = drawing(order, still, selection, session);
        try (var progress = Progress.on(err)) {
            write(order, drawing, still, selection, progress);
        } catch (IOException e) {
            throw OutputFile.failed(out, e);
        }
        spec.commandLine().getOut().println(out);
        spec.commandLine().getOut().flush();
        return ExitStatus.DONE;
    }

    // --- understanding --------------------------------------------------------------------------

    private Order order() throws Refusal {
        var m = SIZE.matcher(size);
        if (!m.matches() || !fits(m.group(1)) || !fits(m.group(2))) {
            throw Refusal.usage("--size: \"" + size + "\" is no size of a picture",
                    "two numbers from " + LEAST + " to " + MOST + ", such as 1600x1000");
        }
        var form = PictureFile.Form.of(out);
        if (form == null) {
            throw Refusal.usage("--out: " + out + " is no picture that can be written here",
                    "a name that ends in .png, .svg or .gif");
        }
        var order = new Order(
                word("--view", view, View.values()),
                word("--theme", theme, Theme.Name.values()),
                word("--scale", scale, TimeScale.Mode.values()),
                form,
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)));
        refuseMismatch(order);
        return order;
    }

    private void refuseMismatch(Order order) throws Refusal {
        if (order.form() == PictureFile.Form.GIF && untilNs == null) {
            throw Refusal.usage("a moving picture needs its last instant", "--until with a time later than --at");
        }
        if (order.form() != PictureFile.Form.GIF && untilNs != null) {
            throw Refusal.usage("--until is for moving pictures, and " + out + " is none", "a name that ends in .gif");
        }
        if (untilNs != null && untilNs <= atNs) {
            throw Refusal.usage("--until " + Times.text(untilNs) + " is not later than --at " + Times.text(atNs),
                    "a later instant");
        }
        if (order.scale() != TimeScale.Mode.LINEAR && !showsTime(order.view())) {
            throw Refusal.usage("--scale is for time that lies along an axis, and \"" + view + "\" has none of that kind",
                    "--view window, lanes or timeline");
        }
    }

    /// A view that shows no time would be the same in every scale.
    private static boolean showsTime(View view) {
        return view == View.WINDOW || view == View.LANES || view == View.TIMELINE;
    }

    private static boolean fits(String pixels) {
        int n = Integer.parseInt(pixels);
        return n >= LEAST && n <= MOST;
    }

    static <E extends Enum<E>> E word(String option, String text, E[] known) throws Refusal {
        var words = new ArrayList<String>();
        for (var value : known) {
            var word = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
            words.add(word);
        }
        throw Refusal.usage(option + ": there is no \"" + text + "\"", "one of " + String.join(", ", words));
    }

    private Selection selection(Frame frame, Session session) throws Refusal {
        if (select.isEmpty()) {
            return Selection.NOTHING;
        }
        for (var kernel : frame.kernels) {
            if (kernel.name().equals(select)) {
                return new Selection.OfKernel(kernel.slot());
            }
        }
        int core = select.matches("[0-9]{1,18}") ? session.scenario().machine().coreOf(Long.parseLong(select)) : -1;
        if (core >= 0) {
            return new Selection.OfCore(core);
        }
        var names = frame.kernels.stream().map(k -> k.name()).toList();
        throw Refusal.usage("--select: at this instant there is no \"" + select + "\"",
                "one of " + String.join(", ", names) + ", or the physical id of a core, such as "
                        + session.scenario().machine().physicalId(0));
    }

    // --- drawing --------------------------------------------------------------------------------

    private void write(
            Order order, FigureFile.Drawing drawing, StillEngine still, Selection selection, Progress progress)
            throws IOException {
        if (order.view() == View.WINDOW) {
            writeWindow(order, still, selection, progress);
            return;
        }
        var figure = new FigureFile(out, order.form(), order.width(), order.height());
        if (order.form() == PictureFile.Form.GIF) {
            figure.writeMoving(drawing, atNs, untilNs, done -> show(progress, done));
        } else {
            figure.write(drawing, atNs);
        }
    }

    private void writeWindow(Order order, StillEngine still, Selection selection, Progress progress)
            throws IOException {
        int width = order.width();
        int height = order.height();
        switch (order.form()) {
            case SVG -> WindowPicture.writeSvg(still, atNs, order.window(), selection, width, height, out);
            case PNG -> WindowPicture.take(still, List.of(atNs), order.window(), selection, width, height, image ->
                    PictureFile.writePng(image, out));
            case GIF -> {
                try (var film = new Film(out, FigureFile.HUNDREDTHS)) {
                    var instants = FigureFile.instants(atNs, untilNs);
                    WindowPicture.take(still, instants, order.window(), selection, width, height, image -> {
                        film.add(image);
                        show(progress, film.pictures());
                    });
                }
            }
        }
    }

    private static void show(Progress progress, int done) {
        progress.show(done, FigureFile.PICTURES, "picture " + done + " of " + FigureFile.PICTURES);
    }

    private FigureFile.Drawing drawing(Order order, StillEngine still, Selection selection, Session session) throws Refusal {
        var theme = Theme.of(order.theme());
        if (order.view() == View.COMPARE) {
            var figure = ComparePicture.of(session, select, untilNs == null ? atNs : untilNs, theme);
            return (ns, g, width, height) -> {
                figure.seek(ns);
                figure.draw(g, width, height);
            };
        }
        var figure = new Figure(still.scenario(), theme, selection, order.scale());
        return (ns, g, width, height) -> {
            if (ns != atNs) {
                still.seek(ns);
            }
            figure.draw(figureView(order), still.latest(), g, width, height);
        };
    }

    private static Figure.View figureView(Order order) {
        Require.that(order.view() != View.WINDOW, "a figure is one view");
        return Figure.View.valueOf(order.view().name());
    }
}
