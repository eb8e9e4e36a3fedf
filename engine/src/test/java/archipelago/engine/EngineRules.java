package archipelago.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The rules of [ArchitectureTest], for any root package, so that each can be tried on classes that
/// break it. A *part* is the first word of a package's name below the root: `base` is the part of
/// `archipelago.engine.base`.
final class EngineRules {
    private static final Set<String> HASHED = Set.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.concurrent.ConcurrentHashMap");
    private static final Set<String> FLOATING = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
    private static final List<String> EMPTY_WORDS = List.of("Manager", "Helper", "Util", "Utils", "Data", "Info");

    private EngineRules() {}

    /// A part may use the parts of its own line and of the lines above.
    static ArchRule inOneDirection(String root, List<String> order) {
        return classes()
                .that(are("below " + root, type -> !part(root, type).isEmpty()))
                .should(hold("use only the parts above their own", (type, breach) -> {
                    var own = part(root, type);
                    int line = line(order, own);
                    if (line < 0) {
                        breach.accept(type.getName() + ": " + own + " has no place in the order of the packages");
                        return;
                    }
                    for (var dependency : type.getDirectDependenciesFromSelf()) {
                        var used = part(root, dependency.getTargetClass().getBaseComponentType());
                        if (!used.isEmpty() && line(order, used) > line) {
                            breach.accept(own + " uses " + used + ": " + dependency.getDescription());
                        }
                    }
                }));
    }

    /// Only the doors read clocks, the environment and defaults, or write to the standard streams.
    static ArchRule withoutTheWorld(String root, List<String> doors) {
        return classes()
                .that(are("behind the doors", type -> !doors.contains(part(root, type))))
                .should(hold("leave the world alone", (type, breach) -> {
                    for (var access : type.getAccessesFromSelf()) {
                        for (var ban : Ban.ALL) {
                            if (ban.forbids(access)) {
                                breach.accept(ban.what() + ": " + access.getDescription());
                            }
                        }
                    }
                }));
    }

    /// Neither tables in hash order nor the unmodifiable ones, whose order changes with every start
    /// of the virtual machine.
    static ArchRule withoutHashOrder(String root, List<String> parts) {
        return classes()
                .that(are("in " + parts, type -> parts.contains(part(root, type))))
                .should(hold("have no hash order", (type, breach) -> {
                    for (var dependency : type.getDirectDependenciesFromSelf()) {
                        if (HASHED.contains(dependency.getTargetClass().getBaseComponentType().getName())) {
                            breach.accept(dependency.getDescription());
                        }
                    }
                    for (var access : type.getAccessesFromSelf()) {
                        if (Ban.SHUFFLED.forbids(access)) {
                            breach.accept(access.getDescription());
                        }
                    }
                }))
                .allowEmptyShould(true);
    }

    static ArchRule withoutFloatingPoint(String root, List<String> parts) {
        return fields()
                .that(describe("are declared in " + parts, field -> parts.contains(part(root, field.getOwner()))))
                .should(new ArchCondition<JavaField>("be whole numbers") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        if (FLOATING.contains(field.getRawType().getBaseComponentType().getName())) {
                            events.add(SimpleConditionEvent.violated(field, field.getDescription()));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    static ArchRule withoutWindows() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "java.awt..", "javax.swing..");
    }

    static ArchRule namedAfterWhatTheyAre() {
        return classes().should(hold("say what they are", (type, breach) -> {
            for (var word : EMPTY_WORDS) {
                if (type.getSimpleName().endsWith(word)) {
                    breach.accept(type.getName() + " ends in " + word);
                }
            }
        }));
    }

    /// The part that a class belongs to; empty for classes elsewhere and for the root itself.
    private static String part(String root, JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        int from = root.length() + 1;
        int dot = name.indexOf('.', from);
        return dot < 0 ? name.substring(from) : name.substring(from, dot);
    }

    private static int line(List<String> order, String part) {
        for (int i = 0; i < order.size(); i++) {
            if (List.of(order.get(i).split(" ")).contains(part)) {
                return i;
            }
        }
        return -1;
    }

    private static DescribedPredicate<JavaClass> are(String words, Predicate<JavaClass> test) {
        return describe("are " + words, test);
    }

    private static ArchCondition<JavaClass> hold(String words, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, breach -> events.add(SimpleConditionEvent.violated(type, breach)));
            }
        };
    }
}
