package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares the three layers of a moment: what the host's books say, what is physically so, and what a
/// kernel believes. It tells only where they differ.
final class Layers {
    /// More cores than these are told as one.
    private static final int MOST_CORES = 3;

    private final Frame frame;
    private final FactWords words;

    Layers(Frame frame, FactWords words) {
        this.frame = frame;
        this.words = words;
    }

    /// Where the layers differ about a kernel.
    List<Disagreement> ofKernel(KernelView kernel) {
        var found = new ArrayList<Disagreement>();
        if (frame.ended) {
            return found;
        }
        if (frame.kernel(kernel.slot()) == null) {
            found.add(new Disagreement(
                    -1,
                    kernel.name(),
                    Text.NO_RECORD.of(),
                    Text.LAYER_EXECUTE.count(executing(kernel)),
                    Text.LAYER_ALONE.of(),
                    Text.LAYERS_GHOST.of(kernel.name())));
            return found;
        }
        life(kernel, found);
        cores(kernel, found);
        memory(kernel, found);
        return found;
    }

    /// Where they differ about one core.
    List<Disagreement> ofCore(int core) {
        var found = new ArrayList<Disagreement>();
        for (var ghost : frame.ghosts) {
            if (frame.executes(core, ghost.slot())) {
                found.addAll(ofKernel(ghost));
            }
        }
        for (var kernel : frame.kernels) {
            if (!frame.ended && kernel.belief().online().count() > 0) {
                disagreement(kernel, core).ifPresent(found::add);
            }
        }
        return found;
    }

    private int executing(KernelView kernel) {
        int count = 0;
        for (int core = 0; core < frame.owner.length; core++) {
            count += frame.executes(core, kernel.slot()) ? 1 : 0;
        }
        return count;
    }

    private int hanging(KernelView kernel) {
        int count = 0;
        for (int core = 0; core < frame.owner.length; core++) {
            count += frame.executes(core, kernel.slot()) && frame.hangs(core) ? 1 : 0;
        }
        return count;
    }

    // --- is it alive? -----------------------------------------------------------------------------

    private void life(KernelView kernel, List<Disagreement> found) {
        int executing = executing(kernel);
        int hanging = hanging(kernel);
        if (kernel.imagePulled() && executing > 0) {
            found.add(new Disagreement(
                    -1,
                    Text.LAYER_IMAGE.of(),
                    Text.LAYER_FREED.of(kernel.status().word()),
                    Text.LAYER_EXECUTE.count(executing),
                    Text.LAYER_RUNS.of(),
                    Text.LAYERS_IMAGE.of(kernel.name())));
        }
        if (kernel.host()) {
            return;
        }
        boolean parks = frame.books.generation().parksCores();
        if (kernel.status() == Status.ACTIVE && kernel.phase() == Phase.OFF && executing == 0 && settled(kernel)) {
            found.add(new Disagreement(
                    -1,
                    Text.LAYER_STATUS.of(),
                    kernel.status().word(),
                    (parks ? Text.LAYER_PARKED : Text.LAYER_HALTED).of(),
                    Text.LAYER_NOTHING.of(),
                    (parks ? Text.LAYERS_SILENT : Text.LAYERS_UNTOLD).of(kernel.name())));
        } else if (kernel.status() == Status.ACTIVE && hanging > 0 && hanging == executing) {
            found.add(new Disagreement(
                    -1,
                    Text.LAYER_STATUS.of(),
                    kernel.status().word(),
                    Text.LAYER_HANG.count(hanging),
                    Text.LAYER_RUNS.of(),
                    Text.LAYERS_HUNG.of(kernel.name())));
        }
    }

    /// Whether none of its cores is on its way anywhere.
    private boolean settled(KernelView kernel) {
        for (int core = 0; core < frame.owner.length; core++) {
            if (frame.owner[core] == kernel.slot() && frame.site(core) == Site.MOVING) {
                return false;
            }
        }
        return true;
    }

    // --- cores ------------------------------------------------------------------------------------

    private void cores(KernelView kernel, List<Disagreement> found) {
        if (kernel.belief().online().count() == 0) {
            return; // What runs has at least one core online; a frame that does not say so does not tell.
        }
        var differing = new ArrayList<Disagreement>();
        for (int core = 0; core < frame.owner.length; core++) {
            disagreement(kernel, core).ifPresent(differing::add);
        }
        found.addAll(differing.subList(0, Math.min(MOST_CORES, differing.size())));
        if (differing.size() > MOST_CORES) {
            var last = found.removeLast();
            var more = Text.MORE.count(differing.size() - MOST_CORES);
            found.add(new Disagreement(
                    last.core(), last.about() + " " + more, last.books(), last.physical(), last.belief(),
                    last.sentence()));
        }
    }

    /// A core that goes through hot-plug or is on its way is where it is for a moment only.
    private Optional<Disagreement> disagreement(KernelView kernel, int core) {
        var site = frame.site(core);
        boolean books = frame.owner[core] == kernel.slot() && !frame.idle.get(core);
        boolean runs = frame.executes(core, kernel.slot());
        boolean online = kernel.belief().online().has(core);
        boolean settled = site != Site.HOTPLUG && site != Site.MOVING && kernel.phase() == Phase.UP;
        if (!settled || books == runs && runs == online) {
            return Optional.empty();
        }
        var sentence = runs && !books
                ? Text.LAYERS_TAKEN.of(kernel.name(), words.owner(frame.owner[core]))
                : online && !runs ? Text.LAYERS_MISSED.of(kernel.name()) : Text.LAYERS_UNUSED.of(kernel.name());
        if (!runs && !online && kernel.host()) {
            return Optional.empty(); // The host may do without a CPU of its own.
        }
        return Optional.of(new Disagreement(
                core,
                words.cpu(core),
                words.owner(frame.owner[core]),
                words.site(site, frame.siteKernel[core]),
                (online ? Text.LAYER_ONLINE : Text.LAYER_OFFLINE).of(),
                sentence));
    }

    // --- memory -----------------------------------------------------------------------------------

    private void memory(KernelView kernel, List<Disagreement> found) {
        if (kernel.host() || !kernel.phase().alive()) {
            return;
        }
        var known = kernel.belief().memory();
        for (var range : known) {
            if (booked(kernel).stream().noneMatch(region -> covers(region, range))) {
                var elsewhere = booked(kernel).stream()
                        .filter(region -> known.stream().noneMatch(other -> covers(region, other)))
                        .findFirst();
                found.add(new Disagreement(
                        -1,
                        Text.LAYER_MEMORY.of(Sizes.shown(range.bytes())),
                        elsewhere.map(region -> at(region.base())).orElse(Text.NONE.of()),
                        Text.LAYER_USED.of(kernel.name()),
                        at(range.base()),
                        Text.LAYERS_MEMORY.of(kernel.name(), holder(range.base()))));
            }
        }
    }

    private List<Pool.Region> booked(KernelView kernel) {
        return frame.booksOf(kernel.lender()).regions().stream()
                .filter(region -> region.kernel() == kernel.slot())
                .toList();
    }

    private static boolean covers(Pool.Region region, MemoryRange range) {
        return region.base() < range.end() && range.base() < region.end();
    }

    /// Whose a place in memory is by the books.
    private String holder(long address) {
        for (var range : frame.memory) {
            if (address >= range.base() && address < range.base() + range.bytes()) {
                return range.kernel() == MemoryView.IDLE ? words.owner(CoreTable.POOL) : words.owner(frame, range);
            }
        }
        return words.owner(0);
    }

    private static String at(long address) {
        var digits = new StringBuilder(Long.toHexString(address));
        for (int at = digits.length() - 4; at > 0; at -= 4) {
            digits.insert(at, ' '); // A line may end there.
        }
        return "0x" + digits;
    }
}
