package archipelago.app.start;

import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;

/// Instants of a run that are worth a picture.
public final class Preview {
    private static final long AFTER_FAULT_NS = 60_000;

    private Preview() {}

    /// The instant that tells most about a whole run: shortly after its first fault, else amid its
    /// messages, else its end. The run must have been gone through.
    public static long tellingNs(Session session) {
        long firstMessageNs = -1;
        long lastMessageNs = -1;
        for (int i = 0; i < session.journal().size(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.FaultInjected) {
                return fact.atNs() + AFTER_FAULT_NS;
            }
            if (fact.what() instanceof Happening.MessageSent sent && sent.kind() == MessageKind.USER_REQUEST) {
                firstMessageNs = firstMessageNs < 0 ? fact.atNs() : firstMessageNs;
                lastMessageNs = fact.atNs();
            }
        }
        return firstMessageNs < 0 ? session.furthestNs() : firstMessageNs + (lastMessageNs - firstMessageNs) / 2;
    }
}
