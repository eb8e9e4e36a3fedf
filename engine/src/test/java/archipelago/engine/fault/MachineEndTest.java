package archipelago.engine.fault;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Spot;
import archipelago.engine.journal.Happening.MachineReset;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What takes everybody down.
class MachineEndTest {
    private static void assertOver(Lab lab) {
        assertThat(lab.told(MachineReset.class)).hasSize(1);
        for (long cpu : List.of(0L, 16L, 24L, 64L)) {
            assertThat(lab.site(cpu)).as("CPU " + cpu).isEqualTo(Site.DEAD);
        }
        for (var name : List.of("host", WEB, DATABASE)) {
            assertThat(lab.kernel(name).phase).as(name).isEqualTo(Phase.OFF);
        }
        assertThat(lab.simulation().settled()).isTrue();
        assertThat(lab.simulation().quiet()).isTrue();
        int mark = lab.mark();
        lab.runFor(60 * Times.S);
        assertThat(lab.mark()).as("nothing happens any more").isEqualTo(mark);
        assertThat(lab.ask(new Command.Halt(WEB)).errno()).isEqualTo(Errno.EHOSTDOWN);
        assertThat(lab.ask(new Fault.Panic(WEB, -1)).errno()).isEqualTo(Errno.EHOSTDOWN);
    }

    @Test
    void aTripleFaultOfOneKernelIsTheEndOfAll() {
        var lab = Lab.bothUp();
        int halt = lab.give(new Command.Halt(DATABASE));
        lab.done(new Fault.TripleFault(WEB, 18));
        assertThat(lab.answered(halt)).as("who was waiting waits for good").isFalse();
        assertOver(lab);
        assertThat(lab.told(MachineReset.class).getFirst().cause()).isEqualTo("triple fault on CPU 18 of web-server");
    }

    @Test
    void soIsAMachineCheck() {
        assertOver(Lab.bothUp().done(new Fault.MachineCheck(64)));
    }

    @Test
    void soIsCodeThatIsOverwrittenUnderTheCpusThatExecuteIt() {
        assertOver(Lab.bothUp().done(new Fault.StrayWrite(DATABASE, Spot.CODE, WEB)));
        assertOver(Lab.bothUp().done(new Fault.StrayWrite(DATABASE, Spot.CODE, "host")));
    }

    @Test
    void aNewImageOverAKernelThatStillRunsIsSuchCode() {
        var lab = Lab.bothUp().done(unload(1));
        assertThat(lab.kernel(WEB).phase).as("it has not noticed anything").isEqualTo(Phase.UP);
        assertThat(lab.status(WEB)).isEqualTo(Status.READY);
        lab.done(Labs.load(WEB));
        assertOver(lab);
        assertThat(lab.told(MachineReset.class).getFirst().cause()).contains("the image of web-server overwrote");
    }

    @Test
    void anImageForAKernelThatHasParkedIsNone() {
        var lab = Lab.bothUp().done(unload(1)).done(new Fault.PowerOff(WEB, false)).untilParked(WEB);
        lab.done(Labs.load(WEB)).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.told(MachineReset.class)).isEmpty();
    }

    @Test
    void aHostThatReallyRebootsEndsTheMachineToo() {
        var lab = Lab.pooled().done(new Fault.PowerOff("host", true));
        assertThat(lab.state().ended).isTrue();
    }

    @Test
    void theImageOfAnInstanceThatIsStillPoweringOffMustNotBeReplacedYet() {
        var lab = Lab.bothUp().done(new Command.Halt(WEB)).done(new Command.Unload(WEB));
        assertThat(lab.site(16)).as("kerf saw the word loaded and asked for no more").isEqualTo(Site.RUNNING);
        lab.done(Labs.load(WEB));
        assertOver(lab);
    }

    static Command unload(int id) {
        return new Command.Call.KexecFileLoad("", 0, Command.ImageForm.ELF, 0, "", ImageOperations.unloadFlags(id));
    }
}
