package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the fields of nodes that have a meaning, and tells what is missing, has another form, or is
/// not known.
final class NodeFields {
    /// What may stand in any node.
    private static final Set<String> EVERYWHERE =
            Set.of("compatible", "model", "status", "phandle", "linux,phandle", "#address-cells", "#size-cells");

    private final Findings findings;

    NodeFields(Findings findings) {
        this.findings = findings;
    }

    /// The value of a property that must be there; empty behind a problem.
    <T> Optional<T> required(Node node, String name, String example, Function<Property, Reading<T>> as) {
        if (node.property(name).isEmpty()) {
            findings.add(node.place(), "the node " + node.path() + " has no property " + name, example);
        }
        return optional(node, name, as);
    }

    /// The value of a property; empty if it is not there, and behind a problem.
    <T> Optional<T> optional(Node node, String name, Function<Property, Reading<T>> as) {
        return node.property(name).flatMap(property -> {
            var reading = as.apply(property);
            findings.addAll(reading.problems());
            return reading.value();
        });
    }

    /// A 32-bit number from 0 to `most` that must be there.
    Optional<Integer> required32(Node node, String name, String example, int most) {
        return required(node, name, example, Property::u32).flatMap(value -> upTo(most, value, node, name));
    }

    /// A 32-bit number from 0 to `most`, if it is there.
    Optional<Integer> optional32(Node node, String name, int most) {
        return optional(node, name, Property::u32).flatMap(value -> upTo(most, value, node, name));
    }

    private Optional<Integer> upTo(int most, long value, Node node, String name) {
        if (value > most) {
            findings.add(placeOf(node, name), name + " is 0x" + Long.toHexString(value) + ", more than 0x"
                    + Integer.toHexString(most), "a number up to 0x" + Integer.toHexString(most));
            return Optional.empty();
        }
        return Optional.of((int) value);
    }

    /// The place of a property's value, of its name if it has none, or else of the node.
    static Place placeOf(Node node, String name) {
        return node.property(name).map(property -> property.placeOfByte(0)).orElse(node.place());
    }

    /// Tells names of properties that mean nothing here. They do no harm: Linux does not look at
    /// them. But whoever mistypes a name wants to know.
    void tellUnknownProperties(Node node, List<String> known) {
        for (var property : node.properties()) {
            if (!known.contains(property.name()) && !EVERYWHERE.contains(property.name())) {
                findings.note(property.place(), "the property " + property.name() + " is not known in "
                        + node.path()
                        + " and means nothing there", NearestName.advice(property.name(), known));
            }
        }
    }

    /// Tells children that mean nothing here. A known name ending in `@` stands for all with a unit
    /// address.
    void tellUnknownChildren(Node node, List<String> known) {
        for (var child : node.children()) {
            var name = child.unitAddress().isPresent() ? child.baseName() + "@" : child.name();
            if (!known.contains(name)) {
                findings.note(child.place(), "the node " + child.name() + " is not known in " + node.path()
                        + " and means nothing there", NearestName.advice(name, known));
            }
        }
    }
}
