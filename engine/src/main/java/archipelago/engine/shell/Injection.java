package archipelago.engine.shell;

import archipelago.engine.command.Command;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `inject`: faults by their names. Each fault has a form and a reader of its arguments.
final class Injection {
    private interface Form {
        /// The command, or null if the arguments make no sense.
        Command read(List<String> arguments);
    }

    private record Fault(String usage, Form form) {}

    private static final TreeMap<String, Fault> FAULTS = new TreeMap<>();

    static {
        FAULTS.put("panic", new Fault("inject panic KERNEL [CPU]", Injection::panic));
    }

    private final SessionHost host;
    private final PrintWriter out;
    private final PrintWriter err;

    Injection(SessionHost host, PrintWriter out, PrintWriter err) {
        this.host = host;
        this.out = out;
        this.err = err;
    }

    int inject(List<String> words) {
        var fault = words.isEmpty() ? null : FAULTS.get(words.getFirst());
        if (fault == null) {
            var forms = new ArrayList<String>();
            FAULTS.values().forEach(known -> forms.add(known.usage()));
            err.println((words.isEmpty() ? "a fault is missing" : "there is no fault " + words.getFirst())
                    + "\n  try: " + String.join(", ", forms));
            return 2;
        }
        var command = fault.form().read(words.subList(1, words.size()));
        if (command == null) {
            err.println("the fault is not said completely\n  try: " + fault.usage());
            return 2;
        }
        var answer = host.ask(command);
        if (!answer.errno().ok()) {
            err.println("inject: " + answer.errno().words() + ": " + answer.sentence());
            return 1;
        }
        out.println(answer.sentence());
        return 0;
    }

    private static Command panic(List<String> arguments) {
        boolean cpu = arguments.size() == 2 && arguments.get(1).matches("[0-9]{1,18}");
        return arguments.size() == 1 || cpu
                ? new Command.Panic(arguments.getFirst(), cpu ? Long.parseLong(arguments.get(1)) : -1)
                : null;
    }
}
