package archipelago.engine.trace;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MessageKind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/// A run as JSON lines, an object a line: `at_ns`, `event`, `fact`, then what belongs to that fact, then `sentence`.
/// Kernels stand in it by name, with their slots beside them, because names may come again; CPUs by physical id.
public final class FactJsonLines implements FactSink {
    private final JsonGenerator json;
    private final Machine machine;
    private final KernelNames names = new KernelNames();
    private final FactText text;

    public FactJsonLines(Writer out, Machine machine) throws IOException {
        this.machine = machine;
        text = new FactText(machine, names);
        json = new JsonFactory().createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public void hear(Fact fact) {
        names.hear(fact.what());
    }

    @Override
    public void write(Fact fact) throws IOException {
        hear(fact);
        json.writeStartObject();
        json.writeNumberField("at_ns", fact.atNs());
        json.writeNumberField("event", fact.event());
        json.writeStringField("fact", fact.what().word());
        fields(fact.what());
        json.writeStringField("sentence", text.of(fact.what()));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void fields(Happening what) throws IOException {
        switch (what) {
            case Happening.ChapterBegan(int chapter) -> number("chapter", chapter + 1);
            case Happening.Checkpoint(int step) -> number("step", step + 1);
            case Happening.Requested(int act, var command, boolean byStory) -> number("act", act)
                    .text("command", CommandText.of(command))
                    .text("asked_by", byStory ? "story" : "person");
            case Happening.Answered(int act, var _, var errno, var _) ->
                number("act", act).text("errno", errno.signed());
            case Happening.InstanceCreated(int kernel, int id, var _) -> kernel("kernel", kernel).number("id", id);
            case Happening.InstanceRemoved(int kernel) -> kernel("kernel", kernel);
            case Happening.StatusChanged(int kernel, var from, var to) -> kernel("kernel", kernel)
                    .text("from_status", from.word())
                    .text("to_status", to.word());
            case Happening.PhaseEntered(int kernel, var phase) ->
                kernel("kernel", kernel).text("phase", phase.words());
            case Happening.CoreReassigned(int core, int from, int to) ->
                cpu("cpu", core).kernel("from", from).kernel("to", to);
            case Happening.DeviceReassigned(int device, int from, int to) ->
                text("device", machine.devices().get(device).pciId()).kernel("from", from).kernel("to", to);
            case Happening.CoreWent(int core, var site, int kernel) -> cpu("cpu", core)
                    .text("site", site.name().toLowerCase(Locale.ROOT))
                    .kernel("kernel", kernel);
            case Happening.CoreBusy(int core, int kernel, long untilNs) ->
                cpu("cpu", core).kernel("kernel", kernel).number("until_ns", untilNs);
            case Happening.MessageSent sent -> message(sent.message(), sent.kind())
                    .kernel("from", sent.fromKernel())
                    .cpu("from_cpu", sent.fromCore())
                    .kernel("to", sent.toKernel())
                    .cpu("to_cpu", sent.toCore())
                    .number("bytes", sent.bytes());
            case Happening.MessageTaken(long message, var kind, int from, int to, int core) ->
                message(message, kind).kernel("from", from).kernel("to", to).cpu("cpu", core);
            case Happening.MessageLost(long message, var kind, int from, int to) ->
                message(message, kind).kernel("from", from).kernel("to", to);
            case Happening.SendRefused(var kind, int from, int to, var errno) -> text("kind", kind.words())
                    .kernel("from", from)
                    .kernel("to", to)
                    .text("errno", errno.signed());
            case Happening.DoorbellLost(int kernel, int core) -> kernel("kernel", kernel).cpu("cpu", core);
            case Happening.DoorbellCut(int from, int to, int core) -> kernel("from", from).kernel("to", to).cpu("cpu", core);
            case Happening.FaultInjected(int kernel, int core, var _) -> kernel("kernel", kernel).cpu("cpu", core);
            case Happening.ConsoleReceived(int link, var bytes, long droppedBytes) ->
                number("link", link).number("bytes", bytes.length()).number("dropped_bytes", droppedBytes);
            case Happening.ConsoleRead(int link, var bytes) -> number("link", link).number("bytes", bytes.length());
            case Happening.ConsoleInput(int kernel, var bytes) ->
                kernel("kernel", kernel).number("bytes", bytes.length());
            case Happening.TasksBegan(int kernel, var program, int tasks) ->
                kernel("kernel", kernel).text("program", program).number("tasks", tasks);
            case Happening.TasksEnded(int kernel, var program, int tasks, long operations) -> kernel("kernel", kernel)
                    .text("program", program)
                    .number("tasks", tasks)
                    .number("operations", operations);
            case Happening.TaskMoved(int kernel, var program, int from, int to) -> kernel("kernel", kernel)
                    .text("program", program)
                    .cpu("from_cpu", from)
                    .cpu("to_cpu", to);
            case Happening.MachineReset(var cause) -> text("cause", cause);
            case Happening.Logged(int kernel, var line) -> kernel("kernel", kernel).text("line", line);
        }
    }

    private FactJsonLines message(long number, MessageKind kind) throws IOException {
        return number("message", number).text("kind", kind.words());
    }

    /// The pool has the slot -1.
    private FactJsonLines kernel(String name, int slot) throws IOException {
        return text(name, slot < 0 ? "pool" : names.of(slot)).number(name + "_slot", slot);
    }

    /// No CPU at all is null.
    private FactJsonLines cpu(String name, int core) throws IOException {
        if (core < 0) {
            json.writeNullField(name);
            return this;
        }
        return number(name, machine.physicalId(core));
    }

    private FactJsonLines number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    private FactJsonLines text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
