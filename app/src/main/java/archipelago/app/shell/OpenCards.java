package archipelago.app.shell;

import archipelago.engine.frame.Frame;
import java.util.List;

/// The cards over a window.
///
/// @param inOrder as Escape takes them away, one at a time
record OpenCards(List<Card> inOrder) {
    /// Something that stands over a window for a while, and goes with Escape.
    interface Card {
        /// Takes what is new; once a pulse.
        default void update(Frame frame) {}

        /// Whether it is there and takes what is typed.
        default boolean typedInto() {
            return false;
        }

        /// Takes it away.
        ///
        /// @return whether it was there
        boolean close();
    }

    OpenCards {
        inOrder = List.copyOf(inOrder);
    }

    void update(Frame frame) {
        inOrder.forEach(card -> card.update(frame));
    }

    boolean typedInto() {
        return inOrder.stream().anyMatch(Card::typedInto);
    }

    /// Takes the first one away that is there.
    ///
    /// @return whether any was
    boolean closeFirst() {
        return inOrder.stream().anyMatch(Card::close);
    }
}
