package archipelago.app.render;

import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the facts so far say that a frame does not hold: which kernels have panicked and have not
/// been started since, whose each device is, and why the machine was reset.
///
/// @param panickedOn by kernel slot, the core on which it last panicked; kernels that have been
///     started again since are missing
/// @param panickedAtNs by kernel slot, when that was
/// @param lostDoorbells by kernel slot, the last doorbell that was lost at one of its cores
/// @param deviceOwner by device index, a kernel's slot, or -1 for the pool
/// @param reset the fact that tells of the machine's reset, or null
/// @param read how many facts had been told up to the last one that these notes sum up
/// @param last that fact, or null
public record MapNotes(
        Map<Integer, Integer> panickedOn,
        Map<Integer, Long> panickedAtNs,
        Map<Integer, LostDoorbell> lostDoorbells,
        List<Integer> deviceOwner,
        Fact reset,
        long read,
        Fact last) {
    public MapNotes {
        panickedOn = Map.copyOf(panickedOn);
        panickedAtNs = Map.copyOf(panickedAtNs);
        lostDoorbells = Map.copyOf(lostDoorbells);
        deviceOwner = List.copyOf(deviceOwner);
    }

    /// A doorbell that reached a core and was lost there.
    public record LostDoorbell(int core, long atNs) {}

    /// Reads all facts up to the frame's moment.
    public static MapNotes of(Machine machine, Frame frame) {
        var atStart = machine.devices().stream().map(device -> 0).toList();
        return new MapNotes(Map.of(), Map.of(), Map.of(), atStart, null, 0, null).readOn(machine, frame);
    }

    /// The notes for another frame: reads only what is new when these notes are of the same past.
    public MapNotes upTo(Machine machine, Frame frame) {
        boolean samePast = read <= frame.told() && frame.journal.after(read, last) >= 0;
        return samePast ? readOn(machine, frame) : of(machine, frame);
    }

    /// Whether a kernel's newest truth is a panic.
    public boolean panicked(int slot) {
        return panickedOn.containsKey(slot);
    }

    private MapNotes readOn(Machine machine, Frame frame) {
        int next = frame.journal.after(read, last);
        if (next >= frame.happened) {
            return this;
        }
        var reader = new Reader(this);
        for (int i = next; i < frame.happened; i++) {
            reader.read(frame.journal.get(i));
        }
        return new MapNotes(
                reader.panicked,
                reader.panickedAtNs,
                reader.lost,
                Arrays.stream(reader.owner).boxed().toList(),
                reader.reset == null ? reset : reader.reset,
                frame.told(),
                frame.journal.get(frame.happened - 1));
    }

    private static final class Reader {
        private final Map<Integer, Integer> panicked;
        private final Map<Integer, Long> panickedAtNs;
        private final Map<Integer, LostDoorbell> lost;
        private final int[] owner;
        private Fact reset;

        Reader(MapNotes before) {
            panicked = new TreeMap<>(before.panickedOn);
            panickedAtNs = new TreeMap<>(before.panickedAtNs);
            lost = new TreeMap<>(before.lostDoorbells);
            owner = before.deviceOwner.stream().mapToInt(Integer::intValue).toArray();
        }

        void read(Fact fact) {
            switch (fact.what()) {
                case Happening.MachineReset _ -> reset = fact;
                case Happening.FaultInjected(int kernel, int core, String fault) when fault.startsWith("panic") -> {
                    panicked.put(kernel, core);
                    panickedAtNs.put(kernel, fact.atNs());
                }
                case Happening.DoorbellLost(int kernel, int core) ->
                    lost.put(kernel, new LostDoorbell(core, fact.atNs()));
                case Happening.PhaseEntered(int kernel, Phase phase) when phase == Phase.EARLY_BOOT ->
                    panicked.remove(kernel);
                case Happening.InstanceCreated(int kernel, int ignored, String name) -> panicked.remove(kernel);
                case Happening.InstanceRemoved(int kernel) -> panicked.remove(kernel);
                case Happening.DeviceReassigned(int device, int ignored, int to) ->
                        owner[device] = to == CoreTable.POOL ? to : CoreTable.keeper(to);
                default -> {}
            }
        }
    }
}
