package archipelago.engine.host;

import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.FaultWords;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a client asks for in one line: a word and its arguments, one space between two of them. Texts are
/// percent-encoded, and `-` stands for none.
sealed interface Request {
    record Mount(String type, String target) implements Request {}

    /// The client has written and closed a file; the path is its own.
    record Written(String path) implements Request {}

    record RemoveDirectory(String path) implements Request {}

    /// @param kernel the file of this computer that stands for the descriptor; empty for none
    /// @param initrd likewise
    record LoadKernel(Optional<String> kernel, Optional<String> initrd, String cmdline, long flags)
            implements Request {}

    record Reboot(long magic1, long magic2, long command, long id) implements Request {}

    record Advance(long ns) implements Request {}

    record Inject(Command fault) implements Request {}

    /// The same, on an instance: by a program that runs there.
    record In(String kernel, Request request) implements Request {}

    /// A line that is none of these.
    record Unclear(String sentence, String advice) implements Request {}

    /// Reads a line; whatever it holds, something comes back.
    static Request read(String line) {
        var words = Arrays.asList(line.split(" ", -1));
        if (words.getFirst().equals("in")) {
            return in(words);
        }
        var arguments = new ArrayList<String>();
        for (var word : words.subList(1, words.size())) {
            var text = decoded(word);
            if (text.isEmpty()) {
                return new Unclear("the argument " + clipped(word) + " is not percent-encoded UTF-8",
                        "%25 for a percent sign, %20 for a space");
            }
            arguments.add(text.get());
        }
        return switch (words.getFirst()) {
            case "mount" -> count(arguments, 2).orElseGet(() -> new Mount(arguments.get(0), arguments.get(1)));
            case "written" -> count(arguments, 1).orElseGet(() -> new Written(arguments.getFirst()));
            case "rmdir" -> count(arguments, 1).orElseGet(() -> new RemoveDirectory(arguments.getFirst()));
            case "kexec_file_load" -> count(arguments, 4).orElseGet(() -> load(words, arguments));
            case "reboot" -> count(arguments, 4).orElseGet(() -> reboot(arguments));
            case "advance" -> count(arguments, 1).orElseGet(() -> advance(arguments.getFirst()));
            case "inject" -> inject(arguments);
            default -> new Unclear("there is no request " + clipped(words.getFirst()),
                    "mount, written, rmdir, kexec_file_load, reboot, advance, inject or in");
        };
    }

    private static Request in(List<String> words) {
        var kernel = words.size() < 3 ? Optional.<String>empty() : decoded(words.get(1));
        if (kernel.isEmpty() || kernel.get().isEmpty() || words.get(2).equals("in")) {
            return new Unclear("a request on an instance names it, and says then what is asked",
                    "in web-server mount multikernel /sys/fs/multikernel");
        }
        return switch (read(String.join(" ", words.subList(2, words.size())))) {
            case Unclear unclear -> unclear;
            case Request request -> new In(kernel.get(), request);
        };
    }

    private static Optional<Request> count(List<String> arguments, int wanted) {
        return arguments.size() == wanted
                ? Optional.empty()
                : Optional.of(new Unclear("there are " + arguments.size() + " arguments", "exactly " + wanted));
    }

    private static Request load(List<String> words, List<String> arguments) {
        var flags = number(arguments.get(3));
        return flags.isEmpty()
                ? notDecimal(arguments.get(3))
                : new LoadKernel(
                        none(words, arguments, 0),
                        none(words, arguments, 1),
                        none(words, arguments, 2).orElse(""),
                        flags.getAsLong());
    }

    /// An argument that may be missing. Only a bare dash stands for none, `%2D` is a dash.
    private static Optional<String> none(List<String> words, List<String> arguments, int index) {
        return words.get(index + 1).equals("-") ? Optional.empty() : Optional.of(arguments.get(index));
    }

    private static Request reboot(List<String> arguments) {
        var numbers = new ArrayList<Long>();
        for (var argument : arguments) {
            var number = number(argument);
            if (number.isEmpty()) {
                return notDecimal(argument);
            }
            numbers.add(number.getAsLong());
        }
        return new Reboot(word(numbers.get(0)), word(numbers.get(1)), word(numbers.get(2)), numbers.get(3));
    }

    /// Magic numbers and commands are 32 bits wide; a program may take them for signed ones.
    private static long word(long number) {
        return number & 0xffffffffL;
    }

    private static Request advance(String time) {
        var ns = Times.parse(time);
        return ns.isPresent()
                ? new Advance(ns.getAsLong())
                : new Unclear(clipped(time) + " is no time", "a number and a unit, such as 250ns, 1.84ms or 2s");
    }

    private static Request inject(List<String> words) {
        var fault = FaultWords.read(words);
        return fault.value().<Request>map(Inject::new).orElseGet(() ->
                new Unclear(fault.problems().getFirst().sentence(), fault.problems().getFirst().advice()));
    }

    private static Unclear notDecimal(String text) {
        return new Unclear(clipped(text) + " is no decimal number", "a whole number of 64 bits");
    }

    private static OptionalLong number(String text) {
        try {
            return text.matches("-?[0-9]{1,20}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (NumberFormatException doesNotFit) {
            return OptionalLong.empty();
        }
    }

    /// The text that percent-encoding stands for; empty if it stands for none.
    private static Optional<String> decoded(String word) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < word.length(); ) {
            if (word.charAt(i) != '%') {
                int end = word.indexOf('%', i) < 0 ? word.length() : word.indexOf('%', i);
                bytes.writeBytes(word.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            } else if (i + 3 <= word.length() && HexFormat.isHexDigit(word.charAt(i + 1))
                    && HexFormat.isHexDigit(word.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(word, i + 1, i + 3));
                i += 3;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static String clipped(String text) {
        int most = 60;
        return '"' + (text.length() > most ? text.substring(0, most) + "…" : text) + '"';
    }
}
