package archipelago.engine.live;

/// How time passes while a machine plays, and how often somebody is told. What happens is the same in all of them: the
/// grade decides only how far the machine goes before the next frame.
public enum Grade {
    /// At the chosen speed, with a frame for every picture on screen.
    RUN(0),
    /// As fast as the machine can, with some ten frames a second: the machine is far ahead of each when it is seen, and
    /// who paints it takes from the same processors.
    FAST(100_000_000L),
    /// As fast as the machine can. Frames are for those who ask; the others read [Live#progress()].
    EXPRESS(100_000_000L);

    private final long frameNs;

    Grade(long frameNs) {
        this.frameNs = frameNs;
    }

    /// How long the machine computes before the next frame, on the wall's clock; 0 where the speed says it.
    long frameNs() {
        return frameNs;
    }
}
