package archipelago.app.rows;

import archipelago.app.action.ActionTable;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One entry per row: its words, how a person reaches it, the tests that do, and what was on the screen.
final class RowReport {
    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final String STYLE = """
            :root { color-scheme: light dark; --ground: #f4f6f8; --card: #fff; --ink: #1c2126; --soft: #5a646e;
              --line: #d5dbe1; --mark: #2d6bb7; }
            @media (prefers-color-scheme: dark) { :root { --ground: #14181c; --card: #1d2329; --ink: #e8ecf0;
              --soft: #9aa6b2; --line: #343d46; --mark: #7db1ee; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 40px 24px 80px; max-width: 1180px; background: var(--ground); color: var(--ink);
              font: 16px/1.5 Inter, system-ui, sans-serif; }
            h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; }
            h2 { font-size: 19px; line-height: 1.3; margin: 0 0 8px; }
            header p { color: var(--soft); max-width: 68ch; margin: 0 0 28px; }
            section { display: grid; grid-template-columns: 1fr 1.35fr; gap: 24px; background: var(--card); padding: 22px;
              border: 1px solid var(--line); border-radius: 10px; margin: 0 0 16px; }
            @media (max-width: 760px) { section { grid-template-columns: 1fr; } }
            .number { color: var(--soft); font-variant-numeric: tabular-nums; margin-right: 8px; font-weight: 400; }
            dl { margin: 0; font-size: 15px; }
            dt { color: var(--soft); font-size: 13px; margin-top: 10px; }
            dd { margin: 0; overflow-wrap: anywhere; }
            kbd { font: 13px/1 "JetBrains Mono", ui-monospace, monospace; border: 1px solid var(--line);
              border-bottom-width: 2px; border-radius: 5px; padding: 3px 6px; white-space: nowrap; }
            code, pre { font: 12.5px/1.5 "JetBrains Mono", ui-monospace, monospace; }
            pre { background: #1c2126; color: #e8ecf0; padding: 14px; border-radius: 8px; overflow: auto; margin: 0;
              max-height: 420px; white-space: pre-wrap; }
            img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
            a { color: var(--mark); }
            .elsewhere { border-style: dashed; }
            .evidence > * + * { margin-top: 14px; }
            """;

    private final ActionTable actions = new ActionTable();
    private final Map<Row, List<Method>> tests = new EnumMap<>(Row.class);

    RowReport() throws IOException {
        for (var row : Row.values()) {
            tests.put(row, new ArrayList<>());
        }
        for (var method : annotated()) {
            for (var row : method.getAnnotation(Reaches.class).value()) {
                tests.get(row).add(method);
            }
        }
    }

    private static List<Method> annotated() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Test.class") || name.endsWith("IT.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.').replace('\\', '.'))
                    .map(RowReport::named)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Reaches.class))
                    .sorted(Comparator.comparing(RowReport::name))
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, RowReport.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Method test) {
        return test.getDeclaringClass().getSimpleName() + "." + test.getName();
    }

    /// What a row needs and does not have: a test, or what a test has to show. Rows that have an issue of their own need
    /// neither.
    List<String> missing() {
        var missing = new ArrayList<String>();
        tests.forEach((row, itsTests) -> {
            if (itsTests.isEmpty() && row.today().isEmpty()) {
                missing.add(row.words() + ": no test reaches it");
            }
            itsTests.stream()
                    .filter(test -> Files.notExists(Photographer.evidence(test)))
                    .forEach(test -> missing.add(row.words() + ": " + name(test) + " left no picture"));
        });
        return missing;
    }

    void write(Path page) throws IOException {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Archipelago: what people expect</title>\n"
                + "<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
        long elsewhere = Arrays.stream(Row.values()).filter(row -> !row.today().isEmpty()).count();
        html.append("<header>\n<h1>What people expect, and how they reach it</h1>\n<p>").append(Row.values().length)
                .append(" rows. ").append(Row.values().length - elsewhere)
                .append(" are reached by a person's hands in the tests of this build, with what was on the screen then; ")
                .append(elsewhere).append(" are work of its own (dashed), with what is there today.</p>\n</header>\n");
        for (var row : Row.values()) {
            entry(html, page.getParent(), row);
        }
        html.append("</body>\n</html>\n");
        Files.createDirectories(page.getParent());
        Files.writeString(page, html);
    }

    private void entry(StringBuilder html, Path folder, Row row) throws IOException {
        html.append(row.today().isEmpty() ? "<section>\n<div>\n" : "<section class=\"elsewhere\">\n<div>\n");
        html.append("<h2><span class=\"number\">").append(row.ordinal() + 1).append("</span>")
                .append(escaped(row.words())).append("</h2>\n<dl>\n");
        if (!row.today().isEmpty()) {
            html.append("<dt>Today</dt><dd>").append(escaped(row.today())).append("</dd>\n");
        }
        if (!row.actions().isEmpty()) {
            html.append("<dt>By keys</dt>\n");
            for (var id : row.actions()) {
                var keys = actions.keyWords(id);
                html.append("<dd>");
                if (!keys.isEmpty()) {
                    html.append("<kbd>").append(escaped(keys)).append("</kbd> ");
                }
                html.append(escaped(actions.get(id).label().of())).append("</dd>\n");
            }
        }
        if (!row.hand().isEmpty()) {
            html.append("<dt>By hand</dt><dd>").append(escaped(row.hand())).append("</dd>\n");
        }
        if (!tests.get(row).isEmpty()) {
            html.append("<dt>Tests</dt>\n");
            for (var test : tests.get(row)) {
                html.append("<dd><code>").append(name(test)).append("</code></dd>\n");
            }
        }
        html.append("</dl>\n</div>\n<div class=\"evidence\">\n");
        for (var test : tests.get(row)) {
            evidence(html, folder, row, Photographer.evidence(test));
        }
        html.append("</div>\n</section>\n");
    }

    private static void evidence(StringBuilder html, Path folder, Row row, Path file) throws IOException {
        if (Files.notExists(file)) {
            html.append("<p>No picture: the test has not run, or it failed.</p>\n");
        } else if (file.toString().endsWith(".txt")) {
            html.append("<pre>").append(escaped(Files.readString(file))).append("</pre>\n");
        } else {
            var source = folder.relativize(file).toString().replace('\\', '/');
            html.append("<a href=\"").append(source).append("\"><img loading=\"lazy\" src=\"").append(source)
                    .append("\" alt=\"").append(escaped(row.words())).append("\"></a>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
