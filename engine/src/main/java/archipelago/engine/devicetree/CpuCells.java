package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.List;

/// A property `cpus`: physical ids as 64-bit numbers. As kerf does, it takes a value whose
/// length is no multiple of 8 for 32-bit numbers; the kernel refuses that.
final class CpuCells {
    /// The greatest physical id: an APIC id has 32 bits.
    static final long MAX_ID = 0xffffffffL;

    private CpuCells() {}

    /// A physical id and where it was written.
    record Written(long id, Place place) {}

    /// The ids in the order of the file; none behind a problem with the whole value.
    static List<Written> read(Property property, Findings findings) {
        int bytes = property.bytes().length;
        boolean wide = bytes % 8 == 0;
        var reading = wide ? property.u64s() : property.u32s();
        findings.addAll(reading.problems());
        if (reading.value().isEmpty()) {
            return List.of();
        }
        var ids = reading.value().get();
        if (wide && ids.stream().anyMatch(id -> id >>> 32 != 0) && hasNarrowCells(property)) {
            findings.add(property.place(),
                    "the kernel reads cpus as 64-bit numbers, and here it joins two 32-bit ones"
                    + " to each", "cpus = /bits/ 64 <" + narrow(property) + ">;");
            return List.of();
        }
        var written = new ArrayList<Written>();
        for (int i = 0; i < ids.size() && !findings.full(); i++) {
            long id = ids.get(i);
            if (id < 0 || id > MAX_ID) {
                findings.add(property.placeOfByte(i * 8), "0x" + Long.toHexString(id)
                        + " is too great for a physical id",
                        "a number up to 0x" + Long.toHexString(MAX_ID));
            } else {
                written.add(new Written(id, property.placeOfByte(i * (wide ? 8 : 4))));
            }
        }
        return written;
    }

    private static boolean hasNarrowCells(Property property) {
        return property.parts().stream().anyMatch(part -> part instanceof Part.Cells array && array.bits() == 32);
    }

    private static String narrow(Property property) {
        var ids = property.u32s().value().orElse(List.of());
        var shown = ids.stream().limit(8).map(String::valueOf).toList();
        return String.join(" ", shown) + (ids.size() > shown.size() ? " …" : "");
    }
}
