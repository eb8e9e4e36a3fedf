package archipelago.engine.scenario;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.Expectation.Extent;
import archipelago.engine.scenario.Expectation.FileForm;
import archipelago.engine.scenario.Expectation.Layer;
import archipelago.engine.scenario.Expectation.Quantity;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What must be seen at a checkpoint, as it stands in a file: keys that say what is looked at, each
/// with an object that says of whom, and what it must be.
final class ExpectJson {
    private static final String ABSENT = "absent";
    private static final String NONE = "none";
    private static final List<String> STEP_KEYS = List.of("do", "after");
    private static final int ITEMS_MAX = 1000;
    private static final Pattern RANGE = Pattern.compile("(\\S+) at 0x([0-9a-fA-F]{1,16})");
    private static final List<String> BOUNDS = List.of("at-least", "at-most");
    private static final String DEAD = "dead";
    private static final Map<String, Site> SITES = new TreeMap<>(Map.of(
            "runs ", Site.RUNNING, "parked on ", Site.PARKED_INSTANCE, "hot-plug on ", Site.HOTPLUG, "offline on ",
            Site.OFFLINE));

    private final Problems problems;
    private final List<Expectation> found = new ArrayList<>();

    /// What can be said of the whole machine.
    private enum Power {
        RUNNING,
        RESET
    }

    /// How a number stands in a file and is written in sentences.
    private enum Unit {
        COUNT("3"),
        SIZE("\"1GiB\""),
        TIME("\"1s\"");

        private final String example;

        Unit(String example) {
            this.example = example;
        }
    }

    private ExpectJson(Problems problems) {
        this.problems = problems;
    }

    /// All that a step expects, in the order in which it stands there.
    static List<Expectation> read(PlacedJson.Obj step, Problems problems) {
        var reader = new ExpectJson(problems);
        var fields = new Fields(step, "a checkpoint", step.keys(), problems);
        for (var member : step.members()) {
            reader.member(member.key(), fields);
        }
        if (STEP_KEYS.containsAll(step.keys())) {
            problems.add(step.place(), "a checkpoint at which nothing is looked at",
                    "\"status\": { \"web-server\": \"loaded\" }");
        }
        return List.copyOf(reader.found);
    }

    private void member(String key, Fields fields) {
        switch (key) {
            case "status" -> each(fields, key, "\"loaded\"", this::status);
            case "phase" -> each(fields, key, "\"up\"", (who, f) -> f.word(Phase.values())
                    .ifPresent(phase -> found.add(new Expectation.PhaseIs(who, phase))));
            case "owner" -> each(fields, key, "\"pool\"", (cpus, f) -> f.text("\"pool\"")
                    .ifPresent(owner -> cpus(fields, key, cpus)
                            .ifPresent(ids -> found.add(new Expectation.Owner(ids, owner)))));
            case "place" -> each(fields, key, "\"parked on pool\"", (cpus, f) -> f.placedText("\"parked on pool\"")
                    .ifPresent(text -> cpus(fields, key, cpus).ifPresent(ids -> place(ids, text))));
            case "cpus" -> each(fields, key, "\"8,10\"", (who, f) -> f.cpus()
                    .ifPresent(ids -> found.add(new Expectation.Cpus(who, ids))));
            case "online" -> each(fields, key, "\"8,10\"", (who, f) -> f.cpus()
                    .ifPresent(ids -> found.add(new Expectation.Online(who, ids))));
            case "memory" -> each(fields, key, "\"1GiB\"", (who, f) -> memory(Layer.BOOKS, who, f));
            case "knows-memory" -> each(fields, key, "\"1GiB\"", (who, f) -> memory(Layer.BELIEF, who, f));
            case "chunks" -> memory(Layer.BOOKS, Expectation.POOL, fields.optional(key));
            case "transactions" -> each(fields, key, "\"applied\"", this::transaction);
            case "devices" -> each(fields, key, "\"pool\"", (device, f) -> f.text("\"pool\"")
                    .ifPresent(owner -> found.add(new Expectation.DeviceOwner(device, owner))));
            case "image" -> each(fields, key, "\"vmlinux\"", (who, f) -> f.text("\"vmlinux\"")
                    .ifPresent(image -> found.add(new Expectation.Image(who, image.equals(NONE) ? "" : image))));
            case "pending" -> amounts(fields, key, Quantity.PENDING);
            case "taken" -> amounts(fields, key, Quantity.TAKEN);
            case "sent" -> amounts(fields, key, Quantity.SENT);
            case "lost" -> amounts(fields, key, Quantity.LOST);
            case "doorbells-lost" -> amounts(fields, key, Quantity.DOORBELLS_LOST);
            case "worked" -> amounts(fields, key, Quantity.WORKED, Unit.TIME);
            case "console-read" -> amounts(fields, key, Quantity.CONSOLE_READ);
            case "console-dropped" -> amounts(fields, key, Quantity.CONSOLE_DROPPED);
            case "console-typed" -> amounts(fields, key, Quantity.CONSOLE_TYPED);
            case "console-lost" -> amounts(fields, key, Quantity.CONSOLE_LOST);
            case "console-text" -> each(fields, key, "[ \"…\" ]", (link, f) -> consoleText(fields, link, f));
            case "operations" -> amounts(fields, key, Quantity.OPERATIONS);
            case "waited" -> amounts(fields, key, Quantity.WAITED, Unit.TIME);
            case "crossings" -> amounts(fields, key, Quantity.CROSSINGS);
            case "compared" -> compared(fields);
            case "shared" -> amount(fields, key, Quantity.SHARED, "", Unit.SIZE);
            case "leaked" -> amount(fields, key, Quantity.LEAKED, "", Unit.SIZE);
            case "image-room" -> amounts(fields, key, Quantity.IMAGE_ROOM, Unit.SIZE);
            case "mounts" -> each(fields, key, "[ \"rootfs\" ]", (who, f) ->
                    found.add(new Expectation.Mounts(who, texts(f))));
            case "hangs" -> each(fields, key, "\"irqs-off\"", (cpus, f) -> f.word(Hang.values())
                    .ifPresent(how -> cpus(fields, key, cpus)
                            .ifPresent(ids -> found.add(new Expectation.Hangs(ids, how)))));
            case "ghosts" -> found.add(new Expectation.Ghosts(texts(fields.optional(key))));
            case "machine" -> fields.optional(key).word(Power.values())
                    .ifPresent(power -> found.add(new Expectation.MachineIs(power == Power.RESET)));
            case "pool-free" -> amount(fields, key, Quantity.POOL_FREE, "", Unit.SIZE);
            case "took" -> amount(fields, key, Quantity.TOOK, "", Unit.TIME);
            case "at" -> amount(fields, key, Quantity.AT, "", Unit.TIME);
            case "refused" -> refused(fields);
            case "logs" -> each(fields, key, "[ \"…\" ]", (who, f) -> {
                var parts = texts(f);
                if (!parts.isEmpty()) {
                    found.add(new Expectation.Logged(who, parts));
                }
            });
            case "logs-not" -> each(fields, key, "[ \"…\" ]", (who, f) ->
                    texts(f).forEach(part -> found.add(new Expectation.NotLogged(who, part))));
            case "files" -> files(fields);
            case "broken" -> texts(fields.optional(key)).forEach(name -> found.add(new Expectation.Broken(name)));
            default -> { } // Keys of the step itself; unknown ones have been told.
        }
    }

    private interface Reader {
        void read(String key, Fields.Field value);
    }

    private void each(Fields fields, String key, String example, Reader reader) {
        fields.optional(key).object("{ \"web-server\": " + example + " }").ifPresent(object -> {
            var inside = new Fields(object, "what is expected", object.keys(), problems);
            for (var member : object.members()) {
                reader.read(member.key(), inside.required(member.key()));
            }
        });
    }

    // --- words ----------------------------------------------------------------------------------

    private void status(String instance, Fields.Field field) {
        var words = Stream.concat(Stream.of(Status.values()).map(Status::word), Stream.of(ABSENT)).toList();
        field.placedText("\"loaded\"").ifPresent(text -> {
            if (!words.contains(text.value())) {
                problems.add(text.place(), "expected one of " + Words.anyOf(words) + ", found " + text.words(),
                        Words.meant(text.value(), words));
                return;
            }
            var status = Stream.of(Status.values()).filter(s -> s.word().equals(text.value())).findFirst();
            found.add(new Expectation.StatusIs(instance, status));
        });
    }

    private void place(List<Long> cpus, PlacedJson.Text text) {
        if (text.value().equals(DEAD)) {
            found.add(new Expectation.Place(cpus, Site.DEAD, ""));
            return;
        }
        for (var site : SITES.entrySet()) {
            if (text.value().startsWith(site.getKey())) {
                var kernel = text.value().substring(site.getKey().length());
                boolean pool = site.getValue().parked() && Expectation.isPool(kernel);
                found.add(new Expectation.Place(cpus, pool ? Site.PARKED_POOL : site.getValue(), kernel));
                return;
            }
        }
        problems.add(text.place(), "a cpu cannot be " + Words.quoted(text.value()),
                "\"runs web-server\", \"parked on pool\", \"hot-plug on host\" or \"dead\"");
    }

    private void transaction(String number, Fields.Field field) {
        var words = List.of("applied", "failed", ABSENT);
        field.placedText("\"applied\"").ifPresent(text -> {
            if (!number.matches("[0-9]{1,9}")) {
                problems.add(text.place(), Words.quoted(number) + " is no number of a transaction", "\"2\"");
            } else if (!words.contains(text.value())) {
                problems.add(text.place(), "expected one of " + Words.anyOf(words) + ", found " + text.words(),
                        Words.meant(text.value(), words));
            } else {
                found.add(new Expectation.TransactionIs(Integer.parseInt(number), text.value()));
            }
        });
    }

    private void consoleText(Fields fields, String link, Fields.Field field) {
        var parts = texts(field);
        if (link.matches("[1-9][0-9]{0,8}")) {
            found.add(new Expectation.ConsoleText(Integer.parseInt(link), parts));
        } else {
            problems.add(fields.object().placeOf("console-text"), Words.quoted(link) + " is no number of a console link", "\"1\"");
        }
    }

    private Optional<List<Long>> cpus(Fields fields, String key, String list) {
        var ids = CpuList.parse(list);
        if (ids.isEmpty()) {
            problems.add(fields.object().placeOf(key), Words.quoted(list) + " is no list of cpu ids", "\"8,10-12\"");
        }
        return ids;
    }

    private List<String> texts(Fields.Field field) {
        var texts = new ArrayList<String>();
        for (var item : field.list("[ \"…\" ]", ITEMS_MAX)) {
            if (item instanceof PlacedJson.Text text) {
                texts.add(text.value());
            } else {
                problems.add(item.place(), "expected a text, found " + item.words(), "\"…\"");
            }
        }
        return texts;
    }

    // --- memory -----------------------------------------------------------------------------------

    /// A number of pieces, an amount, or a list of ranges.
    private void memory(Layer layer, String who, Fields.Field field) {
        var value = field.any("\"1GiB\"").orElse(null);
        var none = Optional.<Bounds>empty();
        Extent extent = switch (value) {
            case PlacedJson.Num _ -> new Extent(bound(field.whole(0, Integer.MAX_VALUE)), none, Optional.empty());
            case PlacedJson.Arr _ -> new Extent(none, none, Optional.of(ranges(field)));
            case null -> null;
            default -> new Extent(none, bound(field.size("1GiB")), Optional.empty());
        };
        if (extent != null) {
            found.add(new Expectation.Memory(layer, who, extent));
        }
    }

    private static Optional<Bounds> bound(OptionalLong value) {
        return value.isPresent() ? Optional.of(Bounds.exactly(value.getAsLong())) : Optional.empty();
    }

    private List<Expectation.Range> ranges(Fields.Field field) {
        var ranges = new ArrayList<Expectation.Range>();
        for (var item : field.list("[ \"1GiB at 0x100000000\" ]", ITEMS_MAX)) {
            Matcher m = RANGE.matcher(item instanceof PlacedJson.Text text ? text.value() : "");
            var bytes = m.matches() ? Sizes.parse(m.group(1)) : OptionalLong.empty();
            if (bytes.isEmpty()) {
                problems.add(item.place(), "expected a piece of memory, found " + item.words(),
                        "\"1GiB at 0x100000000\"");
            } else {
                ranges.add(new Expectation.Range(Long.parseUnsignedLong(m.group(2), 16), bytes.getAsLong()));
            }
        }
        return ranges;
    }

    // --- numbers ----------------------------------------------------------------------------------

    private void amounts(Fields fields, String key, Quantity quantity) {
        amounts(fields, key, quantity, Unit.COUNT);
    }

    private void amounts(Fields fields, String key, Quantity quantity, Unit unit) {
        fields.optional(key).object("{ \"web-server\": " + unit.example + " }").ifPresent(object -> {
            var inside = new Fields(object, "what is expected", object.keys(), problems);
            object.members().forEach(member -> amount(inside, member.key(), quantity, member.key(), unit));
        });
    }

    private void amount(Fields fields, String key, Quantity quantity, String kernel, Unit unit) {
        bounds(fields, key, unit, problems)
                .ifPresent(bounds -> found.add(new Expectation.Amount(quantity, kernel, bounds)));
    }

    /// A time, or a lowest and a highest one; empty if the key is missing.
    static Optional<Bounds> time(Fields fields, String key, Problems problems) {
        return bounds(fields, key, Unit.TIME, problems);
    }

    private static Optional<Bounds> bounds(Fields fields, String key, Unit unit, Problems problems) {
        if (!(fields.object().get(key).orElse(null) instanceof PlacedJson.Obj object)) {
            return bound(number(fields.optional(key), unit));
        }
        var inside = new Fields(object, "a pair of bounds", BOUNDS, problems);
        long least = number(inside.optional(BOUNDS.get(0)), unit).orElse(0);
        long most = number(inside.optional(BOUNDS.get(1)), unit).orElse(Long.MAX_VALUE);
        if (least > most || object.members().isEmpty()) {
            problems.add(object.place(), "these bounds hold for no number", "{ \"at-least\": " + unit.example + " }");
            return Optional.empty();
        }
        return Optional.of(new Bounds(least, most));
    }

    private static OptionalLong number(Fields.Field field, Unit unit) {
        return switch (unit) {
            case COUNT -> field.whole(0, Long.MAX_VALUE);
            case SIZE -> field.size("1GiB");
            case TIME -> field.time("1s", 0, 1000 * ScenarioReader.TIME_NS_MAX);
        };
    }

    private void compared(Fields fields) {
        var example = "{ \"chapter\": \"One kernel\", \"program\": \"unlink\", \"percent\": 200 }";
        for (var item : fields.optional("compared").list("[ " + example + " ]", ITEMS_MAX)) {
            if (!(item instanceof PlacedJson.Obj object)) {
                problems.add(item.place(), "expected an object, found " + item.words(), example);
                continue;
            }
            var f = new Fields(object, "a comparison", List.of("chapter", "program", "percent"), problems);
            var chapter = f.required("chapter").prose("\"One kernel\"", 100);
            var program = f.required("program").text("\"unlink\"");
            f.required("percent").any("200");
            var percent = bounds(f, "percent", Unit.COUNT, problems);
            if (chapter.isPresent() && program.isPresent() && percent.isPresent()) {
                found.add(new Expectation.Compared(chapter.get(), program.get(), percent.get()));
            }
        }
    }

    private void refused(Fields fields) {
        var example = "{ \"from\": \"host\", \"to\": \"web-server\", \"errno\": \"-ENOSPC\", \"times\": 1 }";
        for (var item : fields.optional("refused").list("[ " + example + " ]", ITEMS_MAX)) {
            if (!(item instanceof PlacedJson.Obj object)) {
                problems.add(item.place(), "expected an object, found " + item.words(), example);
                continue;
            }
            var f = new Fields(object, "a refused message", List.of("from", "to", "errno", "times"), problems);
            var from = f.required("from").text("\"host\"");
            var to = f.required("to").text("\"web-server\"");
            var errno = errno(f.required("errno"), problems);
            f.required("times").any("1");
            var times = bounds(f, "times", Unit.COUNT, problems);
            if (from.isPresent() && to.isPresent() && errno.isPresent() && times.isPresent()) {
                found.add(new Expectation.Refused(from.get(), to.get(), errno.get(), times.get()));
            }
        }
    }

    /// `ok`, or an errno with its sign.
    static Optional<Errno> errno(Fields.Field field, Problems problems) {
        var words = Stream.of(Errno.values()).map(e -> e.ok() ? "ok" : e.signed()).toList();
        var text = field.placedText("\"-EBUSY\"");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int at = words.indexOf(text.get().value());
        if (at < 0) {
            problems.add(text.get().place(), "there is no errno " + Words.quoted(text.get().value()),
                    Words.meant(text.get().value(), words));
            return Optional.empty();
        }
        return Optional.of(Errno.values()[at]);
    }

    // --- files ------------------------------------------------------------------------------------

    private void files(Fields fields) {
        each(fields, "files", "{ \"has\": [ \"…\" ] }", (path, field) -> {
            if (fields.object().get("files").orElse(null) instanceof PlacedJson.Obj all
                    && all.get(path).orElse(null) instanceof PlacedJson.Text text
                    && text.value().equals(ABSENT)) {
                found.add(file(path, FileForm.ABSENT, ""));
                return;
            }
            field.object("{ \"has\": [ \"…\" ] }").ifPresent(object -> file(path, object));
        });
    }

    private void file(String path, PlacedJson.Obj object) {
        var f = new Fields(object, "the content of a file", List.of("is", "has", "lacks"), problems);
        f.optional("is").text("\"loaded\"").ifPresent(is -> found.add(file(path, FileForm.IS, is)));
        texts(f.optional("has")).forEach(has -> found.add(file(path, FileForm.HAS, has)));
        texts(f.optional("lacks")).forEach(lacks -> found.add(file(path, FileForm.LACKS, lacks)));
    }

    /// In front of the path of a file of an instance stand its name and a colon.
    private static Expectation.File file(String path, FileForm form, String text) {
        int colon = path.startsWith("/") ? -1 : path.indexOf(':');
        var kernel = colon < 0 ? StoryCheck.HOST : path.substring(0, colon);
        return new Expectation.File(kernel, path.substring(colon + 1), form, text);
    }
}
