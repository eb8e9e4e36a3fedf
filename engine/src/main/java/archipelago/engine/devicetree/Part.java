package archipelago.engine.devicetree;

import archipelago.engine.base.Require;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A piece of a property's value, as a person writes it; the pieces of one value are separated by
/// commas. Two parts are equal if they say the same, wherever they stand.
public sealed interface Part {

    Place place();

    /// What this part adds to the property's value in the binary form.
    byte[] bytes();

    /// How many bytes that is.
    default int length() {
        return bytes().length;
    }

    /// An array of numbers of one width: `<1 2>`, `/bits/ 64 <1 2>`.
    ///
    /// @param bits 8, 16, 32 or 64
    record Cells(int bits, List<Cell> cells, Place place) implements Part {
        public Cells {
            Require.that(bits == 8 || bits == 16 || bits == 32 || bits == 64, "a cell has a known width", bits);
            cells = List.copyOf(cells);
            for (var cell : cells) {
                Require.that(bits == 64 || cell.value() >>> bits == 0, "a cell fits its width", cell.value());
            }
        }

        @Override
        public byte[] bytes() {
            int width = bits / 8;
            var out = new byte[cells.size() * width];
            for (int c = 0; c < cells.size(); c++) {
                for (int b = 0; b < width; b++) {
                    out[c * width + b] = (byte) (cells.get(c).value() >>> (bits - 8 - 8 * b));
                }
            }
            return out;
        }

        @Override
        public int length() {
            return cells.size() * (bits / 8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Cells that && bits == that.bits && cells.equals(that.cells);
        }

        @Override
        public int hashCode() {
            return bits * 31 + cells.hashCode();
        }
    }

    /// A string: `"pci"`. A zero byte follows it in the binary form.
    record Text(String text, Place place) implements Part {
        @Override
        public byte[] bytes() {
            return terminated(text);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /// Single bytes: `[de ad be ef]`.
    ///
    /// @param hex two lower-case hexadecimal digits for each byte
    record Bytes(String hex, Place place) implements Part {
        public Bytes {
            Require.that(hex.length() % 2 == 0, "a byte has two digits", hex.length());
        }

        @Override
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && hex.equals(that.hex);
        }

        @Override
        public int hashCode() {
            return hex.hashCode() + 1;
        }
    }

    /// The path of another node, as a string: `&label` outside of an array.
    ///
    /// @param reference `&label` or `&{/path}` as it was written
    /// @param path the full path that it stands for
    record Path(String reference, String path, Place place) implements Part {
        @Override
        public byte[] bytes() {
            return terminated(path);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Path that && reference.equals(that.reference) && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return reference.hashCode() * 31 + path.hashCode();
        }
    }

    private static byte[] terminated(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
