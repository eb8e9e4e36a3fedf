package archipelago.app.shell;

import archipelago.app.render.RecordedWords;
import archipelago.app.view.RasterView;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

/// The words that can be read in a window that has its layout, those of its controls and those that painters paint, and
/// what is wrong with them: words that are cut, and words that lie on others.
final class WordsInSight {
    /// What holds names and sentences of any length, which may end in dots.
    private static final Set<String> MAY_BE_CUT = Set.of(
            "scenario-title", "lecture-title", "future-title", "future-detail", "place-title", "table-cell",
            "tree-table-cell", "card-work", "kernel-name", "start-sentence", "build-flow", "status-message",
            "console-faint", "caption-value");

    /// @param text what is written
    /// @param box the room of the letters in the window: as wide as written, as high as small letters
    record Word(String text, Rectangle2D box) {}

    private final Rectangle2D window;
    private final List<Word> words = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private WordsInSight(Region root) {
        window = new Rectangle2D.Double(0, 0, root.getWidth(), root.getHeight());
    }

    /// Looks at a window. On the thread of JavaFX.
    static WordsInSight of(Region root) {
        var seen = new WordsInSight(root);
        seen.look(root, seen.window, false);
        return seen;
    }

    List<Word> words() {
        return words;
    }

    /// What somebody would not want to see, in sentences.
    List<String> faults() {
        var all = new ArrayList<>(faults);
        for (int i = 0; i < words.size(); i++) {
            for (int j = i + 1; j < words.size(); j++) {
                if (words.get(i).box().intersects(words.get(j).box())) {
                    all.add("'" + words.get(i).text() + "' and '" + words.get(j).text() + "' overlap");
                }
            }
        }
        return all;
    }

    /// @param sight what of the window can be seen here
    /// @param scrolls whether what is not in sight can be brought there
    private void look(Node node, Rectangle2D sight, boolean scrolls) {
        if (!node.isVisible() || node.getOpacity() <= 0) {
            return;
        }
        var room = sight;
        boolean moves = scrolls || node instanceof ScrollPane || node instanceof VirtualFlow<?>;
        if (node.getClip() != null) {
            room = sight.createIntersection(
                    box(node.getLocalToSceneTransform().transform(node.getClip().getBoundsInParent())));
            if (room.isEmpty()) {
                return;
            }
        }
        switch (node) {
            case Text text -> read(text, room, moves);
            case RasterView raster -> read(raster, room, moves);
            case Parent parent -> {
                if (parent instanceof Labeled label) {
                    read(label);
                }
                if (parent instanceof Region region && covers(region)) {
                    var hidden = box(region.localToScene(region.getLayoutBounds()));
                    words.removeIf(word -> word.box().intersects(hidden));
                }
                var inside = room;
                parent.getChildrenUnmodifiable().stream()
                        .sorted(Comparator.comparingDouble(Node::getViewOrder).reversed())
                        .forEachOrdered(child -> look(child, inside, moves));
            }
            default -> {}
        }
    }

    private void read(Labeled label) {
        if (label.isTextTruncated() && label.getStyleClass().stream().noneMatch(MAY_BE_CUT::contains)) {
            faults.add("'" + label.getText() + "' is shortened " + label.getStyleClass());
        }
    }

    private void read(Text text, Rectangle2D sight, boolean scrolls) {
        if (text.getFill() == null || text.getText().isBlank()) {
            return;
        }
        var whole = text.getLayoutBounds();
        var lines = text.getLayoutInfo().getTextLines(false);
        double top = lines.getFirst().bounds().getMinY();
        double high = text.getFont().getSize() * 0.55;
        for (var line : lines) {
            var said = text.getText().substring(line.start(), line.end());
            if (said.isBlank()) {
                continue;
            }
            double base = whole.getMinY() + text.getBaselineOffset() + line.bounds().getMinY() - top;
            var place = new javafx.geometry.BoundingBox(
                    line.bounds().getMinX() + 0.5, base - high, Math.max(0, line.bounds().getWidth() - 1), high);
            add(said.strip(), box(text.localToScene(place)), sight, scrolls);
        }
    }

    private void read(RasterView raster, Rectangle2D sight, boolean scrolls) {
        if (raster.getWidth() < 1 || raster.getHeight() < 1) {
            return;
        }
        var g = RecordedWords.on(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        var place = raster.getLocalToSceneTransform();
        g.transform(new AffineTransform(
                place.getMxx(), place.getMyx(), place.getMxy(), place.getMyy(), place.getTx(), place.getTy()));
        g.clip(new Rectangle2D.Double(0, 0, raster.getWidth(), raster.getHeight()));
        raster.paint(g);
        g.dispose();
        for (var written : g.written()) {
            boolean inside = sight.contains(written.box());
            if (!written.whole() && (inside || !scrolls)) {
                faults.add("'" + written.text() + "' is cut in a picture");
            }
            add(written.text(), written.box(), sight, scrolls);
        }
    }

    private void add(String text, Rectangle2D box, Rectangle2D sight, boolean scrolls) {
        if (sight.contains(box)) {
            words.add(new Word(text, box));
        } else if (!scrolls) {
            faults.add("'" + text + "' is cut at an edge");
        }
    }

    /// Whether nothing shines through a region.
    private static boolean covers(Region region) {
        return region.getBackground() != null
                && region.getOpacity() == 1
                && region.getBackground().getFills().stream()
                        .anyMatch(fill -> fill.getFill() instanceof Color colour && colour.isOpaque());
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    }
}
