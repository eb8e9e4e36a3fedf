package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.scenario.FileCheck.Kind;
import archipelago.engine.scenario.FileCheck.Outcome;
import archipelago.engine.scenario.FileCheck.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckTest {
    @TempDir
    private Path folder;

    private final FileCheck check = new FileCheck(FileCheckTest::noSession);

    @Test
    void firstLightIsASoundScenarioAndItsBaselineASoundDeviceTree() {
        assertThat(check.check(FirstLight.FILE)).isEqualTo(sound(Kind.SCENARIO));
        assertThat(check.check(FirstLight.BASELINE)).isEqualTo(sound(Kind.DEVICE_TREE));
    }

    static Reading<?> noSession(String file, String text) {
        return Reading.refused(List.of(new Problem(file, 1, 1, "this is a session", "a scenario")));
    }

    @Test
    void withoutAnEndingTheContentTellsTheKind() throws IOException {
        Files.copy(FirstLight.BASELINE, folder.resolve("first-light.dts"));
        assertThat(check.check(Files.copy(FirstLight.FILE, folder.resolve("a")))).isEqualTo(sound(Kind.SCENARIO));
        assertThat(check.check(Files.copy(FirstLight.BASELINE, folder.resolve("b"))))
                .isEqualTo(sound(Kind.DEVICE_TREE));
        assertThat(check.check(write("c", "\uFEFF" + FirstLight.TEXT))).isEqualTo(sound(Kind.SCENARIO));
        assertThat(check.check(write("d", "Hello")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aBlobIsReadByItsEndingOrByItsFirstBytes() throws IOException {
        var tree = DeviceTreeSource.read("x", FirstLight.text(FirstLight.BASELINE)).value().orElseThrow();
        var blob = FlattenedTree.write(tree);
        assertThat(check.check(Files.write(folder.resolve("a.dtb"), blob))).isEqualTo(sound(Kind.DEVICE_TREE_BLOB));
        assertThat(check.check(Files.write(folder.resolve("a"), blob))).isEqualTo(sound(Kind.DEVICE_TREE_BLOB));
    }

    @Test
    void anOverlayIsADeviceTreeButNoBaseline() throws IOException {
        var overlay = "/dts-v1/;\n/ { compatible = \"linux,multikernel-overlay\"; };\n";
        assertThat(check.check(write("remove.dts", overlay))).isEqualTo(sound(Kind.DEVICE_TREE));
    }

    @Test
    void aFileThatIsNotThereIsUnreadableAndItsNeighbourIsNamed() throws IOException {
        write("scenario.json", "{}");
        var verdict = check.check(folder.resolve("scenarioo.json"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(verdict.problems()).singleElement().satisfies(p -> {
            assertThat(p.sentence()).isEqualTo("there is no such file");
            assertThat(p.advice()).contains("\"scenario.json\"");
        });
    }

    @Test
    void aFolderAndAFileInsideAFileAreUnreadable() throws IOException {
        assertThat(check.check(folder).outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(check.check(write("a.json", "{}").resolve("b.json")).outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(check.check(Path.of("")).outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(check.check(Path.of("/")).outcome()).isEqualTo(Outcome.UNREADABLE);
    }

    @Test
    void aFileThatMayNotBeReadIsUnreadable() throws IOException {
        var file = write("secret.json", "{}");
        assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix")).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("the superuser may read everything").isFalse();
        assertThat(check.check(file).outcome()).isEqualTo(Outcome.UNREADABLE);
    }

    @Test
    void aDeviceThatNeverEndsIsNotReadAtAll() {
        var endless = Path.of("/dev/zero");
        assumeThat(endless).exists();
        assertThat(check.check(endless).outcome()).isEqualTo(Outcome.UNREADABLE);
    }

    @Test
    void anEmptyFileIsFaulty() throws IOException {
        for (var name : new String[] {"a.json", "a.dts", "a.dtb", "a"}) {
            var verdict = check.check(write(name, ""));
            assertThat(verdict.outcome()).isEqualTo(Outcome.FAULTY);
            assertThat(verdict.problems()).singleElement()
                    .satisfies(p -> assertThat(p.sentence()).isEqualTo("the file is empty"));
        }
    }

    @Test
    void aHugeFileIsAnsweredFromItsSize() throws IOException {
        var file = folder.resolve("huge.json");
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'}'}), (100L << 20) - 1);
        }
        var verdict = check.check(file);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAULTY);
        assertThat(verdict.problems()).singleElement()
                .satisfies(p -> assertThat(p.text()).contains("100 MiB").contains("8 MiB"));
    }

    @Test
    void aFileOfExactlyTheLimitIsRead() throws IOException {
        int bytes = FirstLight.TEXT.getBytes(StandardCharsets.UTF_8).length;
        var file = write("full.json", FirstLight.TEXT + " ".repeat(TextFile.BYTES_MAX - bytes));
        Files.copy(FirstLight.BASELINE, folder.resolve("first-light.dts"));
        assertThat(check.check(file)).isEqualTo(sound(Kind.SCENARIO));
    }

    @Test
    void theFirstByteThatIsNotTextIsNamedByItsPlace() throws IOException {
        var file = folder.resolve("latin.json");
        Files.write(file, "{\n \"tä\": \"grün\" }".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("cut.json"), new byte[] {'{', '\n', ' ', (byte) 0xE2, (byte) 0x82});
        assertThat(check.check(file).problems()).noneMatch(p -> p.sentence().contains("UTF-8"));
        assertThat(check.check(folder.resolve("cut.json")).problems()).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(2);
            assertThat(p.column()).isEqualTo(2);
        });
    }

    @Test
    void aNameWithALineBreakInItIsNoTrouble() throws IOException {
        assertThat(check.check(folder.resolve("a\nb.json")).outcome()).isEqualTo(Outcome.UNREADABLE);
    }

    @Property(tries = 300)
    void randomBytesUnderAnyEndingAreFaultyAndNeverThrow(@ForAll @Size(min = 1, max = 300) byte[] bytes)
            throws IOException {
        var dir = Files.createTempDirectory("bytes");
        for (var ending : new String[] {".json", ".dts", ".dtb", ""}) {
            var file = Files.write(dir.resolve("x" + ending), bytes);
            var verdict = check.check(file);
            assertThat(verdict.outcome()).isEqualTo(Outcome.FAULTY);
            assertThat(verdict.problems()).isNotEmpty();
            Files.delete(file);
        }
        Files.delete(dir);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static Verdict sound(Kind kind) {
        return new Verdict(Outcome.SOUND, kind, List.of());
    }
}
