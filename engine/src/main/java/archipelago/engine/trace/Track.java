package archipelago.engine.trace;

/// A row in a trace viewer.
///
/// @param number counts the tracks of a trace from 1
/// @param process the number of the process that it belongs to; its own for the process itself
/// @param pid what the viewer calls the process, never 0
/// @param tid what the viewer calls the row in its process, never 0; for a counter it stands for nothing
record Track(int number, Kind kind, int process, int pid, int tid, String name) {
    enum Kind {
        /// A kernel, the pool, or the story.
        PROCESS,
        /// A core, as far as it is with that kernel.
        CORE,
        /// Anything else that has spans or instants.
        LANE,
        /// How many of something there are.
        COUNTER
    }
}
