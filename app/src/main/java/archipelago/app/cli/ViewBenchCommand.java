package archipelago.app.cli;

import archipelago.engine.bench.Bench;
import archipelago.engine.bench.Figure;
import archipelago.engine.bench.Stopwatch;
import archipelago.engine.cli.BenchCommand;
import archipelago.engine.cli.Converters;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago bench` with the window in it: `--view` measures how fast the program paints, and what it costs the
/// machine that somebody looks at it; `--play` whether a program that is left running grows.
@Command(
        name = "bench",
        description = "Measures the program's own speed on this machine, as ratios to reference loops.",
        mixinStandardHelpOptions = true)
final class ViewBenchCommand extends BenchCommand {
    @Option(names = "--view", description = "measure painting, and what a visible window costs, instead")
    private boolean view;

    @Option(names = "--play", paramLabel = "TIME", converter = Converters.TimeNs.class,
            description = "play in a window for so long, and measure whether memory grows, instead")
    private Long playNs;

    private final ViewBench.Plan plan;

    ViewBenchCommand() {
        this(ViewBench.Plan.FULL);
    }

    /// @param plan how much is measured
    ViewBenchCommand(ViewBench.Plan plan) {
        this.plan = plan;
    }

    @Override
    protected List<Figure> figures(Stopwatch watch, Bench.Progress progress) {
        if (playNs != null) {
            return new PlayBench(playNs, watch, progress).figures();
        }
        return view ? new ViewBench(plan, watch, progress).figures() : super.figures(watch, progress);
    }
}
