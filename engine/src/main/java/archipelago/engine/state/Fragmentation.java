package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import java.util.List;

/// How broken up the free memory of a NUMA node is.
///
/// @param node the index of the node
/// @param largestBytes the largest run of pages that can be had there in one piece
public record Fragmentation(int node, long largestBytes) {
    /// The largest run that a node can give, of which nothing is known if it is not broken up.
    static long largestBytes(List<Fragmentation> fragmentations, int node) {
        for (var fragmentation : fragmentations) {
            if (fragmentation.node == node) {
                return fragmentation.largestBytes;
            }
        }
        return Long.MAX_VALUE;
    }

    void digest(Hash64 hash) {
        hash.add(node).add(largestBytes);
    }
}
