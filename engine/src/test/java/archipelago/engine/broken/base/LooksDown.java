package archipelago.engine.broken.base;

import archipelago.engine.broken.cli.Door;

/// Uses what stands below it.
final class LooksDown {
    Door[] doors;
}
