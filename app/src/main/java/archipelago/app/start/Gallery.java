package archipelago.app.start;

import archipelago.app.render.Theme;
import archipelago.engine.base.Reading;
import archipelago.engine.cli.Inputs;
import archipelago.engine.scenario.Phenomenon;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What can be opened, with a small picture of each. Files are read and pictures painted on a thread of their own, one
/// after another; what is not there yet comes later, and whoever looks once a pulse sees it.
public final class Gallery {
    /// The thread ends when it has had nothing to do for so long.
    private static final long IDLE_S = 10;
    private static final List<String> FIRST = List.of(ScenarioLibrary.DEFAULT, "caches-and-threads");
    private static final List<String> UPDATES = List.of("kernel-update", "kernel-update-in-place", "standby");
    private static final List<String> GENERATIONS = List.of("september-2025", "october-2025");

    private final RecentFiles recent;
    private final ThreadPoolExecutor beside = new ThreadPoolExecutor(
            0, 1, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Gallery::thread);
    private final Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    private List<Entry> library = List.of();
    private boolean begun;
    private Theme.Name theme;
    private long changes;

    /// @param recent the files that were opened last
    public Gallery(RecentFiles recent) {
        this.recent = recent;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "archipelago-pictures");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /// Grows whenever there is something new to see.
    public synchronized long changes() {
        return changes;
    }

    /// What can be opened, as far as it has been read. The first call begins to read.
    public synchronized List<Entry> entries() {
        if (!begun) {
            begun = true;
            beside.execute(this::read);
        }
        var all = new ArrayList<Entry>();
        library.stream().filter(entry -> entry.section() == Entry.Section.FIRST).forEach(all::add);
        recent.files().forEach(file -> all.add(entry(file)));
        library.stream().filter(entry -> entry.section() != Entry.Section.FIRST).forEach(all::add);
        return all;
    }

    private static Entry entry(Path file) {
        var name = file.getFileName().toString();
        return new Entry(
                Entry.Section.RECENT, file.toString(), Optional.of(file), name, String.valueOf(file.getParent()),
                Optional.empty(), 0);
    }

    /// The pictures are made in a theme from now on, those of these entries first; what is there already stays.
    public synchronized void paint(Theme look, List<Entry> entries) {
        if (look.name() != theme) {
            theme = look.name();
            pictures.clear();
        }
        stopPainting();
        entries.stream()
                .filter(entry -> !pictures.containsKey(entry.name()))
                .forEach(entry -> beside.execute(new Painting(entry, look)));
    }

    /// The picture of an entry, if it is painted already.
    public synchronized Optional<BufferedImage> picture(Entry entry) {
        return Optional.ofNullable(pictures.get(entry.name()));
    }

    /// Pictures that nobody has begun to paint are not painted.
    public void stopPainting() {
        beside.getQueue().removeIf(Painting.class::isInstance);
    }

    private final class Painting implements Runnable {
        private final Entry entry;
        private final Theme look;

        Painting(Entry entry, Theme look) {
            this.entry = entry;
            this.look = look;
        }

        @Override
        public void run() {
            paint(entry, look);
        }
    }

    // --- on the other thread --------------------------------------------------------------------

    private void read() {
        var scenarios = new ScenarioLibrary(new ScenarioReader());
        var all = new ArrayList<Entry>();
        FIRST.forEach(name -> add(all, Entry.Section.FIRST, name, scenarios.read(name)));
        UPDATES.forEach(name -> add(all, Entry.Section.UPDATES, name, scenarios.read(name)));
        GENERATIONS.forEach(name -> add(all, Entry.Section.GENERATIONS, name, scenarios.read(name)));
        scenarios.phenomena().forEach(name -> add(all, Entry.Section.PHENOMENA, name, scenarios.read(name)));
        synchronized (this) {
            library = List.copyOf(all);
            changes++;
        }
    }

    private static void add(List<Entry> all, Entry.Section section, String name, Reading<ScenarioSource> reading) {
        reading.value().map(ScenarioSource::scenario).ifPresent(scenario -> all.add(new Entry(
                section,
                name,
                Optional.empty(),
                scenario.title(),
                scenario.summary(),
                scenario.phenomenon().map(Phenomenon::kind),
                scenario.phenomenon().map(Phenomenon::id).orElse(0))));
    }

    private void paint(Entry entry, Theme look) {
        synchronized (this) {
            if (look.name() != theme || pictures.containsKey(entry.name())) {
                return;
            }
        }
        var opening = entry.file()
                .map(file -> Inputs.open(file, Optional.empty()))
                .orElseGet(() -> Inputs.openFromLibrary(entry.name()));
        // A file that cannot be opened any more has no picture; who opens it is told why.
        var picture = opening.opened().map(opened -> Miniature.of(opened.session(), look));
        synchronized (this) {
            if (look.name() == theme) {
                picture.ifPresent(made -> pictures.put(entry.name(), made));
                changes++;
            }
        }
    }
}
