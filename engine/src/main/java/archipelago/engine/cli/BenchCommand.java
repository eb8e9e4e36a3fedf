package archipelago.engine.cli;

import archipelago.engine.bench.Bench;
import archipelago.engine.bench.Figure;
import archipelago.engine.bench.Stopwatch;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `archipelago bench`: the program's own speed on this machine, as ratios to the reference loops that it carries.
/// A program that knows more of itself has other [#figures] to add.
@Command(
        name = "bench",
        description = "Measures the program's own speed on this machine, as ratios to reference loops.",
        mixinStandardHelpOptions = true)
public class BenchCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;
    private static final int DIGITS = 4;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    private final Bench.Plan plan;

    public BenchCommand() {
        this(Bench.Plan.FULL);
    }

    /// @param plan how much is measured
    BenchCommand(Bench.Plan plan) {
        this.plan = plan;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var progress = Progress.on(spec.commandLine().getErr())) {
            var figures = figures(System::nanoTime, progress::show);
            progress.close();
            out.println(json ? document(figures) : text(figures));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    /// Measures what was asked for.
    protected List<Figure> figures(Stopwatch watch, Bench.Progress progress) {
        return new Bench(plan, watch, progress).figures();
    }

    static String text(List<Figure> figures) {
        var table = new TextTable("Figure", "here", "compared with", "which comes to", "ratio", "");
        for (var figure : figures) {
            table.row(
                    figure.what(),
                    shown(figure.value(), figure.unit()),
                    words(figure),
                    shown(figure.otherValue(), figure.unit()),
                    String.format(Locale.ROOT, "%.2f", figure.ratio()),
                    figure.ahead() ? "" : "falls short");
        }
        return table.text() + "\n\nOnly ratios say something: the two sides of each ran in turns, on this machine,"
                + " beside whatever else it does.";
    }

    private static String words(Figure figure) {
        boolean target = figure.other().equals(Figure.TARGET);
        return target ? "at most" : figure.other().replace('-', ' ');
    }

    private static String shown(double value, String unit) {
        return switch (unit) {
            case Figure.EVENTS -> String.format(Locale.ROOT, "%.2f M events/s", value / 1e6);
            case "us" -> String.format(Locale.ROOT, "%.1f µs", value);
            default -> String.format(Locale.ROOT, "%.1f %s", value, unit);
        };
    }

    static String document(List<Figure> figures) {
        var json = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        json.put("version", Version.text());
        var list = json.putArray("figures");
        for (var figure : figures) {
            var item = list.addObject().put("name", figure.name()).put("what", figure.what());
            item.put("value", rounded(figure.value())).put("unit", figure.unit());
            item.putObject("other")
                    .put("name", figure.other())
                    .put("value", rounded(figure.otherValue()))
                    .put("unit", figure.unit());
            item.put("ratio", rounded(figure.ratio()));
            item.put("better", figure.atLeast() ? "more" : "less").put("ahead", figure.ahead());
        }
        return json.toPrettyString();
    }

    /// More digits than these nobody can repeat.
    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).round(new MathContext(DIGITS));
    }
}
