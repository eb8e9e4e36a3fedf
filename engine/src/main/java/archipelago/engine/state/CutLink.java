package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// Two kernels, by slot, of which the one rings the other in vain. The way back is another link.
public record CutLink(int from, int to) {
    void digest(Hash64 hash) {
        hash.add(from).add(to);
    }
}
