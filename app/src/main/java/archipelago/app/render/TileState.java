package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;

/// What a core is up to, as the map says it: where it physically is, read together with the phase
/// of the kernel that it runs.
///
/// @param kernel whose colour the state has: the kernel that the core runs or is parked for; -1 for
///     the pool
/// @param word what the tile says
/// @param shortWord the same for a narrow tile
/// @param progress how far a start has come, 0 to 1
public record TileState(Kind kind, int kernel, String word, String shortWord, double progress) {
    /// Kinds of state, each with a look of its own.
    public enum Kind {
        RUNNING,
        IDLE,
        BOOTING,
        HALTING,
        HOTPLUG,
        MOVING,
        POOL,
        PARKED,
        PANICKED,
        /// It loops in kernel code and does not go on.
        HUNG,
        /// It runs a kernel of which the books have no record.
        GHOST,
        DEAD,
        /// The machine has been reset, and with it this core.
        ENDED;

        /// Whether a core in this state has gone wrong, and is shown so.
        public boolean wrong() {
            return this == PANICKED || this == HUNG || this == DEAD;
        }

        /// Whether a core in this state shows its load instead of a word.
        public boolean showsLoad() {
            return this == RUNNING || this == IDLE;
        }

        /// Whether a core in this state is on its way between owners.
        public boolean underWay() {
            return this == HOTPLUG || this == MOVING;
        }
    }

    public static TileState of(Frame frame, int core, MapNotes notes) {
        int kernel = frame.siteKernel[core];
        if (frame.ended) {
            return new TileState(Kind.ENDED, kernel, Text.TILE_OFF.of(), Text.TILE_OFF.of(), 0);
        }
        if (frame.hangs(core)) {
            var word = frame.hang(core) == Hang.IRQS_ON ? Text.AT_HUNG_IRQS_ON : Text.AT_HUNG_IRQS_OFF;
            return new TileState(Kind.HUNG, kernel, word.of(), Text.TILE_HUNG.of(), 0);
        }
        return switch (frame.site(core)) {
            case DEAD -> new TileState(Kind.DEAD, kernel, Text.AT_DEAD.of(), Text.AT_DEAD.of(), 0);
            case MOVING -> {
                int mover = Math.max(kernel, frame.owner[core]);
                yield new TileState(Kind.MOVING, mover, Text.AT_MOVING.of(), Text.TILE_MOVE.of(), 0);
            }
            case HOTPLUG -> new TileState(Kind.HOTPLUG, kernel, Text.AT_HOTPLUG.of(), Text.TILE_PLUG.of(), 0);
            case PARKED_POOL, PARKED_INSTANCE -> parked(frame, core, notes);
            case OFFLINE -> offline(frame, core, notes);
            case RUNNING -> running(frame, core, notes);
        };
    }

    private static TileState parked(Frame frame, int core, MapNotes notes) {
        int kernel = frame.site(core) == Site.PARKED_INSTANCE ? frame.siteKernel[core] : -1;
        if (kernel < 0) {
            return frame.owner[core] < 0 || frame.idle.get(core)
                    ? new TileState(Kind.POOL, -1, Text.POOL.of(), Text.POOL.of(), 0)
                    : new TileState(Kind.PARKED, -1, Text.AT_PARKED.of(), Text.TILE_PARK.of(), 0);
        }
        if (notes.panicked(kernel) && frame.owner[core] == kernel) {
            return panicked(core, kernel, notes, Text.TILE_HALTED.of());
        }
        return new TileState(Kind.PARKED, kernel, Text.AT_PARKED.of(), Text.TILE_PARK.of(), 0);
    }

    /// It halts where its kernel left it, which is no park loop.
    private static TileState offline(Frame frame, int core, MapNotes notes) {
        int kernel = frame.siteKernel[core];
        return kernel > 0 && notes.panicked(kernel)
                ? panicked(core, kernel, notes, Text.TILE_HALTED.of())
                : new TileState(Kind.PARKED, kernel, Text.AT_OFFLINE.of(), Text.AT_OFFLINE.of(), 0);
    }

    private static TileState panicked(int core, int kernel, MapNotes notes, String other) {
        boolean here = notes.panickedOn().getOrDefault(kernel, -1) == core;
        return here
                ? new TileState(Kind.PANICKED, kernel, Text.PANIC.of(), Text.PANIC.of(), 0)
                : new TileState(Kind.PANICKED, kernel, other, Text.TILE_HALT.of(), 0);
    }

    private static TileState running(Frame frame, int core, MapNotes notes) {
        int slot = frame.siteKernel[core];
        KernelView kernel = frame.kernel(slot);
        if (kernel == null && frame.present(slot) != null) {
            return new TileState(Kind.GHOST, slot, Text.NO_RECORD.of(), Text.TILE_GHOST.of(), 0);
        }
        var phase = kernel == null ? Phase.UP : kernel.phase();
        return switch (phase) {
            case EARLY_BOOT -> booting(slot, phase, 0.2);
            case SECONDARIES -> booting(slot, phase, 0.5);
            case INIT -> booting(slot, phase, 0.8);
            case HALTING -> new TileState(Kind.HALTING, slot, Text.PHASE_HALTING.of(), Text.TILE_HALT.of(), 0);
            case PANICKING -> panicked(core, slot, notes, Text.PHASE_HALTING.of());
            case UP, OFF -> frame.busy[core] || frame.meanLoad(core) > 0
                    ? new TileState(Kind.RUNNING, slot, Text.AT_RUNNING.of(), Text.TILE_RUN.of(), 0)
                    : new TileState(Kind.IDLE, slot, Text.IDLE.of(), Text.IDLE.of(), 0);
        };
    }

    private static TileState booting(int slot, Phase phase, double progress) {
        var little = phase == Phase.SECONDARIES ? "SMP" : Text.TILE_BOOT.of();
        return new TileState(Kind.BOOTING, slot, Terms.of(phase).of(), little, progress);
    }
}
