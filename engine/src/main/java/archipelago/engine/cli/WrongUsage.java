package archipelago.engine.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What to tell somebody whose command line cannot be understood.
public final class WrongUsage {
    private WrongUsage() {}

    /// A sentence, and on the next line what to write instead.
    public static String text(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing when !missing.getMissing().isEmpty() ->
                advised(missing(missing), help(e));
            case OverwrittenOptionException twice ->
                advised(name(twice.getOverwritten()) + " is given twice", name(twice.getOverwritten()) + " once");
            default -> converted(e);
        };
    }

    private static String unmatched(UnmatchedArgumentException e) {
        var word = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().getFirst();
        if (!e.isUnknownOption()) {
            return advised("\"" + word + "\" is one word too many", help(e));
        }
        var meant = e.getSuggestions().stream().filter(s -> s.startsWith("-")).limit(3).toList();
        return advised("there is no option " + word,
                meant.isEmpty() ? help(e) : String.join(" or ", meant) + ", or " + help(e));
    }

    private static String missing(MissingParameterException e) {
        var missing = e.getMissing();
        if (e.getMessage().contains("parameter for option")) {
            return name(missing.getFirst()) + " needs a value: " + label(missing.getFirst());
        }
        var names = missing.stream().map(WrongUsage::label).collect(Collectors.joining(" and "));
        return names + (missing.size() == 1 ? " is missing" : " are missing");
    }

    /// The sentences of [Converters] bring their own advice.
    private static String converted(ParameterException e) {
        var message = e.getMessage();
        int own = message.indexOf("': ");
        if (e.getArgSpec() != null) {
            int after = message.indexOf("): ");
            int start = own >= 0 ? own + 3 : after >= 0 ? after + 3 : 0;
            var sentence = name(e.getArgSpec()) + ": " + message.substring(start);
            return sentence.contains("\n") ? sentence : advised(sentence, help(e));
        }
        var unknown = message.startsWith("Unknown subcommand") ? message.replaceAll("^[^']*'|'\\.?$", "") : "";
        return advised(unknown.isEmpty() ? message : "there is no command \"" + unknown + "\"", help(e));
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String label(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() + " " + option.paramLabel() : arg.paramLabel();
    }

    private static String help(ParameterException e) {
        return command(e.getCommandLine()) + " --help";
    }

    private static String command(CommandLine line) {
        return line.getCommandSpec().qualifiedName();
    }

    private static String advised(String sentence, String advice) {
        return sentence + "\n  try: " + advice;
    }
}
