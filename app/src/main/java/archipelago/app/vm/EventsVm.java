package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Involved;
import archipelago.engine.journal.Journal;
import archipelago.engine.machine.Machine;
import archipelago.engine.seek.FactQuery;
import archipelago.engine.seek.FactQueryWords;
import archipelago.engine.seek.FactQueryWords.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The table of all facts: which of them a query lets through, and how each reads. Facts are read where they stand in
/// the journal; a query goes through them a part at a time, so that the window never waits for it.
public final class EventsVm {
    /// How many facts a query looks at between two pictures.
    private static final int AT_ONCE = 6_000;
    /// How many rows are kept as they read.
    private static final int REMEMBERED = 512;

    /// One fact as a row.
    ///
    /// @param event the number of its event, or of the act
    /// @param way whether the details say no more than who and where
    /// @param because what made its event happen
    public record Row(
            String time, String event, String cores, String kernels, FactLine what, boolean way, String because) {
        /// The row as one line of text, with tabs between its parts.
        public String line() {
            return String.join("\t", time, event, cores, kernels, words(), because);
        }

        /// What happened, and whose it is where the details do not say so.
        public String told() {
            return what.detail().isEmpty() && !kernels.isEmpty() ? what.title() + " · " + kernels : words();
        }

        /// What happened; with the details, unless kernels and cores say it all.
        public String brief() {
            return way ? what.title() : words();
        }

        /// What happened, with the details.
        public String words() {
            return what.detail().isEmpty() ? what.title() : what.title() + " · " + what.detail();
        }
    }

    private final FactWords words;
    private final FactQueryWords reader;
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Map<Integer, Row> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Row> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Frame frame;
    private FactQuery query = FactQuery.ALL;
    private FactRows rows = FactRows.ofAll();
    /// How many facts have been told up to the last one that was looked at.
    private long looked;
    private Fact last;
    private long wholeFrom;
    private int edition;

    public EventsVm(Machine machine, Chronicle chronicle, FactWords words) {
        this.words = words;
        reader = new FactQueryWords(machine, name -> slot(chronicle, name));
    }

    private OptionalInt slot(Chronicle chronicle, String name) {
        var known = frame == null ? OptionalInt.empty() : frame.kernels.stream()
                .filter(kernel -> kernel.name().equalsIgnoreCase(name))
                .mapToInt(kernel -> kernel.slot())
                .findFirst();
        return known.isPresent() ? known : chronicle.slot(name);
    }

    /// Takes what is new, and looks through a part of what has not been looked at.
    public void update(Frame newest) {
        frame = newest;
        var journal = newest.journal;
        long whole = journal.number(journal.wholeFrom());
        if (whole != wholeFrom || journal.after(looked, last) < 0) {
            wholeFrom = whole; // What is forgotten leaves its row to others.
            begin();
        }
        int from = journal.after(looked, last);
        int until = query.isAll() ? journal.size() : Math.min(journal.size(), from + AT_ONCE);
        if (query.isAll()) {
            rows.addUpTo(until);
        } else {
            for (int fact = from; fact < until; fact++) {
                if (query.fits(journal.get(fact), this::searched)) {
                    rows.add(fact);
                }
            }
        }
        if (until > 0) {
            last = journal.get(until - 1);
            looked = journal.number(until - 1) + 1;
        }
        tell(until, journal);
    }

    private void begin() {
        rows = query.isAll() ? FactRows.ofAll() : FactRows.ofFound();
        looked = 0;
        last = null;
        edition++;
        remembered.clear();
    }

    private void tell(int seen, Journal.View journal) {
        int all = journal.size();
        var found = query.isAll()
                ? Text.EVENTS_ALL.of(Figures.grouped(rows.size()))
                : seen < all
                        ? Text.EVENTS_LOOKING.of(Figures.grouped(rows.size()), Figures.grouped(seen), Figures.grouped(all))
                        : Text.EVENTS_FIT.of(Figures.grouped(rows.size()), Figures.grouped(all));
        int whole = journal.wholeFrom();
        var line = whole == 0 || whole == all
                ? found
                : Text.EVENTS_KEPT.of(found, Figures.seconds(journal.get(whole).atNs()));
        if (!line.equals(count.get())) {
            count.set(line);
        }
    }

    /// Reads what somebody has typed; what cannot be read changes nothing but the problem that is told.
    public void ask(String typed) {
        switch (reader.read(typed)) {
            case Reading.Read(var wanted) -> {
                problem.set("");
                query = wanted;
                begin();
                if (frame != null) {
                    update(frame);
                }
            }
            case Reading.Wrong wrong -> problem.set(sentence(wrong));
        }
    }

    private String sentence(Reading.Wrong wrong) {
        int at = wrong.at() + 1;
        return switch (wrong.trouble()) {
            case NO_SUCH_KERNEL -> Text.QUERY_KERNEL.of(at, wrong.word(), kernelNames());
            case NO_SUCH_CPU -> Text.QUERY_CPU.of(at, wrong.word());
            case NO_SUCH_FACT -> Text.QUERY_FACT.of(at, wrong.word());
            case NO_TIME -> Text.QUERY_TIME.of(at, wrong.word());
            case NO_NUMBER -> Text.QUERY_NUMBER.of(at, wrong.word());
            case SOMETHING_MISSING -> Text.QUERY_MISSING.of(at);
            case NOT_CLOSED -> Text.QUERY_NOT_CLOSED.of(at);
            case NOT_OPENED -> Text.QUERY_NOT_OPENED.of(at);
            case QUOTE_OPEN -> Text.QUERY_QUOTE.of(at);
        };
    }

    private String kernelNames() {
        return frame == null ? "" : frame.kernels.stream().map(k -> k.name()).collect(Collectors.joining(", "));
    }

    /// How many rows fit, of how many.
    public ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /// What is wrong with what was typed, with its place; empty if nothing is.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// A number that changes whenever the rows begin anew.
    public int edition() {
        return edition;
    }

    public int rows() {
        return rows.size();
    }

    /// The fact in a row, by its place in the journal.
    public int fact(int row) {
        return rows.get(row);
    }

    /// The row of the last fact that has happened; -1 if none has.
    public int present() {
        return frame == null ? -1 : rows.before(frame.happened) - 1;
    }

    /// Whether a fact has not happened yet at this moment.
    public boolean ahead(int fact) {
        return frame != null && fact >= frame.happened;
    }

    /// What made a fact happen, to go there: an event, or the negative number of an act.
    public long origin(int fact) {
        return frame.journal.get(fact).origin();
    }

    /// How a fact reads.
    public Row row(int fact) {
        return remembered.computeIfAbsent(fact, this::read);
    }

    private Row read(int index) {
        var fact = frame.journal.get(index);
        var about = Involved.in(fact.what());
        return new Row(
                Figures.seconds(fact.atNs()),
                fact.act() > 0 ? Text.EVENTS_ACT.of(fact.act()) : Figures.grouped(fact.event()),
                way(words.cpuNumber(about.core()), words.cpuNumber(about.otherCore())),
                kernels(fact.what()),
                words.line(fact),
                fact.what() instanceof Happening.MessageSent || fact.what() instanceof Happening.MessageTaken,
                because(fact));
    }

    /// How many letters two cores of this machine take, with the arrow between them.
    public int coresLong() {
        int last = words.cpuNumber(frame == null ? 0 : frame.owner.length - 1).length();
        return way("0".repeat(last), "0".repeat(last)).length();
    }

    private String kernels(Happening what) {
        var about = Involved.in(what);
        return way(
                about.kernel() == Involved.NONE ? "" : words.owner(about.kernel()),
                about.otherKernel() == Involved.NONE ? "" : words.owner(about.otherKernel()));
    }

    private static String way(String from, String to) {
        return from.isEmpty() ? to : to.isEmpty() ? from : from + " → " + to;
    }

    /// What plain words of a query are looked for in.
    private String searched(Fact fact) {
        var line = words.line(fact);
        return line.title() + " " + line.detail() + " " + kernels(fact.what());
    }

    private String because(Fact fact) {
        if (fact.act() > 0) {
            return Text.EVENTS_YOU.of();
        }
        boolean known = frame.causes.know(fact.event());
        long cause = known ? frame.causes.of(fact.event()) : Causes.START;
        if (cause == Causes.START) {
            return known ? Text.EVENTS_START.of() : "";
        }
        return cause < 0 ? Text.EVENTS_ACT.of(-cause) : told(cause);
    }

    /// The first thing that an event told, else its number.
    private String told(long event) {
        int at = firstOf(frame.journal, event);
        var number = Figures.grouped(event);
        boolean tells = at < frame.journal.size() && frame.journal.get(at).event() == event;
        return tells ? Text.EVENTS_BECAUSE.of(number, words.line(frame.journal.get(at)).title()) : number;
    }

    private static int firstOf(Journal.View journal, long event) {
        int low = 0;
        int high = journal.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (journal.get(middle).event() < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What of the machine a fact is about; nothing if it is about no thing that can be picked.
    public Selection about(int index) {
        var what = frame.journal.get(index).what();
        var about = Involved.in(what);
        return switch (what) {
            case Happening.MessageSent sent -> new Selection.OfFlight(sent.message());
            case Happening.MessageTaken taken -> new Selection.OfFlight(taken.message());
            case Happening.MessageLost lost -> new Selection.OfFlight(lost.message());
            case Happening.DeviceReassigned(int device, int _, int _) -> new Selection.OfDevice(device);
            default -> about.core() >= 0
                    ? new Selection.OfCore(about.core())
                    : about.kernel() >= 0 && frame.present(about.kernel()) != null
                            ? new Selection.OfKernel(about.kernel())
                            : Selection.NOTHING;
        };
    }

    /// The words that find what is told of a thing; empty where nothing is told of it.
    public String query(Selection selection) {
        return switch (selection) {
            case Selection.OfKernel(int slot) when slot >= 0 -> FactQueryWords.about(words.owner(slot));
            case Selection.OfCore(int core) -> FactQueryWords.aboutCpu(Long.parseLong(words.cpuNumber(core)));
            case Selection.OfFlight(long message) -> FactQueryWords.aboutMessage(message);
            default -> "";
        };
    }

    /// Whether a fact is about what is picked out.
    public boolean isAbout(int index, Selection selection) {
        if (frame == null || index >= frame.journal.size()) {
            return false;
        }
        var what = frame.journal.get(index).what();
        return switch (selection) {
            case Selection.OfKernel(int slot) -> Involved.in(what).kernelIs(slot);
            case Selection.OfCore(int core) -> Involved.in(what).coreIs(core);
            case Selection.OfFlight(long message) -> about(index).equals(new Selection.OfFlight(message));
            case Selection.OfDevice(int device) -> about(index).equals(new Selection.OfDevice(device));
            default -> false;
        };
    }

    /// The row closest before the present that is about something, else the first one after it; -1 if there is none
    /// within reach.
    public int rowAbout(Selection selection, int reach) {
        int here = Math.max(present(), 0);
        for (int row = here; row >= 0 && row > here - reach; row--) {
            if (row < rows.size() && isAbout(rows.get(row), selection)) {
                return row;
            }
        }
        for (int row = here + 1; row < rows.size() && row < here + reach; row++) {
            if (isAbout(rows.get(row), selection)) {
                return row;
            }
        }
        return -1;
    }
}
