package archipelago.app.layout;

import archipelago.engine.frame.Frame;

/// How fast time passes before somebody's eyes. Words on what is over in the twinkling of an eye would only blink.
///
/// @param nsPerSecond how much of the machine's time passes in a second
public record Pace(boolean playing, long nsPerSecond) {
    /// What is there for a twentieth of a second, three pictures, is seen.
    private static final long SEEN_PER_SECOND = 20;

    public static Pace of(Frame frame) {
        return new Pace(frame.playing, frame.speedNsPerSecond);
    }

    /// Whether one sees what lasts so long; while time stands still one sees everything.
    public boolean shows(long lastsNs) {
        return !playing || lastsNs >= nsPerSecond / SEEN_PER_SECOND;
    }
}
