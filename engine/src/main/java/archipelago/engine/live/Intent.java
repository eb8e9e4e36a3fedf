package archipelago.engine.live;

import archipelago.engine.command.Command;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.why.Account;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What the client asks for.
sealed interface Intent {
    /// Whether somebody who asks for this does not want to wait for a search any more.
    default boolean endsSearch() {
        return switch (this) {
            case Futures _, Tell _, Note _, Rename _, Badge _ -> false;
            default -> true;
        };
    }

    /// Whether somebody who asks for this next does not want to get any more to where they are on the way to. What they
    /// want to do there waits until they are.
    default boolean endsWay() {
        return this instanceof Seek || this instanceof GoTo || this instanceof Pause || this instanceof Close;
    }

    record Play() implements Intent {}

    record Pause() implements Intent {}

    record Step() implements Intent {}

    record Back() implements Intent {}

    record Seek(long ns) implements Intent {}

    record ToChapter(int chapter) implements Intent {}

    record Undo() implements Intent {}

    record UndoAct(int act) implements Intent {}

    record UndoFrom(int act) implements Intent {}

    record GoTo(Moment moment) implements Intent {}

    record GoBehind(long origin) implements Intent {}

    /// Something that is written down and moves nothing.
    record Note(Consumer<Session> deed) implements Intent {}

    record Rename(String bookmark, String name, String note) implements Intent {}

    record Badge(String bookmark, int badge) implements Intent {}

    record Tell(long origin, Consumer<Optional<Account>> taker) implements Intent {}

    record Find(List<Sought> any, boolean forward, Consumer<Arrival> taker) implements Intent {}

    record ToCause() implements Intent {}

    record Enter(int branch) implements Intent {}

    record Speed(long nsPerSecond) implements Intent {}

    record StorySpeed() implements Intent {}

    record Pace(Grade grade) implements Intent {}

    record Give(Command command) implements Intent {}

    /// Somebody at a prompt does something with the session, as long as nobody asks for something else.
    record Converse(BiConsumer<Session, BooleanSupplier> deed) implements Intent {}

    record Futures(Consumer<Session> taker) implements Intent {}

    record Close() implements Intent {}
}
