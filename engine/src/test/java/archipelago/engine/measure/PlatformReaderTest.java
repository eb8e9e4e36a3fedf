package archipelago.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Problem;
import archipelago.engine.cost.Cost;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformReaderTest {
    private static final String SOUND = """
            { "schema": 1, "title": "Mine", "clock": "2.5GHz", "sockets": 2, "nodes": 1, "cores": 4, "memory": "8GiB",
              "distances": [[10, 21], [21, 10]],
              "costs": [ { "cost": "line-same-socket", "takes": "40ns", "from": "published", "source": "my matrix" } ] }
            """;

    private static List<Problem> problems(String text) {
        return PlatformReader.read("mine.json", "mine", text).problems();
    }

    @Test
    void aFileSaysWhatTheMachineIsAndWhatIsKnownOfItsSpeed() {
        var mine = PlatformReader.read("mine.json", "mine", SOUND).value().orElseThrow();
        assertThat(mine.machine().coreCount()).isEqualTo(8);
        assertThat(mine.machine().sameSocket(3, 4)).isFalse();
        assertThat(mine.machine().nodes().get(1).distances()).containsExactly(21, 10);
        assertThat(mine.costs().ns(Cost.LINE_SAME_SOCKET)).isEqualTo(40);
        assertThat(mine.costs().ns(Cost.LINE_CROSS_SOCKET)).isEqualTo(Cost.LINE_CROSS_SOCKET.defaultNs());
        assertThat(mine.cycles(BigDecimal.valueOf(100))).isEqualByComparingTo("250");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "2.5GHz | 2.5 | \"2.5\" is no clock | a number with GHz or MHz",
        "[10, 21], [21, 10] | [10, 21] | there are 1 rows of distances | one for each of 2 nodes",
        "[10, 21], | [10], | a row of distances has a number for each node | 2 numbers from 10 to 254",
        "line-same-socket | line-same-sockets | expected one of | ",
        "\"sockets\": 2 | \"sockets\": 65 | \"sockets\" is too large: 65 | a whole number from 1 to 64",
        "\"cores\": 4 | \"cores\": 4000 | there are more than 4096 cores | fewer",
        "published | guessed | expected one of | ",
        "\"title\": \"Mine\", | | a platform needs the key \"title\" | "
    })
    void whatIsWrongIsToldWhereItStands(String sound, String broken, String sentence, String advice) {
        var text = SOUND.replace(sound.strip(), broken == null ? "" : broken.strip());
        assertThat(text).isNotEqualTo(SOUND);
        var problems = problems(text);
        assertThat(problems).isNotEmpty();
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.sentence()).contains(sentence.strip());
            assertThat(problem.advice()).contains(advice == null ? "" : advice.strip());
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void whatIsNoFileOfAPlatformIsNone() {
        assertThat(problems("[]")).isNotEmpty();
        assertThat(problems("{")).isNotEmpty();
    }

    @Test
    void allPlatformsOfTheProgramCanBeRead() {
        assertThat(Laboratory.platforms()).contains("xeon-5418y", "arm-128", "opteron-8x4", "ivy-bridge-2x10", "odroid-c4",
                "milan-72");
        for (var name : Laboratory.platforms()) {
            assertThat(Laboratory.platform(name)).as(name).isPresent();
        }
        assertThat(Laboratory.platform("pdp-11")).isEmpty();
        assertThat(Laboratory.platform("../programs/calls")).isEmpty();
    }
}
