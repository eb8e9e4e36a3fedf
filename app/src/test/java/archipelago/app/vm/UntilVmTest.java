package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.app.vm.UntilVm.Kind;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import archipelago.engine.seek.Sought;
import archipelago.engine.state.MessageKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UntilVmTest {
    private final Frame frame = Stories.frame();
    private final MarksVm marks = new MarksVm();
    private final FuturesVm futures =
            new FuturesVm(new FactWords(Stories.scenario().machine(), slot -> ""));
    private final UntilVm until = new UntilVm(Stories.scenario().machine(), futures, marks);

    @BeforeEach
    void update() {
        frame.bookmarks = List.of(
                new BookmarkView("here", "", frame.branch, 0, 5, 500), new BookmarkView("there", "", 9, 0, 6, 600));
        marks.update(frame);
        futures.update(frame);
        until.update(frame);
    }

    @Test
    void severalThingsAreLookedForAtOnce() {
        until.pick(Kind.REFUSAL, true);
        until.pick(Kind.INSTANT, true);
        until.instant("1,5 ms");
        assertThat(until.wish().any())
                .containsExactly(new Sought.Instant(1_500_000), new Sought.Refusal(), new Sought.Fault());
    }

    @Test
    void whatIsChosenIsWhatIsLookedFor() {
        until.pick(Kind.FAULT, false);
        until.pick(Kind.MESSAGE, true);
        assertThat(until.wish().any()).containsExactly(new Sought.Message(Optional.empty()));
        var halted = until.options(Kind.MESSAGE).stream()
                .filter(option -> option.words().equals("HALTED"))
                .findFirst()
                .orElseThrow();
        until.choose(Kind.MESSAGE, halted);
        assertThat(until.wish().any()).containsExactly(new Sought.Message(Optional.of(MessageKind.HALTED)));
    }

    @Test
    void aBookmarkOfAnotherBranchCannotBeRunTo() {
        assertThat(until.options(Kind.MARK)).extracting(UntilVm.Option::words).containsExactly("here · 500 ns");
        assertThat(until.options(Kind.KERNEL)).hasSize(frame.kernels.size());
        assertThat(until.options(Kind.CORE)).hasSize(Stories.scenario().machine().coreCount());
    }

    @Test
    void whatWasFoundHasTheWordsOfItsChoice() {
        assertThat(until.words(new Sought.Refusal())).isEqualTo("a refusal");
        assertThat(until.words(new Sought.Instant(1_500_000))).isEqualTo("a time · 1.5 ms");
        assertThat(until.words(new Sought.Message(Optional.of(MessageKind.HALTED))))
                .isEqualTo("a message is sent · HALTED");
        assertThat(until.words(new Sought.OfKernel(1))).isEqualTo("something about kernel · web-server");
        assertThat(until.words(new Sought.OfKernel(77))).as("one that is gone").isEqualTo("something about kernel");
    }

    @Test
    void whatCannotBeLookedForIsSaid() {
        until.pick(Kind.FAULT, false);
        assertThat(until.wish().problem()).isEqualTo("Pick at least one thing to wait for.");
        until.pick(Kind.INSTANT, true);
        until.instant("soon");
        assertThat(until.wish().problem()).isEqualTo("“soon” is no time; one such as 5.62 s is.");
        until.pick(Kind.INSTANT, false);
        until.pick(Kind.DIFFERENCE, true);
        assertThat(until.wish().problem()).isEqualTo("There is only one future yet.");
    }
}
