package archipelago.app.render;

import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;

/// Everything that a view of the whole machine is painted from.
///
/// @param history the journal of the frame, arranged by time; the known future included
/// @param selected what is picked out, and is to be lit
public record Moment(Machine machine, Frame frame, History history, Theme theme, Selection selected) {}
