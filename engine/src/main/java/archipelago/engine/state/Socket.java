package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// A stream socket of the family `AF_VSOCK` in some kernel. (`net/vmw_vsock/mk_transport.c`.)
///
/// @param number counts the sockets of a run from 1
/// @param kernel the slot of the kernel that it is in
/// @param port its own port
/// @param peerCid the context id of the other end: that which was called, or by which the caller knows itself; -1 for a
///     listener
/// @param peerPort the port of the other end; -1 for a listener
/// @param call the operation that waits for the connection, or 0
public record Socket(
        int number, int kernel, long port, long peerCid, long peerPort, Stage stage, long receivedBytes, int call) {

    /// How far a connection has come.
    public enum Stage {
        LISTENING,
        CONNECTING,
        CONNECTED,
        /// The other end knows nothing of it.
        RESET
    }

    /// The same socket at another stage; nobody waits for it any more.
    public Socket at(Stage next) {
        return new Socket(number, kernel, port, peerCid, peerPort, next, receivedBytes, 0);
    }

    /// The same socket with more bytes received.
    public Socket received(long bytes) {
        return new Socket(number, kernel, port, peerCid, peerPort, stage, receivedBytes + bytes, call);
    }

    void digest(Hash64 hash) {
        hash.add(number).add(kernel).add(port).add(peerCid).add(peerPort).add(stage.ordinal());
        hash.add(receivedBytes).add(call);
    }
}
