package archipelago.engine.shell;

import archipelago.engine.base.Problem;
import archipelago.engine.scenario.FaultWords;
import java.io.PrintWriter;
import java.util.List;

/// `inject`: a fault in the words of the scenario files.
final class Injection {
    private final SessionHost host;
    private final PrintWriter out;
    private final PrintWriter err;

    Injection(SessionHost host, PrintWriter out, PrintWriter err) {
        this.host = host;
        this.out = out;
        this.err = err;
    }

    int inject(List<String> words) {
        var form = FaultWords.form(words);
        if (form.isEmpty()) {
            err.println(words.isEmpty() ? "a fault is missing" : "there is no fault " + words.getFirst());
            err.println("  try: one of these, with its words in this order or as key=value");
            FaultWords.forms().forEach(known -> err.println("    inject " + known));
            return 2;
        }
        var reading = FaultWords.read(words);
        if (reading.value().isEmpty()) {
            for (Problem problem : reading.problems()) {
                err.println(problem.sentence());
            }
            err.println("  try: inject " + form.get());
            return 2;
        }
        var answer = host.ask(reading.value().get());
        if (!answer.errno().ok()) {
            err.println("inject: " + answer.errno().words() + ": " + answer.sentence());
            return 1;
        }
        out.println(answer.sentence());
        return 0;
    }
}
