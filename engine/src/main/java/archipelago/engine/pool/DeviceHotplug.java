package archipelago.engine.pool;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.PciId;
import archipelago.engine.overlay.Plan;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;

/// PCI functions that go from the host's driver into the pool, to an instance, and back. A whole
/// function is the least that can be lent. (`kernel/multikernel/hotplug.c`, `core.c`.)
@Models(
        value = Subject.DEVICES,
        exactly = "whole PCI functions go from the host to the pool, to an instance and back, with the"
                    + " errnos of each step",
        approximately = "a driver lets go and takes over in an assumed time, and succeeds if the function is"
                    + " there",
        notAtAll = "platform devices, virtual functions, interrupts of devices and DMA")
public final class DeviceHotplug {
    /// Payload of a device message: domain, bus, devfn, flags, driver name, sender.
    private static final int REQUEST_BYTES = 76;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;
    private final Asks asks;

    public DeviceHotplug(World world, Operations operations, Ledger ledger, Messages messages, Asks asks) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
        this.asks = asks;
    }

    // --- host and pool ------------------------------------------------------------------------

    /// Unbinds the host's driver and lists the function in the pool. A baseline passes over what is not
    /// there; a transaction fails.
    public void take(Operation op, Change.PoolDeviceAdd change) {
        var id = change.pciId();
        int device = ledger.device(id);
        if (op.step() == Step.UNBIND_DEVICE) {
            ledger.reassignDevice(device, CoreTable.pool(op.host()));
            ledger.log(world.host(op), "PCI device " + id + " is free in the root pool");
            operations.finish(op, "PCI device " + id + " is in the pool");
        } else if (missing(device) && op.plan().kind() == Plan.Kind.BASELINE) {
            ledger.log(world.host(op), "PCI device " + id + " not moved into the pool: " + -Errno.ENODEV.number());
            operations.finish(op, "PCI device " + id + " is not there and was passed over");
        } else if (missing(device)) {
            operations.refuse(op, Errno.ENODEV, "there is no PCI device " + id);
        } else if (world.state.deviceOwner[device] != op.host()
                && world.state.deviceOwner[device] != CoreTable.pool(op.host())) {
            boolean lent = world.state.lending.inside(world.state.deviceOwner[device], op.host());
            operations.refuse(op, lent ? Errno.EBUSY : Errno.ENODEV, "PCI device " + id
                    + (lent ? " is lent to " : " is not there: it is with ")
                    + world.state.lending.words(world.state.deviceOwner[device]));
        } else {
            operations.next(op, Step.UNBIND_DEVICE, device, world.costNs(Cost.DEVICE_UNBIND));
        }
    }

    private boolean missing(int device) {
        return device < 0 || world.state.deviceGone[device];
    }

    /// Takes a free function off the pool's list and lets the host's driver have it again.
    public void giveBack(Operation op, Change.PoolDeviceRemove change) {
        var id = change.pciId();
        int device = ledger.device(id);
        if (op.step() == Step.BIND_DEVICE) {
            ledger.reassignDevice(device, op.host());
            operations.finish(op, "PCI device " + id + " is back with "
                    + world.host(op).called()
                    + (missing(device) ? ", whose driver finds it no more" : ""));
        } else if (device < 0 || world.state.deviceOwner[device] != CoreTable.pool(op.host())) {
            operations.refuse(op, Errno.EBUSY, "PCI device " + id + " is not free in the pool");
        } else {
            operations.next(op, Step.BIND_DEVICE, device, world.costNs(Cost.DEVICE_BIND));
        }
    }

    // --- pool and instance: the lender's side ---------------------------------------------------

    /// Moves a function from the pool into an instance; a running one is asked to attach it first.
    public void add(Operation op, Change.DeviceAdd change) {
        var kernel = ledger.instance(world.host(op), change.instance());
        if (op.step() == Step.AWAIT_ACK) {
            if (op.answer().ok()) {
                bookAdd(op, change, true);
            } else {
                operations.refuse(op, op.answer(), refusal(op.answer(), change.instance(), change.pciId()));
            }
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel.status != Status.ACTIVE) {
            bookAdd(op, change, false);
        } else {
            ask(op.about(kernel.slot).holdingKexec(), kernel, MessageKind.DEVICE_ADD, change.pciId());
        }
    }

    /// The books follow; after an ACK they may disagree with the instance, and the kernel only warns.
    private void bookAdd(Operation op, Change.DeviceAdd change, boolean attached) {
        int device = ledger.device(change.pciId());
        if (device >= 0 && world.state.deviceOwner[device] == CoreTable.pool(op.host())) {
            ledger.reassignDevice(device, ledger.instance(world.host(op), change.instance()).slot);
            operations.finish(op, "PCI device " + change.pciId() + " now belongs to " + change.instance());
        } else if (attached) {
            ledger.log(
                    world.host(op), "Device added to target but failed to update tracking: " + -Errno.ENOENT.number());
            operations.finish(op, change.instance() + " has attached PCI device " + change.pciId()
                    + ", which was not in the pool; the books do not show it");
        } else {
            operations.refuse(op, Errno.ENOENT, "PCI device " + change.pciId() + " not found in root pool");
        }
    }

    /// Moves a function of an instance back into the pool; a running one is asked to let go first.
    public void remove(Operation op, Change.DeviceRemove change) {
        var kernel = ledger.instance(world.host(op), change.instance());
        if (op.step() == Step.AWAIT_ACK) {
            if (op.answer().ok()) {
                bookRemove(op, change);
            } else {
                operations.refuse(op, op.answer(), refusal(op.answer(), change.instance(), change.pciId()));
            }
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel.status != Status.ACTIVE) {
            bookRemove(op, change);
        } else {
            ask(op.about(kernel.slot).holdingKexec(), kernel, MessageKind.DEVICE_REMOVE, change.pciId());
        }
    }

    private void bookRemove(Operation op, Change.DeviceRemove change) {
        int device = ledger.device(change.pciId());
        int slot = ledger.instance(world.host(op), change.instance()).slot;
        if (device < 0 || !world.state.lending.inside(world.state.deviceOwner[device], slot)) {
            operations.refuse(op, Errno.ENOENT, "PCI device " + change.pciId() + " not found in instance "
                    + change.instance());
        } else {
            ledger.reassignDevice(device, CoreTable.pool(op.host()));
            operations.finish(op, "PCI device " + change.pciId() + " is back in the pool");
        }
    }

    private static String refusal(Errno errno, String instance, String id) {
        return switch (errno) {
            case ETIMEDOUT -> instance + " did not answer within 10 s";
            case ENOSPC -> "the ring of " + instance + " is full";
            case ENODEV -> instance + " finds no PCI device " + id;
            default -> instance + " refused PCI device " + id;
        };
    }

    private void ask(Operation op, Kernel kernel, MessageKind kind, String id) {
        operations.await(op, Step.AWAIT_ACK, 0);
        long number = PciId.number(id);
        asks.ask(op.number(), kind, number, world.costNs(Cost.RESOURCE_TIMEOUT));
        var host = world.host(op);
        var errno = messages.send(host, world.state.workingCore(host), kernel, kind, REQUEST_BYTES, number, 0, null);
        if (!errno.ok()) {
            asks.forget(op.number());
            operations.resume(op.number(), errno, 0);
        }
    }

    // --- the instance's side ------------------------------------------------------------------

    /// Deferred work after a `DEVICE_ADD` or `DEVICE_REMOVE` message: looks the function up on the buses
    /// that the instance knows, and binds or unbinds its driver.
    public void asked(Kernel kernel, MessageKind kind, long number) {
        boolean adds = kind == MessageKind.DEVICE_ADD;
        int device = device(number);
        // What it has lent on, or keeps in a pool of its own, it does not drive.
        boolean elsewhere = !adds && !missing(device) && world.state.deviceOwner[device] != kernel.slot
                && world.state.lending.inside(world.state.deviceOwner[device], kernel.slot);
        if (missing(device) || elsewhere) {
            acknowledge(kernel, kind, number, Errno.ENODEV);
            return;
        }
        long takesNs = world.costNs(kernel, adds ? Cost.DEVICE_BIND : Cost.DEVICE_UNBIND);
        world.after(takesNs, Priority.KERNEL, new Event.DeviceMoved(kernel.slot, kernel.life, number, adds));
    }

    private int device(long number) {
        var devices = world.machine.devices();
        for (int d = 0; d < devices.size(); d++) {
            if (PciId.number(devices.get(d).pciId()) == number) {
                return d;
            }
        }
        return -1;
    }

    /// The driver of an instance has attached to a function, or has let go of it.
    public void moved(Event.DeviceMoved event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || !kernel.phase.alive() || !world.state.cores.works(kernel.bootedOn, kernel.slot)) {
            return;
        }
        int device = device(event.device());
        if (missing(device) && event.added()) {
            acknowledge(kernel, MessageKind.DEVICE_ADD, event.device(), Errno.ENODEV);
        } else {
            var id = world.machine.devices().get(device).pciId();
            ledger.log(kernel, "Multikernel hotplug: Successfully "
                    + (event.added() ? "configured device " : "removed device ") + id);
            var kind = event.added() ? MessageKind.DEVICE_ADD : MessageKind.DEVICE_REMOVE;
            acknowledge(kernel, kind, event.device(), Errno.OK);
        }
    }

    private void acknowledge(Kernel kernel, MessageKind asked, long number, Errno errno) {
        messages.acknowledge(kernel, world.state.lending.lender(kernel), asked, number, errno);
    }
}
