package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Desk;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The column on the left: the story, the kernels, the log. Everything has the room that it needs
/// if there is enough; if not, the log gives way first, then the story, which scrolls. The kernels
/// are always there.
public final class LeftColumn extends Region {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final double COMPACT_BELOW = 780;
    private static final double GAP = 20;
    private static final double COMPACT_GAP = 12;
    private static final double LOG_LEAST = 96;
    private static final double STORY_LEAST = 90;

    private final ChapterPane chapters;
    private final ScrollPane story;
    private final VBox kernels;
    private final VBox log;
    /// What is shown alone; null if all of it is shown.
    private Fold only;

    /// @param goToChapter goes to where a chapter begins, by its number from 1
    /// @param goOn lets the story go on without what it waits for
    public LeftColumn(Desk desk, Look look, ThingMenu menu, IntConsumer goToChapter, Runnable goOn) {
        getStyleClass().add("left-column");
        chapters = new ChapterPane(desk.chapters(), goToChapter, goOn);
        story = new ScrollPane(chapters);
        story.setFitToWidth(true);
        story.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        story.getStyleClass().add("story-scroll");
        story.setFocusTraversable(false);
        var list = new ScrollPane(new KernelList(desk, look, menu));
        list.setFitToWidth(true);
        list.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        list.getStyleClass().add("story-scroll");
        list.setFocusTraversable(false);
        kernels = new VBox(Parts.section(Text.SECTION_KERNELS), list);
        kernels.getStyleClass().add("part");
        var console = new LogCard(desk.log());
        VBox.setVgrow(console, Priority.ALWAYS);
        log = new VBox(Parts.section(Text.SECTION_LOG), console);
        log.getStyleClass().add("part");
        getChildren().addAll(story, kernels, log);
        heightProperty().addListener((property, was, height) -> fit());
        desk.chapters().page().addListener((property, was, page) -> requestLayout());
        desk.chapters().snag().addListener((property, was, snag) -> requestLayout());
    }

    private void fit() {
        boolean compact = getHeight() < COMPACT_BELOW;
        pseudoClassStateChanged(COMPACT, compact);
        chapters.compact(compact && only == null);
    }

    /// Shows one part of it alone.
    ///
    /// @param part null for all of it
    public void only(Fold part) {
        only = part;
        story.setVisible(part == null || part == Fold.STORY);
        kernels.setVisible(part == null || part == Fold.KERNELS);
        log.setVisible(part == null || part == Fold.LOG);
        fit();
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double gap = chapters.compact() ? COMPACT_GAP : GAP;
        double left = snappedLeftInset();
        double width = getWidth() - left - snappedRightInset();
        double top = snappedTopInset();
        if (only != null) {
            for (var part : List.of(story, kernels, log)) {
                part.resizeRelocate(left, top, width, getHeight() - top - snappedBottomInset());
            }
            return;
        }
        double room = getHeight() - top - snappedBottomInset() - 2 * gap;
        // Many kernels leave the story and the log little, but not nothing; the rest of them is scrolled.
        double wanted = Math.ceil(chapters.prefHeight(width));
        double least = Math.min(STORY_LEAST, wanted);
        double kernelsHeight = Math.min(Math.ceil(kernels.prefHeight(width)), room - least - LOG_LEAST);
        double storyHeight = Math.max(least, Math.min(wanted, room - kernelsHeight - LOG_LEAST));
        story.resizeRelocate(left, top, width, storyHeight);
        kernels.resizeRelocate(left, top + storyHeight + gap, width, kernelsHeight);
        double logTop = top + storyHeight + kernelsHeight + 2 * gap;
        log.resizeRelocate(left, logTop, width, Math.max(0, getHeight() - snappedBottomInset() - logTop));
    }
}
