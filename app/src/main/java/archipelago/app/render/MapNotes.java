package archipelago.app.render;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the facts so far say that a frame does not hold: which kernels have panicked and have not
/// been started since, and whose each device is.
///
/// @param panickedOn by kernel slot, the core on which it last panicked; kernels that have been
///     started again since are missing
/// @param deviceOwner by device index, a kernel's slot, or -1 for the pool
/// @param read how many facts these notes sum up
/// @param last the last of them, or null
public record MapNotes(
        Map<Integer, Integer> panickedOn,
        List<Integer> deviceOwner,
        Map<String, Integer> slotByName,
        int read,
        Fact last) {
    public MapNotes {
        panickedOn = Map.copyOf(panickedOn);
        deviceOwner = List.copyOf(deviceOwner);
        slotByName = Map.copyOf(slotByName);
    }

    /// Reads all facts up to the frame's moment.
    public static MapNotes of(Machine machine, Frame frame) {
        var atStart = machine.devices().stream().map(device -> 0).toList();
        return new MapNotes(Map.of(), atStart, Map.of(), 0, null).readOn(machine, frame);
    }

    /// The notes for another frame: reads only what is new when these notes are of the same past.
    public MapNotes upTo(Machine machine, Frame frame) {
        boolean samePast = read <= frame.happened && (read == 0 || frame.journal.get(read - 1) == last);
        return samePast ? readOn(machine, frame) : of(machine, frame);
    }

    /// Whether a kernel's newest truth is a panic.
    public boolean panicked(int slot) {
        return panickedOn.containsKey(slot);
    }

    private MapNotes readOn(Machine machine, Frame frame) {
        if (read == frame.happened) {
            return this;
        }
        var reader = new Reader(machine, new TreeMap<>(panickedOn), deviceOwner, new TreeMap<>(slotByName));
        for (int i = read; i < frame.happened; i++) {
            reader.read(frame.journal.get(i).what());
        }
        return new MapNotes(
                reader.panicked,
                Arrays.stream(reader.owner).boxed().toList(),
                reader.slots,
                frame.happened,
                frame.journal.get(frame.happened - 1));
    }

    private static final class Reader {
        private final Machine machine;
        private final Map<Integer, Integer> panicked;
        private final int[] owner;
        private final Map<String, Integer> slots;

        Reader(Machine machine, Map<Integer, Integer> panicked, List<Integer> owner, Map<String, Integer> slots) {
            this.machine = machine;
            this.panicked = panicked;
            this.owner = owner.stream().mapToInt(Integer::intValue).toArray();
            this.slots = slots;
        }

        void read(Happening what) {
            switch (what) {
                case Happening.FaultInjected(int kernel, int core, String ignored) -> panicked.put(kernel, core);
                case Happening.PhaseEntered(int kernel, Phase phase) when phase == Phase.EARLY_BOOT ->
                    panicked.remove(kernel);
                case Happening.InstanceCreated(int kernel, int ignored, String name) -> {
                    panicked.remove(kernel);
                    slots.put(name, kernel);
                }
                case Happening.InstanceRemoved(int kernel) -> {
                    panicked.remove(kernel);
                    hand(kernel, -1);
                }
                case Happening.Answered(int act, Command command, Errno errno, String said) when errno == Errno.OK ->
                    done(command);
                default -> {}
            }
        }

        private void done(Command command) {
            switch (command) {
                case Command.FillPool fill -> fill.devices().forEach(name -> give(name, -1));
                case Command.EmptyPool() -> hand(-1, 0);
                case Command.Create create -> create.devices()
                        .forEach(name -> give(name, slots.getOrDefault(create.instance(), -1)));
                default -> {}
            }
        }

        private void give(String name, int to) {
            for (int d = 0; d < owner.length; d++) {
                var device = machine.devices().get(d);
                if (device.name().equals(name) || device.pciId().equals(name)) {
                    owner[d] = to;
                }
            }
        }

        private void hand(int from, int to) {
            for (int d = 0; d < owner.length; d++) {
                owner[d] = owner[d] == from ? to : owner[d];
            }
        }
    }
}
