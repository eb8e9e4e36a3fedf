package archipelago.engine.phenomenon;

import java.util.List;

/// A rule that is wrong on purpose.
///
/// @param name what is the case then, in words
/// @param type the name of the class that keeps the rule
/// @param method the method of it, or all of this name
/// @param rows the phenomena that have to notice
record BrokenRule(String name, String type, String method, Edit edit, List<Integer> rows) {
    static BrokenRule of(String name, Class<?> type, String method, Edit edit, Integer... rows) {
        return of(name, type.getName(), method, edit, rows);
    }

    /// The same for a class that can be seen in its package only.
    static BrokenRule of(String name, String type, String method, Edit edit, Integer... rows) {
        return new BrokenRule(name, type, method, edit, List.of(rows));
    }
}
