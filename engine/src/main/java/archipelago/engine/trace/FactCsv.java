package archipelago.engine.trace;

import archipelago.engine.journal.Fact;
import archipelago.engine.machine.Machine;
import java.io.IOException;
import java.io.Writer;

/// A run as comma-separated values: `at_ns,event,fact,sentence`, the sentence quoted.
public final class FactCsv implements FactSink {
    private final Writer out;
    private final KernelNames names = new KernelNames();
    private final FactText text;

    public FactCsv(Writer out, Machine machine) throws IOException {
        this.out = out;
        text = new FactText(machine, names);
        out.write("at_ns,event,fact,sentence\n");
    }

    @Override
    public void hear(Fact fact) {
        names.hear(fact.what());
    }

    @Override
    public void write(Fact fact) throws IOException {
        hear(fact);
        out.write(fact.atNs() + "," + fact.event() + "," + fact.what().getClass().getSimpleName() + ",\""
                + text.of(fact.what()).replace("\"", "\"\"") + "\"\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
