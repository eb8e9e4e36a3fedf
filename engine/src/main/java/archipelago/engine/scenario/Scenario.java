package archipelago.engine.scenario;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.Optional;

/// A machine, what is done to it, and how the story is told: everything that a run depends on
/// besides the commands of a person.
///
/// @param name a short name, the file's name without its ending
/// @param title for people
/// @param summary what it is about, for people; may be empty
/// @param seed of all random streams
/// @param machine the hardware
/// @param phenomenon what it shows, if it is one of the library of phenomena
/// @param host what the host's kernel is
/// @param services the names by which programs find kernels, each with the kernel that answers at first
/// @param traffic who talks to whom while both are up
/// @param work what tasks do inside kernels
/// @param story what happens by itself, in order
public record Scenario(
        String name,
        String title,
        String summary,
        long seed,
        Machine machine,
        Optional<Phenomenon> phenomenon,
        HostKernel host,
        List<Service> services,
        List<Traffic> traffic,
        Workload work,
        List<Chapter> story) {
    private static final long UNTOLD_SPEED_NS_PER_SECOND = Times.MS;

    public Scenario {
        services = List.copyOf(services);
        traffic = List.copyOf(traffic);
        story = List.copyOf(story);
    }

    /// A scenario whose host is as it comes.
    public Scenario(
            String name,
            String title,
            String summary,
            long seed,
            Machine machine,
            List<Traffic> traffic,
            List<Chapter> story) {
        this(name, title, summary, seed, machine, Optional.empty(), HostKernel.USUAL, List.of(), traffic,
                Workload.NONE, story);
    }

    /// The same scenario on a host with another kernel.
    public Scenario on(HostKernel other) {
        return new Scenario(name, title, summary, seed, machine, phenomenon, other, services, traffic, work,
                story);
    }

    /// The same scenario with services.
    public Scenario with(List<Service> others) {
        return new Scenario(name, title, summary, seed, machine, phenomenon, host, others, traffic, work, story);
    }

    /// The same scenario with work inside kernels.
    public Scenario with(Workload other) {
        return new Scenario(
                name, title, summary, seed, machine, phenomenon, host, services, traffic, other, story);
    }

    /// The machine time that passes in a second on screen, as the story tells it.
    ///
    /// @param chapter the chapter that plays; -1 before the first one, and without a story
    public long speedNsPerSecond(int chapter) {
        return chapter < 0 ? UNTOLD_SPEED_NS_PER_SECOND : story.get(chapter).speedNsPerSecond();
    }

    /// The same scenario under another seed.
    public Scenario withSeed(long other) {
        return new Scenario(name, title, summary, other, machine, phenomenon, host, services, traffic, work,
                story);
    }

    /// Whether the story breaks anything on purpose.
    public boolean hasFaults() {
        return !FaultSteps.of(this).isEmpty();
    }

    /// The world without the crash: the same story, in which every fault, and what the story does to mend
    /// it, is a rest that takes as long. So everything else is still done at the same instants, and up
    /// to the first fault the two runs are one and the same.
    ///
    /// @param tookNs how long each step of the story took, its own wait left out, counted over all chapters;
    ///     -1 for a step that was never over, with which the other story ends
    public Scenario withoutFaults(IntToLongFunction tookNs) {
        return tellingSteps(FaultSteps.restingInstead(this, tookNs));
    }

    /// The same scenario with other steps in the same chapters.
    ///
    /// @param steps over all chapters, as many as there are; where there are fewer, the story ends earlier
    Scenario tellingSteps(List<Step> steps) {
        var chapters = new ArrayList<Chapter>();
        int first = 0;
        for (var chapter : story) {
            int next = Math.min(first + chapter.steps().size(), steps.size());
            chapters.add(new Chapter(
                    chapter.title(), chapter.text(), chapter.speedNsPerSecond(), steps.subList(first, next)));
            first = next;
        }
        return new Scenario(name, title, summary, seed, machine, phenomenon, host, services, traffic, work,
                chapters);
    }

    /// All steps of the story, over all chapters.
    public List<Step> steps() {
        return story.stream().flatMap(chapter -> chapter.steps().stream()).toList();
    }

    /// A name by which programs find a kernel.
    ///
    /// @param kernel the one that answers to it at first; `host` for the host
    public record Service(String name, String kernel) {}

    /// Requests that one kernel sends to another, and the work that answering takes.
    ///
    /// @param from name of the kernel that asks, or of a service; `host` for the host
    /// @param to name of the kernel that answers, or of a service
    /// @param everyNs the time from one request to the next
    /// @param jitterNs up to how much later than that a request may be sent
    /// @param bytes payload of a request, 1 to 4072
    /// @param replyBytes payload of an answer, 1 to 4072
    /// @param workNs how long a core of the answering kernel works on a request
    public record Traffic(
            String from, String to, long everyNs, long jitterNs, int bytes, int replyBytes, long workNs) {}

    /// A part of the story.
    ///
    /// @param speedNsPerSecond the machine time that passes in a second on screen while this
    ///     chapter plays, unless the person sets another speed
    public record Chapter(String title, String text, long speedNsPerSecond, List<Step> steps) {
        public Chapter {
            steps = List.copyOf(steps);
        }
    }

    /// One step: after the step before it is over, and `afterNs` later, something is done.
    public record Step(long afterNs, Deed deed) {}

    /// The answer that is expected of a command. The machine never looks at it.
    ///
    /// @param errno empty if a command may be answered in any way; in a phenomenon it then has to succeed
    /// @param took the time from the command to its answer
    /// @param says the command in the words of the story, for sentences; may be empty
    public record Reply(Optional<Errno> errno, Optional<Bounds> took, String says) {
        public static final Reply ANY = new Reply(Optional.empty(), Optional.empty(), "");
    }

    /// What a step does.
    public sealed interface Deed {
        /// Gives a command.
        ///
        /// @param waits whether the story waits for the answer
        /// @param reply what answer is expected
        record Give(Command command, boolean waits, Reply reply) implements Deed {
            /// Gives a command and waits for its answer, whatever it is.
            public Give(Command command) {
                this(command, true, Reply.ANY);
            }
        }

        /// Waits until every command that the story gave has been answered.
        record AwaitAnswers() implements Deed {}

        /// A checkpoint: what must be seen here. The machine goes on as if nobody looked.
        record Expect(List<Expectation> all) implements Deed {
            public Expect {
                all = List.copyOf(all);
            }
        }

        /// Waits until an instance's user space runs.
        record AwaitUp(String instance) implements Deed {}

        /// Waits until the host's books call an instance loaded.
        record AwaitLoaded(String instance) implements Deed {}

        /// Lets time pass only.
        record Rest() implements Deed {}
    }
}
