package archipelago.app.vm;

import java.util.List;

/// What the inspector tells of the thing that is picked out.
///
/// @param kernel the kernel that it is about, or -1
/// @param core the core that it is about, or -1
/// @param label what kind of thing it is: `INSTANCE 1`
/// @param status a short word for a badge, or an empty text
/// @param phase what the status leaves open, or an empty text
/// @param layers where the books, the machine and the kernel do not agree
/// @param facts what happened to it lately, newest last
/// @param note a sentence about it where there is little else to say, or an empty text
/// @param work the tasks and locks inside a kernel
public record Inspection(
        Kind kind,
        int kernel,
        int core,
        String label,
        String title,
        String status,
        Tone tone,
        String phase,
        List<Row> rows,
        List<Disagreement> layers,
        List<FactLine> facts,
        String note,
        KernelWork work) {
    /// What a thing can be.
    public enum Kind {
        MACHINE,
        POOL,
        KERNEL,
        CORE,
        MESSAGE,
        DEVICE,
        REGION,
        NODE,
        TRANSACTION
    }

    /// A value and its name.
    public record Row(String name, String value, Tone tone) {
        public static Row of(String name, String value) {
            return new Row(name, value, Tone.NEUTRAL);
        }
    }

    public Inspection {
        rows = List.copyOf(rows);
        layers = List.copyOf(layers);
        facts = List.copyOf(facts);
    }

    /// Of which nothing more is to be said.
    public Inspection(
            Kind kind,
            int kernel,
            int core,
            String label,
            String title,
            String status,
            Tone tone,
            String phase,
            List<Row> rows,
            List<Disagreement> layers,
            List<FactLine> facts) {
        this(kind, kernel, core, label, title, status, tone, phase, rows, layers, facts, "", KernelWork.NONE);
    }

    Inspection noted(String sentence) {
        return new Inspection(
                kind, kernel, core, label, title, status, tone, phase, rows, layers, facts, sentence, work);
    }

    Inspection working(KernelWork tasks) {
        return new Inspection(
                kind, kernel, core, label, title, status, tone, phase, rows, layers, facts, note, tasks);
    }
}
