package archipelago.engine.lifecycle;

import archipelago.engine.scenario.Generation;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Manifest;

/// What a kernel says of what it was handed when it started.
final class FirstWords {
    private FirstWords() {}

    static String of(Generation generation, Kernel kernel) {
        boolean accepted = kernel.manifest == Manifest.ACCEPTED;
        return switch (generation.handOver()) {
            case COMMAND_LINE -> accepted
                    ? "Using specified physical address for multikernel shared memory"
                    : "Allocated and mapped multikernel shared memory";
            case KHO -> accepted
                    ? "Successfully restored multikernel instance " + kernel.id + " ('" + kernel.label()
                            + "') from KHO (" + kernel.tree.length() + " bytes)"
                    : "Multikernel KHO: disabling multikernel revival";
            case MANIFEST -> switch (kernel.manifest) {
                case ACCEPTED -> "Linux boots from manifest, instance " + kernel.id + " (" + kernel.label() + ")";
                case OTHER_BUILD ->
                    "the context lies elsewhere: host and instance must be built from the same source";
                case REJECTED -> "ignoring invalid manifest";
            };
        };
    }
}
