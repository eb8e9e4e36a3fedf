package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.i18n.Language;
import archipelago.engine.base.Blob;
import archipelago.engine.command.Command;
import archipelago.engine.trace.CommandText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is asked for has words in every language, whoever asks for it.
class CommandWordsTest {
    private static final int LEAST_KINDS = 60;

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandHasWordsOfItsLanguage(Language language) throws ReflectiveOperationException {
        var commands = new ArrayList<Command>();
        collect(Command.class, commands);
        assertThat(commands).hasSizeGreaterThan(LEAST_KINDS);
        for (var command : commands) {
            language.choose();
            var words = CommandWords.of(command);
            assertThat(words).as(command.toString()).isNotBlank().doesNotContain("{");
            if (language != Language.EN) {
                Language.EN.choose();
                assertThat(words).as("the engine speaks English").isNotEqualTo(CommandText.of(command))
                        .isNotEqualTo(CommandWords.of(command));
            }
        }
    }

    /// One of every record below a type.
    private static void collect(Class<?> type, List<Command> commands) throws ReflectiveOperationException {
        if (type.isRecord()) {
            commands.add(example(type));
        } else {
            for (var below : type.getPermittedSubclasses()) {
                collect(below, commands);
            }
        }
    }

    private static Command example(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components).map(CommandWordsTest::value).toArray();
        return (Command) type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(RecordComponent component) {
        var type = component.getType();
        if (type == int.class) {
            return 4;
        }
        if (type == long.class) {
            return 4096L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == String.class) {
            return component.getName().equals("kind") ? "ACK" : "web";
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Blob.class) {
            return Blob.text("free\n");
        }
        if (type == Command.class) {
            return new Command.Exec("web");
        }
        return type.getEnumConstants()[0];
    }
}
