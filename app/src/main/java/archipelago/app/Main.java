package archipelago.app;

import archipelago.app.cli.CommandLines;
import archipelago.app.cli.Mistakes;
import archipelago.engine.cli.Program;

/// The program's front door.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true"); // Pictures are drawn in memory; windows are JavaFX's.
        Thread.setDefaultUncaughtExceptionHandler(new Mistakes(System.err));
        System.exit(Program.execute(CommandLines.create(), arguments));
    }
}
