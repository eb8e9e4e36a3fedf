package archipelago.engine.cli;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.trace.Excerpt;
import archipelago.engine.trace.MeasureTable;
import archipelago.engine.trace.Measures;
import archipelago.engine.trace.Mermaid;
import archipelago.engine.trace.PlantUml;
import archipelago.engine.trace.RunForm;
import archipelago.engine.trace.SequenceDiagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/// The options of a command that runs a machine and writes down what happened, each form into a file of its own.
final class FactFiles {
    @Option(names = "--transcript", paramLabel = "OUT", converter = Converters.FileName.class,
            description = "write what happens, a line each")
    private Path transcript;

    @Option(names = "--trace", paramLabel = "OUT.json|OUT.pftrace", converter = Converters.FileName.class,
            description = "write a trace that trace viewers open: Perfetto's own form by the ending .pftrace, else"
                    + " Chrome's trace events")
    private Path trace;

    @Option(names = "--sequence", paramLabel = "OUT.puml|OUT.mmd", converter = Converters.FileName.class,
            description = "write what kernels say to each other as a sequence diagram, for PlantUML or Mermaid by the"
                    + " ending; long stretches of payload are shortened")
    private Path sequence;

    @Option(names = "--kernels", paramLabel = "NAME", split = ",",
            description = "the kernels whose messages and notes are in the sequence diagram; without it, all")
    private List<String> kernels = List.of();

    @Option(names = "--csv", paramLabel = "OUT.csv", converter = Converters.FileName.class,
            description = "write what happens as a table")
    private Path csv;

    @Option(names = "--jsonl", paramLabel = "OUT.jsonl", converter = Converters.FileName.class,
            description = "write what happens as JSON, an object a line")
    private Path jsonl;

    @Option(names = "--metrics", paramLabel = "OUT.csv|OUT.jsonl", converter = Converters.FileName.class,
            description = "write counts, ring fill and latencies of each kernel over time, as a table or by the ending"
                    + " .jsonl as JSON, an object a line")
    private Path metrics;

    @Option(names = "--every", paramLabel = "T", converter = Converters.TimeNs.class,
            description = "how long an interval of --metrics is; without it, about a hundredth of the whole")
    private Long everyNs;

    @Option(names = "--from", paramLabel = "T", converter = Converters.TimeNs.class,
            description = "leave out of all these files what happens before this machine time")
    private Long fromNs;

    /// The files that are asked for, by the options that name them.
    Map<String, Path> asked() {
        var files = new LinkedHashMap<String, Path>();
        put(files, "--transcript", transcript);
        put(files, "--trace", trace);
        put(files, "--sequence", sequence);
        put(files, "--csv", csv);
        put(files, "--jsonl", jsonl);
        put(files, "--metrics", metrics);
        return files;
    }

    private static void put(Map<String, Path> files, String option, Path file) {
        if (file != null) {
            files.put(option, file);
        }
    }

    /// Refuses what cannot be meant, before anything has run.
    void check() throws Refusal {
        if (sequence != null && !ends(sequence, ".puml", ".plantuml", ".mmd", ".mermaid")) {
            throw Refusal.usage("--sequence: the ending of " + sequence + " names no notation",
                    ".puml for PlantUML, .mmd for Mermaid");
        }
        if (everyNs != null && everyNs == 0) {
            throw Refusal.usage("--every: an interval of no length", "a time from 1ns up");
        }
    }

    /// Writes what a session has come to.
    void write(Session session) throws Refusal {
        if (asked().isEmpty()) {
            return;
        }
        long startNs = fromNs == null ? 0 : fromNs;
        if (startNs > session.nowNs()) {
            throw Refusal.here("--from: the run ends at " + Times.text(session.nowNs()) + ", before "
                    + Times.text(startNs), "an earlier time");
        }
        var facts = session.journal().prefix(session.factsTold()).view();
        var excerpt = new Excerpt(session.scenario(), facts, startNs, session.nowNs());
        checkKernels(excerpt);
        write(transcript, RunForm.TRANSCRIPT, excerpt);
        write(csv, RunForm.FACTS_CSV, excerpt);
        write(jsonl, RunForm.FACTS_JSON, excerpt);
        boolean perfetto = trace != null && ends(trace, ".pftrace", ".perfetto-trace");
        write(trace, perfetto ? RunForm.PERFETTO : RunForm.CHROME, excerpt);
        writeSequence(excerpt);
        writeMetrics(excerpt);
    }

    private static void write(Path file, RunForm form, Excerpt excerpt) throws Refusal {
        if (file == null) {
            return;
        }
        try {
            form.write(excerpt, OutputFile.bytes(file));
        } catch (IOException e) {
            throw OutputFile.failed(file, e);
        }
    }

    private void checkKernels(Excerpt excerpt) throws Refusal {
        var known = new TreeSet<>(Set.of("host"));
        for (int i = 0; i < excerpt.facts().size(); i++) {
            if (excerpt.facts().get(i).what() instanceof Happening.InstanceCreated created) {
                known.add(created.name());
            }
        }
        for (var name : kernels) {
            if (!known.contains(name)) {
                throw Refusal.usage("--kernels: there is no kernel " + name + " in this run",
                        String.join(", ", known));
            }
        }
    }

    private void writeSequence(Excerpt excerpt) throws Refusal {
        if (sequence == null) {
            return;
        }
        var diagram = SequenceDiagram.of(excerpt, Set.copyOf(kernels)).shortened();
        try (var out = OutputFile.text(sequence)) {
            if (ends(sequence, ".mmd", ".mermaid")) {
                Mermaid.write(diagram, out);
            } else {
                PlantUml.write(diagram, out);
            }
        } catch (IOException e) {
            throw OutputFile.failed(sequence, e);
        }
    }

    private void writeMetrics(Excerpt excerpt) throws Refusal {
        if (metrics == null) {
            return;
        }
        long intervalNs = everyNs == null ? Measures.usualIntervalNs(excerpt) : everyNs;
        if (Measures.intervals(excerpt, intervalNs) > Measures.INTERVALS_MOST) {
            throw Refusal.usage("--every: this makes " + Measures.intervals(excerpt, intervalNs)
                    + " intervals, and " + Measures.INTERVALS_MOST + " is the most",
                    "a longer time, or a later --from");
        }
        var measures = Measures.of(excerpt, intervalNs);
        try (var out = OutputFile.text(metrics)) {
            if (ends(metrics, ".jsonl")) {
                MeasureTable.jsonLines(measures, out);
            } else {
                MeasureTable.csv(measures, out);
            }
        } catch (IOException e) {
            throw OutputFile.failed(metrics, e);
        }
    }

    private static boolean ends(Path file, String... endings) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return List.of(endings).stream().anyMatch(name::endsWith);
    }
}
