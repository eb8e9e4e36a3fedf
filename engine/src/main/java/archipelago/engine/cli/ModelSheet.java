package archipelago.engine.cli;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.overlay.OverlayReader;
import archipelago.engine.run.Simulation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the model is worth, as its own classes say it: those that a simulation is composed of, and those that
/// read and write its files.
public final class ModelSheet {
    /// Where to begin: what these are composed of is found in their fields.
    private static final List<Class<?>> ROOTS = List.of(Simulation.class, FileTree.class, OverlayReader.class);
    private static final String ENGINE = "archipelago.engine.";

    private ModelSheet() {}

    /// What is said about one subject.
    public record Page(Subject subject, List<String> exactly, List<String> approximately, List<String> notAtAll) {
        public boolean isEmpty() {
            return exactly.isEmpty() && approximately.isEmpty() && notAtAll.isEmpty();
        }
    }

    /// A page for every subject, in their order; one of which nothing is said is empty.
    public static List<Page> pages() {
        var said = classes().stream()
                .flatMap(type -> Stream.of(type.getAnnotationsByType(Models.class)))
                .toList();
        return Stream.of(Subject.values()).map(subject -> page(subject, said)).toList();
    }

    private static Page page(Subject subject, List<Models> said) {
        return new Page(
                subject,
                lines(subject, said, Models::exactly),
                lines(subject, said, Models::approximately),
                lines(subject, said, Models::notAtAll));
    }

    private static List<String> lines(Subject subject, List<Models> said, Function<Models, String[]> column) {
        return said.stream()
                .filter(models -> models.value() == subject)
                .flatMap(models -> Stream.of(column.apply(models)))
                .toList();
    }

    /// The classes that say what they are worth, by package and name, since fields have no order.
    static List<Class<?>> classes() {
        var seen = new LinkedHashSet<Class<?>>();
        ROOTS.forEach(root -> collect(root, seen));
        return seen.stream()
                .filter(type -> type.getAnnotationsByType(Models.class).length > 0)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private static void collect(Class<?> type, Set<Class<?>> seen) {
        if (type.getName().startsWith(ENGINE) && seen.add(type)) {
            Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .map(Field::getType)
                    .forEach(part -> collect(part, seen));
        }
    }

    /// The kinds of a sealed family, in words: `FillPool` is `fill pool`. A family inside the family is not
    /// looked into.
    static List<String> kinds(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .filter(Class::isRecord)
                .map(type -> words(type.getSimpleName()))
                .toList();
    }

    /// The families inside a sealed family.
    static List<Class<?>> families(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses()).<Class<?>>map(type -> type).filter(Class::isSealed).toList();
    }

    /// The name of a constant or a class in words: `IPI_SEND` is `ipi send`.
    public static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /// Words in lines of a width that can be read; those after the first begin further in.
    static String wrapped(String text, int width, String indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n" + indent, lines);
    }
}
