package archipelago.engine.trace;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What kernels said to each other in an excerpt, line by line from top to bottom: messages, notes, and the chapters
/// of the story.
///
/// A message stands where it was taken or lost, so that what its receiver does about it stands below. One that still
/// waits at the end stands where it was sent.
///
/// [#shortened()] is for people: of more than eight lines in a row that only carry payload (requests and replies of
/// programs, bytes of consoles and sockets, and what is refused or not heard of them) it keeps the first five and the
/// last two and counts the others; what is left after 400 lines it counts too. Control messages, their ACKs and all
/// other notes are kept.
///
/// @param participants the kernels that have a part in it, by their slots
public record SequenceDiagram(String title, Map<Integer, String> participants, List<Line> lines) {
    private static final int MINOR_MOST = 8;
    private static final int MINOR_FIRST = 5;
    private static final int MINOR_LAST = 2;
    private static final int LINES_MOST = 400;
    /// The rule above, for those who read the diagram.
    static final String RULE = "Of more than " + MINOR_MOST + " lines of payload in a row the first " + MINOR_FIRST
            + " and the last " + MINOR_LAST + " are drawn, and no more than " + LINES_MOST
            + " lines in all; messages stand where they are taken or lost.";

    private static final int HOST = 0;

    /// What became of a message by the end of the excerpt.
    public enum Outcome {
        TAKEN,
        LOST,
        WAITS
    }

    /// One line of a diagram.
    public sealed interface Line {
        long atNs();

        /// A message.
        ///
        /// @param message its number
        /// @param bytes its payload; -1 for one that was never published
        /// @param latencyNs from when it was published until it was taken or lost; -1 if it still waits or was never
        ///     published
        record Arrow(
                long atNs, int from, int to, MessageKind kind, long message, int bytes, Outcome outcome, long latencyNs)
                implements Line {}

        /// Something that happened to one kernel.
        ///
        /// @param minor whether it is about payload
        /// @param alarm whether something went wrong
        record Note(long atNs, int kernel, String text, boolean minor, boolean alarm) implements Line {}

        /// A chapter of the story begins.
        record Divider(long atNs, String text) implements Line {}

        /// Lines that are not drawn.
        ///
        /// @param atNs the instant of the first of them
        /// @param untilNs the instant of the last of them
        record More(long atNs, long untilNs, int messages, int lost, int notes) implements Line {}
    }

    public SequenceDiagram {
        participants = new TreeMap<>(participants);
        lines = List.copyOf(lines);
    }

    /// The whole diagram of an excerpt.
    ///
    /// @param only the names of the kernels whose messages and notes are wanted; nobody's for all
    public static SequenceDiagram of(Excerpt excerpt, Set<String> only) {
        var reader = new Reader(excerpt, only);
        for (int i = 0; i < excerpt.facts().size(); i++) {
            var fact = excerpt.facts().get(i);
            reader.names.hear(fact.what());
            if (fact.what() instanceof Happening.InstanceCreated(int kernel, int id, var name)) {
                reader.labels.put(kernel, name + " (id " + id + ")");
            }
            if (excerpt.holds(fact.atNs())) {
                reader.read(fact);
            }
        }
        return reader.diagram();
    }

    /// Collects the lines.
    private static final class Reader {
        private final Excerpt excerpt;
        private final Set<String> only;
        private final Fates fates;
        private final KernelNames names = new KernelNames();
        private final FactText text;
        private final Map<Integer, String> labels = new TreeMap<>(Map.of(HOST, "host (id 0)"));
        private final Map<Integer, String> participants = new TreeMap<>();
        private final List<Line> lines = new ArrayList<>();

        private Reader(Excerpt excerpt, Set<String> only) {
            this.excerpt = excerpt;
            this.only = only;
            fates = Fates.of(excerpt.facts());
            text = new FactText(excerpt.scenario().machine(), names);
        }

        private void read(Fact fact) {
            long atNs = fact.atNs();
            switch (fact.what()) {
                case Happening.ChapterBegan(int chapter) ->
                    lines.add(new Line.Divider(atNs, (chapter + 1) + " "
                            + excerpt.scenario().story().get(chapter).title()));
                case Happening.MessageSent sent -> {
                    if (fates.of(sent.message()).endNs() > excerpt.untilNs()) {
                        arrow(atNs, sent.message(), Outcome.WAITS);
                    }
                }
                case Happening.MessageTaken taken -> arrow(atNs, taken.message(), Outcome.TAKEN);
                case Happening.MessageLost(long message, var kind, int from, int to) -> {
                    if (fates.of(message) != null) {
                        arrow(atNs, message, Outcome.LOST);
                    } else {
                        add(new Line.Arrow(atNs, from, to, kind, message, -1, Outcome.LOST, -1), from, to);
                    }
                }
                case Happening.SendRefused(var kind, int from, int _, var _) ->
                    note(fact, from, minor(kind), false);
                case Happening.DoorbellLost(int kernel, int _) -> note(fact, kernel, true, false);
                case Happening.DoorbellCut(int from, int _, int _) -> note(fact, from, true, false);
                case Happening.FaultInjected(int kernel, int _, var _) -> note(fact, kernel, false, true);
                case Happening.StatusChanged(int kernel, var _, var _) -> note(fact, kernel, false, false);
                case Happening.PhaseEntered(int kernel, var phase) ->
                    note(fact, kernel, false, phase == Phase.PANICKING);
                case Happening.InstanceCreated _, Happening.InstanceRemoved _, Happening.Requested _,
                        Happening.Answered _ -> note(fact, HOST, false, false);
                case Happening.MachineReset _ -> note(fact, HOST, false, true);
                case Happening.Checkpoint _, Happening.CoreReassigned _, Happening.DeviceReassigned _,
                        Happening.CoreWent _, Happening.CoreBusy _, Happening.ConsoleReceived _,
                        Happening.ConsoleRead _, Happening.ConsoleInput _, Happening.TasksBegan _,
                        Happening.TasksEnded _, Happening.TaskMoved _, Happening.Logged _ -> {}
            }
        }

        private void arrow(long atNs, long message, Outcome outcome) {
            var fate = fates.of(message);
            if (fate != null) {
                long latencyNs = outcome == Outcome.WAITS ? -1 : fate.latencyNs();
                add(new Line.Arrow(
                        atNs, fate.from(), fate.to(), fate.kind(), message, fate.bytes(), outcome, latencyNs),
                        fate.from(), fate.to());
            }
        }

        private void note(Fact fact, int kernel, boolean minor, boolean alarm) {
            add(new Line.Note(fact.atNs(), kernel, text.of(fact.what()), minor, alarm), kernel);
        }

        private void add(Line line, int... kernels) {
            boolean wanted = only.isEmpty();
            for (int kernel : kernels) {
                wanted |= only.contains(names.of(kernel));
            }
            if (wanted) {
                lines.add(line);
                for (int kernel : kernels) {
                    participants.putIfAbsent(kernel, labels.getOrDefault(kernel, names.of(kernel)));
                }
            }
        }

        private SequenceDiagram diagram() {
            if (participants.isEmpty()) {
                participants.put(HOST, labels.get(HOST)); // A diagram without anybody is none.
            }
            var title = excerpt.scenario().title() + ", " + Times.shown(excerpt.fromNs(), 9) + " to "
                    + Times.shown(excerpt.untilNs(), 9);
            return new SequenceDiagram(title, participants, lines);
        }
    }

    private static boolean minor(MessageKind kind) {
        return kind.shape() == MessageKind.Shape.PAYLOAD || kind == MessageKind.USER_REPLY;
    }

    private static boolean minor(Line line) {
        return switch (line) {
            case Line.Arrow arrow -> minor(arrow.kind());
            case Line.Note note -> note.minor();
            case Line.Divider _, Line.More _ -> false;
        };
    }

    /// The same diagram as people read it.
    public SequenceDiagram shortened() {
        var shown = new ArrayList<Line>();
        int from = 0;
        while (from < lines.size()) {
            int until = from;
            while (until < lines.size() && minor(lines.get(until))) {
                until++;
            }
            if (until - from > MINOR_MOST) {
                shown.addAll(lines.subList(from, from + MINOR_FIRST));
                shown.add(more(lines.subList(from + MINOR_FIRST, until - MINOR_LAST)));
                shown.addAll(lines.subList(until - MINOR_LAST, until));
            } else {
                shown.addAll(lines.subList(from, until));
            }
            if (until < lines.size()) {
                shown.add(lines.get(until++));
            }
            from = until;
        }
        if (shown.size() > LINES_MOST) {
            var rest = shown.subList(LINES_MOST - 1, shown.size());
            var end = more(rest);
            rest.clear();
            shown.add(end);
        }
        return new SequenceDiagram(title, participants, shown);
    }

    private static Line.More more(List<Line> hidden) {
        int messages = 0;
        int lost = 0;
        int notes = 0;
        long untilNs = hidden.getLast().atNs();
        for (var line : hidden) {
            switch (line) {
                case Line.Arrow arrow -> {
                    messages++;
                    lost += arrow.outcome() == Outcome.LOST ? 1 : 0;
                }
                case Line.More more -> {
                    messages += more.messages();
                    lost += more.lost();
                    notes += more.notes();
                    untilNs = Math.max(untilNs, more.untilNs());
                }
                case Line.Note _, Line.Divider _ -> notes++;
            }
        }
        return new Line.More(hidden.getFirst().atNs(), untilNs, messages, lost, notes);
    }
}
