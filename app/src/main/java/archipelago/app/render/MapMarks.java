package archipelago.app.render;

import archipelago.app.layout.Related;
import archipelago.app.layout.Selection;
import java.awt.geom.Point2D;
import java.util.Optional;

/// What a person does with the map, beside what the machine does.
///
/// @param selected what was picked
/// @param hovered what is under the pointer
/// @param drag the core that is being dragged
/// @param lens where a lens is held over the map
/// @param notes what the journal tells beyond the frame
/// @param related what belongs to what was picked or is pointed at
public record MapMarks(
        Selection selected,
        Selection hovered,
        Optional<DragPreview> drag,
        Optional<Point2D> lens,
        MapNotes notes,
        Related related) {
    public MapMarks(
            Selection selected,
            Selection hovered,
            Optional<DragPreview> drag,
            Optional<Point2D> lens,
            MapNotes notes) {
        this(selected, hovered, drag, lens, notes, Related.NONE);
    }

    public static MapMarks of(MapNotes notes) {
        return new MapMarks(Selection.NOTHING, Selection.NOTHING, Optional.empty(), Optional.empty(), notes);
    }

    public MapMarks withSelected(Selection selection) {
        return new MapMarks(selection, hovered, drag, lens, notes, related);
    }

    public MapMarks withHovered(Selection selection) {
        return new MapMarks(selected, selection, drag, lens, notes, related);
    }

    public MapMarks withRelated(Related things) {
        return new MapMarks(selected, hovered, drag, lens, notes, things);
    }

    public MapMarks withDrag(DragPreview preview) {
        return new MapMarks(selected, hovered, Optional.of(preview), lens, notes, related);
    }

    public MapMarks withLens(Point2D at) {
        return new MapMarks(selected, hovered, drag, Optional.of(at), notes, related);
    }
}
