package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Stories;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.Frame;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarksVmTest {
    private final Frame frame = Stories.frame();
    private final MarksVm marks = new MarksVm();

    @BeforeEach
    void threeBookmarksOneOfThemOnAnotherBranch() {
        frame.nowNs = 500;
        frame.events = 20;
        frame.bookmarks = List.of(
                new BookmarkView("late", "", 0, 0, 30, 900),
                new BookmarkView("early", "the start of it", 0, 0, 5, 100),
                new BookmarkView("elsewhere", "", 2, 1, 22, 600));
        marks.update(frame);
    }

    @Test
    void theyStandInTheOrderOfTimeWhateverTheOrderInWhichTheyWereSet() {
        assertThat(marks.marks().get()).extracting(MarksVm.Mark::name).containsExactly("early", "elsewhere", "late");
        assertThat(marks.marks().get()).extracting(MarksVm.Mark::where)
                .containsExactly("100 ns", "600 ns, branch 2", "900 ns");
    }

    @Test
    void theNextOneMayLieOnAnotherBranch() {
        assertThat(marks.next(false)).map(BookmarkView::name).contains("elsewhere");
        assertThat(marks.next(true)).map(BookmarkView::name).contains("early");
    }

    @Test
    void whereOneStandsIsNeitherBeforeNorAfter() {
        frame.nowNs = 100;
        frame.events = 5;
        marks.update(frame);
        assertThat(marks.here()).map(BookmarkView::name).contains("early");
        assertThat(marks.next(true)).isEmpty();
        assertThat(marks.next(false)).map(BookmarkView::name).contains("elsewhere");
    }

    @Test
    void aNameIsNotBlankNotLongAndNotTaken() {
        assertThat(marks.problem("early", " ")).contains("A bookmark needs a name.");
        assertThat(marks.problem("early", "late")).contains("There is a bookmark “late” already.");
        assertThat(marks.problem("early", "x".repeat(61))).isPresent();
        assertThat(marks.problem("early", "early")).as("its own name is no other one's").isEmpty();
        assertThat(marks.problem("early", " before it all ")).isEmpty();
    }

    @Test
    void aFreshNameIsOneThatNobodyHas() {
        assertThat(marks.freshName()).isEqualTo("Bookmark 1");
        frame.bookmarks = List.of(
                new BookmarkView("Bookmark 1", "", 0, 0, 1, 1), new BookmarkView("Bookmark 3", "", 0, 0, 2, 2));
        marks.update(frame);
        assertThat(marks.freshName()).isEqualTo("Bookmark 2");
    }
}
