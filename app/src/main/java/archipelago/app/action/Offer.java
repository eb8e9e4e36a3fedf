package archipelago.app.action;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A line of the menu of what can be done to a thing.
public sealed interface Offer {

    /// Something that can be done, or that cannot now.
    ///
    /// @param action the action that it is, if it stands in the table
    /// @param key the first of its keys, or an empty text
    /// @param line the same with the real tool, or the bare call; an empty text if there is none
    /// @param why why it cannot be done now; empty if it can
    record Item(
            Optional<Action> action,
            String label,
            String key,
            String line,
            Optional<String> why,
            Consumer<Hands> effect)
            implements Offer {}

    /// A menu of its own.
    record More(String label, String key, List<Offer> offers) implements Offer {
        public More {
            offers = List.copyOf(offers);
        }
    }

    /// The name of what the lines below are about.
    ///
    /// @param slot the kernel in whose colour it stands; -1 for the pool
    record Heading(String name, int slot) implements Offer {}

    /// Words about the lines below.
    record Note(String words) implements Offer {}

    /// Parts what is above from what is below.
    record Line() implements Offer {}
}
