package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;
import archipelago.engine.command.Command.Fault.Chaos;
import archipelago.engine.command.CommandDigest;

/// Where the faults stand that come by chance.
public final class Chances {
    public final Chaos plan;
    /// After which instant none comes any more.
    public final long untilNs;
    /// When they come, what they are and whom they strike.
    public final RandomStream draws;
    /// How many have struck.
    public long struck;

    public Chances(Chaos plan, long untilNs, RandomStream draws) {
        this.plan = plan;
        this.untilNs = untilNs;
        this.draws = draws;
    }

    Chances copy() {
        var copy = new Chances(plan, untilNs, draws.copy());
        copy.struck = struck;
        return copy;
    }

    void digest(Hash64 hash) {
        hash.add(CommandDigest.of(plan)).add(untilNs).add(draws.position()).add(struck);
    }
}
