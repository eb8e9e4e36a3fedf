package archipelago.engine.seek;

import archipelago.engine.session.Moment;
import archipelago.engine.state.MessageKind;
import java.util.Optional;

/// What somebody looks for in time: to go there, or to let the machine run until it is there.
public sealed interface Sought {

    /// An instant; nothing before it is left unhandled.
    record Instant(long ns) implements Sought {}

    /// The event of this number.
    record Event(long number) implements Sought {}

    /// A moment, such as that of a bookmark; on a future that has it.
    record Place(Moment moment) implements Sought {}

    /// A fact of one kind.
    ///
    /// @param kind as in [archipelago.engine.journal.Happening#word()]
    record Told(String kind) implements Sought {}

    /// An event that tells something of a core, by its dense number.
    record OfCore(int core) implements Sought {}

    /// An event that tells something of a kernel, by its slot.
    record OfKernel(int slot) implements Sought {}

    /// A message that is sent.
    ///
    /// @param kind any if empty
    record Message(Optional<MessageKind> kind) implements Sought {}

    /// The beginning of a chapter of the story.
    record Chapter() implements Sought {}

    /// Something that a person did.
    record Act() implements Sought {}

    /// A request that is refused.
    record Refusal() implements Sought {}

    /// A fault that strikes, injected by whomever; the reset of the machine is one too.
    record Fault() implements Sought {}

    /// A promise that breaks and was whole before.
    record BrokenPromise() implements Sought {}

    /// An event that was scheduled by another one or by an act.
    ///
    /// @param origin the number of an event, or the negative number of an act
    record EffectOf(long origin) implements Sought {}

    /// An instant at which another future tells something else.
    ///
    /// @param branch the number of the other future
    record Difference(int branch) implements Sought {}
}
