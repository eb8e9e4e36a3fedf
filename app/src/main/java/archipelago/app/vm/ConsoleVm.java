package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.journal.Happening.ConsoleReceived;
import archipelago.engine.state.ConsoleLink;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The console of the instance that was selected last: what came over its link, and what was lost.
public final class ConsoleVm {
    private static final int MOST_FACTS = 120;
    private static final int MOST_LINES = 200;
    private static final String CONSOLE_WORD = "console=mktty0";

    /// A line of text, or a word about what is missing between two lines.
    public record Line(String text, Tone tone) {}

    /// @param slot the instance, or -1 if none was selected yet
    /// @param host the instance on which its link is or would be open; empty for the machine's own host
    /// @param link the number of its link, or -1
    /// @param state what the link is like
    /// @param lost what was lost, or an empty text
    public record Screen(
            int slot, String title, String host, int link, String state, String lost, List<Line> lines) {
        static final Screen EMPTY = new Screen(-1, "", "", -1, "", "", List.of());

        public Screen {
            lines = List.copyOf(lines);
        }

        public boolean attached() {
            return link >= 0;
        }
    }

    private final Chronicle chronicle;
    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(Screen.EMPTY);
    private int slot = -1;

    ConsoleVm(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void update(Frame frame, Selection selection) {
        int selected = switch (selection) {
            case Selection.OfKernel(int kernel) -> kernel;
            case Selection.OfCore(int core) -> frame.owner[core];
            default -> -1;
        };
        var kernel = frame.kernel(selected > 0 ? selected : slot);
        if (kernel == null) {
            kernel = frame.kernels.stream().filter(one -> !one.host()).findFirst().orElse(null);
        }
        slot = kernel == null ? -1 : kernel.slot();
        var newest = kernel == null || kernel.host() ? Screen.EMPTY : of(frame, kernel);
        if (!newest.equals(screen.get())) {
            screen.set(newest);
        }
    }

    private Screen of(Frame frame, KernelView kernel) {
        var link = frame.consoles.stream()
                .filter(open -> open.host() == kernel.lender() && open.instance() == kernel.id())
                .findFirst()
                .orElse(null);
        var title = Text.CONSOLE_TITLE.of(kernel.name());
        var host = kernel.nested() ? chronicle.name(kernel.lender()) : "";
        if (link == null) {
            var words = Text.CONSOLE_NO_LINK.of();
            return new Screen(kernel.slot(), title, host, -1, words, lost(kernel, null), List.of());
        }
        var state = Text.CONSOLE_LINK.of(
                link.number(), Figures.grouped(link.received().length()), Figures.grouped(ConsoleLink.BUFFER_BYTES));
        return new Screen(
                kernel.slot(),
                title,
                host,
                link.number(),
                state,
                lost(kernel, link),
                lines(kernel, link.number()));
    }

    /// Nothing tells a reader of a real console what is missing; here it is said.
    private String lost(KernelView kernel, ConsoleLink link) {
        var parts = new ArrayList<String>();
        if (link != null && link.droppedBytes() > 0) {
            parts.add(Text.CONSOLE_DROPPED.count(link.droppedBytes()));
        }
        if (kernel.consoleLostBytes() > 0) {
            parts.add(Text.CONSOLE_LOST.count(kernel.consoleLostBytes()));
        }
        var load = chronicle.lastLoad(kernel.name());
        if (load.isPresent() && !load.get().cmdline().contains(CONSOLE_WORD)) {
            parts.add(Text.CONSOLE_NO_LOG.of(CONSOLE_WORD));
        }
        return String.join(" · ", parts);
    }

    private List<Line> lines(KernelView kernel, int link) {
        var lines = new ArrayList<Line>();
        var open = new StringBuilder();
        for (var fact : chronicle.linkFacts(link, MOST_FACTS)) {
            if (fact.what() instanceof ConsoleReceived(int _, var bytes, long dropped)) {
                open.append(bytes.part(0, (int) (bytes.length() - dropped)).asText());
                int end = open.lastIndexOf("\n");
                if (end >= 0) {
                    for (var text : open.substring(0, end).split("\n", -1)) {
                        lines.add(new Line(text, Tone.NEUTRAL));
                    }
                    open.delete(0, end + 1);
                }
                if (dropped > 0) {
                    lines.add(new Line(Text.CONSOLE_GAP.count(dropped), Tone.WARN));
                }
            }
        }
        if (!open.isEmpty()) {
            lines.add(new Line(open.toString(), Tone.NEUTRAL));
        }
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    public ReadOnlyObjectProperty<Screen> screen() {
        return screen.getReadOnlyProperty();
    }
}
