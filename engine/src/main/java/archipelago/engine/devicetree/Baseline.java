package archipelago.engine.devicetree;

import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;

/// What a kerf baseline says: the machine that it was written for, and what of it the host is to
/// give to the pool.
///
/// @param machine from the `topology` block and the devices
/// @param request the pool's cores, memory and devices, as the kernel would take them
public record Baseline(Machine machine, Command.FillPool request) {}
