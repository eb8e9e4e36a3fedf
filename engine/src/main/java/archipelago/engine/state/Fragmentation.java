package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// How broken up the free memory of a NUMA node is.
///
/// @param node the index of the node
/// @param largestBytes the largest run of pages that can be had there in one piece
public record Fragmentation(int node, long largestBytes) {
    void digest(Hash64 hash) {
        hash.add(node).add(largestBytes);
    }
}
