package archipelago.app.layout;

/// All messages between two kernels, when there are too many to draw each; between two nodes where even kernels
/// are summed up.
///
/// @param from the kernel, or the index of the node, that sent more of them
/// @param forth messages from it to the other
/// @param back messages from the other to it
/// @param nodes whether it stands for nodes
public record Ribbon(int from, int to, int forth, int back, boolean nodes, Route route) {
    public int messages() {
        return forth + back;
    }
}
