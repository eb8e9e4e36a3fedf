package archipelago.engine.survey;

import archipelago.engine.base.Problem;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a topology that hwloc wrote, with its place.
final class HwlocPart {
    private static final int DEPTH_MAX = 100;
    private static final int PARTS_MAX = 200_000;
    private static final int TEXT_MAX = 1 << 20;
    private static final String AS_IT_CAME = "the output of lstopo --of xml as it came";

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<HwlocPart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final int line;
    private final int column;

    private HwlocPart(String name, Location at) {
        this.name = name;
        line = at.getLineNumber();
        column = at.getColumnNumber();
    }

    String name() {
        return name;
    }

    List<HwlocPart> parts() {
        return parts;
    }

    /// What stands in it, beside other elements.
    String text() {
        return text.toString();
    }

    /// An attribute; an empty text if there is none.
    String get(String key) {
        return attributes.getOrDefault(key, "");
    }

    Problem problem(String file, String sentence, String advice) {
        return new Problem(file, line, column, sentence, advice);
    }

    /// Reads a text. Nothing outside of it is looked at, and no entity is resolved.
    ///
    /// @param problems takes the reason if there is no element to come back with
    static Optional<HwlocPart> read(String file, String text, List<Problem> problems) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> InputStream.nullInputStream());
        try {
            var reader = factory.createXMLStreamReader(new StringReader(text));
            return read(file, reader, problems);
        } catch (XMLStreamException broken) {
            var at = broken.getLocation();
            problems.add(new Problem(file, at == null ? 1 : Math.max(1, at.getLineNumber()),
                    at == null ? 1 : Math.max(1, at.getColumnNumber()), "here the file is no XML any more", AS_IT_CAME));
            return Optional.empty();
        }
    }

    private static Optional<HwlocPart> read(String file, XMLStreamReader reader, List<Problem> problems)
            throws XMLStreamException {
        var open = new ArrayDeque<HwlocPart>();
        HwlocPart root = null;
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var part = new HwlocPart(reader.getLocalName(), reader.getLocation());
                    for (int a = 0; a < reader.getAttributeCount(); a++) {
                        part.attributes.put(reader.getAttributeLocalName(a), reader.getAttributeValue(a));
                    }
                    if (++count > PARTS_MAX || open.size() == DEPTH_MAX) {
                        problems.add(part.problem(file, count > PARTS_MAX
                                ? "the file has more than " + PARTS_MAX + " elements"
                                : "elements stand more than " + DEPTH_MAX + " deep in each other here", AS_IT_CAME));
                        return Optional.empty();
                    }
                    if (open.isEmpty()) {
                        root = part;
                    } else {
                        open.peek().parts.add(part);
                    }
                    open.push(part);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty() && open.peek().text.length() < TEXT_MAX) {
                        open.peek().text.append(reader.getText());
                    }
                }
                default -> { } // Comments and the like say nothing of the machine.
            }
        }
        return Optional.ofNullable(root);
    }
}
