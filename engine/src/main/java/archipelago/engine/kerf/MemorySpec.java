package archipelago.engine.kerf;

import archipelago.engine.base.Sizes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Amounts of memory on kerf's command line. It knows `KB`, `MB`, `GB` and `TB`, decimals, and plain bytes;
/// fractions of a byte are cut off.
final class MemorySpec {
    /// The node of a size that names none.
    static final int ANY_NODE = -1;
    private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB");
    private static final BigDecimal MOST = BigDecimal.valueOf(1L << 60);

    private MemorySpec() {}

    /// `512MB`, `1.5GB`, `4096`.
    static long bytes(String text) throws KerfStop {
        var word = text.strip().toUpperCase(Locale.ROOT);
        int bits = 0;
        for (int u = 0; u < UNITS.size(); u++) {
            if (word.endsWith(UNITS.get(u))) {
                bits = 10 * (u + 1);
                word = word.substring(0, word.length() - 2).strip();
            }
        }
        if (!word.matches(bits == 0 ? "[0-9]{1,19}" : "[0-9]{1,19}(\\.[0-9]{1,9})?")) {
            throw invalid(text, "expected a size in KB, MB, GB or TB, or a number of bytes");
        }
        var bytes = new BigDecimal(word).multiply(BigDecimal.valueOf(1L << bits)).setScale(0, RoundingMode.DOWN);
        if (bytes.compareTo(MOST) > 0) {
            throw invalid(text, "no machine has so much");
        }
        return bytes.longValueExact();
    }

    /// The size of an instance: more than nothing.
    static long positive(String text) throws KerfStop {
        long bytes = bytes(text);
        if (bytes <= 0) {
            throw invalid(text, "an instance needs memory");
        }
        return bytes;
    }

    private static KerfStop invalid(String text, String why) {
        return KerfStop.usage("Error: invalid memory specification \"" + text + "\": " + why);
    }

    /// What the pool is asked to have, by node: `2GB`, `8GB@0,8GB@1`, `none` or `0`.
    static Map<Integer, Long> pool(String text) throws KerfStop {
        var parts = entries(text);
        var wanted = new TreeMap<Integer, Long>();
        if (none(parts, "--memory", List.of("none", "0"))) {
            return wanted;
        }
        if (parts.isEmpty()) {
            throw KerfStop.usage("Error: --memory names no size");
        }
        for (var part : parts) {
            int at = part.lastIndexOf('@');
            int node = at < 0 ? ANY_NODE : node(part.substring(at + 1), part);
            long bytes = bytes(at < 0 ? part : part.substring(0, at));
            if (wanted.containsKey(node)) {
                throw KerfStop.usage(node == ANY_NODE
                        ? "Error: --memory has two sizes without a node"
                        : "Error: --memory names node " + node + " twice");
            }
            wanted.put(node, bytes);
        }
        if (wanted.containsKey(ANY_NODE) && wanted.size() > 1) {
            throw KerfStop.usage("Error: --memory has sizes with and without a node",
                    "Write SIZE@N for all, or one SIZE.");
        }
        check(wanted);
        return wanted;
    }

    /// Sizes that the kernel could not honour.
    static void check(Map<Integer, Long> wanted) throws KerfStop {
        for (var entry : wanted.entrySet()) {
            var where = entry.getKey() == ANY_NODE ? "" : " on node " + entry.getKey();
            if (entry.getValue() <= 0) {
                throw KerfStop.usage("Error: the pool's memory" + where + " must be more than nothing",
                        "none asks for none.");
            }
            if (entry.getValue() % Sizes.PAGE != 0) {
                throw KerfStop.usage("Error: the pool's memory" + where + " must be a multiple of " + Sizes.PAGE
                        + " bytes");
            }
        }
    }

    private static int node(String word, String part) throws KerfStop {
        if (!word.strip().matches("[0-9]{1,4}")) {
            throw KerfStop.usage("Error: \"" + word + "\" in " + part + " is no NUMA node; expected SIZE@N");
        }
        return Integer.parseInt(word.strip());
    }

    /// The parts between commas.
    static List<String> entries(String text) {
        var parts = new ArrayList<String>();
        for (var part : text.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /// Whether an option asks for none of its resource.
    static boolean none(List<String> parts, String option, List<String> words) throws KerfStop {
        boolean said = parts.stream().anyMatch(part -> words.contains(part.toLowerCase(Locale.ROOT)));
        if (said && parts.size() > 1) {
            throw KerfStop.usage("Error: " + option + " asks for none and for something at once");
        }
        return said;
    }

    /// The shortest text that [#bytes(String)] reads back.
    static String text(long bytes) {
        int unit = 0;
        long n = bytes;
        while (unit < UNITS.size() && n != 0 && n % 1024 == 0) {
            n /= 1024;
            unit++;
        }
        return n + (unit == 0 ? "" : UNITS.get(unit - 1));
    }

    /// As `show` prints it: two decimals in GiB.
    static String gigabytes(long bytes) {
        return new BigDecimal(bytes).divide(BigDecimal.valueOf(Sizes.GIB), 2, RoundingMode.HALF_EVEN).toPlainString()
                + " GB";
    }
}
