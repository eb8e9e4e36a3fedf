package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files that `run` and `replay` write of what happened.
class FactFilesTest {
    @TempDir
    private Path folder;

    private Path at(String name) {
        return folder.resolve(name);
    }

    @Test
    void theEndingOfAFileSaysItsForm() throws IOException {
        var said = say("run", FIRST_LIGHT, "--events", 3000,
                "--trace", at("a.pftrace"), "--sequence", at("b.mmd"), "--jsonl", at("c.jsonl"), "--metrics", at("d.csv"));
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isZero();
        assertThat(Files.readAllBytes(at("a.pftrace"))[0]).as("the tag of a packet").isEqualTo((byte) 0x0a);
        assertThat(Files.readString(at("b.mmd"))).startsWith("sequenceDiagram\n");
        assertThat(Files.readString(at("c.jsonl"))).startsWith("{\"at_ns\":0,");
        assertThat(Files.readString(at("d.csv"))).startsWith("kernel,from_ns,until_ns,");

        var other = say("run", FIRST_LIGHT, "--events", 3000,
                "--trace", at("a.json"), "--sequence", at("b.puml"), "--metrics", at("d.jsonl"));
        assertThat(other.status()).isZero();
        assertThat(Files.readString(at("a.json"))).startsWith("{\"displayTimeUnit\":\"ns\"");
        assertThat(Files.readString(at("b.puml"))).startsWith("@startuml\n").endsWith("@enduml\n");
        assertThat(Files.readString(at("d.jsonl"))).startsWith("{\"kernel\":\"host\"");
    }

    @Test
    void whatIsWrittenBeginsWhereItIsToldTo() throws IOException {
        var said = say("run", FIRST_LIGHT, "--until", "5.44s", "--from", "5.43s",
                "--transcript", at("a.txt"), "--csv", at("b.csv"), "--sequence", at("c.puml"), "--kernels", "web-server");
        assertThat(said.err()).isEmpty();
        assertThat(Files.readString(at("a.txt"))).startsWith("5.43").contains("web-server").doesNotContain("5.42");
        assertThat(Files.readAllLines(at("b.csv")).get(1)).startsWith("543");
        assertThat(Files.readString(at("c.puml")))
                .contains("5.43 s to 5.44 s").contains("web-server (id 1)").doesNotContain("database (id 2)");
    }

    @Test
    void aReplayWritesWhatTheRunWrote() throws IOException {
        say("run", FIRST_LIGHT, "--events", 3000, "--trace", at("run.pftrace"), "--save", at("s.mksession"));
        var said = say("replay", at("s.mksession"), "--trace", at("replay.pftrace"));
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isZero();
        assertThat(Files.readAllBytes(at("replay.pftrace"))).isEqualTo(Files.readAllBytes(at("run.pftrace")));
        var over = say("replay", at("s.mksession"), "--csv", at("s.mksession"));
        assertThat(over.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(over.err()).contains("--csv would write over");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--sequence a.svg|names no notation|.puml for PlantUML, .mmd for Mermaid",
        "--metrics a.csv --every 0ns|an interval of no length|a time from 1ns up",
        "--metrics a.csv --every 1ns|intervals, and 100000 is the most|a longer time",
        "--sequence a.puml --kernels nobody|there is no kernel nobody in this run|database, host, web-server",
        "--csv a.csv --from 99s|the run ends at|an earlier time"})
    void whatCannotBeMeantIsRefusedInASentence(String row) {
        var parts = row.split("[|]");
        var words = new ArrayList<Object>(List.of("run", FIRST_LIGHT, "--events", 30_000));
        for (var word : parts[0].split(" ")) {
            words.add(word.startsWith("a.") ? at(word) : word);
        }
        var said = say(words.toArray());
        assertThat(said.err()).contains(parts[1]).contains("try: " + parts[2]);
        assertThat(said.status()).isIn(ExitStatus.USAGE, ExitStatus.REFUSED);
    }
}
