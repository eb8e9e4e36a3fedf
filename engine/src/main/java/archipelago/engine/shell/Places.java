package archipelago.engine.shell;

import archipelago.engine.session.Session;
import archipelago.engine.state.Kernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The kernels of a session on which somebody at a prompt can work, and the one on which he does. Each has a disk of
/// its own, which an instance loses with its life.
final class Places {
    /// An instance in one of its lives.
    private record Place(int slot, int life, SessionHost host) {}

    private final SessionHost host;
    private final List<Place> instances = new ArrayList<>();
    /// From the machine's host to where somebody is.
    private final Deque<SessionHost> way = new ArrayDeque<>();

    Places(Session session, boolean terminal, BooleanSupplier patience) {
        host = new SessionHost(session, terminal, patience);
        way.add(host);
    }

    /// The machine's host, on whatever kernel somebody is.
    SessionHost host() {
        return host;
    }

    /// The kernel on which somebody is.
    SessionHost here() {
        return way.getLast();
    }

    boolean onHost() {
        return here() == host;
    }

    void go(SessionHost place) {
        way.add(place);
    }

    /// Goes back to where somebody came from.
    void leave() {
        if (way.size() > 1) {
            way.removeLast();
        }
    }

    /// Goes back to the machine's host.
    void home() {
        way.clear();
        way.add(host);
    }

    /// Whether programs run on the kernel on which somebody is. The host's files can be read even when it is dead.
    boolean alive() {
        return onHost() || here().kernel() != null && answers(here().kernel())
                && place(here().kernel()).filter(place -> place == here()).isPresent();
    }

    /// The kernel that is meant by a name: an instance of the one on which somebody is, or any by its full name.
    Optional<Kernel> meant(String name) {
        var state = host.session().simulation().state();
        var below = here().kernel() == null ? null : state.named(state.lending.path(here().kernel().slot, name));
        return Optional.ofNullable(below != null ? below : state.named(name));
    }

    /// Where somebody is who has gone to a kernel; empty if no program runs on it.
    Optional<SessionHost> at(Kernel kernel) {
        if (kernel.host()) {
            return Optional.of(host);
        }
        if (!answers(kernel)) {
            return Optional.empty();
        }
        var known = place(kernel);
        if (known.isPresent()) {
            return known;
        }
        var place = new Place(kernel.slot, kernel.life, host.on(kernel.name));
        instances.add(place);
        return Optional.of(place.host());
    }


    /// Takes note of all disks as they are now.
    void remember() {
        host.disks().remember();
        instances.forEach(place -> place.host().disks().remember());
    }

    /// Makes all disks what they were at the moment at which the session stands.
    void recall() {
        host.disks().recall();
        instances.forEach(place -> place.host().disks().recall());
    }

    private boolean answers(Kernel kernel) {
        return host.session().simulation().state().answers(kernel);
    }

    private Optional<SessionHost> place(Kernel kernel) {
        return instances.stream()
                .filter(place -> place.slot() == kernel.slot && place.life() == kernel.life)
                .filter(place -> place.host().instance().equals(kernel.name))
                .map(Place::host)
                .findFirst();
    }
}
