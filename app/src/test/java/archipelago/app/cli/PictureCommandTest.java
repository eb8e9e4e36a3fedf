package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.i18n.Language;
import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Program;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of single views, which are drawn without JavaFX. The whole window is tested beside it.
class PictureCommandTest {
    private static final Path FIRST_LIGHT = Path.of("..", "scenarios", "first-light.json");
    /// While the web server and the database talk.
    private static final String TALK = "5.55s";

    @TempDir
    private Path folder;

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    private record Said(int status, String out, String err) {}

    private static Said say(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var program = CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var arguments = new ArrayList<String>();
        for (var word : words) {
            arguments.add(word.toString());
        }
        return new Said(Program.execute(program, arguments.toArray(String[]::new)), out.toString(), err.toString());
    }

    private Path drawn(String name, Object... options) {
        return drawnAt(TALK, name, options);
    }

    private Path drawnAt(String instant, String name, Object... options) {
        var file = folder.resolve(name);
        var words = new ArrayList<Object>(List.of("picture", FIRST_LIGHT, "--at", instant, "--out", file));
        words.addAll(List.of(options));
        var said = say(words.toArray());
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isEqualTo(ExitStatus.DONE);
        assertThat(said.out()).isEqualTo(file + "\n");
        return file;
    }

    private static boolean empty(BufferedImage image) {
        int first = image.getRGB(0, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    @ParameterizedTest
    @CsvSource({"map, 1600, 1000", "timeline, 900, 500", "map, 200, 200", "timeline, 200, 200", "map, 333, 1201",
        "compare, 1280, 720", "compare, 200, 200"})
    void aPngHasTheSizeThatWasAskedFor(String view, int width, int height) throws IOException {
        var file = drawn("x.png", "--view", view, "--size", width + "x" + height);
        var image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(empty(image)).isFalse();
    }

    @Test
    void everyThemeIsAnotherPictureAndTheSameWordsAreTheSamePicture() throws IOException {
        var light = Files.readAllBytes(drawn("a.png", "--view", "map"));
        assertThat(Files.readAllBytes(drawn("b.png", "--view", "MAP", "--theme", "Light"))).isEqualTo(light);
        var dark = Files.readAllBytes(drawn("c.png", "--view", "map", "--theme", "dark"));
        var contrast = Files.readAllBytes(drawn("d.png", "--view", "map", "--theme", "contrast"));
        assertThat(dark).isNotEqualTo(light);
        assertThat(contrast).isNotEqualTo(light).isNotEqualTo(dark);
    }

    @Test
    void aSelectionShows() throws IOException {
        var plain = Files.readAllBytes(drawn("a.png", "--view", "map"));
        assertThat(Files.readAllBytes(drawn("b.png", "--view", "map", "--select", "web-server"))).isNotEqualTo(plain);
        assertThat(Files.readAllBytes(drawn("c.png", "--view", "map", "--select", "16"))).isNotEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeline", "lanes"})
    void instantsStandAsFarApartAsIsAskedFor(String view) throws IOException {
        var instant = "5.6058s"; // Few enough messages are in sight there to be set apart one by one.
        var size = "1200x500";
        var linear = words(drawnAt(instant, "a.svg", "--view", view, "--size", size));
        assertThat(words(drawnAt(instant, "b.svg", "--view", view, "--size", size, "--scale", "linear"))).isEqualTo(linear);
        assertThat(words(drawnAt(instant, "c.svg", "--view", view, "--size", size, "--scale", "per-event")))
                .contains("One step per event");
        assertThat(words(drawnAt(instant, "d.svg", "--view", view, "--size", size, "--scale", "Compressed")))
                .contains("Compressed time");
    }

    @Test
    void theHelpNamesTheScales() {
        assertThat(say("picture", "--help").out().replaceAll("\\s+", " "))
                .contains("--scale=SCALE")
                .contains("linear (the default), per-event or compressed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "timeline", "compare"})
    void anSvgIsWellFormed(String view) throws Exception {
        var file = drawn("x.SVG", "--view", view, "--size", "800x600");
        var parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var root = parsers.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("width")).startsWith("800");
        assertThat(root.getAttribute("height")).startsWith("600");
        assertThat(root.getElementsByTagName("text").getLength()).as("words stay words").isPositive();
    }

    @Test
    void aGifMoves() throws IOException {
        var file = drawn("x.gif", "--view", "map", "--size", "300x200", "--until", "5.5501s");
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var stream = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(stream);
            assertThat(reader.getNumImages(true)).isEqualTo(60);
            assertThat(reader.read(59).getWidth()).isEqualTo(300);
            assertThat(reader.read(59).getHeight()).isEqualTo(200);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void anInstantAfterTheEndIsAPictureOfTheEnd() {
        var file = folder.resolve("end.png");
        var said = say("picture", FIRST_LIGHT, "--at", "1000s", "--out", file, "--view", "timeline");
        assertThat(said.status()).isZero();
        assertThat(file).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "lanes", "timeline", "memory", "rings", "tree", "charts"})
    void everyLanguageIsAnotherPictureAndEnglishIsWhatOneGetsUnasked(String view) throws IOException {
        var seen = new HashSet<List<String>>();
        for (var language : Language.values()) {
            seen.add(words(drawn(language.word() + ".svg", "--view", view, "--lang", language.word())));
        }
        assertThat(seen).hasSize(Language.values().length);
        assertThat(words(drawn("unasked.svg", "--view", view))).isEqualTo(words(folder.resolve("en.svg")));
    }

    private static List<String> words(Path svg) throws IOException {
        return Pattern.compile(">([^<]+)</text>").matcher(Files.readString(svg)).results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--out x.jpg                            | a name that ends in .png, .svg or .gif",
        "--out png                              | a name that ends in .png, .svg or .gif",
        "--out /                                | a name that ends in .png, .svg or .gif",
        "--out x.png --size 10x10               | two numbers from 200 to 8192, such as 1600x1000",
        "--out x.png --size 99999x400           | two numbers from 200 to 8192, such as 1600x1000",
        "--out x.png --size 1600                | two numbers from 200 to 8192, such as 1600x1000",
        "--out x.png --theme blue               | one of light, dark, contrast",
        "--out x.png --scale per_event         | one of linear, per-event, compressed",
        "--out x.png --scale per-event --view map | --view window, lanes or timeline",
        "--out x.png --view everything          | one of window, map, lanes, timeline, memory, rings, tree, charts, compare",
        "--out x.png --lang xx                  | one of en, it, es, fr",
        "--out x.gif                            | --until with a time later than --at",
        "--out x.gif --until 1ms                | a later instant",
        "--out x.png --until 9s                 | a name that ends in .gif",
        "--out x.png --select nobody            | one of host, web-server, database, or the physical id of a core, such as 0",
        "--out x.png --select 99999999999999999 | one of host, web-server, database, or the physical id of a core, such as 0",
    })
    void whatCannotBeDrawnIsRefusedWithWhatCan(String options, String advice) {
        var words = new ArrayList<Object>(List.of("picture", FIRST_LIGHT, "--at", TALK));
        for (var option : options.split(" ")) {
            words.add(option.startsWith("x.") ? folder.resolve(option) : option);
        }
        var said = say(words.toArray());
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).endsWith("\n  try: " + advice + "\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whereNothingCanBeWrittenNothingIsDrawn() throws IOException {
        var inTheWay = Files.createDirectory(folder.resolve("x.png"));
        for (var target : List.of(inTheWay, folder.resolve("none").resolve("x.png"))) {
            var said = say("picture", FIRST_LIGHT, "--at", "1s", "--out", target, "--view", "map");
            assertThat(said.status()).isEqualTo(ExitStatus.UNREADABLE);
            assertThat(said.err()).startsWith(target + ": ").contains("\n  try: ");
        }
    }

    @Test
    void aFileThatIsNotThereIsUnreadableAndABrokenOneIsRefused() throws IOException {
        var out = folder.resolve("x.png");
        assertThat(say("picture", folder.resolve("no.json"), "--at", "1s", "--out", out).status())
                .isEqualTo(ExitStatus.UNREADABLE);
        var broken = Files.writeString(folder.resolve("b.json"), "{");
        assertThat(say("picture", broken, "--at", "1s", "--out", out).status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(out).doesNotExist();
    }
}
