package archipelago.engine.session;

import archipelago.engine.command.Command;

/// A person's command and where in the run it was given: after so many events, at an instant that
/// lies between the last of them and the next. That place, not the clock, makes a run repeatable.
public record Given(long afterEvents, long atNs, Command command) {}
