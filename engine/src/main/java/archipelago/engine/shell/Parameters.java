package archipelago.engine.shell;

import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Setting;
import archipelago.engine.cost.Cost;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `set`: durations and rates, what they are, where they come from, and other ones from now on. `skip`: the story goes on.
final class Parameters {
    private static final int USAGE = 2;
    private static final String DEFAULT = "default";
    private static final String RATE = "rate";
    private static final int NAME_WIDTH = 22;
    private static final int VALUE_WIDTH = 12;

    private final SessionHost host;
    private final PrintWriter out;
    private final PrintWriter err;

    Parameters(SessionHost host, PrintWriter out, PrintWriter err) {
        this.host = host;
        this.out = out;
        this.err = err;
    }

    int set(List<String> words) {
        if (words.isEmpty()) {
            list();
            return 0;
        }
        boolean rate = words.getFirst().equals(RATE);
        if (words.size() != (rate ? 3 : 2)) {
            return usage("a name and a value are needed", rate ? "set rate 1 5us" : "set ipi-flight 2us");
        }
        return rate ? rate(words.get(1), words.get(2)) : cost(words.getFirst(), words.get(1));
    }

    int skip(List<String> words) {
        return words.isEmpty() ? ask(new Setting.SkipWait()) : usage("skip is said alone", "skip");
    }

    private void list() {
        var world = host.session().simulation().world();
        for (var cost : Cost.values()) {
            var setting = world.state.costSettings().stream().filter(one -> one.cost() == cost).findFirst();
            line(cost.word(), world.costNs(cost), cost.unit(), setting.map(one -> byHand(one.atNs())
                    + ", default " + Times.text(world.calibratedNs(cost)))
                    .orElse(cost.provenance().words() + ": " + cost.source()));
        }
        for (int i = 0; i < world.state.streams().size(); i++) {
            var traffic = world.scenario.traffic().get(i);
            var stream = world.state.streams().get(i);
            line(RATE + " " + (i + 1), stream.everyNs == 0 ? traffic.everyNs() : stream.everyNs,
                    "between requests of " + traffic.from() + " to " + traffic.to(),
                    stream.everyNs == 0
                            ? "the scenario"
                            : byHand(stream.everySetNs) + ", scenario " + Times.text(traffic.everyNs()));
        }
    }

    private static String byHand(long atNs) {
        return "set by hand at " + Times.text(atNs);
    }

    private void line(String name, long ns, String unit, String source) {
        var value = Times.text(ns);
        out.println(name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + value
                + " ".repeat(Math.max(1, VALUE_WIDTH - value.length())) + unit + "; " + source);
    }

    private int cost(String name, String value) {
        var cost = Arrays.stream(Cost.values()).filter(one -> one.word().equals(name)).findFirst();
        if (cost.isEmpty()) {
            return usage("there is no duration " + name, "set alone, which names those that there are");
        }
        var ns = ns(value, host.session().simulation().world().calibratedNs(cost.get()));
        return ns.isEmpty() ? noTime(value) : ask(new Setting.SetCost(cost.get(), ns.getAsLong()));
    }

    private int rate(String number, String value) {
        var stream = stream(number);
        if (stream.isEmpty()) {
            return usage("there is no stream " + number + " of traffic", "set alone, which numbers them");
        }
        var ns = ns(value, host.session().scenario().traffic().get(stream.get() - 1).everyNs());
        return ns.isEmpty() ? noTime(value) : ask(new Setting.SetRate(stream.get(), ns.getAsLong()));
    }

    private Optional<Integer> stream(String number) {
        int streams = host.session().scenario().traffic().size();
        return number.matches("[0-9]{1,6}")
                ? Optional.of(Integer.parseInt(number)).filter(n -> n >= 1 && n <= streams)
                : Optional.empty();
    }

    private static OptionalLong ns(String value, long defaultNs) {
        return value.equals(DEFAULT) ? OptionalLong.of(defaultNs) : Times.parse(value);
    }

    private int ask(Command command) {
        var answer = host.ask(command);
        if (!answer.errno().ok()) {
            err.println((command instanceof Setting.SkipWait ? "skip: " : "set: ") + answer.errno().words() + ": " + answer.sentence());
            return 1;
        }
        out.println(answer.sentence());
        return 0;
    }

    private int noTime(String value) {
        return usage('"' + value + "\" is no time", "250ns, 2us, 1.5ms, or default");
    }

    private int usage(String sentence, String advice) {
        err.println(sentence + "\n  try: " + advice);
        return USAGE;
    }
}
