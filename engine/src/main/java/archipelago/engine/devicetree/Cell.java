package archipelago.engine.devicetree;

/// One element of an array such as `<1 &nic0>`. Two cells are equal if they say the same, wherever
/// they stand.
///
/// @param value the number in the low bits; for a reference the phandle that it stands for
/// @param reference `&label` or `&{/path}` as it was written; empty for a plain number
public record Cell(long value, String reference, Place place) {

    /// A plain number.
    public static Cell number(long value, Place place) {
        return new Cell(value, "", place);
    }

    public boolean isReference() {
        return !reference.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && value == cell.value && reference.equals(cell.reference);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value) * 31 + reference.hashCode();
    }
}
