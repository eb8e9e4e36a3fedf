package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;

/// A task: it does the operation of its program again and again on one core of one kernel. Every nanosecond
/// from its beginning on is booked under one heading.
public final class Task {
    /// Stands where no task is meant.
    public static final int NOBODY = -1;

    /// What a task is at.
    public enum Stage {
        /// Its kernel is not up, or has no core for it.
        AWAY,
        /// It has been made and will want its core in a moment.
        BEGINNING,
        /// Another task has its core.
        READY,
        /// It waits to be woken, without a core.
        ASLEEP,
        /// It works on what only it has.
        PRIVATE,
        /// It spins in the line for a lock.
        WAITING,
        /// It has a lock: first the cache lines come, then it works on what they hold.
        HOLDING,
        /// It has read under a lock and writes that it is done, for which the lock's line has to come again.
        RELEASING,
        /// It waits for what it reads or writes in memory.
        STREAMING,
        /// It looks for a message, or for room for one.
        LISTENING,
        /// It writes a message.
        SENDING,
        /// It fetches a message that it has seen.
        RECEIVING,
        /// It tells other cores that page tables have changed.
        FLUSHING,
        /// It waits until these have answered.
        AWAITING,
        /// It wakes another task.
        WAKING;

        /// Whether a task at it keeps its core busy.
        public boolean onCore() {
            return ordinal() >= PRIVATE.ordinal();
        }

        /// Whether it goes on until something comes from elsewhere.
        boolean spins() {
            return this == WAITING || this == LISTENING || this == AWAITING;
        }
    }

    /// The index of its group in the scenario.
    public final int group;
    /// Which of its group it is, from 0.
    public final int number;
    /// How long after its kernel has come up it begins.
    public final RandomStream start;

    /// The slot of its kernel, once that has come up, and the life for which it works.
    public int kernel = NOBODY;
    public int life;
    public int core = Kernel.NO_CORE;
    public Stage stage = Stage.AWAY;
    public long stageSinceNs;
    /// The step of the operation that it is at.
    public int step;
    /// The part of that step that it is at, where a step has several.
    public int part;
    /// The task that it speaks with.
    public int peer = NOBODY;
    /// How many cores have not answered yet, and when the last one will have.
    public int awaited;
    public long answeredNs;
    /// Counts what it has been scheduled for; what was due for an earlier one is void.
    public int turn;
    /// When its time on a core that it shares is up.
    public long sliceEndsNs;
    /// The task that waits for the same lock behind it, or [#NOBODY].
    public int behind = NOBODY;
    /// Of the stage at hand, in this order: how long it is kept from its core, and how long lines take to come.
    public long keptNs;
    public long movingNs;

    public long operations;
    public long privateNs;
    public long waitedNs;
    public long movedNs;
    public long heldNs;
    public long streamedNs;
    public long listenedNs;
    public long spokenNs;
    public long flushedNs;
    public long sleptNs;
    /// Its core did something else, or it had none.
    public long offNs;

    public Task(int group, int number, RandomStream start) {
        this.group = group;
        this.number = number;
        this.start = start;
    }

    public Task copy() {
        var copy = new Task(group, number, start.copy());
        copy.kernel = kernel;
        copy.life = life;
        copy.core = core;
        copy.stage = stage;
        copy.stageSinceNs = stageSinceNs;
        copy.step = step;
        copy.part = part;
        copy.peer = peer;
        copy.awaited = awaited;
        copy.answeredNs = answeredNs;
        copy.turn = turn;
        copy.sliceEndsNs = sliceEndsNs;
        copy.behind = behind;
        copy.keptNs = keptNs;
        copy.movingNs = movingNs;
        copy.operations = operations;
        copy.privateNs = privateNs;
        copy.waitedNs = waitedNs;
        copy.movedNs = movedNs;
        copy.heldNs = heldNs;
        copy.streamedNs = streamedNs;
        copy.listenedNs = listenedNs;
        copy.spokenNs = spokenNs;
        copy.flushedNs = flushedNs;
        copy.sleptNs = sleptNs;
        copy.offNs = offNs;
        return copy;
    }

    /// Enters a stage; what the one before came to is booked.
    public void enter(Stage next, long nowNs) {
        long took = nowNs - stageSinceNs;
        long kept = Math.min(took, keptNs);
        long moved = Math.min(took - kept, movingNs);
        switch (stage) {
            case AWAY -> { }
            case BEGINNING, READY -> offNs += took;
            case PRIVATE -> privateNs += took - kept;
            case WAITING -> waitedNs += took;
            case HOLDING -> {
                movedNs += moved;
                heldNs += took - kept - moved;
            }
            case RELEASING -> movedNs += took - kept;
            case STREAMING -> streamedNs += took - kept;
            case LISTENING -> listenedNs += took;
            case SENDING, RECEIVING -> spokenNs += took - kept;
            case FLUSHING -> flushedNs += took - kept;
            case AWAITING -> flushedNs += took;
            case WAKING -> privateNs += took - kept;
            case ASLEEP -> sleptNs += took;
        }
        offNs += stage.onCore() && !stage.spins() ? kept : 0;
        stage = next;
        stageSinceNs = nowNs;
        keptNs = 0;
        movingNs = 0;
    }

    /// Whether it is at work in this kernel.
    public boolean in(int slot) {
        return kernel == slot && stage != Stage.AWAY;
    }

    /// All that has been booked.
    public long bookedNs() {
        return privateNs + waitedNs + movedNs + heldNs + streamedNs + listenedNs + spokenNs + flushedNs
                + sleptNs + offNs;
    }

    void digest(Hash64 hash) {
        hash.add(group).add(number).add(start.position()).add(kernel).add(life).add(core).add(stage.ordinal());
        hash.add(stageSinceNs).add(step).add(part).add(peer).add(awaited)
                .add(answeredNs).add(turn).add(sliceEndsNs).add(behind).add(keptNs).add(movingNs);
        hash.add(operations).add(privateNs).add(waitedNs).add(movedNs).add(heldNs).add(streamedNs).add(listenedNs)
                .add(spokenNs).add(flushedNs).add(sleptNs).add(offNs);
    }
}
