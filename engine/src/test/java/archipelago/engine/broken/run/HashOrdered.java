package archipelago.engine.broken.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Keeps things in tables that have no order of their own, and in one that has.
final class HashOrdered {
    final Set<String> names = new HashSet<>();
    final Map<String, String> ordered = new LinkedHashMap<>();
    IdentityHashMap<String, String> identities;

    Map<String, String> table() {
        return new HashMap<>();
    }

    Set<String> fixed() {
        return Set.of("a", "b");
    }
}
