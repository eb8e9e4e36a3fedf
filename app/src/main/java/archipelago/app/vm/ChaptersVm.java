package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
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

    private final Scenario scenario;
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private int chapter = Integer.MIN_VALUE;

    ChaptersVm(Scenario scenario) {
        this.scenario = scenario;
    }

    void update(Frame frame) {
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

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }
}
