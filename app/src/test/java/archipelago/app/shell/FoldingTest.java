package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.action.Arrangement;
import archipelago.app.view.Fold;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What has room in a window, and what stands behind a tab.
class FoldingTest {
    @ParameterizedTest
    @EnumSource
    void anOrdinaryWindowHasRoomForEverything(Arrangement arrangement) {
        var folding = new Folding(arrangement, 1280, 720);
        assertThat(folding.whole()).isTrue();
        assertThat(folding.parts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoRoomStandsBehindATabOfItsOwn(Arrangement arrangement) {
        var folding = new Folding(arrangement, 640, 360);
        assertThat(folding.whole()).isFalse();
        assertThat(folding.parts()).doesNotHaveDuplicates().startsWith(Fold.MACHINE).hasSizeGreaterThan(1);
        assertThat(folding.first()).isEqualTo(Fold.MACHINE);
    }

    @Test
    void theFirstThingToGoIsAColumnAndBothPicturesStay() {
        var folding = new Folding(Arrangement.LAB, 1024, 576);
        assertThat(folding.pairBesideColumn()).isTrue();
        assertThat(folding.parts()).containsExactly(Fold.MACHINE, Fold.STORY, Fold.KERNELS, Fold.LOG, Fold.DETAILS);
        assertThat(folding.first()).as("a lesson is read").isEqualTo(Fold.STORY);
    }

    @Test
    void allThatTheLabHasIsStillThereInTheSmallestWindow() {
        assertThat(new Folding(Arrangement.LAB, 640, 360).parts())
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Fold.LANES, Fold.TABLE)));
    }
}
