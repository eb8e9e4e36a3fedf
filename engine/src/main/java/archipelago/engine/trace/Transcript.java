package archipelago.engine.trace;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import java.io.IOException;
import java.io.Writer;

/// A run as text, one line a fact: instant, event, sentence. What cores are busy with is left out.
public final class Transcript implements FactSink {
    private final Writer out;
    private final KernelNames names = new KernelNames();
    private final FactText text;

    public Transcript(Writer out, Machine machine) {
        this.out = out;
        text = new FactText(machine, names);
    }

    @Override
    public void hear(Fact fact) {
        names.hear(fact.what());
    }

    @Override
    public void write(Fact fact) throws IOException {
        hear(fact);
        if (!(fact.what() instanceof Happening.CoreBusy)) {
            out.write(Times.text(fact.atNs()) + "\t#" + fact.event() + "\t" + text.of(fact.what()) + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
