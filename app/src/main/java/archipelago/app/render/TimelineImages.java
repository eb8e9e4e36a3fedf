package archipelago.app.render;

/// What a place on the screen keeps, so that a timeline is painted on it in time: images in place of thousands of small
/// shapes. A painter that is given none paints shapes; at a whole number of pixels to a point the picture is the same.
public final class TimelineImages {
    final LineEnds ends = new LineEnds();
    final PixelRow row = new PixelRow();
}
