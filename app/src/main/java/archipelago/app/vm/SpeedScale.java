package archipelago.app.vm;

import archipelago.engine.base.Times;

/// The scale of the speed slider: logarithmic, from a microsecond of the machine in a second on
/// screen to a whole second, one decade apart from detent to detent. It concerns the screen only,
/// so floating point is in order here.
public final class SpeedScale {
    public static final long SLOWEST_NS = Times.US;
    public static final long FASTEST_NS = Times.S;
    /// The slider's end; detents are the whole numbers from 0 to it.
    public static final int DECADES = 6;
    /// How near to a detent a position falls into it.
    private static final double CATCH = 0.07;
    /// Steps of the + and - keys in a decade.
    private static final double KEY_STEP = 1 / 3.0;

    private SpeedScale() {}

    /// Where a speed stands on the slider; beyond the ends it is at the end.
    public static double position(long nsPerSecond) {
        double position = Math.log10((double) Math.max(1, nsPerSecond) / SLOWEST_NS);
        return Math.clamp(position, 0, DECADES);
    }

    /// The speed at a position: at a detent exactly its power of ten, else two valid digits.
    public static long nsPerSecond(double position) {
        double at = snapped(Math.clamp(position, 0, DECADES));
        double exact = SLOWEST_NS * Math.pow(10, at);
        double grain = Math.pow(10, Math.floor(Math.log10(exact) + 1e-9) - 1);
        return Math.round(exact / grain) * Math.round(grain);
    }

    /// A position, or the detent that is near to it.
    public static double snapped(double position) {
        double detent = Math.rint(position);
        return Math.abs(position - detent) <= CATCH ? detent : position;
    }

    public static long faster(long nsPerSecond) {
        return stepped(nsPerSecond, KEY_STEP);
    }

    public static long slower(long nsPerSecond) {
        return stepped(nsPerSecond, -KEY_STEP);
    }

    private static long stepped(long nsPerSecond, double step) {
        double thirds = Math.rint(position(nsPerSecond) / KEY_STEP) * KEY_STEP;
        return nsPerSecond(Math.clamp(thirds + step, 0, DECADES));
    }
}
