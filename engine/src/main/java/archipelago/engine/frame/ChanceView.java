package archipelago.engine.frame;

import archipelago.engine.command.Command.Fault.Chaos;

/// Faults that come by chance.
///
/// @param untilNs after which none comes any more
/// @param struck how many have struck
public record ChanceView(Chaos plan, long untilNs, long struck) {}
