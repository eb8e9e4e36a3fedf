package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// Folds all of a state into one word, in an order that never changes: two runs are the same if these words are. What
/// most machines never see counts only where it is there.
final class StateDigest {
    private StateDigest() {}

    /// See [State#digest()].
    static long of(State state) {
        var hash = new Hash64();
        hash.add(state.events).add(state.lastNs).add(state.pendingWork).add(state.messages)
                .add(state.messagesLost).add(state.messagesTakenByGone);
        hash.add(state.calls).add(state.asksNumbered).add(state.host().lastTransaction)
                .add((state.ended ? 1 : 0) + 2L * state.hogs);
        state.cores.digest(hash);
        state.pool.digest(hash);
        state.story.digest(hash);
        for (int owner : state.deviceOwner) {
            hash.add(owner);
        }
        for (boolean gone : state.deviceGone) {
            hash.add(gone ? 1 : 0);
        }
        hash.add(state.messageFaults().size()).add(state.fragmentations().size());
        state.messageFaults().forEach(fault -> fault.digest(hash));
        state.fragmentations().forEach(fragmentation -> fragmentation.digest(hash));
        if (state.chanceRounds != 0) {
            hash.add("chance").add(state.chanceRounds);
            if (state.chances != null) {
                state.chances.digest(hash);
            }
        }
        if (!state.costSettings().isEmpty()) {
            hash.add("set").add(state.costSettings().size());
            state.costSettings().forEach(setting -> setting.digest(hash));
        }
        if (!state.cutLinks().isEmpty()) {
            hash.add("cut").add(state.cutLinks().size());
            state.cutLinks().forEach(link -> link.digest(hash));
        }
        hash.add(state.slots());
        for (int slot = 0; slot < state.slots(); slot++) {
            var kernel = state.present(slot);
            if (kernel != null) {
                kernel.digest(hash);
            }
        }
        hash.add(state.operations().size()).add(state.asks().size());
        state.operations().forEach(operation -> operation.digest(hash));
        state.asks().forEach(ask -> ask.digest(hash));
        state.streams().forEach(stream -> stream.digest(hash));
        state.services().forEach(service -> service.digest(hash));
        if (state.standby != null) {
            state.standby.digest(hash);
        }
        for (int device = 0; device < state.hostDriver.length; device++) {
            if (state.hostDriver[device]) {
                hash.add("bound").add(device);
            }
        }
        if (state.warnedOfDma) {
            hash.add("dma");
        }
        hash.add(state.consolesOpened).add(state.socketsOpened).add(state.consoles().size())
                .add(state.sockets().size());
        state.consoles().forEach(console -> console.digest(hash));
        state.sockets().forEach(socket -> socket.digest(hash));
        hash.add(state.images().size()).add(state.mounts().size());
        state.images().forEach(image -> image.digest(hash));
        state.mounts().forEach(mount -> mount.digest(hash));
        hash.add(state.transactions().size());
        state.transactions().forEach(transaction -> transaction.digest(hash));
        state.tasks.digest(hash);
        return hash.value();
    }
}
