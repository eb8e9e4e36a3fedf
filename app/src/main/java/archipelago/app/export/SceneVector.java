package archipelago.app.export;

import archipelago.app.view.RasterView;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.scene.transform.NonInvertibleTransformException;
import javafx.scene.transform.Transform;

/// Draws what a laid-out scene shows as lines and texts. Controls are no special case: what one sees of
/// them are the nodes of their skins. Where painters of our own have painted pixels, they paint again,
/// on the figure. Shadows and other effects are left out; what is nothing but pixels stays pixels.
final class SceneVector {
    private SceneVector() {}

    /// Draws a tree that has its styles and its layout. On the thread of JavaFX.
    ///
    /// @param root its own place in a scene does not count: its upper left corner is that of `picture`
    static void draw(Parent root, SvgGraphics picture) {
        content(root, picture);
    }

    private static void node(Node node, SvgGraphics picture) {
        if (!node.isVisible() || node.getOpacity() <= 0) {
            return;
        }
        var g = (SvgGraphics) picture.create();
        g.transform(ShapeVector.transform(node.getLocalToParentTransform()));
        if (node.getClip() != null) {
            clip(node.getClip(), g);
        }
        if (node.getOpacity() < 1) {
            g.openGroup(node.getOpacity());
            content(node, g);
            g.closeGroup();
        } else {
            content(node, g);
        }
        g.dispose();
    }

    private static void content(Node node, SvgGraphics g) {
        switch (node) {
            case RasterView raster -> {
                RegionVector.draw(raster, g);
                painted(raster, g);
            }
            case Region region -> {
                RegionVector.draw(region, g);
                children(region, g);
            }
            case Parent parent -> children(parent, g);
            case Text text -> TextVector.draw(text, g);
            case Shape shape -> ShapeVector.draw(shape, g);
            default -> pixels(node, g);
        }
    }

    private static void children(Parent parent, SvgGraphics g) {
        // A node with a smaller order lies on top; those with the same one keep their places.
        parent.getChildrenUnmodifiable().stream()
                .sorted(Comparator.comparingDouble(Node::getViewOrder).reversed())
                .forEachOrdered(child -> node(child, g));
    }

    private static void clip(Node clip, SvgGraphics g) {
        var place = ShapeVector.transform(clip.getLocalToParentTransform());
        var before = g.getTransform();
        g.transform(place);
        g.clip(clip instanceof Shape shape ? ShapeVector.outline(shape) : bounds(clip.getLayoutBounds()));
        g.setTransform(before);
    }

    private static void painted(RasterView raster, SvgGraphics g) {
        var own = (SvgGraphics) g.create();
        own.clip(new Rectangle2D.Double(0, 0, raster.getWidth(), raster.getHeight()));
        own.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        raster.paint(own);
        own.dispose();
    }

    /// What has no lines, such as a photograph, as it is on the screen.
    private static void pixels(Node node, SvgGraphics g) {
        var bounds = node.getBoundsInLocal();
        if (bounds.isEmpty()) {
            return;
        }
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        var toLocal = inverse(node.getLocalToParentTransform());
        parameters.setTransform(toLocal);
        BufferedImage image = SwingFXUtils.fromFXImage(node.snapshot(parameters, null), null);
        g.drawImage(image, AffineTransform.getTranslateInstance(bounds.getMinX(), bounds.getMinY()), null);
    }

    private static Transform inverse(Transform transform) {
        try {
            return transform.createInverse();
        } catch (NonInvertibleTransformException e) {
            throw new IllegalStateException("what is seen has an extent", e);
        }
    }

    private static Rectangle2D bounds(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    }
}
