package archipelago.engine.scenario;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.PlacedJson.Place;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The keys of one object, asked for by what they should hold. Whatever is not as it should be
/// becomes a problem at its place, and the answer is then empty.
public final class Fields {
    private static final String WHOLE_FORM = "-?[0-9]{1,19}";

    private final PlacedJson.Obj object;
    private final String what;
    private final Problems problems;
    // Keys that are missing only because they are misspelt, which is told where they stand.
    private final Set<String> misspelt = new TreeSet<>();

    /// Tells every key that is not among the known ones.
    ///
    /// @param what the object in words: `a chapter`
    public Fields(PlacedJson.Obj object, String what, List<String> known, Problems problems) {
        this.object = object;
        this.what = what;
        this.problems = problems;
        for (var member : object.members()) {
            if (problems.full()) {
                problems.countMore();
                break;
            }
            if (!known.contains(member.key())) {
                problems.add(member.keyPlace(), what + " has no key " + Words.quoted(member.key()),
                        Words.meant(member.key(), known));
                Words.nearest(member.key(), known).ifPresent(misspelt::add);
            }
        }
    }

    PlacedJson.Obj object() {
        return object;
    }

    /// A key that must be there.
    public Field required(String key) {
        return new Field(key, true);
    }

    /// A key that may be missing.
    public Field optional(String key) {
        return new Field(key, false);
    }

    /// One key and its value.
    public final class Field {
        private final String key;
        private final boolean required;

        private Field(String key, boolean required) {
            this.key = key;
            this.required = required;
        }

        private Optional<PlacedJson> value(String example) {
            var value = object.get(key);
            if (value.isEmpty() && required && object.whole() && !misspelt.contains(key)) {
                problems.add(object.place(), what + " needs the key " + Words.quoted(key),
                        '"' + key + "\": " + example);
            }
            return value;
        }

        /// Any value at all.
        Optional<PlacedJson> any(String example) {
            return value(example);
        }

        /// Any text.
        public Optional<String> text(String example) {
            return placedText(example).map(PlacedJson.Text::value);
        }

        Optional<PlacedJson.Text> placedText(String example) {
            return placedText("a text in double quotes", example);
        }

        private Optional<PlacedJson.Text> placedText(String expected, String example) {
            var value = value(example).orElse(null);
            if (value == null) {
                return Optional.empty();
            }
            return value instanceof PlacedJson.Text text ? Optional.of(text) : wrong(value, expected, example);
        }

        /// A text for people: of limited length, and of characters that can be shown.
        public Optional<String> prose(String example, int charactersMax) {
            var text = text(example);
            text.ifPresent(t -> checkProse(t, charactersMax));
            return text;
        }

        private void checkProse(String text, int charactersMax) {
            var place = object.placeOf(key);
            if (text.length() > charactersMax) {
                problems.add(place, Words.quoted(key) + " has " + text.length() + " characters",
                        "at most " + charactersMax + " of them");
            }
            text.codePoints()
                    .filter(c -> Character.isISOControl(c) && c != '\n'
                            || Character.getType(c) == Character.SURROGATE)
                    .findFirst()
                    .ifPresent(c -> problems.add(place,
                            Words.quoted(key) + " holds the character " + Words.code(c) + ", which cannot be shown",
                            "the text without it"));
        }

        /// A whole number.
        public OptionalLong whole(long min, long max) {
            var range = min == max ? Long.toString(min) : "a whole number from " + min + " to " + max;
            var value = value(range).orElse(null);
            if (value == null) {
                return OptionalLong.empty();
            }
            if (!(value instanceof PlacedJson.Num number)) {
                boolean quoted = value instanceof PlacedJson.Text text && text.value().matches(WHOLE_FORM);
                wrong(value, "a whole number", quoted ? ((PlacedJson.Text) value).value() + ", without quotes" : range);
                return OptionalLong.empty();
            }
            var read = wholeNumber(number);
            if (read.isEmpty()) {
                wrong(value, "a whole number", range);
                return read;
            }
            return within(value.place(), read.getAsLong(), min, max, Words.clipped(number.digits()), range);
        }

        /// A span of time, as a text with a unit.
        public OptionalLong time(String example, long minNs, long maxNs) {
            var text = placedText("a time in double quotes", '"' + example + '"');
            if (text.isEmpty()) {
                return OptionalLong.empty();
            }
            var value = text.get();
            var read = Times.parse(value.value());
            if (read.isEmpty()) {
                wrong(value, "a time", "a number with ns, us, ms or s: \"" + example + '"');
                return read;
            }
            var range = "a time from " + Times.text(minNs) + " to " + Times.text(maxNs);
            return within(value.place(), read.getAsLong(), minNs, maxNs, Words.quoted(value.value()), range);
        }

        /// An amount of memory: a text with a unit, or a number of bytes.
        public OptionalLong size(String example) {
            var value = value('"' + example + '"').orElse(null);
            if (value == null) {
                return OptionalLong.empty();
            }
            var read = switch (value) {
                case PlacedJson.Text text -> Sizes.parse(text.value());
                case PlacedJson.Num number -> wholeNumber(number);
                default -> OptionalLong.empty();
            };
            if (read.isEmpty() || read.getAsLong() < 0) {
                wrong(value, "an amount of memory", "a number with B, KiB, MiB or GiB: \"" + example + '"');
                return OptionalLong.empty();
            }
            return read;
        }

        /// A physical address or another number of 64 bits, as a text: `0x100000000`, or decimal.
        OptionalLong address() {
            var text = placedText("an address in double quotes", "\"0x100000000\"");
            if (text.isEmpty()) {
                return OptionalLong.empty();
            }
            var digits = text.get().value();
            boolean hex = digits.matches("0[xX][0-9a-fA-F]{1,16}");
            if (!hex && !digits.matches("[0-9]{1,18}")) {
                wrong(text.get(), "an address", "\"0x100000000\"");
                return OptionalLong.empty();
            }
            return OptionalLong.of(hex ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseLong(digits));
        }

        /// One of several words.
        public <E extends Enum<E>> Optional<E> word(E[] known) {
            var words = Stream.of(known).map(Fields::wordOf).toList();
            var text = placedText("one of " + Words.anyOf(words), '"' + words.getFirst() + '"');
            if (text.isEmpty()) {
                return Optional.empty();
            }
            for (var value : known) {
                if (wordOf(value).equals(text.get().value())) {
                    return Optional.of(value);
                }
            }
            return wrong(text.get(), "one of " + Words.anyOf(words), '"' + words.getFirst() + '"');
        }

        /// Some of several words, in one text with commas between them.
        <E extends Enum<E>> Optional<List<E>> words(E[] known) {
            var words = Stream.of(known).map(Fields::wordOf).toList();
            var wanted = "words out of " + Words.anyOf(words);
            var example = '"' + words.getFirst() + ',' + words.getLast() + '"';
            var text = placedText(wanted, example);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            var found = Stream.of(text.get().value().split(",")).map(word -> words.indexOf(word.strip())).toList();
            return found.contains(-1)
                    ? wrong(text.get(), wanted, example)
                    : Optional.of(found.stream().map(at -> known[at]).toList());
        }

        /// One of several constants whose names are what stands in the file.
        <E extends Enum<E>> Optional<E> letter(E[] known) {
            var names = Stream.of(known).map(Enum::name).toList();
            var text = placedText("one of " + Words.anyOf(names), '"' + names.getFirst() + '"');
            int at = text.map(t -> names.indexOf(t.value())).orElse(-1);
            return text.isEmpty() || at >= 0
                    ? text.map(_ -> known[at])
                    : wrong(text.get(), "one of " + Words.anyOf(names), '"' + names.getFirst() + '"');
        }

        /// True or false; `otherwise` if it is missing or neither.
        public boolean yes(boolean otherwise) {
            var value = value("" + !otherwise).orElse(null);
            if (value == null) {
                return otherwise;
            }
            if (value instanceof PlacedJson.Bool bool) {
                return bool.value();
            }
            wrong(value, "true or false", "" + !otherwise);
            return otherwise;
        }

        /// Bytes as Base64 text.
        Optional<Blob> base64() {
            var text = placedText("bytes as Base64 text", "\"0A3+7Q==\"");
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Blob.of(Base64.getDecoder().decode(text.get().value())));
            } catch (IllegalArgumentException notBase64) {
                return wrong(text.get(), "bytes as Base64 text", "\"0A3+7Q==\"");
            }
        }

        /// A list of physical CPU ids in one text.
        Optional<List<Long>> cpus() {
            var value = value("\"16,18,20-22\"").orElse(null);
            if (value == null) {
                return Optional.empty();
            }
            if (value instanceof PlacedJson.Text text) {
                return PlacedCpus.read(text, problems);
            }
            return wrong(value, "a list of cpu ids in one text", "\"16,18,20-22\"");
        }

        Optional<PlacedJson.Obj> object(String example) {
            var value = value(example).orElse(null);
            if (value == null) {
                return Optional.empty();
            }
            return value instanceof PlacedJson.Obj inner ? Optional.of(inner) : wrong(value, "an object", example);
        }

        /// A list of limited length; empty if it is missing or something else.
        public List<PlacedJson> list(String example, int itemsMax) {
            var value = value(example).orElse(null);
            if (value == null) {
                return List.of();
            }
            if (!(value instanceof PlacedJson.Arr list)) {
                wrong(value, "a list", example);
                return List.of();
            }
            if (list.items().size() > itemsMax) {
                problems.add(list.place(), Words.quoted(key) + " has " + list.items().size() + " entries",
                        "at most " + itemsMax + " of them");
                return list.items().subList(0, itemsMax);
            }
            return list.items();
        }

        private <T> Optional<T> wrong(PlacedJson value, String expected, String advice) {
            problems.add(value.place(), "expected " + expected + ", found " + value.words(), advice);
            return Optional.empty();
        }

        private OptionalLong within(Place place, long value, long min, long max, String shown, String range) {
            if (value >= min && value <= max) {
                return OptionalLong.of(value);
            }
            problems.add(place, Words.quoted(key) + " is too " + (value < min ? "small: " : "large: ") + shown, range);
            return OptionalLong.empty();
        }
    }

    /// A constant as it stands in a file: `signed-elf`.
    public static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static OptionalLong wholeNumber(PlacedJson.Num number) {
        if (!number.digits().matches(WHOLE_FORM)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(number.digits()));
        } catch (NumberFormatException doesNotFit) {
            return OptionalLong.empty();
        }
    }
}
