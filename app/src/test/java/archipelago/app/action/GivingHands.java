package archipelago.app.action;

import archipelago.engine.command.Command;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/// Hands that give commands, and can do nothing else.
final class GivingHands {
    private GivingHands() {}

    static Hands to(Consumer<Command> taker) {
        return (Hands) Proxy.newProxyInstance(
                Hands.class.getClassLoader(), new Class<?>[] {Hands.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "give" -> taker.accept((Command) arguments[0]);
                        case "giveInTurn" -> ((List<?>) arguments[0]).forEach(one -> taker.accept((Command) one));
                        default -> throw new AssertionError("only commands are given here, not " + method.getName());
                    }
                    return null;
                });
    }
}
