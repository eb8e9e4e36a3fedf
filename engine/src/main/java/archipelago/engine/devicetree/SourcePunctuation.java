package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.List;

/// What every part of the grammar needs: labels, the `;` at the end, directives that are not read,
/// and the way back behind a problem.
final class SourcePunctuation {
    private final SourceScanner in;
    private final Findings findings;
    private final SourceLiterals literals;

    SourcePunctuation(SourceScanner in, SourceLiterals literals, Findings findings) {
        this.in = in;
        this.literals = literals;
        this.findings = findings;
    }

    /// Skips blanks; false at the end, and when there are more problems than anyone will read.
    boolean more() {
        in.skipBlank();
        return !in.atEnd() && !findings.full();
    }

    /// The labels that come next, each with its colon.
    List<String> labels() {
        var labels = new ArrayList<String>();
        for (var label = in.label(); label.isPresent(); label = in.label()) {
            labels.add(label.get());
            in.skipBlank();
        }
        return labels;
    }

    /// Takes, and tells, a directive that is known but cannot be read here.
    boolean refusedDirective() {
        var place = in.place();
        for (var directive : List.of("/include/", "/incbin/")) {
            if (in.take(directive)) {
                findings.add(place, directive + " is not read: a file must say all by itself",
                        "the contents of that file in its place");
                return true;
            }
        }
        for (var directive : List.of("/dts-v1/", "/multikernel-v1/", "/plugin/", "/memreserve/", "/bits/")) {
            if (in.take(directive)) {
                findings.add(place, directive + " cannot stand here", directive.equals("/bits/")
                        ? "name = /bits/ 64 <1>;" : directive + " at the beginning of the file");
                return true;
            }
        }
        return false;
    }

    /// Tells a line that is meant for the C preprocessor, and skips it.
    boolean preprocessor() {
        var place = in.place();
        int start = in.offset();
        var name = in.name();
        boolean directive = List.of("#", "#include", "#define", "#undef", "#if", "#ifdef", "#ifndef", "#else",
                "#elif",
                "#endif", "#line").contains(name);
        if (!directive) {
            in.back(start);
            return false;
        }
        findings.add(place, name + " is for the C preprocessor, which does not run here",
                "the file as cpp leaves it");
        in.skipLine();
        return true;
    }

    /// Skips blanks and takes a `;`.
    void semicolon(String what) {
        int end = in.offset();
        in.skipBlank();
        semicolonAt(end, what);
    }

    /// Takes a `;`. One that is missing is told at the place where it belongs, and taken as there.
    void semicolonAt(int end, String what) {
        if (!in.take(";") && !in.cut()) {
            int here = in.offset();
            in.back(end);
            findings.add(in.place(), "a ; is missing behind " + what, ";");
            in.back(here);
        }
    }

    /// Goes behind the next `;`, or before the `}` that closes the node. Braces that open on the way
    /// are skipped as a whole.
    void recover() {
        int open = 0;
        while (more()) {
            char c = in.peek();
            if (c == '}' && open == 0) {
                return;
            }
            if (c == '"') {
                literals.string();
                continue;
            }
            in.skip();
            if (c == '{') {
                open++;
            } else if (c == '}') {
                open--;
                in.skipBlank();
            }
            if (open == 0 && (c == ';' || c == '}')) {
                if (c == '}') {
                    in.take(";");
                }
                return;
            }
        }
    }
}
