package archipelago.app.render;

import archipelago.app.layout.LoadBands;

/// What a place on the screen keeps, so that a timeline is painted on it in time: images in place of thousands of small
/// shapes, and what it knows of work that is done. A painter that is given none paints shapes; at a whole number of pixels to a point the picture is the same.
public final class TimelineImages {
    final LoadBands bands = new LoadBands();
    final LineEnds ends = new LineEnds();
    final PixelRow row = new PixelRow();
}
