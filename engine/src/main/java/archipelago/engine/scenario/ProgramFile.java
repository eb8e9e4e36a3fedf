package archipelago.engine.scenario;

import archipelago.engine.base.Reading;
import java.util.List;

/// A file of programs by themselves: what tasks can do, without machine, kernels and story.
public final class ProgramFile {
    private static final int SCHEMA = 1;
    private static final List<String> KEYS = List.of("schema", "title", "programs");
    private static final String EXAMPLE = "{ \"schema\": 1, \"programs\": [ … ] }";

    private ProgramFile() {}

    /// @param file the file as the person named it
    public static Reading<List<Workload.Program>> read(String file, String text) {
        var problems = new Problems(file);
        var root = PlacedJson.read(text, problems);
        if (root.isPresent() && !(root.get() instanceof PlacedJson.Obj)) {
            problems.add(root.get().place(), "expected an object, found " + root.get().words(), EXAMPLE);
        }
        if (!problems.none() || root.isEmpty()) {
            return Reading.refused(problems.inOrder());
        }
        var f = new Fields((PlacedJson.Obj) root.get(), "a file of programs", KEYS, problems);
        f.required("schema").whole(SCHEMA, SCHEMA);
        var programs = WorkloadJson.programs(f, problems);
        return problems.none() ? Reading.of(programs) : Reading.refused(problems.inOrder());
    }
}
