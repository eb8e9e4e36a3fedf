package archipelago.engine.pool;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.State;
import org.junit.jupiter.api.Test;

/// PCI functions that change hands.
class DeviceHotplugTest {
    private static final String DISK = "0000:af:00.0";

    @Test
    void aDeviceGoesFromTheHostToThePoolToAnInstanceAndBack() {
        var lab = Lab.webReady();
        assertThat(owner(lab)).isEqualTo(CoreTable.POOL);
        lab.done(new Command.AddDevice(WEB, "nvme0"));
        assertThat(owner(lab)).isEqualTo(lab.kernel(WEB).slot);
        lab.done(new Command.RemoveDevice(WEB, DISK));
        assertThat(owner(lab)).isEqualTo(CoreTable.POOL);
        lab.done(new Command.DeviceToHost(DISK));
        assertThat(owner(lab)).isEqualTo(State.HOST);
        lab.done(new Command.DeviceToPool("nvme0"));
        assertThat(owner(lab)).isEqualTo(CoreTable.POOL);
    }

    @Test
    void aRunningInstanceIsAskedAndBindsItsDriver() {
        var lab = Lab.webActive();
        lab.done(new Command.AddDevice(WEB, "nvme0"));
        assertThat(lab.log(WEB)).contains("Multikernel hotplug: Successfully configured device " + DISK);
        assertThat(owner(lab)).isEqualTo(lab.kernel(WEB).slot);
        lab.done(new Command.RemoveDevice(WEB, "nvme0"));
        assertThat(lab.log(WEB)).contains("Multikernel hotplug: Successfully removed device " + DISK);
        assertThat(owner(lab)).isEqualTo(CoreTable.POOL);
    }

    @Test
    void whatIsNotThereOrNotFreeIsRefused() {
        var lab = Lab.bothUp();
        assertThat(lab.ask(new Command.DeviceToPool("0000:00:1f.0")).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Command.DeviceToPool("nvme0")).errno()).as("lent").isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(new Command.DeviceToHost("nvme0")).errno()).as("not free").isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(new Command.RemoveDevice(WEB, "0000:00:1f.0")).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Command.AddDevice("other", "nvme0")).errno()).isEqualTo(Errno.ENOENT);
        var stopped = Lab.webReady().done(new Command.DeviceToHost("nvme0"));
        assertThat(stopped.ask(new Command.AddDevice(WEB, "nvme0")).errno()).isEqualTo(Errno.ENOENT);
        assertThat(stopped.ask(new Command.RemoveDevice(WEB, "nvme0")).errno()).isEqualTo(Errno.ENOENT);
    }

    /// The instance finds the function on its bus, whoever has it; only then are the books asked.
    @Test
    void aRunningInstanceMayAttachToADeviceThatIsNotInThePool() {
        var lab = Lab.bothUp();
        int before = owner(lab);
        lab.done(new Command.AddDevice(WEB, "nvme0"));
        assertThat(owner(lab)).as("the books leave it with the database").isEqualTo(before);
        assertThat(before).isEqualTo(lab.kernel(DATABASE).slot);
        assertThat(lab.log("host")).contains("Device added to target but failed to update tracking: -2");
    }

    private static int owner(Lab lab) {
        return lab.state().deviceOwner[1];
    }
}
