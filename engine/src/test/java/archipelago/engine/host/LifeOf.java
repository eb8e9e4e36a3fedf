package archipelago.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// What many lives begin with.
final class LifeOf {
    private LifeOf() {}

    /// An instance `blue` of two CPUs and 512 MiB on a machine of today.
    static void ready(Client client) throws IOException {
        assertThat(client.ask("mount multikernel " + Client.TREE)).isZero();
        assertThat(client.write(Client.TREE + "/device_tree", LifeTest.MK2.baseline())).isZero();
        assertThat(client.write(Client.TREE + "/overlays/new", LifeTest.MK2.create("blue"))).isZero();
        assertThat(client.status(2)).isEqualTo("applied");
    }
}
