package archipelago.engine.cli;

import archipelago.engine.base.Require;
import archipelago.engine.measure.Laboratory;
import archipelago.engine.measure.Target;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago validate`: what has been published of multikernels and of what they are compared with, beside what the
/// machine does here.
@Command(
        name = "validate",
        description = "Does the experiments that others have published and says how far off their figures are here.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "targets, such as V6; all if none is given")
    private List<String> ids = List.of();

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    /// A published figure beside ours.
    private record Compared(Target.Point point, BigDecimal simulated) {
        BigDecimal errorPercent() {
            return simulated.subtract(point.published()).multiply(PERCENT)
                    .divide(point.published(), 1, RoundingMode.HALF_UP);
        }
    }

    private record Checked(Target target, List<Compared> points) {
        Compared worst() {
            return points.stream()
                    .max((a, b) -> a.errorPercent().abs().compareTo(b.errorPercent().abs()))
                    .orElseThrow();
        }

        boolean near() {
            return worst().errorPercent().abs().compareTo(BigDecimal.valueOf(target.tolerancePercent())) <= 0;
        }

        /// Whether each figure that was published as larger than another one is so here.
        boolean inOrder() {
            for (var a : points) {
                for (var b : points) {
                    boolean larger = a.point().published().compareTo(b.point().published()) > 0;
                    if (larger && a.simulated().compareTo(b.simulated()) <= 0) {
                        return false;
                    }
                }
            }
            return true;
        }

        boolean held() {
            return near() && (!target.ordered() || inOrder());
        }
    }

    @Override
    public Integer call() throws Refusal, ExecutionException, InterruptedException {
        var known = Laboratory.targets();
        for (var id : ids) {
            if (known.stream().noneMatch(target -> target.id().equals(id))) {
                throw Refusal.usage("no target is called \"" + id + '"',
                        "one of " + String.join(", ", known.stream().map(Target::id).toList()));
            }
        }
        var wanted = known.stream().filter(target -> ids.isEmpty() || ids.contains(target.id())).toList();
        var checked = check(wanted);
        var out = spec.commandLine().getOut();
        long held = checked.stream().filter(Checked::held).count();
        if (json) {
            out.println(document(checked).put("held", held).toPrettyString());
        } else {
            out.println(table(checked));
            checked.stream().filter(one -> !one.held() && !one.target().miss().isEmpty())
                    .forEach(one -> out.println(one.target().id() + ": " + one.target().miss()));
            out.println(held + " of " + checked.size() + " held");
        }
        out.flush();
        return held == checked.size() ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    /// Each experiment is done once, on as many threads as there are processors: each has a machine of its own.
    private List<Checked> check(List<Target> targets) throws ExecutionException, InterruptedException {
        var answers = new TreeMap<String, Future<ObjectNode>>();
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                var progress = Progress.on(spec.commandLine().getErr())) {
            for (var target : targets) {
                for (var point : target.points()) {
                    answers.computeIfAbsent(point.measure(), words -> pool.submit(() -> measured(words)));
                }
            }
            int n = 0;
            for (var entry : answers.entrySet()) {
                progress.show(n++, answers.size(), entry.getKey());
                entry.getValue().get();
            }
        }
        var checked = new ArrayList<Checked>();
        for (var target : targets) {
            checked.add(new Checked(target, compared(target, answers)));
        }
        return checked;
    }

    private static List<Compared> compared(Target target, Map<String, Future<ObjectNode>> answers) {
        return target.points().stream()
                .map(point -> new Compared(
                        point, answers.get(point.measure()).resultNow().path(point.figure()).decimalValue()))
                .toList();
    }

    private static ObjectNode measured(String words) throws Refusal {
        var parsed = new CommandLine(new MeasureCommand()).parseArgs(words.split(" "));
        Require.that(parsed.hasSubcommand(), "a target names an experiment", words);
        return ((Measuring) parsed.subcommand().commandSpec().userObject()).answer().json();
    }

    private static String table(List<Checked> checked) {
        var table = new TextTable("target", "published", "simulated", "error", "tolerance", "held", "from");
        for (var one : checked) {
            var worst = one.worst();
            table.row(
                    one.target().id() + "  " + one.target().title(),
                    worst.point().published().toPlainString(),
                    worst.simulated().toPlainString(),
                    signed(worst.errorPercent()) + " %",
                    one.target().tolerancePercent() + " %" + (one.target().ordered() ? ", order" : ""),
                    one.held() ? "held" : "NOT HELD",
                    one.target().fitted() ? "fitted" : "predicted");
        }
        return table.text();
    }

    private static String signed(BigDecimal percent) {
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString();
    }

    private static ObjectNode document(List<Checked> checked) {
        var document = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        var list = document.putArray("targets");
        for (var one : checked) {
            var target = one.target();
            var item = list.addObject()
                    .put("id", target.id())
                    .put("title", target.title())
                    .put("published", one.worst().point().published())
                    .put("simulated", one.worst().simulated())
                    .put("error", one.worst().errorPercent())
                    .put("tolerance", target.tolerancePercent())
                    .put("held", one.held())
                    .put("provenance", target.fitted() ? "fitted" : "predicted")
                    .put("source", target.source());
            if (!one.held() && !target.miss().isEmpty()) {
                item.put("missing", target.miss());
            }
            var points = item.putArray("points");
            for (var point : one.points()) {
                points.addObject()
                        .put("measure", point.point().measure())
                        .put("figure", point.point().figure())
                        .put("published", point.point().published())
                        .put("simulated", point.simulated())
                        .put("error", point.errorPercent());
            }
        }
        return document;
    }
}
