package archipelago.engine.devicetree;

/// Reads an integer expression as in C, in parentheses, and computes it in unsigned 64-bit
/// arithmetic, as dtc does.
final class CellExpression {
    /// How deep parentheses and prefixes may be nested.
    static final int MAX_DEPTH = 64;

    /// Binary operators, those that bind most loosely first; within a level the longer ones first.
    private static final String[][] LEVELS = {
        {"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"<<", ">>"}, {"+", "-"},
        {"*", "/", "%"}
    };

    private final SourceScanner in;
    private final SourceLiterals literals;
    private final Findings findings;
    private int depth;
    private boolean broken;

    CellExpression(SourceScanner in, SourceLiterals literals, Findings findings) {
        this.in = in;
        this.literals = literals;
        this.findings = findings;
    }

    /// Reads a number, a character or an expression in parentheses. Behind a problem the value is
    /// 0, and the scanner stands where the reader of the array can find its way again.
    long read() {
        depth = 0;
        broken = false;
        return primary();
    }

    private long primary() {
        char c = in.peek();
        if (c == '(') {
            return parenthesised();
        }
        if (c == '\'') {
            return literals.character();
        }
        if (SourceScanner.isDigit(c)) {
            return literals.number();
        }
        return fail("a number is missing here", "a number, or an expression in parentheses such as (4 * 1024)");
    }

    private long parenthesised() {
        var opening = in.place();
        in.skip();
        if (++depth > MAX_DEPTH) {
            return fail("more than " + MAX_DEPTH + " parentheses are open here", "a simpler expression");
        }
        long value = choice();
        in.skipBlank();
        if (!broken && !in.take(")")) {
            broken = true;
            findings.add(opening, "this parenthesis is never closed", "a ) behind the expression");
        }
        depth--;
        return value;
    }

    private long choice() {
        long condition = binary(0);
        in.skipBlank();
        if (broken || !in.take("?")) {
            return condition;
        }
        if (++depth > MAX_DEPTH) {
            return fail("more than " + MAX_DEPTH + " choices are nested here", "a simpler expression");
        }
        long yes = choice();
        in.skipBlank();
        if (!broken && !in.take(":")) {
            return fail("the : of this choice is missing", "(condition ? value : other)");
        }
        long no = broken ? 0 : choice();
        depth--;
        return condition != 0 ? yes : no;
    }

    private long binary(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        long value = binary(level + 1);
        while (!broken) {
            in.skipBlank();
            var place = in.place();
            var operator = operator(level);
            if (operator.isEmpty()) {
                break;
            }
            value = compute(operator, value, binary(level + 1), place);
        }
        return value;
    }

    private String operator(int level) {
        for (var operator : LEVELS[level]) {
            int start = in.offset();
            if (in.take(operator)) {
                if (operator.length() == 1 && isHalf(operator.charAt(0), in.peek())) {
                    in.back(start);
                    continue;
                }
                return operator;
            }
        }
        return "";
    }

    /// Whether the character is only the first half of an operator of another level.
    private static boolean isHalf(char first, char second) {
        return (first == '|' || first == '&' || first == '<' || first == '>') && second == first;
    }

    private long compute(String operator, long a, long b, Place place) {
        return switch (operator) {
            case "||" -> truth(a != 0 || b != 0);
            case "&&" -> truth(a != 0 && b != 0);
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "&" -> a & b;
            case "==" -> truth(a == b);
            case "!=" -> truth(a != b);
            case "<=" -> truth(Long.compareUnsigned(a, b) <= 0);
            case ">=" -> truth(Long.compareUnsigned(a, b) >= 0);
            case "<" -> truth(Long.compareUnsigned(a, b) < 0);
            case ">" -> truth(Long.compareUnsigned(a, b) > 0);
            case "<<" -> Long.compareUnsigned(b, 64) < 0 ? a << b : 0;
            case ">>" -> Long.compareUnsigned(b, 64) < 0 ? a >>> b : 0;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            default -> divide(operator, a, b, place);
        };
    }

    private long divide(String operator, long a, long b, Place place) {
        if (b == 0) {
            if (!broken) {
                findings.add(place, "this divides by zero", "another divisor");
            }
            return 0;
        }
        return operator.equals("/") ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b);
    }

    private static long truth(boolean fact) {
        return fact ? 1 : 0;
    }

    private long unary() {
        in.skipBlank();
        char c = in.peek();
        if (c != '-' && c != '~' && c != '!') {
            return primary();
        }
        if (++depth > MAX_DEPTH) {
            return fail("more than " + MAX_DEPTH + " signs are nested here", "a simpler expression");
        }
        in.skip();
        long value = unary();
        depth--;
        return switch (c) {
            case '-' -> -value;
            case '~' -> ~value;
            default -> truth(value == 0);
        };
    }

    /// Notes a problem, once, and goes to the end of the expression.
    private long fail(String sentence, String advice) {
        if (!broken) {
            findings.add(in.place(), sentence, advice);
            broken = true;
            while (!in.atEnd() && ";{}\"".indexOf(in.peek()) < 0 && !in.take(")")) {
                in.skip();
            }
        }
        return 0;
    }
}
