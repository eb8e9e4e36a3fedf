package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Problem;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CommandJsonTest {
    private final Problems problems = new Problems("x.json");

    @Property
    void everyCommandIsReadBackAsItWasWritten(@ForAll("commands") Command command) {
        var line = CommandJson.line(command);
        var told = new Problems("x.json");
        assertThat(line).doesNotContain("\n");
        assertThat(read(line, Optional.empty(), told)).as(line).contains(command);
        assertThat(told.inOrder()).isEmpty();
    }

    @Provide
    Arbitrary<Command> commands() {
        var names = Arbitraries.strings().ofMaxLength(20);
        var cpu = Arbitraries.longs().between(0, 999_999_999);
        var cpus = Arbitraries.longs().between(0, 400).list().uniqueElements().ofMaxSize(40);
        var bytes = Arbitraries.longs().between(0, 1L << 48);
        var node = Arbitraries.integers().between(-1, 8);
        var devices = names.list().ofMaxSize(3);
        var memory = Combinators.combine(bytes, node).as(Command.MemoryRequest::new).list().ofMaxSize(3);
        var id = Arbitraries.integers().between(0, 511);
        var form = Arbitraries.of(Command.ImageForm.class);
        var address = Arbitraries.longs().between(0, 1L << 52);
        var u32 = Arbitraries.longs().between(0, 0xffffffffL);
        var number = Arbitraries.integers().greaterOrEqual(1);
        var content = Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Blob::of);
        var maybeCpu = Arbitraries.oneOf(cpu, Arbitraries.just(-1L));
        var truth = Arbitraries.of(true, false);
        var effect = Arbitraries.of(Command.Fault.Disturbance.class);
        var delay = Arbitraries.longs().between(0, 3_600_000_000_000L);
        var message = Arbitraries.longs().greaterOrEqual(1);
        Arbitrary<Command> fault = Arbitraries.oneOf(
                Combinators.combine(names, maybeCpu).as(Command.Fault.Panic::new),
                Combinators.combine(names, maybeCpu, truth).as(Command.Fault.Hang::new),
                cpu.map(Command.Fault.StopCpu::new),
                Combinators.combine(names, Arbitraries.integers().between(100, 100_000)).as(Command.Fault.Slow::new),
                Combinators.combine(names, Arbitraries.integers().between(100, 100_000)).as(Command.Fault.Hog::new),
                Combinators.combine(names, names, Arbitraries.integers().between(0, 5_000))
                        .as(Command.Fault.RawMessage::new),
                Combinators.combine(effect, names, names, names, delay).as(Command.Fault.NextMessage::new),
                Combinators.combine(effect, message, delay).as(Command.Fault.Flight::new),
                names.map(Command.Fault.LoseDoorbell::new),
                Combinators.combine(names, names).as(Command.Fault.CutLink::new),
                Combinators.combine(names, names).as(Command.Fault.MendLink::new),
                Combinators.combine(
                                Arbitraries.longs().between(Times.US, Times.S),
                                Arbitraries.longs().between(0, Times.S),
                                Arbitraries.of(Command.Fault.Chance.class).list().ofMaxSize(3))
                        .as((every, lasts, kinds) -> new Command.Fault.Chaos(every, lasts, kinds, List.of("a", "b"))),
                Arbitraries.just(new Command.Fault.Calm()),
                Combinators.combine(names, names).as(Command.Fault.WedgeRing::new),
                Combinators.combine(names, names).as(Command.Fault.SpoofDoorbell::new),
                Combinators.combine(names, names, names, names, number, names).as(Command.Fault.SpoofMessage::new),
                Combinators.combine(names, Arbitraries.of(Command.Fault.Spot.class), names)
                        .as(Command.Fault.StrayWrite::new),
                names.map(Command.Fault.DeviceGone::new),
                Combinators.combine(names, truth).as(Command.Fault.HostDriver::new),
                Combinators.combine(Arbitraries.integers().between(0, 8), bytes).as(Command.Fault.Fragment::new),
                Combinators.combine(names, maybeCpu).as(Command.Fault.ForeignNmi::new),
                names.map(Command.Fault.ForeignStop::new),
                names.map(Command.Fault.ArmMarker::new),
                Combinators.combine(names, truth).as(Command.Fault.SpoilManifest::new),
                Combinators.combine(names, maybeCpu).as(Command.Fault.TripleFault::new),
                cpu.map(Command.Fault.MachineCheck::new),
                Combinators.combine(names, truth).as(Command.Fault.PowerOff::new));
        var nested = Arbitraries.<Command>oneOf(
                Combinators.combine(cpus, memory, devices).as(Command.FillPool::new),
                Combinators.combine(names, id, cpus, bytes, node, devices).as(Command.Create::new),
                names.map(Command.Exec::new),
                Combinators.combine(names, content).as(Command.Call.WriteFile::new),
                Combinators.combine(u32, u32, u32, u32.map(n -> (long) n.intValue())).as(Command.Call.Reboot::new));
        return Arbitraries.oneOf(
                fault,
                Combinators.combine(names, nested).as(Command.In::new),
                Combinators.combine(cpus, memory, devices).as(Command.FillPool::new),
                Arbitraries.just(new Command.EmptyPool()),
                cpu.map(Command.CpuToPool::new),
                cpu.map(Command.CpuToHost::new),
                Combinators.combine(names, id, cpus, bytes, node, devices).as(Command.Create::new),
                Combinators.combine(names, names, bytes, form, bytes, names).as(Command.Load::new),
                Combinators.combine(bytes, node).as(Command.GrowPool::new),
                address.map(Command.ShrinkPool::new),
                names.map(Command.DeviceToPool::new),
                names.map(Command.DeviceToHost::new),
                Combinators.combine(names, bytes, node).as(Command.AddMemory::new),
                Combinators.combine(names, address).as(Command.RemoveMemory::new),
                Combinators.combine(names, names).as(Command.AddDevice::new),
                Combinators.combine(names, names).as(Command.RemoveDevice::new),
                Arbitraries.integers().greaterOrEqual(1).map(Command.RollBack::new),
                Combinators.combine(names, content).as(Command.Call.WriteFile::new),
                names.map(Command.Call.RemoveDirectory::new),
                Combinators.combine(names, bytes, bytes).as(Command.Dax.Build::new),
                names.map(Command.Dax.Free::new),
                Combinators.combine(names, names).as(Command.MoveService::new),
                Combinators.combine(names, id, cpus, bytes, Arbitraries.longs().between(0, 0xffff_ffffL))
                        .as((n, i, c, m, ways) -> new Command.Create(n, i, c, m, -1, List.of(), ways)),
                names.map(Command.Arm::new),
                Combinators.combine(Arbitraries.of(Cost.class), Arbitraries.longs().between(1, 2_500))
                        .as(Command.Setting.SetCost::new),
                Combinators.combine(Arbitraries.integers().between(1, 1000), Arbitraries.longs().between(100, Times.S))
                        .as(Command.Setting.SetRate::new),
                Arbitraries.just(new Command.Setting.SkipWait()),
                Combinators.combine(names, names).as(Command.Dax.Mount::new),
                Combinators.combine(names, names, names).as(Command.Dax.Lookup::new),
                Combinators.combine(names, names, names, bytes).as(Command.Dax.Write::new),
                Arbitraries.just(new Command.Console.Open()),
                Combinators.combine(number, content).as(Command.Console.Write::new),
                number.map(Command.Console.Read::new),
                number.map(Command.Console.Close::new),
                Combinators.combine(names, content).as(Command.Console.Print::new),
                Combinators.combine(names, u32).as(Command.Vsock.Listen::new),
                Combinators.combine(names, u32, u32).as(Command.Vsock.Connect::new),
                Combinators.combine(names, number, bytes).as(Command.Vsock.Send::new),
                Combinators.combine(names, number).as(Command.Vsock.Close::new),
                Combinators.combine(names, bytes, form, bytes, names, u32).as(Command.Call.KexecFileLoad::new),
                Combinators.combine(u32, u32, u32, u32.map(n -> (long) n.intValue())).as(Command.Call.Reboot::new),
                names.map(Command.Exec::new),
                names.map(Command.Halt::new),
                names.map(Command.ForceHalt::new),
                names.map(Command.Unload::new),
                names.map(Command.Delete::new),
                Combinators.combine(names, cpu).as(Command.AddCpu::new),
                Combinators.combine(names, cpu).as(Command.RemoveCpu::new));
    }

    @Test
    void anOrderInAnInstanceSaysFirstWhere() {
        assertThat(CommandJson.line(new Command.In("outer", new Command.Exec("inner"))))
                .isEqualTo("{\"do\":\"exec\",\"in\":\"outer\",\"instance\":\"inner\"}");
    }

    @Test
    void commandsAreWrittenAsAPersonWouldWriteThem() {
        assertThat(CommandJson.line(new Command.Create("web", 0, List.of(16L, 17L, 18L, 22L), 4L << 30, -1, List.of())))
                .isEqualTo("{\"do\":\"create\",\"instance\":\"web\",\"cpus\":\"16-18,22\",\"memory\":\"4GiB\"}");
        assertThat(CommandJson.line(new Command.Fault.Panic("host", -1)))
                .isEqualTo("{\"do\":\"panic\",\"kernel\":\"host\"}");
        assertThat(CommandJson.line(new Command.Fault.Hang("web", 16, false)))
                .isEqualTo("{\"do\":\"hang\",\"kernel\":\"web\",\"cpu\":16,\"interrupts\":\"off\"}");
    }

    @Test
    void fillPoolAloneMeansTheBaselinesRequest() {
        var request = Baselines.request();
        assertThat(read("{ \"do\": \"fill-pool\" }", Optional.of(request), problems)).contains(request);
        assertThat(problems.none()).isTrue();
    }

    @Test
    void whereThereIsNoBaselineFillPoolAloneIsAProblem() {
        assertThat(read("{ \"do\": \"fill-pool\" }", Optional.empty(), problems)).isEmpty();
        assertThat(problems.count()).isEqualTo(1);
    }

    @Test
    void otherKeysMayStandBesideTheCommandIfTheyAreNamed() {
        assertThat(read("{ \"at\": \"1ms\", \"do\": \"exec\", \"instance\": \"web\" }", Optional.empty(), problems))
                .contains(new Command.Exec("web"));
        var strange = "{ \"when\": 1, \"do\": \"exec\", \"instance\": \"web\" }";
        assertThat(read(strange, Optional.empty(), problems)).isEmpty();
        assertThat(problems.inOrder()).extracting(Problem::column).containsExactly(3);
    }

    @Test
    void waitingIsNotACommand() {
        assertThat(read("{ \"do\": \"rest\" }", Optional.empty(), problems)).isEmpty();
        assertThat(problems.count()).isEqualTo(1);
    }

    private static Optional<Command> read(String json, Optional<Command.FillPool> request, Problems problems) {
        var object = (PlacedJson.Obj) PlacedJson.read(json, problems).orElseThrow();
        return CommandJson.read(object, List.of("at"), request, problems);
    }
}
