package archipelago.engine.early;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.journal.Happening;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the hosts of September and October 2025 do, beyond the table of differences: their errors, and what comes of
/// using them as they can be used.
class HostsOf2025Test {
    private static final Generation SEPTEMBER = Generation.RFC_V1;
    private static final Generation OCTOBER = Generation.RFC_V2;
    private static final String BLUE = "blue { id = <1>; resources { cpus = <2 3>; memory-bytes = <0x20000000>; }; };";

    private static Call.Reboot start(long number) {
        return YearOf2025.reboot(RunOperations.BOOT, number);
    }

    private static Command.Call.KexecLoad image(String name, String cmdline) {
        return new Call.KexecLoad(name, "vmlinux", 64 * Sizes.MIB, 0, cmdline, 0x10);
    }

    @Test
    void nobodyButTheGenerationItselfKnowsWhichOneItIs() {
        var engine = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("archipelago.engine");
        for (var name : List.of("RFC_V1", "RFC_V2", "MK1", "LATER")) {
            ArchRuleDefinition.noClasses()
                    .that()
                    .doNotBelongToAnyOf(Generation.class)
                    .should()
                    .accessField(Generation.class, name)
                    .because("a difference is a question to the generation")
                    .check(engine);
        }
    }

    // --- September --------------------------------------------------------------------------------

    @Test
    void aKernelThatIsNotToldWhereTheRegionIsHearsNothing() {
        var lab = YearOf2025.ready(SEPTEMBER, "blue")
                .done(image("blue", "console=ttyS0"))
                .done(start(2))
                .untilUp("blue");
        lab.done(new Call.SendMessage(2, "", 64)).runFor(Times.MS);
        assertThat(lab.kernel("blue").taken).isZero();
        assertThat(lab.kernel("blue").ring.pending()).as("it stays in the slot").isEqualTo(1);
        assertThat(lab.log("blue")).contains("Allocated and mapped multikernel shared memory");
    }

    @Test
    void rebootTakesTheFirstImageWhateverElseIsLoaded() {
        var lab = YearOf2025.ready(SEPTEMBER, "blue").done(image("blue", "")).done(image("red", "")).done(start(2));
        assertThat(lab.kernel("blue").phase).isEqualTo(Phase.EARLY_BOOT);
        assertThat(lab.kernel("red").phase).isEqualTo(Phase.OFF);
        assertThat(lab.kernel("blue").segments).isNotEqualTo(lab.kernel("red").segments);
    }

    @Test
    void theSameImageOnASecondCpuTakesTheMachineDown() {
        var lab = YearOf2025.up(SEPTEMBER, "blue").done(YearOf2025.switched(3, "0"));
        lab.give(start(3));
        lab.until("the machine is reset", () -> lab.simulation().state().ended);
        assertThat(lab.told(Happening.MachineReset.class)).singleElement().satisfies(reset ->
                assertThat(reset.cause()).contains("CPU 3, which was started on the same image"));
    }

    @Test
    void theSwitchTakesACpuOutOfAKernelThatRuns() {
        var lab = YearOf2025.up(SEPTEMBER, "blue").done(YearOf2025.switched(2, "1"));
        assertThat(lab.kernel("blue").phase).isEqualTo(Phase.OFF);
        assertThat(lab.owner(2)).isEqualTo("host");
        assertThat(lab.kernel("host").online.has(2)).isTrue();
        assertThat(lab.log("blue")).noneMatch(line -> line.contains("panic") || line.contains("powering"));
        // Nothing is left of the image that could be started: it has been worked in.
        lab.done(YearOf2025.switched(2, "0")).done(start(2)).runFor(Times.S);
        assertThat(lab.kernel("blue").phase).isEqualTo(Phase.EARLY_BOOT);
    }

    @Test
    void aSwitchKnowsTwoWordsAndCpu0HasNone() {
        var lab = YearOf2025.lab(SEPTEMBER);
        assertThat(lab.ask(YearOf2025.switched(0, "0")).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(YearOf2025.switched(8, "0")).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(YearOf2025.switched(3, "off")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(YearOf2025.switched(3, "1")).errno()).isEqualTo(Errno.OK);
        assertThat(lab.ask(start(8)).errno()).as("without an image").isEqualTo(Errno.EINVAL);
        lab.done(image("blue", ""));
        assertThat(lab.ask(start(8)).sentence()).isEqualTo("there is no CPU 8");
    }

    @Test
    void kexecFindsRoomWhereTheCommandLineSaysOrNotAtAll() {
        var lab = YearOf2025.lab(SEPTEMBER).done(image("blue", "memmap=256M@0x190000000"));
        assertThat(lab.kernel("blue").instancePool.getFirst().base()).isEqualTo(0x190000000L);
        for (var nowhere : List.of("256M@0x190000000", "32M@0x1b0000000", "256M@0x180000000")) {
            assertThat(lab.ask(image("red", "memmap=" + nowhere)).errno())
                    .as("taken, too small, or the region: " + nowhere)
                    .isEqualTo(Errno.EADDRNOTAVAIL);
        }
        assertThat(lab.ask(new Call.KexecLoad("red", "vmlinux", Sizes.MIB, 0, "", 0)).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void freeingTheImagesForgetsWhatDoesNotRunAndLeavesWhatRuns() {
        var lab = YearOf2025.up(SEPTEMBER, "blue").done(image("red", ""));
        lab.done(new Call.KexecLoad("", "", 0, 0, "", 0x10));
        assertThat(lab.kernel("red")).isNull();
        assertThat(lab.kernel("blue").phase).isEqualTo(Phase.UP);
        assertThat(lab.log("host")).contains("Unloaded 2 multikernel images");
        assertThat(YearOf2025.text(FileTree.of(lab.simulation().world()), "/proc/kimage")).contains("No kimages loaded");
    }

    @Test
    void aPanicIsNobodysNews() {
        var lab = YearOf2025.up(SEPTEMBER, "blue");
        long sent = lab.kernel("blue").sent;
        lab.done(new Fault.Panic("blue", -1)).runFor(Times.S);
        assertThat(lab.kernel("blue").phase).isEqualTo(Phase.OFF);
        assertThat(lab.kernel("blue").sent).isEqualTo(sent);
        assertThat(lab.site(2)).isEqualTo(Site.OFFLINE);
        assertThat(lab.log("host")).noneMatch(line -> line.contains("halted"));
    }

    @Test
    void aKernelThatSwitchesItselfOffSwitchesTheMachineOff() {
        var lab = YearOf2025.up(SEPTEMBER, "blue");
        lab.give(new Fault.PowerOff("blue", false));
        assertThat(lab.simulation().state().ended).isTrue();
    }

    // --- October ----------------------------------------------------------------------------------

    @Test
    void whatCannotBeReadOfATreeIsPassedOver() {
        var lab = YearOf2025.lab(OCTOBER).done(YearOf2025.tree("""
                nameless { resources { cpus = <2>; }; };
                bare { id = <4>; };
                narrow { id = <5>; resources { memory-bytes = <0 0x10000000>; }; };
                uneven { id = <6>; resources { memory-bytes = <0x1001>; }; };
                beyond { id = <7>; resources { cpus = <2 8>; }; };
                """ + BLUE));
        assertThat(lab.simulation().state().named("blue")).isNotNull();
        assertThat(lab.simulation().state().slots()).isEqualTo(2);
        assertThat(lab.log("host"))
                .contains("No 'id' property found in instance 'nameless'")
                .contains("Failed to parse DTB for instance 'bare': No resources node found in instance")
                .contains("Failed to parse DTB for instance 'narrow': Invalid memory-bytes property length: 8"
                        + " (must be 4 bytes for single u32 size)")
                .contains("Failed to parse DTB for instance 'uneven': Memory size 0x1001 not page-aligned")
                .contains("Failed to parse DTB for instance 'beyond': Invalid CPU ID 8 (max: 7) in cpus")
                .endsWith("Successfully processed multikernel device tree");
    }

    @Test
    void aBlobWithoutInstancesIsRefused() {
        var lab = YearOf2025.lab(OCTOBER);
        var tree = (Call.WriteFile) YearOf2025.tree(BLUE);
        var cut = new Call.WriteFile(tree.path(), tree.content().part(0, 20));
        assertThat(lab.ask(cut).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Call.WriteFile("/sys/fs/multikernel/overlays/new", tree.content())).errno())
                .isEqualTo(Errno.ENOENT);
    }

    @Test
    void aNameIsLeftAsItIsAndAnIdIsGivenOnce() {
        var lab = YearOf2025.lab(OCTOBER).done(YearOf2025.tree(BLUE));
        lab.done(YearOf2025.tree(BLUE.replace("0x20000000", "0x10000000") + BLUE.replace("blue", "red")));
        assertThat(lab.kernel("blue").memoryBytes).isEqualTo(512 * Sizes.MIB);
        assertThat(lab.simulation().state().named("red")).isNull();
        assertThat(lab.log("host"))
                .contains("Instance 'blue' already exists, updating DTB")
                .contains("Failed to allocate IDR slot 1 for instance 'red': -28");
    }

    @Test
    void memoryComesInPiecesWhereThereIsNoPieceThatLarge() {
        // Two holes of 512 MiB each: what is wanted fits into neither.
        var instances = IntStream.rangeClosed(1, 4)
                .mapToObj(id -> "i" + id + " { id = <" + id + ">; resources { memory-bytes = <0x20000000>; }; };")
                .collect(Collectors.joining());
        var lab = YearOf2025.lab(OCTOBER).done(YearOf2025.tree(instances));
        for (var gone : List.of("i1", "i3")) {
            lab.done(new Call.RemoveDirectory("/sys/fs/multikernel/instances/" + gone));
        }
        lab.done(YearOf2025.tree("wide { id = <9>; resources { memory-bytes = <0x20200000>; }; };"));
        var regions = lab.simulation().state().pool.regionsOf(lab.kernel("wide").slot);
        assertThat(regions.stream().mapToLong(region -> region.bytes()).sum()).isEqualTo(514 * Sizes.MIB);
        assertThat(regions).hasSize(3);
    }

    @Test
    void withoutAPoolThereIsNoMemory() {
        var bare = YearOf2025.lab(OCTOBER).simulation().world().scenario;
        var without = new HostKernel(OCTOBER, false, false, Optional.empty());
        var lab = Lab.of(bare.on(without)).done(YearOf2025.tree(BLUE));
        assertThat(lab.simulation().state().named("blue")).isNull();
        assertThat(lab.log("host")).contains("Multikernel main pool not available for instance 1");
    }

    @Test
    void aCpuThatTheHostHasAgainIsBusy() {
        var lab = YearOf2025.loaded(OCTOBER, "blue").done(YearOf2025.switched(2, "1"));
        assertThat(lab.owner(2)).as("the books").isEqualTo("blue");
        assertThat(lab.with(2)).as("the machine").isEqualTo("host");
        assertThat(lab.ask(start(1)).errno()).isEqualTo(Errno.EBUSY);
        lab.done(YearOf2025.switched(2, "0")).done(start(1)).untilUp("blue");
        assertThat(lab.kernel("blue").online.count()).isEqualTo(2);
    }

    @Test
    void anInstanceWithoutCpusCannotStart() {
        var lab = YearOf2025.lab(OCTOBER)
                .done(YearOf2025.tree("blue { id = <1>; resources { memory-bytes = <0x20000000>; }; };"))
                .done(YearOf2025.fileLoad(1));
        assertThat(lab.ask(start(1)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.log("host"))
                .contains("No CPU assignment found for multikernel instance 1 - CPU assignment is required");
        assertThat(lab.ask(start(2)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(start(0)).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void khoKeepsWhoAKernelIsAndNothingOfWhatItHad() {
        var lab = YearOf2025.up(OCTOBER, "blue");
        lab.send("host", 0, "blue");
        lab.runFor(Times.MS);
        var memory = lab.kernel("blue").memory;
        YearOf2025.stop(lab, OCTOBER, "blue");
        lab.send("host", 0, "blue");
        lab.done(YearOf2025.unload(1)).done(YearOf2025.fileLoad(1));
        long fromNs = lab.now();
        lab.done(start(1)).untilUp("blue");
        assertThat(lab.kernel("blue").id).isEqualTo(1);
        assertThat(lab.kernel("blue").cores).containsExactly(2, 3);
        assertThat(lab.kernel("blue").memory).isEqualTo(memory);
        assertThat(lab.kernel("blue").ring.pending()).as("what was sent meanwhile").isZero();
        assertThat(lab.now() - fromNs).as("from the call to user space").isGreaterThan(100 * Times.MS);
        assertThat(lab.log("blue").stream().filter(line -> line.contains("from KHO"))).hasSize(2);
    }

    @Test
    void aTreeThatDoesNotFitIntoItsPageKeepsNobodyFromStarting() {
        var padding = "pad = [" + "00 ".repeat(3750) + "];";
        var lab = YearOf2025.lab(OCTOBER)
                .done(YearOf2025.tree("blue { id = <1>; " + padding + BLUE.substring(BLUE.indexOf("resources"))))
                .done(YearOf2025.fileLoad(1))
                .done(start(1))
                .untilUp("blue");
        assertThat(lab.log("host")).contains("KHO finalization failed: -28");
        assertThat(lab.log("blue")).contains("Multikernel KHO: disabling multikernel revival");
        assertThat(lab.kernel("blue").online.count()).as("it knows of one CPU only").isEqualTo(1);
        var tooLarge = YearOf2025.lab(OCTOBER).done(YearOf2025.tree(
                "blue { id = <1>; pad = [" + "00 ".repeat(4000) + "]; " + BLUE.substring(BLUE.indexOf("resources"))));
        assertThat(tooLarge.simulation().state().named("blue")).isNull();
    }

    @Test
    void instancesFrom256OnHaveNoRegionForMessages() {
        var lab = YearOf2025.lab(OCTOBER).done(YearOf2025.tree(BLUE.replace("<1>", "<256>")))
                .done(YearOf2025.fileLoad(256)).done(start(256)).untilUp("blue");
        assertThat(lab.ask(new Call.SendMessage(256, "USER", 64)).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Call.SendMessage(5, "USER", 64)).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void anActiveInstanceStaysAndAFreedOneGoesAsAGhost() {
        var lab = YearOf2025.up(OCTOBER, "blue");
        var remove = new Call.RemoveDirectory("/sys/fs/multikernel/instances/blue");
        assertThat(lab.ask(remove).errno()).isEqualTo(Errno.EBUSY);
        lab.done(YearOf2025.unload(1));
        assertThat(lab.kernel("blue").status).isEqualTo(Status.READY);
        lab.done(remove);
        assertThat(lab.simulation().state().named("blue")).isNull();
        assertThat(lab.simulation().state().presentNamed("blue").ghost).isTrue();
        assertThat(lab.ask(remove).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void ordersOfAKerfThatThereWasNotAreRefusedAndOthersAreDoneByHand() {
        var lab = YearOf2025.ready(OCTOBER, "blue");
        for (var order : List.of(YearOf2025.fill(), new Command.Delete("blue"), new Command.ForceHalt("blue"),
                new Command.AddCpu("blue", 5), new Command.RollBack(2))) {
            assertThat(lab.ask(order).errno()).as("%s", order).isEqualTo(Errno.ENOSYS);
        }
        lab.done(new Command.Load("blue", "vmlinux", 64 * Sizes.MIB, Command.ImageForm.ELF, 0, ""))
                .done(new Command.Exec("blue"))
                .untilUp("blue")
                .done(new Command.Halt("blue"))
                .runFor(Times.S);
        assertThat(lab.kernel("blue").phase).isEqualTo(Phase.OFF);
        lab.done(new Command.Unload("blue")).done(new Command.CpuToHost(2));
        assertThat(lab.kernel("host").online.has(2)).isTrue();
        assertThat(lab.simulation().state().messages).isPositive();
        assertThat(MessageKind.SHUTDOWN.words()).isEqualTo("SHUTDOWN");
    }
}
