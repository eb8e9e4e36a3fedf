package archipelago.engine.broken.cli;

import archipelago.engine.broken.base.Ground;

/// May print, and may use what stands above it.
public final class Door {
    Ground ground;

    void greet() {
        System.out.println(System.getenv("LANG"));
    }
}
