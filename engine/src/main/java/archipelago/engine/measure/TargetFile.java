package archipelago.engine.measure;

import archipelago.engine.base.Reading;
import archipelago.engine.scenario.Fields;
import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the file of published figures.
final class TargetFile {
    private static final int SCHEMA = 1;
    private static final int TARGETS_MAX = 200;
    private static final int POINTS_MAX = 200;
    private static final int PERCENT_MAX = 1_000;
    private static final int TEXT_MAX = 1_000;
    private static final List<String> KEYS = List.of("schema", "targets");
    private static final List<String> TARGET_KEYS =
            List.of("id", "title", "source", "fitted", "tolerance", "ordered", "points", "miss");
    private static final List<String> POINT_KEYS = List.of("measure", "figure", "published");
    private static final String EXAMPLE = "{ \"id\": \"V6\", … }";
    private static final String POINT_EXAMPLE =
            "{ \"measure\": \"will-it-scale --test getppid1 --tasks 24\", \"published\": 17.71 }";
    /// What a point is about if it does not say.
    private static final String USUAL_FIGURE = "value";

    private final Problems problems;

    private TargetFile(Problems problems) {
        this.problems = problems;
    }

    /// @param file the file as the person named it
    static Reading<List<Target>> read(String file, String text) {
        var problems = new Problems(file);
        var root = PlacedJson.read(text, problems);
        var targets = new ArrayList<Target>();
        if (root.isPresent() && root.get() instanceof PlacedJson.Obj object) {
            var f = new Fields(object, "a file of published figures", KEYS, problems);
            f.required("schema").whole(SCHEMA, SCHEMA);
            var reader = new TargetFile(problems);
            for (var item : f.required("targets").list("[ " + EXAMPLE + " ]", TARGETS_MAX)) {
                reader.target(item).ifPresent(targets::add);
            }
        } else if (root.isPresent()) {
            problems.add(root.get().place(), "expected an object, found " + root.get().words(), EXAMPLE);
        }
        return problems.none() ? Reading.of(targets) : Reading.refused(problems.inOrder());
    }

    private Optional<Target> target(PlacedJson item) {
        if (!(item instanceof PlacedJson.Obj object)) {
            problems.add(item.place(), "expected an object, found " + item.words(), EXAMPLE);
            return Optional.empty();
        }
        var f = new Fields(object, "a target", TARGET_KEYS, problems);
        var points = new ArrayList<Target.Point>();
        for (var point : f.required("points").list("[ " + POINT_EXAMPLE + " ]", POINTS_MAX)) {
            point(point).ifPresent(points::add);
        }
        return Optional.of(new Target(
                f.required("id").text("\"V6\"").orElse(""),
                f.required("title").prose("\"Speed-up of getppid1\"", TEXT_MAX).orElse(""),
                f.required("source").prose("\"multikernel.io, 17 Aug 2026\"", TEXT_MAX).orElse(""),
                f.optional("fitted").yes(false),
                (int) f.required("tolerance").whole(0, PERCENT_MAX).orElse(0),
                f.optional("ordered").yes(false),
                points,
                f.optional("miss").prose("\"queues in the interconnect\"", TEXT_MAX).orElse("")));
    }

    private Optional<Target.Point> point(PlacedJson item) {
        if (!(item instanceof PlacedJson.Obj object)) {
            problems.add(item.place(), "expected an object, found " + item.words(), POINT_EXAMPLE);
            return Optional.empty();
        }
        var f = new Fields(object, "a point", POINT_KEYS, problems);
        var measure = f.required("measure").text(POINT_EXAMPLE);
        var figure = f.optional("figure").text("\"value\"").orElse(USUAL_FIGURE);
        if (!(object.get("published").orElse(null) instanceof PlacedJson.Num number)
                || !number.digits().matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            problems.add(object.placeOf("published"), "a point needs the figure that was published", POINT_EXAMPLE);
            return Optional.empty();
        }
        return measure.map(words -> new Target.Point(words, figure, new BigDecimal(number.digits())));
    }
}
