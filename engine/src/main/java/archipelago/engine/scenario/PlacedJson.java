package archipelago.engine.scenario;

import java.util.List;
import java.util.Optional;

/// A value of a JSON text together with the place where it stands, so that whatever is found to be
/// wrong with it later can be shown where it was written.
public sealed interface PlacedJson {
    /// The largest text that is read, in bytes.
    int BYTES_MAX = 8 << 20;
    /// How deep objects and lists may stand inside each other.
    int DEPTH_MAX = 64;
    /// How many values a text may hold in all.
    int VALUES_MAX = 200_000;

    Place place();

    /// Where a value or a key begins.
    ///
    /// @param line counted from 1
    /// @param column counted from 1, in characters (code points)
    /// @param pointer the JSON pointer of the value; empty for the outermost one. It is cut short
    ///     where keys are longer, or values deeper, than any person writes them
    record Place(int line, int column, String pointer) {
        /// The place some characters further in the same line, for a part of a text.
        Place plus(int characters) {
            return new Place(line, column + characters, pointer);
        }
    }

    /// @param whole whether the closing brace was reached; if not, keys may be missing only because
    ///     the text breaks off
    record Obj(Place place, List<Member> members, boolean whole) implements PlacedJson {
        public Obj {
            members = List.copyOf(members);
        }

        public Optional<PlacedJson> get(String key) {
            for (var member : members) {
                if (member.key().equals(key)) {
                    return Optional.of(member.value());
                }
            }
            return Optional.empty();
        }

        List<String> keys() {
            return members.stream().map(Member::key).toList();
        }

        /// Where the value of a key stands, or the object itself if it has no such key.
        public Place placeOf(String key) {
            return get(key).map(PlacedJson::place).orElse(place);
        }
    }

    /// A key of an object and its value. Of keys that stand twice, only the first is here.
    record Member(String key, Place keyPlace, PlacedJson value) {}

    /// @param whole whether the closing bracket was reached
    record Arr(Place place, List<PlacedJson> items, boolean whole) implements PlacedJson {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /// @param plain whether the text was written without escapes, so that every character of the
    ///     value stands where it is counted to stand
    record Text(Place place, String value, boolean plain) implements PlacedJson {}

    /// @param digits the number as it was written
    record Num(Place place, String digits) implements PlacedJson {}

    record Bool(Place place, boolean value) implements PlacedJson {}

    record Null(Place place) implements PlacedJson {}

    /// Reads a text. Whatever it holds, this comes back with what could be read, and adds a problem
    /// for a syntax error (at which reading stops), for each key that stands twice, and for a limit
    /// that is passed. It is empty if not even the first value could be begun.
    static Optional<PlacedJson> read(String text, Problems problems) {
        return new PlacedJsonReader(text, problems).read();
    }

    /// What this is, in words: `the text "x"`, `the number 5`, `a list`.
    default String words() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "a list";
            case Text t -> "the text " + Words.quoted(t.value());
            case Num n -> "the number " + Words.clipped(n.digits());
            case Bool b -> Boolean.toString(b.value());
            case Null _ -> "null";
        };
    }
}
