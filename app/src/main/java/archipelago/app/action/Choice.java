package archipelago.app.action;

import java.util.Optional;
import java.util.function.Consumer;

/// Something that can be found by typing: to be done, or to be gone to.
///
/// @param words what it is called
/// @param about whom it is about, or where it belongs
/// @param key the first of its keys, or an empty text
/// @param line the same with the real tool, or the bare call; an empty text if there is none
/// @param depth in how many menus one would have to look for it
/// @param why why it cannot be done now; empty if it can
public record Choice(
        String words,
        String about,
        int depth,
        String key,
        String line,
        Optional<String> why,
        Consumer<Hands> effect) {

    /// Something that is always possible and has neither key nor line.
    public static Choice plain(String words, String about, Consumer<Hands> effect) {
        return new Choice(words, about, 0, "", "", Optional.empty(), effect);
    }

    /// Does it, or tells why it cannot be done.
    ///
    /// @return whether it could be done
    public boolean perform(Hands hands) {
        if (why.isPresent()) {
            hands.explain(why.get());
            return false;
        }
        effect.accept(hands);
        return true;
    }
}
