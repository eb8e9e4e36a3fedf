package archipelago.app.action;

import archipelago.engine.command.Command;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// Hands that give commands, and can do nothing else.
final class GivingHands {
    private GivingHands() {}

    static Hands to(Consumer<Command> taker) {
        return (Hands) Proxy.newProxyInstance(
                Hands.class.getClassLoader(), new Class<?>[] {Hands.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("give")) {
                        throw new AssertionError("only commands are given here, not " + method.getName());
                    }
                    taker.accept((Command) arguments[0]);
                    return null;
                });
    }
}
