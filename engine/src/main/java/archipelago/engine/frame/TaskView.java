package archipelago.engine.frame;

import archipelago.engine.state.Task;

/// A task that is at work inside a kernel.
///
/// @param number by which locks mean it
/// @param program what it does again and again
/// @param kernel the slot of its kernel
/// @param core on which it is
/// @param lock the one that it holds or waits for; empty for none
/// @param operations how often it has done all of its program
public record TaskView(
        int number, String program, int kernel, int core, Task.Stage stage, String lock, long operations) {}
