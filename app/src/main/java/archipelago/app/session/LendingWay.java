package archipelago.app.session;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.state.CoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The way of something that is lent: from the machine's host through its pool to an instance, and on through the
/// pool of that one. Nothing goes from kernel to kernel but through the pools between them. A place is the slot of
/// a kernel, or the pool of one as in [CoreTable#pool].
///
/// @param takeIn an order to a kernel: out of its own into its pool
/// @param giveOut an order to a kernel: out of its pool back to itself
/// @param lend an order about an instance, by its name: out of the pool of its lender to it
/// @param takeBack an order about an instance, by its name: back into the pool of its lender
record LendingWay(
        Command takeIn, Command giveOut, Function<String, Command> lend, Function<String, Command> takeBack) {

    /// The orders that bring it from one place to another, in turn; each on the kernel that can do it.
    List<Command> between(Frame frame, int from, int to) {
        var up = places(frame, from);
        var down = places(frame, to);
        int shared = 0;
        while (shared < up.size() && shared < down.size() && up.get(shared).equals(down.get(shared))) {
            shared++;
        }
        var commands = new ArrayList<Command>();
        for (int at = up.size() - 1; at >= shared; at--) {
            commands.add(step(frame, up.get(at), giveOut, takeBack));
        }
        for (int at = shared; at < down.size(); at++) {
            commands.add(step(frame, down.get(at), takeIn, lend));
        }
        return commands;
    }

    /// All places on the way to one, from the host on.
    private static List<Integer> places(Frame frame, int place) {
        var places = new ArrayList<Integer>();
        int at = CoreTable.keeper(place);
        if (place < 0) {
            places.addFirst(place);
        }
        places.addFirst(at);
        while (at > 0 && frame.present(at) != null) {
            at = frame.present(at).lender();
            places.addFirst(CoreTable.pool(at));
            places.addFirst(at);
        }
        return places;
    }

    /// Between a place and the one before it, in one direction or the other.
    private static Command step(Frame frame, int place, Command ofPool, Function<String, Command> ofInstance) {
        return place < 0
                ? KernelOrder.on(frame, CoreTable.keeper(place), ofPool)
                : KernelOrder.about(frame, frame.present(place), ofInstance);
    }
}
