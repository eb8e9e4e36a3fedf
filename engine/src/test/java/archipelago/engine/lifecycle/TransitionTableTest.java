package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each operation comes to in each state, as one table. A cell is the errno, or the word of the
/// instance's status afterwards. An unload of an active instance is refused as kerf does it; the
/// kernel itself would not look.
class TransitionTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            operation       | none    | ready   | loaded  | active
            create          | ready   | -EEXIST | -EEXIST | -EEXIST
            create with id  | gone    | -EEXIST | -EEXIST | -EEXIST
            load            | -ENOENT | loaded  | -EBUSY  | -EBUSY
            exec            | -EINVAL | -EINVAL | active  | -EBUSY
            halt            | -ENOENT | -EINVAL | -EINVAL | loaded
            force halt      | -ENOENT | -EINVAL | loaded  | loaded
            unload          | -ENOENT | ready   | ready   | -EBUSY
            delete          | -ENOENT | gone    | -EBUSY  | -EBUSY
            add cpu         | -ENOENT | ready   | loaded  | active
            remove cpu      | -ENOENT | ready   | loaded  | active
            """)
    void everyOperationInEveryState(String operation, String none, String ready, String loaded, String active) {
        var results = List.of(
                result(Lab.pooled(), operation),
                result(Lab.webReady(), operation),
                result(Lab.webLoaded(), operation),
                result(Lab.webActive(), operation));
        assertThat(results).containsExactly(none, ready, loaded, active);
    }

    @Test
    void anUnloadThatFindsNoImageDoesNotSayThatItFreedOne() {
        assertThat(Lab.webReady().ask(new Command.Unload(WEB)).sentence())
                .isEqualTo("web-server has no image, so nothing was freed");
        assertThat(Lab.webLoaded().ask(new Command.Unload(WEB)).sentence()).contains("is freed");
    }

    private static String result(Lab lab, String operation) {
        var before = lab.kernel(WEB) == null ? "" : lab.status(WEB).word();
        var answer = lab.ask(command(operation));
        if (!answer.errno().ok()) {
            assertThat(lab.kernel(WEB) == null ? "" : lab.status(WEB).word())
                    .as("a refusal changes no status")
                    .isEqualTo(before);
            return answer.errno().signed();
        }
        return lab.kernel(WEB) == null ? "gone" : lab.status(WEB).word();
    }

    private static Command command(String operation) {
        return switch (operation) {
            case "create" -> Labs.web();
            // Another name under the same id; without an instance of that id it succeeds, beside `web-server`.
            case "create with id" -> new Command.Create("other", 1, List.of(26L), Sizes.GIB, -1, List.of());
            case "load" -> Labs.load(WEB);
            case "exec" -> new Command.Exec(WEB);
            case "halt" -> new Command.Halt(WEB);
            case "force halt" -> new Command.ForceHalt(WEB);
            case "unload" -> new Command.Unload(WEB);
            case "delete" -> new Command.Delete(WEB);
            case "add cpu" -> new Command.AddCpu(WEB, 24);
            case "remove cpu" -> new Command.RemoveCpu(WEB, 20);
            default -> throw new IllegalArgumentException(operation);
        };
    }
}
