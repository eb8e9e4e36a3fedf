package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import java.util.List;

/// A figure that somebody wants to keep: of what, how large, in what form.
public final class FigureVm {
    private static final int DIGITS = 6;

    /// What it can show.
    public enum What {
        WINDOW(Text.FIGURE_WINDOW),
        MAP(Text.VIEW_MAP),
        TIMELINE(Text.TIMELINE_TITLE),
        LANES(Text.VIEW_LANES),
        MEMORY(Text.VIEW_MEMORY),
        RINGS(Text.VIEW_RINGS),
        TREE(Text.VIEW_TREE),
        CHARTS(Text.VIEW_CHARTS),
        COMPARE(Text.VIEW_COMPARE);

        private final Text label;

        What(Text label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label.of();
        }
    }

    /// How it is written down.
    public enum Form {
        PNG(Text.FIGURE_PNG),
        SVG(Text.FIGURE_SVG),
        GIF(Text.FIGURE_GIF);

        private final Text label;

        Form(Text label) {
            this.label = label;
        }

        /// Whether time passes in it.
        public boolean moves() {
            return this == GIF;
        }

        @Override
        public String toString() {
            return label.of();
        }
    }

    /// Pixels.
    public record Size(int width, int height) {
        @Override
        public String toString() {
            return width + " × " + height;
        }
    }

    /// The sizes that are offered: of slides, of this program's own pictures, of large screens.
    public static final List<Size> SIZES =
            List.of(new Size(1280, 720), new Size(1600, 1000), new Size(1920, 1080), new Size(3840, 2160));

    /// What is wanted.
    ///
    /// @param untilNs the last instant of one that moves; else this moment
    public record Wish(What what, Form form, Size size, long untilNs) {}

    /// What came of the choices: a figure, or why there can be none.
    ///
    /// @param wish null if there is a problem
    public record Choice(Wish wish, String problem) {
        private static Choice problem(String problem) {
            return new Choice(null, problem);
        }
    }

    private What what = What.MAP;
    private Form form = Form.PNG;
    private Size size = SIZES.get(1);
    private long nowNs;
    private String until = "";
    private boolean comparable;

    public FigureVm() {}

    /// Begins with what is in front. The size and the form stay as they were chosen last.
    ///
    /// @param front the view that is in front
    /// @param lastNs up to where a figure that moves goes if nobody says otherwise
    public void begin(Frame frame, What front, long lastNs) {
        what = front;
        nowNs = frame.nowNs;
        comparable = frame.branches.size() > 1 || front == What.COMPARE;
        until = Times.shown(Math.max(lastNs, nowNs + 1), DIGITS);
    }

    public What what() {
        return what;
    }

    public void what(What chosen) {
        what = chosen;
    }

    public Form form() {
        return form;
    }

    public void form(Form chosen) {
        form = chosen;
    }

    public Size size() {
        return size;
    }

    public void size(Size chosen) {
        size = chosen;
    }

    /// The last instant of a figure that moves, as it is written.
    public String until() {
        return until;
    }

    public void until(String written) {
        until = written;
    }

    public Choice choice() {
        if (what == What.COMPARE && !comparable) {
            return Choice.problem(Text.UNTIL_NO_FUTURE.of());
        }
        if (!form.moves()) {
            return new Choice(new Wish(what, form, size, nowNs), "");
        }
        if (what == What.WINDOW) {
            return Choice.problem(Text.FIGURE_WINDOW_STILL.of());
        }
        var ns = Times.parse(until.strip().replace(',', '.'));
        if (ns.isEmpty()) {
            return Choice.problem(Text.UNTIL_NO_INSTANT.of(until.strip()));
        }
        return ns.getAsLong() <= nowNs
                ? Choice.problem(Text.FIGURE_EARLY.of(until.strip(), Times.shown(nowNs, DIGITS)))
                : new Choice(new Wish(what, form, size, ns.getAsLong()), "");
    }
}
