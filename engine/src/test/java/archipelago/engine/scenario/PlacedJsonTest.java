package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.scenario.PlacedJson.Place;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlacedJsonTest {
    private static final String GOOD = FirstLight.TEXT;
    private static final ObjectMapper LIBRARY = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Problems problems = new Problems("x.json");

    @Test
    void everyValueAndKeyKnowsItsLineItsColumnAndItsPointer() {
        var root = object("{\n  \"a\": [ 1,\n\t\"tüx\", true ],\r\n  \"b/c~\": { \"d\": null }\n}");
        var list = (PlacedJson.Arr) root.get("a").orElseThrow();
        assertThat(root.place()).isEqualTo(new Place(1, 1, ""));
        assertThat(root.members().getFirst().keyPlace()).isEqualTo(new Place(2, 3, "/a"));
        assertThat(list.items()).containsExactly(
                new PlacedJson.Num(new Place(2, 10, "/a/0"), "1"),
                new PlacedJson.Text(new Place(3, 2, "/a/1"), "tüx", true),
                new PlacedJson.Bool(new Place(3, 9, "/a/2"), true));
        var inner = (PlacedJson.Obj) root.get("b/c~").orElseThrow();
        assertThat(inner.get("d")).contains(new PlacedJson.Null(new Place(4, 18, "/b~1c~0/d")));
        assertThat(problems.none()).isTrue();
    }

    @Test
    void aCharacterOutsideTheFirstPlaneCountsAsOneColumn() {
        var root = object("{ \"🏝\": \"🏝🏝\", \"a\": 1 }");
        assertThat(root.get("a").orElseThrow().place()).isEqualTo(new Place(1, 19, "/a"));
    }

    @Test
    void aTextWithEscapesIsNotPlain() {
        var root = object("{ \"a\": \"x\\ty\", \"b\": \"x y\" }");
        assertThat(((PlacedJson.Text) root.get("a").orElseThrow()).plain()).isFalse();
        assertThat(((PlacedJson.Text) root.get("b").orElseThrow()).plain()).isTrue();
    }

    @Test
    void whatStandsBeforeASyntaxErrorIsKept() {
        var root = object("{ \"a\": 1, \"b\": [ 2, 3, ?");
        assertThat(root.whole()).isFalse();
        assertThat(root.get("a")).isPresent();
        assertThat(((PlacedJson.Arr) root.get("b").orElseThrow()).items()).hasSize(2);
        assertThat(problems.count()).isEqualTo(1);
    }

    @Test
    void ofAKeyThatStandsTwiceTheFirstIsTaken() {
        var root = object("{ \"a\": 1,\n \"a\": 2 }");
        assertThat(root.members()).hasSize(1);
        assertThat(problems.inOrder()).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(2);
            assertThat(p.column()).isEqualTo(2);
        });
    }

    @Test
    void sixtyFourLevelsAreReadAndSixtyFiveAreNot() {
        PlacedJson.read("[".repeat(64) + "]".repeat(64), problems);
        assertThat(problems.none()).isTrue();
        PlacedJson.read("[".repeat(65) + "]".repeat(65), problems);
        assertThat(problems.inOrder()).singleElement().satisfies(p -> assertThat(p.column()).isEqualTo(65));
    }

    @Test
    void aMillionLevelsAndAMillionValuesAreRefusedWithoutHarm() {
        PlacedJson.read("[".repeat(1_000_000), problems);
        PlacedJson.read("{\"a\":".repeat(1_000_000), problems);
        PlacedJson.read("[0" + ",0".repeat(1_000_000) + "]", problems);
        PlacedJson.read("x".repeat(PlacedJson.BYTES_MAX + 1), problems);
        assertThat(problems.count()).isEqualTo(4);
    }

    @Test
    void aLargeFileInOneLineKnowsItsColumnsAtOnce() {
        int values = PlacedJson.VALUES_MAX - 1;
        var text = "[" + "         \"é\",".repeat(values - 1) + "1]";
        var list = (PlacedJson.Arr) PlacedJson.read(text, problems).orElseThrow();
        assertThat(problems.none()).isTrue();
        assertThat(list.items().getLast().place().column()).isEqualTo(13 * (values - 1) + 2);
    }

    @Test
    void pointersOfAbsurdDepthAreCutShort() {
        var text = ("{\"" + "key".repeat(20) + "\":").repeat(60) + "1" + "}".repeat(60);
        var value = PlacedJson.read(text, problems).orElseThrow();
        while (value instanceof PlacedJson.Obj object) {
            value = object.members().getFirst().value();
        }
        assertThat(value.place().pointer()).hasSizeLessThan(300).endsWith("/…");
    }

    @Test
    void aNumberOrAKeyOfAMillionCharactersIsJustANumberOrAKey() {
        PlacedJson.read("[" + "9".repeat(1_000_000) + "]", problems);
        PlacedJson.read("{\"" + "k".repeat(1_000_000) + "\": 1}", problems);
        assertThat(problems.none()).isTrue();
    }

    @Property(tries = 2000)
    void anyTextIsReadIfTheLibraryReadsItAndToldAsOneProblemIfNot(
            @ForAll @StringLength(max = 40)
                    @Chars({'{', '}', '[', ']', '"', ',', ':', '1', '0', '.', '-', 'e', 't', 'r', 'u', ' ', '\n', '\\',
                            'n', '/'}) String text) {
        judgedAsTheLibraryDoes(text);
    }

    @Property(tries = 2000)
    void aChangedCharacterInAGoodFileIsJudgedAsTheLibraryDoes(
            @ForAll @IntRange(min = 0, max = 5000) int at, @ForAll char put) {
        int place = at % GOOD.length();
        judgedAsTheLibraryDoes(GOOD.substring(0, place) + put + GOOD.substring(place + 1));
        judgedAsTheLibraryDoes(GOOD.substring(0, place) + GOOD.substring(place + 1));
    }

    /// Both accept or both refuse; and what is refused is refused for a reason that has words.
    private static void judgedAsTheLibraryDoes(String text) {
        var told = new Problems("x.json");
        PlacedJson.read(text, told);
        var faults = told.inOrder().stream().filter(p -> !p.sentence().contains("stands twice")).toList();
        assertThat(faults.isEmpty()).as(text).isEqualTo(libraryReads(text));
        assertThat(faults).as(text).allSatisfy(p -> {
            assertThat(p.sentence()).isNotEqualTo("from here on this is not JSON");
            assertThat(p.line()).isBetween(1, (int) text.chars().filter(c -> c == '\n' || c == '\r').count() + 1);
            assertThat(p.column()).isBetween(1, text.length() + 1);
        });
    }

    private static boolean libraryReads(String text) {
        try {
            JsonNode node = LIBRARY.readTree(text);
            return node != null && !node.isMissingNode();
        } catch (IOException syntax) {
            return false;
        }
    }

    private PlacedJson.Obj object(String text) {
        return (PlacedJson.Obj) PlacedJson.read(text, problems).orElseThrow();
    }
}
