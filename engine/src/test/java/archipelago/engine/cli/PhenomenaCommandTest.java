package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PhenomenaCommandTest {
    @Test
    void eachIsALineAndTheLastOneCountsThem() {
        var said = say("phenomena", "9", "3");
        assertThat(said.status()).isEqualTo(ExitStatus.DONE);
        assertThat(said.err()).isEmpty();
        var lines = said.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith(" 3 | F | A second baseline | expected: ").endsWith(" | held");
        assertThat(lines.getFirst()).contains(" | happened: as expected");
        assertThat(lines.get(1)).startsWith(" 9 | F | A name that is taken | ");
        assertThat(lines.getLast()).isEqualTo("2 of 2 held");
    }

    @Test
    void programsGetOneDocument() throws IOException {
        var said = say("phenomena", "--json", "8");
        assertThat(said.status()).isEqualTo(ExitStatus.DONE);
        var document = RunCommandTest.json(said.out());
        assertThat(document.get("schema").isInt()).isTrue();
        var list = document.get("phenomena");
        assertThat(list).hasSize(1);
        var item = list.get(0);
        assertThat(item.get("id").asInt()).isEqualTo(8);
        assertThat(item.get("name").asText()).isEqualTo("An instance is made");
        assertThat(item.get("kind").asText()).isEqualTo("H");
        assertThat(item.get("held").asBoolean()).isTrue();
        assertThat(item.get("teaches").asText()).isNotBlank();
        assertThat(item.get("expected").asText()).contains("reads \"ready\"");
        assertThat(item.get("happened").asText()).contains("reads \"ready\"");
        assertThat(item.get("observations").size()).isGreaterThan(3);
    }

    @Test
    void someAreChosenByTheirNumbers() {
        var said = say("phenomena", "58", "9");
        assertThat(said.status()).isEqualTo(ExitStatus.DONE);
        var lines = said.out().lines().toList();
        assertThat(lines.getFirst()).startsWith(" 9 | ").endsWith(" | held");
        assertThat(lines.get(1)).startsWith("58 | Q | One lock becomes two | expected: ");
        assertThat(lines.getLast()).isEqualTo("2 of 2 held");
    }

    @Test
    void allOfThemHold() throws IOException {
        var said = say("phenomena", "--json");
        assertThat(said.status()).as("nothing was missed").isEqualTo(ExitStatus.DONE);
        var document = RunCommandTest.json(said.out());
        assertThat(document.get("held").asInt()).isEqualTo(58);
        assertThat(document.get("phenomena")).hasSize(58).allMatch(item -> item.get("held").asBoolean());
    }

    @Test
    void aNumberThatThereIsNotIsWrongUsage() {
        var said = say("phenomena", "59");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("there is no phenomenon 59\n  try: ");
    }

    @Test
    void aWordIsNoNumber() {
        assertThat(say("phenomena", "first").status()).isEqualTo(ExitStatus.USAGE);
    }
}
