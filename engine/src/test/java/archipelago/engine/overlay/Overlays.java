package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;

/// Shorthand for tests about overlays and baselines.
final class Overlays {
    private Overlays() {}

    /// What stands between the braces of the root, compiled.
    static Blob blob(String body) {
        var reading = DeviceTreeSource.read("test.dts", "/dts-v1/; / { " + body + " };");
        return Blob.of(FlattenedTree.write(
                reading.value().orElseThrow(() -> new AssertionError(reading.problems().toString()))));
    }

    static Overlay read(String body) {
        return OverlayReader.read(blob(body));
    }

    /// A fragment of the current format, as source.
    static String fragment(String unit, String target, String operations) {
        return "fragment@" + unit + " { target-path = \"" + target + "\"; __overlay__ { " + operations + " }; };";
    }

    /// An overlay of one fragment.
    static Overlay one(String target, String operations) {
        return read(fragment("0", target, operations));
    }

    /// An overlay of the old format.
    static Overlay old(String operations) {
        return OverlayReader.read(blob("fragment@0 { __overlay__ { " + operations + " }; };"), TreeFormat.MK1);
    }

    static Change.Rejected invalid(String why) {
        return new Change.Rejected(Errno.EINVAL, why);
    }
}
