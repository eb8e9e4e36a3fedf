package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// A name by which programs find one another, and the kernel that answers to it now. Nothing of the multikernel
/// knows of it: it stands for what a load balancer or a name server keeps.
///
/// @param kernel the kernel's name, or `host`
public record Service(String name, String kernel) {

    /// The same service, answered by another kernel.
    public Service at(String other) {
        return new Service(name, other);
    }

    void digest(Hash64 hash) {
        hash.add(name).add(kernel);
    }
}
