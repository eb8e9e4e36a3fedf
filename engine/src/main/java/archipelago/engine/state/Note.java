package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// A message of a program that another one has not taken yet.
///
/// @param from the number of the task that sent it
/// @param to the number of the task that it is for
/// @param visibleNs from when on that one can see it
public record Note(int from, int to, long visibleNs) {
    /// Whether it goes from one task to another.
    public boolean between(int sender, int receiver) {
        return from == sender && to == receiver;
    }

    void digest(Hash64 hash) {
        hash.add(from).add(to).add(visibleNs);
    }
}
