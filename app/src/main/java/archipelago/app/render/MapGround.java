package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What lies under the tiles of a map, as an image: sockets, territories and their names hardly ever change while
/// tiles and messages do, and they are what takes longest to paint. It belongs to the place that is painted on; a
/// painter that is given none paints everything.
public final class MapGround {
    /// What lies on it a thousand times.
    final TileStamps tiles = new TileStamps();
    private BufferedImage image;
    private Key key;

    /// Everything that the ground is painted from.
    private record Key(
            Object places,
            List<Short> owners,
            List<Integer> kernels,
            List<Integer> ghosts,
            Set<Integer> panicked,
            List<Integer> deviceOwners,
            BitSet devicesGone,
            boolean ended,
            Selection selected,
            Selection hovered,
            int dragTarget,
            Theme.Name theme,
            double scale) {}

    /// Puts the ground on a surface; paints it before, if something of it has changed.
    void paint(MapPen pen, MachineMapLayout layout, Frame frame, MapMarks marks, Consumer<MapPen> painting) {
        var transform = pen.g.getTransform();
        double scale = transform.getScaleX();
        var newest = key(layout, frame, marks, pen.theme.name(), scale);
        if (!newest.equals(key)) {
            key = newest;
            paint(layout, scale, pen.theme, painting);
        }
        pen.g.setTransform(AffineTransform.getTranslateInstance(transform.getTranslateX(), transform.getTranslateY()));
        pen.g.drawImage(image, 0, 0, null);
        pen.g.setTransform(transform);
    }

    private void paint(MachineMapLayout layout, double scale, Theme theme, Consumer<MapPen> painting) {
        int width = Math.max(1, (int) Math.ceil(layout.width() * scale));
        int height = Math.max(1, (int) Math.ceil(layout.height() * scale));
        if (image == null || image.getWidth() != width || image.getHeight() != height) {
            image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        }
        Graphics2D g = image.createGraphics();
        try {
            g.setBackground(new Color(0, true));
            g.clearRect(0, 0, width, height);
            g.scale(scale, scale);
            MapPen.prepare(g);
            g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            g.clip(layout.view());
            painting.accept(new MapPen(g, theme));
        } finally {
            g.dispose();
        }
    }

    private static Key key(
            MachineMapLayout layout, Frame frame, MapMarks marks, Theme.Name theme, double scale) {
        var owners = new ArrayList<Short>(frame.owner.length);
        for (int core = 0; core < frame.owner.length; core++) {
            owners.add(frame.owner[core]);
            if (!frame.ghosts.isEmpty()) {
                owners.add(frame.siteKernel[core]);
            }
        }
        return new Key(
                layout.tiles(),
                owners,
                frame.kernels.stream().map(kernel -> kernel.slot()).toList(),
                frame.ghosts.stream().map(kernel -> kernel.slot()).toList(),
                marks.notes().panickedOn().keySet(),
                marks.notes().deviceOwner(),
                (BitSet) frame.devicesGone.clone(),
                frame.ended,
                ofPlace(marks.selected()),
                ofPlace(marks.hovered()),
                marks.drag().map(DragPreview::target).orElse(MachineMapLayout.NOWHERE),
                theme,
                scale);
    }

    /// A core or a message that is picked out changes nothing of the ground.
    private static Selection ofPlace(Selection selection) {
        return selection instanceof Selection.OfCore || selection instanceof Selection.OfFlight
                ? Selection.NOTHING
                : selection;
    }
}
