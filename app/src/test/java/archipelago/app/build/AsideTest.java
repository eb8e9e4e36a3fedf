package archipelago.app.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drawing outlives the program that it is drawn with.
class AsideTest {
    private static final long PROGRAM = 4711;

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop(Beginning.small("A lab"), "lab");

    private void follow() {
        Aside.in(folder.resolve("deep"), PROGRAM).follow(workshop);
    }

    /// What another program finds, while these run.
    private List<Aside.Left> found(long... running) {
        return Aside.in(folder.resolve("deep"), PROGRAM + 1).left(LongStream.of(running));
    }

    private static Draft renamed(Draft draft, String title) {
        return draft.titled(title);
    }

    @Test
    void whatIsDrawnIsThereAgainWhenItsProgramIsGone() {
        follow();
        assertThat(found()).as("nothing was changed yet").isEmpty();
        workshop.change(renamed(workshop.draft(), "Two racks"));
        workshop.change(workshop.draft().withKernel().assigned(0, 6, "database"));
        assertThat(found(PROGRAM)).as("it is still being drawn").isEmpty();
        assertThat(found(1, 2)).singleElement().satisfies(left -> {
            assertThat(left.draft().title()).isEqualTo("Two racks");
            assertThat(left.draft().kernels()).hasSameSizeAs(workshop.draft().kernels());
            assertThat(left.draft().nodes()).isEqualTo(workshop.draft().nodes());
        });
    }

    @Test
    void whatIsTakenBackSavedOrNotWantedIsKeptNoLonger() throws IOException {
        follow();
        workshop.change(renamed(workshop.draft(), "Two racks"));
        workshop.undo();
        assertThat(found()).as("taken back").isEmpty();
        workshop.redo();
        assertThat(found()).hasSize(1);
        assertThat(Kept.of(workshop, folder.resolve("mine.json")).trouble()).isEmpty();
        assertThat(found()).as("a file has it").isEmpty();
        workshop.change(renamed(workshop.draft(), "Three racks"));
        assertThat(found()).hasSize(1);
        workshop.forget();
        assertThat(found()).as("nobody wants it").isEmpty();
        try (var files = Files.list(folder.resolve("deep"))) {
            assertThat(files).as("nothing is left lying about").isEmpty();
        }
    }

    @Test
    void whileADrawingDoesNotFitTogetherItIsKeptAsItLastDid() {
        follow();
        workshop.change(renamed(workshop.draft(), "Two racks"));
        workshop.change(workshop.draft().withKernel());
        assertThat(workshop.blueprint().sound()).as("the second kernel has no core yet").isFalse();
        assertThat(found()).singleElement().satisfies(left -> {
            assertThat(left.draft().title()).isEqualTo("Two racks");
            assertThat(left.draft().kernels()).hasSize(1);
        });
    }

    @Test
    void whatIsInTheWayOrNotReadableTroublesNobody() throws IOException {
        Files.writeString(folder.resolve("deep"), "a file where a folder should be");
        follow();
        workshop.change(renamed(workshop.draft(), "Two racks"));
        assertThat(found()).isEmpty();
        Files.delete(folder.resolve("deep"));
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/drawing-1-0.json"), "{");
        Files.writeString(folder.resolve("deep/notes.json"), "{}");
        assertThat(found()).isEmpty();
        Aside.nowhere().follow(workshop);
        assertThat(Aside.nowhere().left(LongStream.empty())).isEmpty();
    }
}
