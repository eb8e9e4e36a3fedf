package archipelago.engine.workload;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Manifest;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Requests;
import archipelago.engine.state.Service;
import archipelago.engine.state.Stream;
import archipelago.engine.world.World;

/// Requests and answers between kernels. A stream opens when both its ends have come up and then
/// goes on for as long as the asking kernel lives, whether it is answered or not: nobody tells it
/// that the other side has died. It closes when there is no ring to send to any more; but who asks for a
/// service goes on asking, since another kernel may answer to its name the next time.
@Models(
        value = Subject.TRAFFIC,
        exactly = "requests and answers go through the rings like all other messages, and count as lost"
                    + " where these lose them",
        approximately = {
            "work on a core is one thing after another; an interrupt is served at once, and its time"
                    + " is added after the work that it interrupts",
            "a service is a name for a kernel that answers, and moves at once when it is told to"
        },
        notAtAll = "what programs do with requests and answers")
public final class Traffic {
    private final World world;
    private final Operations operations;
    private final Messages messages;
    /// Who was last found at each end of each stream: worked out of the state, and no part of it.
    private final Kernel[] askers;
    private final Kernel[] answerers;

    public Traffic(World world, Operations operations, Messages messages) {
        this.world = world;
        this.operations = operations;
        this.messages = messages;
        int streams = world.scenario.traffic().size();
        askers = new Kernel[streams];
        answerers = new Kernel[streams];
    }

    /// Puts the services and the streams into a new world.
    public void begin() {
        for (var service : world.scenario.services()) {
            world.state.services().add(new Service(service.name(), service.kernel()));
        }
        for (var traffic : world.scenario.traffic()) {
            var purpose = "jitter " + traffic.from() + " " + traffic.to() + " " + world.state.streams().size();
            boolean counted = world.state.service(traffic.to()).isPresent();
            world.state.streams().add(new Stream(new RandomStream(world.scenario.seed(), purpose), counted));
        }
    }

    // --- services -------------------------------------------------------------------------------

    /// Lets another kernel answer to the name of a service, from the next request on.
    public void move(Operation op, Command.MoveService order) {
        var service = world.state.service(order.service());
        var kernel = world.state.named(order.kernel());
        if (service.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, "there is no service " + order.service());
        } else if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, "there is no kernel " + order.kernel());
        } else if (wouldTalkToItself(order)) {
            operations.refuse(op, Errno.EINVAL, order.kernel() + " would send requests to itself");
        } else {
            world.state.services().replaceAll(s -> s.equals(service.get()) ? s.at(order.kernel()) : s);
            phaseChanged(); // A kernel that is up already may be the one that was waited for.
            operations.finish(op, "requests for " + order.service() + " go to " + order.kernel()
                    + (kernel.phase == Phase.UP ? "" : ", where nobody answers yet"));
        }
    }

    private boolean wouldTalkToItself(Command.MoveService order) {
        return world.scenario.traffic().stream().anyMatch(traffic -> {
            boolean asks = traffic.from().equals(order.service());
            boolean answers = traffic.to().equals(order.service());
            return asks && world.state.kernelMeantBy(traffic.to()).equals(order.kernel())
                    || answers && world.state.kernelMeantBy(traffic.from()).equals(order.kernel());
        });
    }

    // --- requests -------------------------------------------------------------------------------

    /// Opens and closes streams after a kernel has entered another phase.
    public void phaseChanged() {
        for (int s = 0; s < world.state.streams().size(); s++) {
            var traffic = world.scenario.traffic().get(s);
            var stream = world.state.streams().get(s);
            if (stream.counted) {
                stream.requests.keep(this::mayAnswer);
            }
            var from = asker(s);
            var to = answerer(s);
            boolean asks = from != null && from.phase == Phase.UP && from.manifest != Manifest.REJECTED;
            if (stream.open && !asks) {
                stream.open = false;
                if (stream.counted) {
                    stream.requests.stops(world.now());
                }
            } else if (!stream.open && asks && to != null && to.phase == Phase.UP) {
                stream.open = true;
                stream.opening++;
                schedule(s, traffic, stream);
            }
        }
    }

    private Kernel asker(int stream) {
        var name = world.state.kernelMeantBy(world.scenario.traffic().get(stream).from());
        if (!stillIs(askers[stream], name)) {
            askers[stream] = world.state.presentNamed(name);
        }
        return askers[stream];
    }

    private Kernel answerer(int stream) {
        var name = world.state.kernelMeantBy(world.scenario.traffic().get(stream).to());
        if (!stillIs(answerers[stream], name)) {
            answerers[stream] = world.state.named(name);
        }
        return answerers[stream];
    }

    /// Whether a kernel that was found by this name would be found again.
    private boolean stillIs(Kernel known, String name) {
        return known != null
                && !known.ghost
                && known.name.equals(name)
                && world.state.present(known.slot) == known;
    }

    /// What stands in the ring of a kernel that is down is never read: its next start clears the ring.
    private boolean mayAnswer(int slot) {
        var kernel = world.state.present(slot);
        return kernel != null && kernel.phase.alive();
    }

    private void schedule(int index, Scenario.Traffic traffic, Stream stream) {
        long jitterNs = traffic.jitterNs() == 0 ? 0 : stream.jitter.nextBelow(traffic.jitterNs() + 1);
        long everyNs = stream.everyNs == 0 ? traffic.everyNs() : stream.everyNs;
        world.after(
                everyNs + jitterNs, Priority.OUTSIDE, world.recurring.traffic(index, stream.opening));
    }

    /// Lets the requests of a stream come at another interval. The one that is due is due anew: after a long interval
    /// a short one shall not have to wait for its beginning.
    void every(int index, long everyNs) {
        var traffic = world.scenario.traffic().get(index);
        var stream = world.state.streams().get(index);
        stream.everyNs = everyNs == traffic.everyNs() ? 0 : everyNs;
        stream.everySetNs = stream.everyNs == 0 ? 0 : world.now();
        if (stream.open) {
            stream.opening++;
            schedule(index, traffic, stream);
        }
    }

    /// Sends a request and schedules the next one.
    public void due(Event.TrafficDue event) {
        var traffic = world.scenario.traffic().get(event.stream());
        var stream = world.state.streams().get(event.stream());
        if (!stream.open || stream.opening != event.opening()) {
            return;
        }
        var from = asker(event.stream());
        var to = answerer(event.stream());
        int core = nextCore(from);
        if (core == Kernel.NO_CORE) {
            return; // All of it hangs: nobody asks any more, and nobody closes the stream.
        }
        long request = stream.next++;
        var errno = messages.send(
                from, core, to, MessageKind.USER_REQUEST, traffic.bytes(), event.stream(), request, null);
        if (stream.counted) {
            count(stream.requests, request, errno.ok() && mayAnswer(to.slot) ? to : null);
        }
        if (!stream.counted && (errno == Errno.ENODEV || errno == Errno.EINVAL)) {
            stream.open = false; // There is nobody to send to: the application gives up.
        } else {
            schedule(event.stream(), traffic, stream);
        }
    }

    /// @param to who may answer, or null
    private void count(Requests requests, long request, Kernel to) {
        requests.asks(world.now());
        if (to == null) {
            requests.lost++;
        } else {
            requests.sent(request, to.slot);
        }
    }

    /// Deferred work after a request has been taken: a core works on it.
    public void asked(Kernel kernel, int fromKernel, int stream, long request) {
        boolean known = stream >= 0 && stream < world.scenario.traffic().size();
        if (kernel.phase != Phase.UP || !known) {
            loses(stream, request);
            return; // Nobody in user space waits for it yet, or a stray message means nobody.
        }
        int core = leastBusyCore(kernel);
        long workNs = world.slowedNs(kernel, core, world.scenario.traffic().get(stream).workNs());
        long untilNs = messages.occupy(core, kernel.slot, workNs);
        world.after(
                untilNs - world.now(),
                Priority.OUTSIDE,
                new Event.RequestDone(kernel.slot, kernel.life, core, stream, request, fromKernel));
    }

    /// Sends the answer to a request that has been worked on.
    public void done(Event.RequestDone event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || !kernel.phase.alive()) {
            return;
        }
        if (world.state.cores.hang(event.core()) != Hang.NONE) {
            return; // The task is stuck on its core.
        }
        // A core that has been unplugged meanwhile has left its task to another one.
        int core = world.state.cores.runs(event.core(), kernel.slot) ? event.core() : nextCore(kernel);
        if (core == Kernel.NO_CORE) {
            return;
        }
        kernel.served++;
        var errno = messages.send(
                kernel,
                core,
                world.state.kernel(event.toKernel()),
                MessageKind.USER_REPLY,
                world.scenario.traffic().get(event.stream()).replyBytes(),
                event.stream(),
                event.request(),
                null);
        if (!errno.ok()) {
            loses(event.stream(), event.request());
        }
    }

    /// The asking kernel has taken an answer: it is counted.
    public void answered(Message reply) {
        long number = reply.first();
        if (number >= 0 && number < world.state.streams().size()) {
            var stream = world.state.streams().get((int) number);
            stream.answered++;
            if (stream.counted) {
                stream.requests.answers(reply.second(), world.now());
            }
        }
    }

    /// A message was written over before anybody took it: a request that it was, or an answer, is lost.
    public void overwritten(Message message) {
        boolean ours = message.kind() == MessageKind.USER_REQUEST || message.kind() == MessageKind.USER_REPLY;
        if (ours) {
            loses((int) message.first(), message.second());
        }
    }

    /// A request will not be answered; nothing is kept of one to a kernel, or of a stream that there is not.
    private void loses(int stream, long request) {
        if (stream >= 0 && stream < world.state.streams().size() && world.state.streams().get(stream).counted) {
            world.state.streams().get(stream).requests.loses(request);
        }
    }

    /// The cores of a kernel take turns; one that goes through hot-plug, or hangs, is given nothing. -1 if there
    /// is none.
    private int nextCore(Kernel kernel) {
        int core = runningFrom(kernel, kernel.turn % world.state.cores.count());
        if (core < 0) {
            core = runningFrom(kernel, 0);
        }
        kernel.turn = core + 1;
        return core;
    }

    private int runningFrom(Kernel kernel, int from) {
        int core = kernel.online.next(from);
        while (core >= 0 && !canRunTasks(kernel, core)) {
            core = kernel.online.next(core + 1);
        }
        return core;
    }

    private boolean canRunTasks(Kernel kernel, int core) {
        return world.state.cores.runs(core, kernel.slot) && world.state.cores.hang(core) == Hang.NONE;
    }

    /// The core that will be free first; among idle ones, the next in turn.
    private int leastBusyCore(Kernel kernel) {
        int best = nextCore(kernel);
        for (int n = kernel.online.count(); n > 0 && freeInNs(best) > 0; n--) {
            int core = nextCore(kernel);
            best = freeInNs(core) < freeInNs(best) ? core : best;
        }
        return best;
    }

    private long freeInNs(int core) {
        return Math.max(0, world.state.cores.busyUntilNs[core] - world.now());
    }
}
