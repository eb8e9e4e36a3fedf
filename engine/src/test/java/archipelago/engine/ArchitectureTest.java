package archipelago.engine;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.journal.Journal;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The laws of the engine that can be seen in its class files. Every rule has a twin: the classes
/// under `archipelago.engine.broken` break it, and the twin shows that it notices.
public class ArchitectureTest {
    private static final String ENGINE = "archipelago.engine";
    private static final String BROKEN = "archipelago.engine.broken";

    /// Who may use whom: a package may use what stands above it, and packages of one line may use
    /// each other. A new package finds its place here before it finds its first class; a line for
    /// a package that does not exist yet does no harm.
    ///
    /// A scenario is machine and commands as data, and a run begins with one, so it stands above
    /// the rules; a frame is a copy of what a run has come to, so it stands below them.
    public static final List<String> ORDER = List.of(
            "base",
            "machine",
            "cost",
            "command",
            "devicetree",
            "overlay",
            "state",
            "event",
            "scenario",
            "survey",
            "journal",
            "world",
            "operation",
            "message",
            "pool",
            "lifecycle",
            "early",
            "channel",
            "workload",
            "fault",
            "story",
            "kernfs",
            "takeover",
            "kerf",
            "invariant",
            "run",
            "frame",
            "trace",
            "session",
            "compare",
            "why",
            "seek",
            "phenomenon",
            "measure",
            "live",
            "bench",
            "check",
            "shell",
            "host",
            "cli");

    /// Where what happens is decided: nothing here may hang on a hash order.
    private static final List<String> DECIDING =
            List.of("state", "event", "world", "operation", "message", "pool", "lifecycle", "early", "channel",
                    "workload", "fault", "story", "kernfs", "run");

    /// Where what happens is computed: no rounding that another platform might do otherwise.
    private static final List<String> COMPUTING =
            List.of("state", "world", "operation", "message", "pool", "lifecycle", "early", "channel", "workload",
                    "fault", "story", "kernfs");

    /// The doors to the world: the only packages that know the time of day or have an output.
    private static final List<String> DOORS = List.of("live", "cli");

    private static final JavaClasses engine = classesBeside(Journal.class);
    private static final JavaClasses broken = brokenClasses();

    @Test
    void theEngineIsFoundAtAll() {
        assertThat(engine).hasSizeGreaterThan(30);
        assertThat(engine.contain(Journal.class)).isTrue();
        assertThat(engine.contain(ArchitectureTest.class)).as("tests are not judged").isFalse();
        assertThat(engine.stream().map(type -> type.getPackageName()))
                .as("neither are the classes that break the rules")
                .noneMatch(name -> name.startsWith(BROKEN));
    }

    @Test
    void packagesDependInOneDirectionOnly() {
        inOneDirection(ENGINE).check(engine);
    }

    @Test
    void aDependencyUpwardsIsNoticed() {
        var breaches = breaches(inOneDirection(BROKEN));
        assertThat(breaches).anyMatch(breach -> breach.contains("base uses cli") && breach.contains("LooksDown"));
        assertThat(breaches).noneMatch(breach -> breach.contains("cli uses base"));
    }

    @Test
    void aPackageWithoutAPlaceInTheOrderIsNoticed() {
        assertThat(breaches(inOneDirection(BROKEN)))
                .anyMatch(breach -> breach.contains("stray has no place in the order"));
    }

    @Test
    void nothingInsideReadsTheWorldOrLeavesAnythingToThePlatform() {
        withoutTheWorld(ENGINE).check(engine);
    }

    @Test
    void everyBannedCallIsNoticed() {
        var breaches = breaches(withoutTheWorld(BROKEN));
        for (var ban : Ban.ALL) {
            assertThat(breaches)
                    .as("banned: " + ban.what())
                    .anyMatch(breach -> breach.startsWith(ban.what() + ":") && breach.contains("ReadsTheWorld"));
        }
    }

    @Test
    void callsThatNameTheirLocaleAndCharsetAndTheDoorsToTheWorldAreAllowed() {
        assertThat(breaches(withoutTheWorld(BROKEN)))
                .noneMatch(breach -> breach.contains("NamesEverything"))
                .noneMatch(breach -> breach.contains("Pacer"))
                .noneMatch(breach -> breach.contains("Door"));
    }

    @Test
    void nothingThatDecidesHasAHashOrder() {
        withoutHashOrder(ENGINE).check(engine);
    }

    @Test
    void aHashOrderIsNoticed() {
        assertThat(breaches(withoutHashOrder(BROKEN)))
                .anyMatch(breach -> breach.contains("java.util.HashSet"))
                .anyMatch(breach -> breach.contains("java.util.HashMap"))
                .anyMatch(breach -> breach.contains("java.util.IdentityHashMap"))
                .anyMatch(breach -> breach.contains("java.util.Set.of"))
                .noneMatch(breach -> breach.contains("LinkedHashMap"))
                .allMatch(breach -> breach.contains("HashOrdered"));
    }

    @Test
    void stateAndRulesHaveNoFloatingPointFields() {
        withoutFloatingPoint(ENGINE).check(engine);
    }

    @Test
    void aFloatingPointFieldIsNoticed() {
        assertThat(breaches(withoutFloatingPoint(BROKEN)))
                .hasSize(3)
                .anyMatch(breach -> breach.contains("share"))
                .anyMatch(breach -> breach.contains("loads"))
                .anyMatch(breach -> breach.contains("mean"));
    }

    @Test
    void theEngineKnowsNoWindow() {
        EngineRules.withoutWindows().check(engine);
    }

    @Test
    void aWindowIsNoticed() {
        assertThat(breaches(EngineRules.withoutWindows())).anyMatch(breach -> breach.contains("DrawsItself"));
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        EngineRules.namedAfterWhatTheyAre().check(engine);
    }

    @Test
    void aNameThatSaysNothingIsNoticed() {
        assertThat(breaches(EngineRules.namedAfterWhatTheyAre()))
                .hasSize(2)
                .anyMatch(breach -> breach.contains("SizeUtils"))
                .anyMatch(breach -> breach.contains("SizeInfo"));
    }

    private static ArchRule inOneDirection(String root) {
        return EngineRules.inOneDirection(root, ORDER);
    }

    private static ArchRule withoutTheWorld(String root) {
        return EngineRules.withoutTheWorld(root, DOORS);
    }

    private static ArchRule withoutHashOrder(String root) {
        return EngineRules.withoutHashOrder(root, DECIDING);
    }

    private static ArchRule withoutFloatingPoint(String root) {
        return EngineRules.withoutFloatingPoint(root, COMPUTING);
    }

    private static List<String> breaches(ArchRule rule) {
        return rule.evaluate(broken).getFailureReport().getDetails();
    }

    /// All classes from the folder or archive that a class came from.
    private static JavaClasses classesBeside(Class<?> type) {
        URL place = type.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter().importUrl(place);
    }

    private static JavaClasses brokenClasses() {
        return new ClassFileImporter().importPackages(BROKEN);
    }
}
