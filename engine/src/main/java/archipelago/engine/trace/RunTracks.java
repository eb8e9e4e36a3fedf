package archipelago.engine.trace;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.trace.Mark.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lays out an excerpt as a trace viewer wants it: a process for each kernel, for the pool and for the story; in a
/// kernel a row for each core as long as it was there, and rows for its phase, its status, what it says and how full
/// its ring is.
final class RunTracks {
    private final Excerpt excerpt;
    private final TraceSheet sheet = new TraceSheet();
    private final KernelNames names = new KernelNames();
    private final FactText text;
    private final Fates fates;
    private final StoryTracks story;
    private final Map<Integer, KernelTracks> kernels = new TreeMap<>();
    private final List<CoreTimes> cores = new ArrayList<>();

    private RunTracks(Excerpt excerpt) {
        this.excerpt = excerpt;
        text = new FactText(excerpt.scenario().machine(), names);
        fates = Fates.of(excerpt.facts());
        story = new StoryTracks(sheet, excerpt);
        for (int core = 0; core < excerpt.scenario().machine().coreCount(); core++) {
            cores.add(new CoreTimes());
        }
        kernels.put(0, KernelTracks.host(sheet, excerpt));
    }

    static TraceSheet of(Excerpt excerpt) {
        var tracks = new RunTracks(excerpt);
        for (int i = 0; i < excerpt.facts().size(); i++) {
            var fact = excerpt.facts().get(i);
            if (fact.atNs() > excerpt.untilNs()) {
                break;
            }
            tracks.names.hear(fact.what());
            tracks.hear(fact);
        }
        tracks.finish();
        return tracks.sheet;
    }

    private void hear(Fact fact) {
        long atNs = fact.atNs();
        switch (fact.what()) {
            case Happening.ChapterBegan(int chapter) -> story.chapter(atNs, chapter);
            case Happening.Requested requested -> story.asked(atNs, requested);
            case Happening.Answered answered -> story.answered(atNs, answered);
            case Happening.InstanceCreated(int kernel, int id, var name) ->
                kernels.put(kernel, KernelTracks.instance(sheet, excerpt, kernel, id, name, atNs));
            case Happening.InstanceRemoved(int kernel) -> kernel(kernel).removed(atNs);
            case Happening.StatusChanged(int kernel, var _, var to) -> kernel(kernel).status(atNs, to.word());
            case Happening.PhaseEntered(int kernel, var phase) -> kernel(kernel).phase(atNs, phase);
            case Happening.CoreWent(int core, var site, int kernel) -> cores.get(core).went(atNs, site, kernel);
            case Happening.CoreBusy(int core, int kernel, long untilNs) -> cores.get(core).busy(atNs, kernel, untilNs);
            case Happening.MessageSent sent -> sent(atNs, sent);
            case Happening.MessageTaken taken -> taken(atNs, taken);
            case Happening.MessageLost lost -> {
                if (fates.of(lost.message()) != null) {
                    waits(atNs, lost.toKernel(), -1);
                }
                said(fact, lost.toKernel(), "message");
            }
            case Happening.SendRefused refused -> said(fact, refused.fromKernel(), "message");
            case Happening.DoorbellLost(int kernel, int _) -> said(fact, kernel, "message");
            case Happening.DoorbellCut(int from, int _, int _) -> said(fact, from, "message");
            case Happening.FaultInjected(int kernel, int _, var _) -> said(fact, kernel, "fault");
            case Happening.Logged(int kernel, var _) -> said(fact, kernel, "log");
            case Happening.ConsoleInput(int kernel, var _) -> said(fact, kernel, "console");
            case Happening.TasksBegan(int kernel, var _, int _) -> said(fact, kernel, "tasks");
            case Happening.TasksEnded(int kernel, var _, int _, long _) -> said(fact, kernel, "tasks");
            case Happening.TaskMoved(int kernel, var _, int _, int _) -> said(fact, kernel, "tasks");
            case Happening.ConsoleReceived _, Happening.ConsoleRead _ -> said(fact, 0, "console");
            case Happening.Checkpoint _, Happening.MachineReset _ -> story.noted(atNs, text.of(fact.what()));
            case Happening.CoreReassigned _, Happening.DeviceReassigned _ -> story.booked(atNs, text.of(fact.what()));
        }
    }

    private void sent(long atNs, Happening.MessageSent sent) {
        var fate = fates.of(sent.message());
        boolean arrives = fate.taken() && fate.endNs() <= excerpt.untilNs() && atNs >= excerpt.fromNs();
        var details = List.<Detail>of(
                new Detail.Number("message", sent.message()),
                new Detail.Words("to", names.of(sent.toKernel())),
                new Detail.Number("bytes", sent.bytes()),
                fate.taken()
                        ? new Detail.Number("latency_ns", fate.latencyNs())
                        : new Detail.Words("fate", fate.lost() ? "lost" : "not taken"));
        var span = new Span(atNs, atNs, Span.Rank.MESSAGE, "message", "send " + sent.kind().words(),
                arrives ? sent.message() : Mark.NONE, Mark.NONE, details);
        cores.get(sent.fromCore()).message(atNs, sent.fromKernel(), 0, span);
        waits(atNs, sent.toKernel(), 1);
    }

    private void taken(long atNs, Happening.MessageTaken taken) {
        var fate = fates.of(taken.message());
        boolean left = fate != null && fate.sentNs() >= excerpt.fromNs();
        var details = new ArrayList<Detail>();
        details.add(new Detail.Number("message", taken.message()));
        details.add(new Detail.Words("from", names.of(taken.fromKernel())));
        if (fate != null) {
            details.add(new Detail.Number("bytes", fate.bytes()));
            details.add(new Detail.Number("latency_ns", fate.latencyNs()));
            waits(atNs, taken.toKernel(), -1);
        }
        var span = new Span(atNs, atNs, Span.Rank.MESSAGE, "message", "take " + taken.kind().words(),
                Mark.NONE, left ? taken.message() : Mark.NONE, List.copyOf(details));
        cores.get(taken.core()).message(atNs, taken.toKernel(), fate == null ? 0 : fate.sentNs(), span);
    }

    private void waits(long atNs, int kernel, int more) {
        kernel(kernel).waits(atNs, more);
        story.underWay(atNs, more);
    }

    private void said(Fact fact, int kernel, String category) {
        kernel(kernel).said(fact.atNs(), category, text.of(fact.what()));
    }

    /// The kernel in a slot; the pool for -1.
    private KernelTracks kernel(int slot) {
        return kernels.computeIfAbsent(slot, s -> KernelTracks.other(sheet, excerpt, s, names.of(s)));
    }

    private void finish() {
        for (int core = 0; core < cores.size(); core++) {
            var name = "CPU " + excerpt.scenario().machine().physicalId(core);
            cores.get(core).end(excerpt.untilNs());
            for (var there : cores.get(core).spans().entrySet()) {
                kernel(there.getKey()).core(core, name, there.getValue());
            }
        }
        kernels.values().forEach(kernel -> kernel.finish(excerpt.untilNs()));
        story.finish(excerpt.untilNs());
    }
}
