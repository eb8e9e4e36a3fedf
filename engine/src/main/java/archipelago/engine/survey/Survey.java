package archipelago.engine.survey;

import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import java.util.List;
import java.util.Optional;

/// A computer as another program describes it, ready to be drawn and shared out.
///
/// @param origin what described it
/// @param machine the hardware, as far as it is told, and as it is taken to be where it is not
/// @param request what the host is to give to the pool, if the file says that
/// @param guesses what was not told, each once
public record Survey(Origin origin, Machine machine, Optional<Command.FillPool> request, List<Guess> guesses) {
    public Survey {
        guesses = List.copyOf(guesses);
    }

    /// What describes computers.
    public enum Origin {
        LSCPU("lscpu"),
        HWLOC("hwloc"),
        BASELINE("kerf");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        /// The name of the program.
        public String word() {
            return word;
        }
    }

    /// What a description cannot know, or does not say, and is taken to be so.
    public enum Guess {
        /// The physical ids are the numbers under which Linux knows its CPUs.
        PHYSICAL_IDS,
        /// How much memory a node has.
        MEMORY,
        /// What firmware and kernel keep for themselves is counted to the memory again.
        MEMORY_ROUNDED,
        /// How far nodes are from each other.
        DISTANCES,
        /// There are no nodes: the machine, or each socket of it, is one.
        NODES,
        /// Nodes are dealt to the sockets in order.
        SOCKETS,
        /// A node reaches over several sockets: each gets a node of its own.
        NODES_SPLIT,
        /// A node without CPUs, or a second one of the same CPUs, is left out.
        NODES_LEFT_OUT,
        /// Which CPUs are threads of one core.
        SIBLINGS,
        /// Which CPUs share a last-level cache.
        CACHES,
        /// CPUs that are offline are there as well.
        OFFLINE,
        /// All devices that were found stand in the pool.
        DEVICES,
        /// Some devices are left out.
        DEVICES_LEFT_OUT
    }
}
