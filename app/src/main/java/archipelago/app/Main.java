package archipelago.app;

import archipelago.app.cli.CommandLines;
import archipelago.engine.cli.Program;

/// The program's front door.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true"); // Pictures are drawn in memory; windows are JavaFX's.
        System.exit(Program.execute(CommandLines.create(), arguments));
    }
}
