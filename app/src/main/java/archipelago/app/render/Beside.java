package archipelago.app.render;

import archipelago.app.layout.History;
import archipelago.app.layout.TimeWindow;
import archipelago.engine.compare.Comparison;
import archipelago.engine.compare.Divergence;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.BitSet;
import java.util.Optional;

/// Two futures of one machine at one instant.
///
/// @param parting where they part, also if that is still to come
/// @param comparison what each has come to at the instant
public record Beside(Machine machine, Side a, Side b, Optional<Divergence> parting, Comparison comparison) {

    /// One of the two.
    ///
    /// @param title what it is, in words
    /// @param turn what it did where they part, in a sentence; empty before
    /// @param notes what its journal tells beyond the frame
    public record Side(String title, String turn, Frame frame, History history, MapNotes notes) {
        public static Side of(String title, String turn, Machine machine, Frame frame) {
            return new Side(title, turn, frame, History.of(frame.journal), MapNotes.of(machine, frame));
        }
    }

    public long nowNs() {
        return comparison.atNs();
    }

    /// The part of time that both timelines show.
    TimeWindow window() {
        return TimeWindow.paced(nowNs(), a.frame().speedNsPerSecond, a.frame().furthestNs > nowNs());
    }

    /// The cores that are not the same on both sides: owned by another kernel, or somewhere else, or in
    /// another state. Whether a core has something to do at this instant makes no difference.
    BitSet differingCores() {
        var differing = new BitSet();
        for (int core = 0; core < machine.coreCount(); core++) {
            differing.set(core, !look(a, core).equals(look(b, core)));
        }
        return differing;
    }

    private record CoreLook(String owner, String kernel, TileState.Kind kind, String word) {}

    private static CoreLook look(Side side, int core) {
        var state = TileState.of(side.frame(), core, side.notes());
        boolean runs = state.kind().showsLoad();
        return new CoreLook(
                name(side.frame(), side.frame().owner[core]),
                name(side.frame(), side.frame().siteKernel[core]),
                runs ? TileState.Kind.RUNNING : state.kind(),
                runs ? "" : state.word());
    }

    /// Slots need not mean the same kernel on both sides; names do.
    private static String name(Frame frame, int slot) {
        var kernel = slot < 0 ? null : frame.kernel(slot);
        return kernel == null ? "" : kernel.name();
    }
}
