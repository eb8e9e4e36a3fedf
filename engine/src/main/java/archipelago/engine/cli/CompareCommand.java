package archipelago.engine.cli;

import archipelago.engine.base.Times;
import archipelago.engine.compare.Future;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.session.SavedSession;
import archipelago.engine.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago compare`: two futures of a machine, or two machines, side by side under one clock.
@Command(
        name = "compare",
        description = {
            "Goes through two runs and says what they have in common, where they part, and what each came to.",
            "A and B are scenarios (.json) or saved sessions (.mksession); of a session the branch on which it was"
                    + " last acted is meant, or the one that is named: FILE#2.",
            "Without B, a branch is compared with the one that it left (or, if it left none, with the newest one that"
                    + " left it); a session without branches with the story without what was done in it; and a story"
                    + " with the same story without its faults.",
            "It ends with 0 whether the runs differ or not."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    private static final Pattern BRANCH = Pattern.compile("(.+)#([0-9]{1,6})");
    private static final int GLANCES = 64;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", converter = Converters.FileName.class, description = "the one run")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", arity = "0..1", converter = Converters.FileName.class,
            description = "the other run")
    private Path b;

    @Option(names = "--until", paramLabel = "T", converter = Converters.TimeNs.class,
            description = "compare up to this machine time; without it, until both have come to their end")
    private Long untilNs;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    /// A file with the branch that is meant in it.
    private record Named(Path file, Optional<Integer> branch) {
        static Named of(Path path) {
            var m = BRANCH.matcher(path.toString());
            return m.matches() && !Files.exists(path)
                    ? new Named(Path.of(m.group(1)), Optional.of(Integer.parseInt(m.group(2))))
                    : new Named(path, Optional.empty());
        }
    }

    /// A side that is open.
    ///
    /// @param endEvents how far it had come when it was saved, or [Long#MAX_VALUE]
    private record Side(Named named, Session session, int branch, long endEvents) {
        Future future() {
            return Future.of(session, branch).named(words());
        }

        String words() {
            boolean whole = session.branches().size() == 1 && named.branch().isEmpty();
            return named.file() + (whole ? "" : "#" + branch);
        }
    }

    @Override
    public Integer call() throws Refusal {
        var one = Named.of(a);
        var other = Optional.ofNullable(b).map(Named::of);
        var openingA = open(one.file());
        var openingB = other.isPresent() ? open(other.get().file()) : openingA;
        if (openingA.opened().isEmpty() || openingB.opened().isEmpty()) {
            return Math.max(openingA.exitStatus(), openingB.exitStatus());
        }
        var sideA = side("A", one, openingA.opened().get());
        try (var progress = Progress.on(spec.commandLine().getErr())) {
            progress.show(0, 0, "looking for the end");
            long endNs = untilNs == null ? sideA.future().endNs(sideA.endEvents()) : untilNs;
            SideBySide sides;
            if (other.isPresent()) {
                var sideB = side("B", other.get(), openingB.opened().get());
                endNs = untilNs == null ? Math.max(endNs, sideB.future().endNs(sideB.endEvents())) : untilNs;
                sides = new SideBySide(sideA.future(), sideB.future());
            } else {
                sides = natural(sideA, endNs);
                endNs = untilNs == null ? Math.max(endNs, sides.b().endNs(Long.MAX_VALUE)) : untilNs;
            }
            go(sides, endNs, progress);
            print(new CompareReport(sides, untilNs == null && full(sides)));
        }
        return ExitStatus.DONE;
    }

    private Inputs.Opening open(Path file) {
        var opening = Inputs.open(file, Optional.empty());
        Inputs.print(opening.problems(), spec.commandLine().getErr());
        return opening;
    }

    private static Side side(String label, Named named, Inputs.Opened opened) throws Refusal {
        var session = opened.session();
        int branch = named.branch().orElse(session.branch().number());
        int last = session.branches().size() - 1;
        if (branch > last) {
            throw Refusal.usage(label + ": there is no branch " + branch + " in " + named.file(),
                    last == 0 ? named.file() + ", which has one future" : "one from 0 to " + last + ", such as "
                            + named.file() + "#" + last);
        }
        return new Side(named, session, branch, seen(opened, branch));
    }

    private static long seen(Inputs.Opened opened, int branch) {
        long seen = Long.MAX_VALUE;
        for (var deed : opened.saved().map(SavedSession::deeds).orElseGet(List::of)) {
            if (deed instanceof SavedSession.Deed.Saw saw && saw.branch() == branch) {
                seen = saw.afterEvents();
            }
        }
        return seen;
    }

    private SideBySide natural(Side side, long endNs) throws Refusal {
        return SideBySide.natural(side.session(), side.branch(), endNs)
                .orElseThrow(() -> Refusal.here(
                        side.words() + " has only one future, and nothing breaks in its story, so there is nothing to"
                                + " compare it with",
                        "a second file, or a session in which somebody acted"));
    }

    private void go(SideBySide sides, long endNs, Progress progress) {
        for (long glance = 1; glance <= GLANCES && (untilNs != null || !full(sides)); glance++) {
            long ns = endNs / GLANCES * glance + endNs % GLANCES * glance / GLANCES;
            progress.show(glance - 1, GLANCES, "at " + Times.shown(ns, 3) + " of machine time");
            sides.seek(ns);
        }
    }

    private static boolean full(SideBySide sides) {
        return sides.a().full() || sides.b().full();
    }

    private void print(CompareReport report) {
        var out = spec.commandLine().getOut();
        out.println(json ? report.json() : report.text());
        out.flush();
    }
}
