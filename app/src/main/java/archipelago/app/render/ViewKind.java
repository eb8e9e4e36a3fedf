package archipelago.app.render;

import java.util.Locale;
import java.util.function.Supplier;

/// The views of the whole machine beside its map.
public enum ViewKind {
    LANES(SequenceView::new),
    MEMORY(MemoryView::new),
    RINGS(RingsView::new),
    TREE(TreeView::new),
    CHARTS(ChartsView::new),
    COMPARE(CompareView::new);

    private final Supplier<MachineView> maker;

    ViewKind(Supplier<MachineView> maker) {
        this.maker = maker;
    }

    /// A view of this kind that has painted nothing yet.
    public MachineView create() {
        return maker.get();
    }

    /// As people write it: `lanes`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
