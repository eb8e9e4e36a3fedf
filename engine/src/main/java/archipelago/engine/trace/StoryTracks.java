package archipelago.engine.trace;

import archipelago.engine.journal.Happening;
import archipelago.engine.trace.Mark.Detail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a trace that belong to the whole machine: the story, what was asked for and for how long, the books,
/// and how many messages are under way.
final class StoryTracks {
    private static final int PID = 1_000_002;

    private final TraceSheet sheet;
    private final Excerpt excerpt;
    private final Track process;
    private final Counter underWay;
    private final List<Span> chapters = new ArrayList<>();
    private final Map<Integer, Asked> open = new LinkedHashMap<>();
    private final List<Span> acts = new ArrayList<>();
    private Track notes;
    private Track books;
    private int chapter = -1;
    private long chapterSinceNs;

    /// Something that was asked for and is not answered yet.
    private record Asked(long atNs, Happening.Requested what) {}

    StoryTracks(TraceSheet sheet, Excerpt excerpt) {
        this.sheet = sheet;
        this.excerpt = excerpt;
        process = sheet.process(PID, excerpt.scenario().title());
        underWay = new Counter(sheet, excerpt, process, "messages under way");
    }

    void chapter(long atNs, int begun) {
        closeChapter(atNs);
        chapter = begun;
        chapterSinceNs = atNs;
    }

    private void closeChapter(long atNs) {
        if (chapter >= 0) {
            chapters.add(Span.plain(chapterSinceNs, atNs, Span.Rank.FRAME, "story", title(chapter)));
        }
    }

    private String title(int index) {
        var story = excerpt.scenario().story();
        return (index + 1) + (index < story.size() ? " " + story.get(index).title() : "");
    }

    void asked(long atNs, Happening.Requested requested) {
        open.put(requested.act(), new Asked(atNs, requested));
    }

    void answered(long atNs, Happening.Answered answered) {
        var asked = open.remove(answered.act());
        if (asked != null) {
            acts.add(act(asked, atNs, answered.errno().ok() ? "done" : answered.errno().signed(), answered.sentence()));
        }
    }

    private static Span act(Asked asked, long untilNs, String outcome, String sentence) {
        var details = List.<Detail>of(
                new Detail.Number("act", asked.what().act()),
                new Detail.Words("asked by", asked.what().byStory() ? "the story" : "a person"),
                new Detail.Words("outcome", outcome),
                new Detail.Words("sentence", sentence));
        return new Span(asked.atNs(), untilNs, Span.Rank.FRAME, "act", CommandText.of(asked.what().command()),
                Mark.NONE, Mark.NONE, details);
    }

    void noted(long atNs, String sentence) {
        notes = instant(notes, "notes", atNs, sentence);
    }

    void booked(long atNs, String sentence) {
        books = instant(books, "books", atNs, sentence);
    }

    private Track instant(Track known, String name, long atNs, String sentence) {
        if (!excerpt.holds(atNs)) {
            return known;
        }
        var track = known == null ? sheet.lane(process, name) : known;
        sheet.add(new Mark.Instant(track, atNs, name, sentence, List.of()));
        return track;
    }

    /// So many more messages are published and not yet taken.
    void underWay(long atNs, int more) {
        underWay.change(atNs, more);
    }

    void finish(long atNs) {
        closeChapter(atNs);
        sheet.lane(process, "chapters", Span.within(chapters, excerpt));
        open.values().forEach(asked -> acts.add(act(asked, atNs, "not answered", "")));
        // Acts that are worked on at the same time stand in rows of their own, none of which they share.
        var rows = new ArrayList<List<Span>>();
        var inside = Span.within(acts, excerpt);
        inside.sort(Comparator.comparingLong(Span::fromNs));
        for (var act : inside) {
            rows.stream()
                    .filter(row -> row.getLast().untilNs() <= act.fromNs())
                    .findFirst()
                    .orElseGet(() -> {
                        rows.add(new ArrayList<>());
                        return rows.getLast();
                    })
                    .add(act);
        }
        rows.forEach(row -> sheet.lane(process, "acts", row));
        underWay.finish();
    }
}
