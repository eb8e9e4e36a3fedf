package archipelago.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.run.Rules;
import archipelago.engine.run.Simulation;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.UnusedMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What `about` says is what the classes of the model say of themselves, and each of them says something.
class AboutTest {
    private static final List<String> RULES = List.of(
            "operation", "message", "pool", "lifecycle", "channel", "workload", "fault", "story", "kernfs", "takeover",
            "kerf");
    /// They only find what others work on, or are a folder of the tree that `FileTree` speaks for, the part of a life
    /// for which `Life` speaks, or what `MessageFaults` speaks for.
    private static final Set<String> PARTS = Set.of("Victims", "Books", "TreeAnswers", "OwnCpus", "CpuFiles",
            "MultikernelFiles", "NodeFiles", "OwnMemory", "PciFiles", "ProcFiles", "Takeable", "BootUp", "Tampering",
            "Places", "Programs");

    @Test
    void everyRuleSaysWhatItIsWorth() {
        var rules = rules();
        assertThat(rules).hasSizeGreaterThan(20);
        assertThat(rules).allSatisfy(rule ->
                assertThat(rule.getAnnotationsByType(Models.class)).as(rule.getName()).isNotEmpty());
        assertThat(ModelSheet.classes()).as("and is read").containsAll(rules);
    }

    /// A rule works on a world, or a simulation or its rules are composed of it.
    private static List<Class<?>> rules() {
        var place = Simulation.class.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter().importUrl(place).stream()
                .filter(type -> RULES.stream().anyMatch(p -> type.getPackageName().equals("archipelago.engine." + p)))
                .filter(type -> type.isTopLevelClass() && !type.isInterface() && !type.isRecord())
                .filter(type -> worksOnAWorld(type) || composed(type))
                .filter(type -> !PARTS.contains(type.getSimpleName()))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    private static boolean worksOnAWorld(JavaClass type) {
        return type.getFields().stream().anyMatch(field -> field.getRawType().getSimpleName().equals("World"));
    }

    private static boolean composed(JavaClass type) {
        return Stream.of(Simulation.class, Rules.class)
                .flatMap(whole -> Stream.of(whole.getDeclaredFields()))
                .anyMatch(field -> field.getType().getName().equals(type.getName()));
    }

    @ParameterizedTest
    @EnumSource
    void somethingIsSaidAboutEverySubject(Subject subject) {
        var page = ModelSheet.pages().get(subject.ordinal());
        assertThat(page.subject()).isEqualTo(subject);
        assertThat(page.isEmpty()).as("nothing is said").isFalse();
    }

    /// What the description of the real system speaks about, and where it is found here.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the pool                       | POOL
            the mailbox of parked cores    | PARKED_CORES
            life of an instance            | INSTANCES
            load                           | IMAGES
            exec and boot                  | RUNNING
            rings, messages, requests      | MESSAGES
            console                        | CONSOLES
            vsock                          | SOCKETS
            CPU hot-plug                   | CORES
            memory hot-plug                | MEMORY
            devices                        | DEVICES
            hand-over, update, take-over   | HAND_OVER
            DAXFS                          | SHARED_FILES
            what kernels share             | HARDWARE
            what goes wrong                | FAULTS
            the file system, /proc         | FILES
            overlays and their format      | TRANSACTIONS
            kerf                           | KERF
            durations                      | TIME
            work inside kernels            | TRAFFIC
            """)
    void everyPartOfTheRealSystemHasItsSubject(String part, Subject subject) {
        var page = ModelSheet.pages().get(subject.ordinal());
        assertThat(page.subject()).as(part).isEqualTo(subject);
        assertThat(page.isEmpty()).isFalse();
    }

    @Test
    void aLineIsAPhraseThatIsSaidOnce() {
        var lines = ModelSheet.pages().stream()
                .flatMap(page -> Stream.of(page.exactly(), page.approximately(), page.notAtAll()))
                .flatMap(List::stream)
                .toList();
        assertThat(lines).doesNotHaveDuplicates().allSatisfy(line -> assertThat(line)
                .isEqualTo(line.strip())
                .doesNotEndWith(".")
                .doesNotContain("  ")
                .hasSizeGreaterThan(9));
    }

    /// The header's message types, each either modelled or known not to be.
    @Test
    void everyMessageOfTheHeaderIsModelledOrListedAsNot() {
        var header = new TreeMap<>(Map.of(0x2100, "RESOURCE_ACK", 0x4D4B5459, "CONSOLE"));
        put(header, 0x1001, "IRQ_FORWARD", "IRQ_BALANCE", "IRQ_MASK", "IRQ_UNMASK");
        put(header, 0x2001, "CPU_ADD", "CPU_REMOVE", "MEM_ADD", "MEM_REMOVE", "QUERY", "DEVICE_ADD", "DEVICE_REMOVE");
        put(header, 0x3001, "HEARTBEAT", "SHUTDOWN", "SHUTDOWN_ACK", "HALTED");
        put(header, 0x5001, "VSOCK_PKT", "DATA_READY");
        var ours = new TreeMap<Integer, String>();
        Stream.of(MessageKind.values())
                .filter(kind -> kind.type() != MessageKind.USER_REPLY.type() && kind != MessageKind.UNKNOWN)
                .forEach(kind -> ours.put(kind.subtype(), kind.name()));
        Stream.of(UnusedMessage.values()).forEach(k -> {
            assertThat(ours.put(k.subtype(), k.name())).as("it is either or").isNull();
            assertThat(k.why()).isNotBlank();
        });
        assertThat(ours).isEqualTo(header);
    }

    private static void put(Map<Integer, String> header, int first, String... names) {
        for (int i = 0; i < names.length; i++) {
            header.put(first + i, names[i]);
        }
    }

    @Test
    void everyCommandHasAPlace() throws Exception {
        var listed = new ObjectMapper().readTree(Terminal.say("about", "--json").out()).get("commands");
        var kinds = Stream.of(Command.class.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type))
                .map(type -> ModelSheet.words(type.getSimpleName()))
                .toList();
        var all = listed.valueStream().flatMap(family -> family.valueStream().map(kind -> kind.asText())).toList();
        assertThat(kinds).hasSizeGreaterThan(50);
        assertThat(all).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void theTextIsInSectionsOfLinesThatFitATerminal() {
        var text = Terminal.say("about").out();
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
        assertThat(text).contains("\nConsoles\n  Exactly\n").contains("not modelled: HEARTBEAT 0x3001");
        assertThat(Stream.of(Subject.values())).allSatisfy(s -> assertThat(text).contains("\n" + s.title() + "\n"));
    }
}
