package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// The daemon in a standby kernel that watches the host and takes over when the host is silent: `kmorphd`. Only
/// generations after mk2 have one.
///
/// @param kernel the slot of the standby kernel
/// @param life the life of that kernel in which the daemon was started
/// @param silent how many probes in a row have not been answered
/// @param attempts how often it has tried to fence
/// @param probe the number of the socket with which it asks; 0 if it asks nothing
/// @param heard what came of the last probe
/// @param heardNs when that was known
/// @param error the errno of the last step that failed, or 0
public record Standby(
        int kernel,
        int life,
        Stage stage,
        int silent,
        int attempts,
        int probe,
        Heard heard,
        long heardNs,
        int error) {

    /// The words of its state file, in the order in which they can follow each other.
    public enum Stage {
        ARMED,
        SUSPECT,
        FENCING,
        FENCE_FAILED,
        FENCED,
        TAKEN_OVER
    }

    /// What a probe came to.
    public enum Heard {
        NOTHING("error"),
        ALIVE("alive"),
        SILENT("silent");

        private final String word;

        Heard(String word) {
            this.word = word;
        }

        /// As in its state file.
        public String word() {
            return word;
        }
    }

    /// A daemon that has just been started.
    public static Standby armed(Kernel kernel, long nowNs) {
        return new Standby(kernel.slot, kernel.life, Stage.ARMED, 0, 0, 0, Heard.NOTHING, nowNs, 0);
    }

    public Standby at(Stage next) {
        return new Standby(kernel, life, next, silent, attempts, probe, heard, heardNs, error);
    }

    /// It has sent a probe.
    public Standby asking(int socket) {
        return new Standby(kernel, life, stage, silent, attempts, socket, heard, heardNs, error);
    }

    /// The host has answered a probe: all is well.
    public Standby heardAlive(long nowNs) {
        return new Standby(kernel, life, Stage.ARMED, 0, attempts, 0, Heard.ALIVE, nowNs, error);
    }

    /// The host has not answered a probe.
    public Standby heardNothing(long nowNs) {
        return new Standby(kernel, life, Stage.SUSPECT, silent + 1, attempts, 0, Heard.SILENT, nowNs, error);
    }

    /// It tries to stop every core that is not its own.
    public Standby fencing() {
        return new Standby(kernel, life, Stage.FENCING, silent, attempts + 1, 0, heard, heardNs, error);
    }

    /// What came of a step.
    ///
    /// @param errno 0 if it succeeded
    public Standby after(int errno) {
        return new Standby(kernel, life, stage, silent, attempts, probe, heard, heardNs, errno);
    }

    void digest(Hash64 hash) {
        hash.add(kernel).add(life).add(stage.ordinal()).add(silent).add(attempts).add(probe);
        hash.add(heard.ordinal()).add(heardNs).add(error);
    }
}
