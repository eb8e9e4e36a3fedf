package archipelago.engine.shell;

import java.util.List;

/// The words with which lines of the [Shell] begin.
public final class Verbs {
    /// Commands of the shell.
    public static final List<String> SHELL = List.of(
            "advance", "back", "blast", "bookmark", "branch", "branches", "cat", "dmesg", "effects", "exit", "forget", "goto",
            "help", "in", "inject", "kerf", "ls", "name", "next", "rm", "rmdir", "run", "set", "skip", "status", "undo", "why");

    /// Commands of kerf.
    public static final List<String> KERF =
            List.of("console", "create", "delete", "dump", "exec", "init", "kill", "load", "show", "unload", "update");

    private Verbs() {}

    /// Whether what comes next in a line is a command of kerf.
    public static boolean kerf(String before) {
        return before.equals("kerf") || before.endsWith(" kerf");
    }
}
