package archipelago.app.cli;

import archipelago.app.export.Figure;
import archipelago.app.export.PictureFile;
import archipelago.app.export.WindowPicture;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.engine.base.Require;
import archipelago.engine.cli.Converters;
import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Inputs;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.StillEngine;
import archipelago.engine.session.Session;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final int GIF_PICTURES = 60;
    private static final int GIF_HUNDREDTHS = 8;

    /// What the picture shows.
    private enum View {
        WINDOW,
        MAP,
        TIMELINE
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a scenario (.json) or a saved session (.mksession)")
    private Path file;

    @Option(names = "--at", paramLabel = "T", required = true, converter = Converters.TimeNs.class,
            description = "the instant, such as 1.84ms")
    private Long atNs;

    @Option(names = "--until", paramLabel = "T", converter = Converters.TimeNs.class,
            description = "for a moving picture (.gif): its last instant")
    private Long untilNs;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "1600x1000", description = "pixels, such as 1600x1000")
    private String size;

    @Option(names = "--out", paramLabel = "OUT", required = true, description = "a .png, .svg or .gif file to write")
    private Path out;

    @Option(names = "--view", paramLabel = "VIEW", defaultValue = "window",
            description = "window (the default), map or timeline")
    private String view;

    @Option(names = "--theme", paramLabel = "THEME", defaultValue = "light",
            description = "light (the default), dark or contrast")
    private String theme;

    @Option(names = "--lang", paramLabel = "LANG", defaultValue = "en", description = "en")
    private String language;

    @Option(names = "--select", paramLabel = "NAME", defaultValue = "",
            description = "a kernel by its name, or a core by its physical id")
    private String select;

    /// What was asked for, understood.
    private record Order(View view, Theme.Name theme, PictureFile.Form form, int width, int height) {}

    /// A word on the command line that cannot be followed, and what to write instead.
    private static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String sentence) {
            super(sentence, null, false, false);
        }
    }

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        Order order;
        try {
            order = order();
        } catch (Unclear unclear) {
            err.println(unclear.getMessage());
            return ExitStatus.USAGE;
        }
        var opening = Inputs.open(file, Optional.empty());
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var session = opening.opened().get().session();
        Preview.lookAhead(session, atNs);
        var still = new StillEngine(session);
        Selection selection;
        try {
            selection = selection(still.latest(), session);
        } catch (Unclear unclear) {
            err.println(unclear.getMessage());
            return ExitStatus.USAGE;
        }
        write(order, still, selection);
        spec.commandLine().getOut().println(out);
        return ExitStatus.DONE;
    }

    // --- understanding --------------------------------------------------------------------------

    private Order order() throws Unclear {
        var m = SIZE.matcher(size);
        if (!m.matches() || !fits(m.group(1)) || !fits(m.group(2))) {
            throw new Unclear("--size is two numbers from " + LEAST + " to " + MOST + ", such as 1600x1000, not " + size);
        }
        var form = PictureFile.Form.of(out);
        if (form == null) {
            throw new Unclear("--out ends in .png, .svg or .gif; " + out + " does not");
        }
        if (!language.equals("en")) {
            throw new Unclear("--lang: the window speaks en (English) so far, not " + language);
        }
        var order = new Order(
                word("--view", view, View.values()),
                word("--theme", theme, Theme.Name.values()),
                form,
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)));
        if (form == PictureFile.Form.SVG && order.view() == View.WINDOW) {
            throw new Unclear("the whole window is drawn in pixels; for a vector figure take --view map or --view timeline");
        }
        if ((form == PictureFile.Form.GIF) != (untilNs != null)) {
            throw new Unclear("--until goes with a .gif, and a .gif needs --until");
        }
        if (untilNs != null && untilNs <= atNs) {
            throw new Unclear("--until is later than --at");
        }
        return order;
    }

    private static boolean fits(String pixels) {
        int n = Integer.parseInt(pixels);
        return n >= LEAST && n <= MOST;
    }

    private static <E extends Enum<E>> E word(String option, String text, E[] known) throws Unclear {
        var words = new ArrayList<String>();
        for (var value : known) {
            var word = value.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return value;
            }
            words.add(word);
        }
        throw new Unclear(option + " is one of " + String.join(", ", words) + ", not " + text);
    }

    private Selection selection(Frame frame, Session session) throws Unclear {
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
        throw new Unclear("--select: at this instant there is no " + select + "; there are " + String.join(", ", names)
                + ", and the cores by their physical ids");
    }

    // --- drawing --------------------------------------------------------------------------------

    private void write(Order order, StillEngine still, Selection selection) throws IOException {
        if (order.form() == PictureFile.Form.SVG) {
            var figure = figure(order, still, selection);
            PictureFile.writeSvg(order.width(), order.height(), g ->
                    figure.draw(figureView(order), still.latest(), g, order.width(), order.height()), out);
        } else if (order.form() == PictureFile.Form.PNG) {
            PictureFile.writePng(pictures(order, still, selection, 1).getFirst(), out);
        } else {
            PictureFile.writeGif(pictures(order, still, selection, GIF_PICTURES), GIF_HUNDREDTHS, out);
        }
    }

    private ArrayList<BufferedImage> pictures(Order order, StillEngine still, Selection selection, int count) {
        var instants = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            instants.add(count == 1 ? atNs : atNs + Math.multiplyExact(untilNs - atNs, i) / (count - 1));
        }
        if (order.view() == View.WINDOW) {
            return new ArrayList<>(
                    WindowPicture.take(still, instants, order.theme(), selection, order.width(), order.height()));
        }
        var images = new ArrayList<BufferedImage>();
        var figure = figure(order, still, selection);
        for (long instant : instants) {
            still.seek(instant);
            images.add(PictureFile.image(order.width(), order.height(), g ->
                    figure.draw(figureView(order), still.latest(), g, order.width(), order.height())));
        }
        return images;
    }

    private static Figure figure(Order order, StillEngine still, Selection selection) {
        return new Figure(still.scenario().machine(), Theme.of(order.theme()), selection);
    }

    private static Figure.View figureView(Order order) {
        Require.that(order.view() != View.WINDOW, "a figure is one view");
        return order.view() == View.MAP ? Figure.View.MAP : Figure.View.TIMELINE;
    }
}
