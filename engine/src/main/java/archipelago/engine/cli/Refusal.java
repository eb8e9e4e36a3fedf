package archipelago.engine.cli;

import archipelago.engine.base.Require;
import java.nio.file.Path;

/// Why a command cannot do what it was asked to: a sentence, what to write instead, and the status
/// that the program ends with.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String advice;
    private final int exitStatus;

    private Refusal(String sentence, String advice, int exitStatus) {
        super(sentence, null, false, false);
        Require.that(!sentence.isBlank(), "a refusal says why");
        this.advice = advice;
        this.exitStatus = exitStatus;
    }

    /// The program was called in a wrong way.
    public static Refusal usage(String sentence, String advice) {
        return new Refusal(sentence, advice, ExitStatus.USAGE);
    }

    /// A file cannot be read or written.
    static Refusal file(Path file, String sentence, String advice) {
        return new Refusal(file + ": " + sentence, advice, ExitStatus.UNREADABLE);
    }

    /// The program cannot go on here.
    public static Refusal here(String sentence, String advice) {
        return new Refusal(sentence, advice, ExitStatus.REFUSED);
    }

    /// The sentence, and the advice on a line of its own.
    public String text() {
        return advice.isEmpty() ? getMessage() : getMessage() + "\n  try: " + advice;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
