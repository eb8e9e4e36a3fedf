package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.Phase;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The story's chapters, and the one that is told now.
public final class ChaptersVm {
    /// How far the story is with a chapter.
    public enum Progress {
        DONE,
        CURRENT,
        TO_COME
    }

    public record Row(int number, String title, Progress progress) {}

    /// @param label `CHAPTER 4 OF 9`
    public record Page(String label, String title, String text) {}

    /// Why the story is not told as written, or cannot go on.
    ///
    /// @param stuck whether it waits for what nothing brings about, so that only a person can let it go on
    public record Snag(List<String> sentences, boolean stuck) {
        static final Snag NONE = new Snag(List.of(), false);
    }

    private final Scenario scenario;
    private final Chronicle chronicle;
    private final FactWords words;
    private final ReadOnlyObjectWrapper<Snag> snag = new ReadOnlyObjectWrapper<>(Snag.NONE);
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private int chapter = Integer.MIN_VALUE;

    ChaptersVm(Scenario scenario, Chronicle chronicle, FactWords words) {
        this.scenario = scenario;
        this.chronicle = chronicle;
        this.words = words;
    }

    void update(Frame frame) {
        var newest = snag(frame);
        if (!newest.equals(snag.get())) {
            snag.set(newest);
        }
        if (frame.chapter == chapter) {
            return;
        }
        chapter = frame.chapter;
        var story = scenario.story();
        if (chapter < 0 || chapter >= story.size()) {
            page.set(new Page(Text.CHAPTER_NONE.of(), scenario.title(), scenario.summary()));
        } else {
            var current = story.get(chapter);
            page.set(new Page(Text.CHAPTER_OF.of(chapter + 1, story.size()), current.title(), current.text()));
        }
        var list = new ArrayList<Row>();
        for (int i = 0; i < story.size(); i++) {
            var progress = i < chapter ? Progress.DONE : i == chapter ? Progress.CURRENT : Progress.TO_COME;
            list.add(new Row(i + 1, story.get(i).title(), progress));
        }
        rows.set(List.copyOf(list));
    }

    private Snag snag(Frame frame) {
        var sentences = new ArrayList<String>();
        chronicle.refusedToStory().ifPresent(refused -> sentences.add(
                Text.STORY_REFUSED.of(words.command(refused.command()), refused.sentence())));
        boolean stuck = waitsInVain(frame);
        if (stuck) {
            var wait = frame.storyAwaitsUp ? Text.STORY_STUCK_UP : Text.STORY_STUCK_LOADED;
            sentences.add(wait.of(frame.storyAwaits));
        }
        return new Snag(List.copyOf(sentences), stuck);
    }

    /// Whether the story waits for a kernel that is not on its way to what is waited for, and nobody works on that.
    public static boolean waitsInVain(Frame frame) {
        if (frame.storyAwaits.isEmpty() || !frame.operations.isEmpty()) {
            return false;
        }
        var kernel = frame.kernels.stream().filter(one -> one.name().equals(frame.storyAwaits)).findFirst();
        return kernel.map(one -> frame.storyAwaitsUp
                        ? !one.phase().alive() || one.phase() == Phase.HALTING
                        : one.phase() != Phase.PANICKING && one.phase() != Phase.HALTING)
                .orElse(true);
    }

    /// What keeps the story from being told as it is written.
    public ReadOnlyObjectProperty<Snag> snag() {
        return snag.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }
}
