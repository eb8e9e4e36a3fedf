package archipelago.engine.scenario;

import archipelago.engine.base.Defect;
import archipelago.engine.scenario.JsonFault.Where;
import archipelago.engine.scenario.PlacedJson.Place;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Optional;

/// Turns a JSON text into placed values. The tokens come from the JSON library; the words about an
/// error come from [JsonFault], so that they do not depend on how the library puts it.
final class PlacedJsonReader {
    // Our own limits are stricter and speak in our own words, so the library's are out of the way.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * PlacedJson.DEPTH_MAX)
                    .maxNumberLength(2 * PlacedJson.BYTES_MAX)
                    .maxNameLength(2 * PlacedJson.BYTES_MAX)
                    .maxStringLength(2 * PlacedJson.BYTES_MAX)
                    .build())
            .build();
    private static final int POINTER_PART_MAX = 40;
    private static final int POINTER_MAX = 200;
    private static final String CUT = "/…";

    private final String text;
    private final Lines lines;
    private final Problems problems;
    private final Deque<String> open = new ArrayDeque<>();
    private JsonParser parser;
    private int values;
    private boolean broken;
    // Up to here the text is known to be sound, and what may follow there.
    private int soundTo;
    private Where where = Where.START;

    PlacedJsonReader(String text, Problems problems) {
        this.text = text;
        this.lines = new Lines(text);
        this.problems = problems;
    }

    Optional<PlacedJson> read() {
        if (text.length() > PlacedJson.BYTES_MAX) {
            problems.addAt(0, 0, "the text has " + text.length() + " characters",
                    "at most " + PlacedJson.BYTES_MAX + " of them");
            return Optional.empty();
        }
        try (var tokens = FACTORY.createParser(text.toCharArray())) {
            parser = tokens;
            var first = next();
            if (first == null) {
                if (!broken) {
                    fault(text.length());
                }
                return Optional.empty();
            }
            var root = value(first, "");
            if (!broken) {
                sound(Where.END);
                if (next() != null) {
                    fault(offset());
                }
            }
            return Optional.ofNullable(root);
        } catch (IOException noSuchStream) {
            // Closing a parser over characters in memory has nothing that could fail.
            throw new Defect("a parser over memory failed: " + noSuchStream.getMessage());
        }
    }

    private PlacedJson value(JsonToken token, String pointer) {
        var place = lines.place(tokenStart(), pointer);
        if (++values > PlacedJson.VALUES_MAX) {
            stop(place, "the file holds more than " + PlacedJson.VALUES_MAX + " values", "a smaller file");
            return null;
        }
        boolean nests = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        if (nests && open.size() >= PlacedJson.DEPTH_MAX) {
            stop(place, "objects and lists stand more than " + PlacedJson.DEPTH_MAX + " deep in each other",
                    "a flatter structure");
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> list(place);
            case VALUE_STRING -> text(place);
            case VALUE_TRUE -> new PlacedJson.Bool(place, true);
            case VALUE_FALSE -> new PlacedJson.Bool(place, false);
            case VALUE_NULL -> new PlacedJson.Null(place);
            default -> number(place);
        };
    }

    private PlacedJson object(Place place) {
        var members = new ArrayList<PlacedJson.Member>();
        var firstOf = new HashMap<String, Place>();
        open.push("the object that begins in line " + place.line());
        sound(Where.OBJECT_FIRST);
        for (var token = next(); !broken && token != JsonToken.END_OBJECT; token = next()) {
            var key = name();
            var keyPlace = lines.place(tokenStart(), pointer(place, key));
            var valueToken = next();
            var value = broken ? null : value(valueToken, keyPlace.pointer());
            if (value == null) {
                break;
            }
            var twin = firstOf.putIfAbsent(key, keyPlace);
            if (twin == null) {
                members.add(new PlacedJson.Member(key, keyPlace, value));
            } else {
                problems.add(keyPlace, "the key " + Words.quoted(key) + " stands twice in this object; first in line "
                        + twin.line(), "only one of them");
            }
            if (broken) {
                break;
            }
            sound(Where.OBJECT_MORE);
        }
        open.pop();
        return new PlacedJson.Obj(place, members, !broken);
    }

    private PlacedJson list(Place place) {
        var items = new ArrayList<PlacedJson>();
        open.push("the list that begins in line " + place.line());
        sound(Where.LIST_FIRST);
        for (var token = next(); !broken && token != JsonToken.END_ARRAY; token = next()) {
            var item = value(token, pointer(place, Integer.toString(items.size())));
            if (item == null) {
                break;
            }
            items.add(item);
            if (broken) {
                break;
            }
            sound(Where.LIST_MORE);
        }
        open.pop();
        return new PlacedJson.Arr(place, items, !broken);
    }

    private PlacedJson text(Place place) {
        try {
            int start = tokenStart();
            var value = parser.getText();
            return new PlacedJson.Text(place, value, offset() - start - 2 == value.length());
        } catch (IOException syntax) {
            fault(offset());
            return null;
        }
    }

    private PlacedJson number(Place place) {
        try {
            var digits = parser.getText();
            int end = offset();
            // A unit without quotes, as in 20us, is told as that and not as a missing comma.
            if (end < text.length() && JsonFault.isLetter(text.charAt(end))) {
                fault(end);
                return null;
            }
            return new PlacedJson.Num(place, digits);
        } catch (IOException syntax) {
            fault(offset());
            return null;
        }
    }

    /// The next token; null at the end and after a syntax error, which is then told.
    private JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException syntax) {
            fault(offset());
            return null;
        }
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException syntax) {
            fault(offset());
            return "";
        }
    }

    private void sound(Where next) {
        soundTo = offset();
        where = next;
    }

    private int offset() {
        return (int) Math.min(text.length(), parser.currentLocation().getCharOffset());
    }

    private int tokenStart() {
        return (int) Math.min(text.length(), parser.currentTokenLocation().getCharOffset());
    }

    private void fault(int libraryOffset) {
        var inside = open.isEmpty() ? "" : open.peek();
        var fault = JsonFault.find(text, soundTo, where, inside, libraryOffset);
        var place = lines.place(fault.offset(), "");
        stop(place, fault.sentence(), fault.advice());
    }

    private void stop(Place place, String sentence, String advice) {
        broken = true;
        problems.add(place, sentence, advice);
    }

    private static String pointer(Place inside, String key) {
        var outer = inside.pointer();
        if (outer.length() > POINTER_MAX) {
            return outer.endsWith(CUT) ? outer : outer + CUT;
        }
        return outer + '/' + (key.length() <= POINTER_PART_MAX ? key : Words.clipped(key))
                .replace("~", "~0")
                .replace("/", "~1");
    }
}
