package archipelago.engine.kernfs;

import archipelago.engine.base.Times;
import archipelago.engine.state.Standby;
import archipelago.engine.world.World;

/// The one file that is not the host's: `/run/kmorph/state`, which the daemon in a standby kernel writes in the
/// standby's own memory, and which `kmorph status` shows on the host as long as there is one.
/// (multikernel/kmorph, README.md.)
final class StandbyFiles {
    private StandbyFiles() {}

    static FileNode run(World world) {
        return new FileNode.Directory(0755, ReadOrder.NAME, run -> run.put("kmorph",
                new FileNode.Directory(0755, ReadOrder.NAME, kmorph -> kmorph.put("state",
                        FileNode.text(() -> line(world.state.standby, world.now()))))));
    }

    private static String line(Standby standby, long nowNs) {
        return standby.stage() + " predecessor=" + standby.heard().word() + " last_probe="
                + (standby.heard() == Standby.Heard.NOTHING ? 0 : (nowNs - standby.heardNs()) / Times.MS) + "ms error="
                + standby.error() + "\n";
    }
}
