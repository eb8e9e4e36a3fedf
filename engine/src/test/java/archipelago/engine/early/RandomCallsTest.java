package archipelago.engine.early;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Anybody may call anything at any time on the hosts of 2025: all promises hold after every event, and a copy of
/// the machine goes on as the machine does.
class RandomCallsTest {
    private static final int CALLS = 50;
    private static final List<String> NAMES = List.of("blue", "red");
    private static final Scenario.Traffic TRAFFIC =
            new Scenario.Traffic("host", "blue", 300 * Times.US, 10 * Times.US, 192, 200, 5 * Times.US);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("archipelago.seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allPromisesHoldInSeptember(long seed) {
        disturb(Generation.RFC_V1, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allPromisesHoldInOctober(long seed) {
        disturb(Generation.RFC_V2, seed);
    }

    private static void disturb(Generation generation, long seed) {
        var random = new Random(seed);
        var lab = YearOf2025.lab(TRAFFIC, generation);
        var done = new ArrayList<String>();
        try {
            for (int i = 0; i < CALLS; i++) {
                var call = call(generation, random);
                done.add(lab.now() + " ns: " + call);
                lab.give(call);
                runFor(lab, random.nextInt(3) == 0 ? random.nextLong(300 * Times.MS) : random.nextLong(Times.MS));
            }
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed " + seed + " after\n" + String.join("\n", done), failure);
        }
        var copy = lab.simulation().copy();
        for (int i = 0; i < 200 && copy.nextNs() != Long.MAX_VALUE; i++) {
            copy.step();
            lab.step();
        }
        assertThat(copy.fingerprint()).isEqualTo(lab.simulation().fingerprint());
    }

    private static void runFor(Lab lab, long ns) {
        long untilNs = lab.now() + ns;
        for (int n = 0; n < 400 && lab.simulation().nextNs() <= untilNs; n++) {
            lab.step();
        }
        lab.simulation().waitUntil(untilNs);
    }

    private static Command call(Generation generation, Random random) {
        var name = NAMES.get(random.nextInt(2));
        int cpu = random.nextInt(9);
        int id = random.nextInt(4);
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> YearOf2025.switched(cpu, random.nextInt(3) > 0 ? "0" : "1");
            case 3, 4 -> new Call.KexecLoad(name, "vmlinux", (1 + random.nextInt(200)) * Sizes.MIB, 0,
                    random.nextBoolean() ? YearOf2025.REGION : "memmap=256M@0x190000000", 0x10);
            case 5 -> new Call.KexecLoad("", "", 0, 0, "", 0x10);
            case 6, 7, 8 -> YearOf2025.reboot(RunOperations.BOOT, generation == Generation.RFC_V1 ? cpu : id);
            case 9, 10 -> YearOf2025.fileLoad(id);
            case 11 -> YearOf2025.unload(id);
            case 12, 13 -> YearOf2025.tree(name + " { id = <" + (name.equals("blue") ? 1 : 2) + ">; resources { cpus = <"
                    + cpu + " " + (cpu + 1) % 8 + ">; memory-bytes = <0x10000000>; }; };");
            case 14 -> new Call.RemoveDirectory("/sys/fs/multikernel/instances/" + name);
            case 15 -> new Call.SendMessage(cpu, random.nextBoolean() ? "SHUTDOWN" : "USER", random.nextInt(300));
            case 16 -> new Command.Halt(name);
            case 17 -> new Fault.Panic(name, -1);
            default -> fault(random, name, cpu);
        };
    }

    private static Command fault(Random random, String name, int cpu) {
        return switch (random.nextInt(12)) {
            case 0 -> new Fault.Hang(name, -1, random.nextBoolean());
            case 1 -> new Fault.Hang("host", cpu, random.nextBoolean());
            case 2 -> new Fault.StopCpu(cpu);
            case 3 -> new Fault.SpoilManifest(name, true);
            case 4 -> new Fault.ForeignNmi(name, -1);
            case 5 -> new Fault.WedgeRing("host", name);
            case 6 -> new Fault.SpoofDoorbell(name, "host");
            case 7 -> new Fault.ArmMarker(name);
            case 8 -> new Fault.StrayWrite(name, Fault.Spot.PARK, NAMES.get(random.nextInt(2)));
            case 9 -> new Fault.NextMessage(Fault.Disturbance.values()[random.nextInt(4)], "host", name, "", Times.MS);
            case 10 -> random.nextInt(5) == 0 ? new Fault.Panic("host", -1) : new Fault.Slow(name, 300);
            default -> random.nextInt(4) == 0 ? new Fault.PowerOff(name, false) : new Fault.LoseDoorbell(name);
        };
    }
}
