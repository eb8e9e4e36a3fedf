package archipelago.engine.event;

import java.util.Arrays;

/// Events of which a long run is full, made once for as long as their fields stay the same: events never change, so
/// the queue can hold the same one again and again. This is memory of one simulation, and no part of its state.
///
/// *Why.* In the hold model much of the time went into fetching events from main memory that had been made thousands
/// of events ago (decision 25).
public final class Recurring {
    private static final int FIRST_CAPACITY = 16;

    private Event.TrafficDue[] traffic = new Event.TrafficDue[FIRST_CAPACITY];
    private Event.DoorbellArrives[] doorbells = new Event.DoorbellArrives[FIRST_CAPACITY];
    private Event.HandlerTakes[] takes = new Event.HandlerTakes[FIRST_CAPACITY];

    /// The next request of a stream.
    public Event.TrafficDue traffic(int stream, int opening) {
        if (stream >= traffic.length) {
            traffic = Arrays.copyOf(traffic, Math.max(stream + 1, 2 * traffic.length));
        }
        var known = traffic[stream];
        if (known == null || known.opening() != opening) {
            known = new Event.TrafficDue(stream, opening);
            traffic[stream] = known;
        }
        return known;
    }

    /// A doorbell for a kernel.
    public Event.DoorbellArrives doorbell(int kernel, int core) {
        if (kernel >= doorbells.length) {
            doorbells = Arrays.copyOf(doorbells, Math.max(kernel + 1, 2 * doorbells.length));
        }
        var known = doorbells[kernel];
        if (known == null || known.core() != core) {
            known = new Event.DoorbellArrives(kernel, core);
            doorbells[kernel] = known;
        }
        return known;
    }

    /// A look of a kernel's handler into its ring.
    public Event.HandlerTakes takes(int kernel, int life, int core) {
        if (kernel >= takes.length) {
            takes = Arrays.copyOf(takes, Math.max(kernel + 1, 2 * takes.length));
        }
        var known = takes[kernel];
        if (known == null || known.life() != life || known.core() != core) {
            known = new Event.HandlerTakes(kernel, life, core);
            takes[kernel] = known;
        }
        return known;
    }
}
