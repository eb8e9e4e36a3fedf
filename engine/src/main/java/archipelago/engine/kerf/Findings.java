package archipelago.engine.kerf;

import java.util.ArrayList;
import java.util.List;

/// What the tool's own checks came to.
final class Findings {
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> suggestions = new ArrayList<>();

    void error(String sentence) {
        errors.add(sentence);
    }

    void warning(String sentence) {
        warnings.add(sentence);
    }

    void suggestion(String sentence) {
        suggestions.add(sentence);
    }

    boolean valid() {
        return errors.isEmpty();
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    List<String> suggestions() {
        return List.copyOf(suggestions);
    }

    /// Ends the tool with what is wrong.
    KerfStop stop(String heading) {
        var lines = new ArrayList<String>();
        lines.add(heading);
        errors.forEach(error -> lines.add("  ✗ " + error));
        suggestions.forEach(suggestion -> lines.add("  Suggestion: " + suggestion));
        if (!warnings.isEmpty()) {
            lines.add("Warnings:");
            warnings.forEach(warning -> lines.add("  ⚠ " + warning));
        }
        return KerfStop.refused(lines.toArray(String[]::new));
    }
}
