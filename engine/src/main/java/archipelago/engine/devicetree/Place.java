package archipelago.engine.devicetree;

import archipelago.engine.base.Problem;

/// Where something stands in a file.
///
/// @param file the file as the person named it
/// @param line counted from 1; 0 when the whole file is meant, as for everything in a binary file
/// @param column counted from 1, in characters; 0 when the whole file is meant
public record Place(String file, int line, int column) {

    /// The place that means all of a file.
    public static Place whole(String file) {
        return new Place(file, 0, 0);
    }

    /// A problem at this place.
    public Problem problem(String sentence, String advice) {
        return new Problem(file, line, column, sentence, advice);
    }
}
