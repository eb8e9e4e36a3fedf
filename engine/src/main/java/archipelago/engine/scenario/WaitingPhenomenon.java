package archipelago.engine.scenario;

import archipelago.engine.base.Require;
import java.util.regex.Pattern;

/// A phenomenon that the machine cannot show yet.
///
/// @param reason what it would take
public record WaitingPhenomenon(int id, Phenomenon.Kind kind, String name, String reason) {
    private static final Pattern LINE = Pattern.compile("([0-9]{1,3}) \\| ([A-Z]) \\| ([^|]+) \\| ([^|]+)");

    /// Reads a line of the list that travels inside the program: `57 | H | A host in an instance | …`.
    static WaitingPhenomenon of(String line) {
        var m = LINE.matcher(line.strip());
        Require.that(m.matches(), "the list inside the program is sound", line);
        return new WaitingPhenomenon(
                Integer.parseInt(m.group(1)), Phenomenon.Kind.valueOf(m.group(2)), m.group(3), m.group(4));
    }
}
