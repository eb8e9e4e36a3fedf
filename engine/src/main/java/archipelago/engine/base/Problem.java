package archipelago.engine.base;

/// Something that is wrong in a file that a person wrote: where, what, and what to write instead.
///
/// @param file the file as the person named it
/// @param line counted from 1; 0 when the whole file is meant
/// @param column counted from 1, in characters; 0 when the whole file is meant
/// @param sentence what is wrong, without a full stop
/// @param advice what to write instead, without a full stop; empty when there is none
public record Problem(String file, int line, int column, String sentence, String advice) {

    /// `file:line:column: sentence`, and the advice on a line of its own.
    public String text() {
        var place = file + ":" + line + ":" + column + ": " + sentence;
        return advice.isEmpty() ? place : place + "\n  try: " + advice;
    }
}
