package archipelago.app.layout;

/// All messages between two kernels, when there are too many to draw each.
///
/// @param from the kernel that sent more of them
/// @param forth messages from it to the other
/// @param back messages from the other to it
public record Ribbon(int from, int to, int forth, int back, Route route) {
    public int messages() {
        return forth + back;
    }
}
