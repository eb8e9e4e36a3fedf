package archipelago.engine.trace;

import java.util.function.ToLongFunction;

/// What one kernel did in one interval.
///
/// @param fromNs when the interval begins; what happens at this instant belongs to it
/// @param untilNs when it ends; what happens at this instant belongs to the next one
/// @param slot the kernel's place in the kernel table
/// @param lostMessages messages to this kernel that were in its ring when it was cleared
/// @param refusedSends messages that this kernel could not send
/// @param lostDoorbells doorbells to this kernel that found no ear
/// @param ringMessages messages in its ring at the end of the interval: published and not yet taken
/// @param ringMostMessages the most of them at any instant of the interval
/// @param latencyLeastNs from publishing to taking, over the messages that this kernel took; [#NONE] if it took none
/// @param workNs the work that its cores were given in the interval
public record Measure(
        long fromNs,
        long untilNs,
        String kernel,
        int slot,
        long sentMessages,
        long sentBytes,
        long takenMessages,
        long lostMessages,
        long refusedSends,
        long lostDoorbells,
        long ringMessages,
        long ringMostMessages,
        long latencyLeastNs,
        long latencyMedianNs,
        long latencyP99Ns,
        long latencyMostNs,
        long workNs) {
    /// Stands for a latency that nobody measured.
    public static final long NONE = -1;

    /// The numbers of a measure, by the names that they have in files; the unit is the last word of a name.
    public enum Column {
        FROM("from_ns", Measure::fromNs),
        UNTIL("until_ns", Measure::untilNs),
        SLOT("slot", Measure::slot),
        SENT("sent_messages", Measure::sentMessages),
        SENT_BYTES("sent_bytes", Measure::sentBytes),
        TAKEN("taken_messages", Measure::takenMessages),
        LOST("lost_messages", Measure::lostMessages),
        REFUSED("refused_sends", Measure::refusedSends),
        LOST_DOORBELLS("lost_doorbells", Measure::lostDoorbells),
        RING("ring_messages", Measure::ringMessages),
        RING_MOST("ring_most_messages", Measure::ringMostMessages),
        LATENCY_LEAST("latency_least_ns", Measure::latencyLeastNs),
        LATENCY_MEDIAN("latency_median_ns", Measure::latencyMedianNs),
        LATENCY_P99("latency_p99_ns", Measure::latencyP99Ns),
        LATENCY_MOST("latency_most_ns", Measure::latencyMostNs),
        WORK("work_ns", Measure::workNs);

        private final String heading;
        private final ToLongFunction<Measure> value;

        Column(String heading, ToLongFunction<Measure> value) {
            this.heading = heading;
            this.value = value;
        }

        public String heading() {
            return heading;
        }

        /// The number, or [Measure#NONE].
        public long of(Measure measure) {
            return value.applyAsLong(measure);
        }
    }
}
