package archipelago.engine.trace;

import archipelago.engine.cli.RunReport;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs to write down, and what comes of it.
final class Runs {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "trace");

    private Runs() {}

    /// All scenarios that travel with the program, phenomena and all.
    static Stream<String> library() {
        return Stream.concat(
                Stream.of("first-light", "kernel-update", "kernel-update-in-place", "standby", "host-mk1", "host-mk2"),
                new ScenarioLibrary(new ScenarioReader()).phenomena().stream());
    }

    static Excerpt whole(String name) {
        var library = new ScenarioLibrary(new ScenarioReader());
        return whole(library.read(name).value().orElseThrow().scenario());
    }

    static Excerpt whole(Scenario scenario) {
        var session = new Session(scenario);
        RunReport.toTheEnd(session);
        return Excerpt.until(scenario, session.journal().view(), session.nowNs());
    }

    static Excerpt part(Excerpt excerpt, long fromNs, long untilNs) {
        return new Excerpt(excerpt.scenario(), excerpt.facts(), fromNs, untilNs);
    }

    /// A run that nobody ran: facts as they are given.
    static Excerpt told(Scenario scenario, long untilNs, Fact... facts) {
        var journal = new Journal();
        for (var fact : facts) {
            journal.append(fact);
        }
        return Excerpt.until(scenario, journal.view(), untilNs);
    }

    static Fact at(long ns, Happening what) {
        return new Fact(ns, 1, what);
    }

    static String chrome(Excerpt excerpt) throws IOException {
        var out = new StringWriter();
        ChromeTrace.write(excerpt, out);
        return out.toString();
    }

    static byte[] perfetto(Excerpt excerpt) throws IOException {
        var out = new ByteArrayOutputStream();
        PerfettoTrace.write(excerpt, out);
        return out.toByteArray();
    }

    static String plantUml(SequenceDiagram diagram) throws IOException {
        var out = new StringWriter();
        PlantUml.write(diagram, out);
        return out.toString();
    }

    static String mermaid(SequenceDiagram diagram) throws IOException {
        var out = new StringWriter();
        Mermaid.write(diagram, out);
        return out.toString();
    }

    static List<Fact> facts(Excerpt excerpt) {
        return IntStream.range(0, excerpt.facts().size())
                .mapToObj(excerpt.facts()::get)
                .toList();
    }

    /// What was accepted under a name; with `-Darchipelago.golden=accept` what is told now is accepted first.
    static String golden(String name, String told) throws IOException {
        var file = GOLDEN.resolve(name);
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, told, StandardCharsets.UTF_8);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
