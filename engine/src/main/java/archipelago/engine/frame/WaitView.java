package archipelago.engine.frame;

import archipelago.engine.state.MessageKind;

/// A kernel that has asked another one for something and waits for the answer.
///
/// @param waiter the slot of who waits
/// @param on the slot of who is to answer
/// @param asked what for
/// @param dueNs when it gives up
public record WaitView(int waiter, int on, MessageKind asked, long dueNs) {}
