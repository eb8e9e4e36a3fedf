package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.cost.Cost;

/// A duration that somebody has set by hand.
///
/// @param atNs when
public record CostSetting(Cost cost, long ns, long atNs) {
    void digest(Hash64 hash) {
        hash.add(cost.name()).add(ns).add(atNs);
    }
}
