package archipelago.app.render;

import archipelago.app.layout.FlightMark;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Pace;
import archipelago.app.layout.Selection;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Paints the machine as a map: sockets, cores as tiles, kernels as territories behind them, and the
/// messages between them. It reads the frame and keeps nothing, so the same frame gives the same
/// picture. What lies around the map is left as it was: the caller clears the ground.
public final class MachineMapPainter {
    /// With more messages under way than this, labels are only for those that somebody points at.
    static final int MOST_LABELLED = 40;
    private static final double LEAST_MARKED = 10;

    public void paint(
            Graphics2D g, MachineMapLayout layout, Machine machine, Frame frame, Theme theme, MapMarks marks) {
        paint(g, layout, machine, frame, theme, marks, null);
    }

    /// @param kept what lies under the tiles, if it is kept from one painting to the next; else null
    public void paint(
            Graphics2D g,
            MachineMapLayout layout,
            Machine machine,
            Frame frame,
            Theme theme,
            MapMarks marks,
            MapGround kept) {
        MapPen.prepare(g);
        var pen = new MapPen(g, theme);
        var clip = g.getClip();
        g.clip(layout.view());
        if (kept == null) {
            ground(pen, layout, machine, frame, marks, layout.view());
        } else {
            kept.paint(pen, layout, frame, marks, on -> ground(on, layout, machine, frame, marks, layout.view()));
        }
        things(pen, layout, machine, frame, marks, layout.view(), kept == null ? null : kept.tiles);
        g.setClip(clip);
        if (!layout.camera().seesAll()) {
            new PlaceLine(pen, layout, machine, frame).paint();
        }
        new LegendPainter(pen, layout).paint(
                frame, wrong(frame), unread(layout, frame), !AlarmPainter.deaf(frame, marks.notes()).isEmpty());
        if (frame.ended && marks.notes().reset() != null) {
            new ResetCard(pen, layout).paint(marks.notes().reset());
        }
        if (layout.level() != Level.FULL) {
            marks.lens().ifPresent(at -> new MapLens(pen, layout, machine, frame, marks).paint(at));
        }
        marks.drag().ifPresent(drag -> new DragPainter(pen, layout, machine).paint(drag));
    }

    /// Paints tiles on their way from the places of one map to those of another. What lies under them fades over; for
    /// so short a while messages are left out.
    ///
    /// @param share how far they have come, 0 to 1
    public void glide(
            Graphics2D g,
            MachineMapLayout from,
            MachineMapLayout to,
            double share,
            Machine machine,
            Frame frame,
            Theme theme,
            MapMarks marks) {
        MapPen.prepare(g);
        var pen = new MapPen(g, theme);
        var clip = g.getClip();
        g.clip(to.view());
        var composite = g.getComposite();
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) (1 - share)));
        ground(pen, from, machine, frame, marks, from.view());
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) share));
        ground(pen, to, machine, frame, marks, to.view());
        g.setComposite(composite);
        var level = from.level().compareTo(to.level()) > 0 ? from.level() : to.level();
        var tiles = new TilePainter(pen, to, machine, frame, marks.notes(), null);
        for (int core = 0; core < machine.coreCount(); core++) {
            var box = between(from.tile(core), to.tile(core), share);
            tiles.ground(core, box, level);
            tiles.letters(core, box, level);
        }
        g.setClip(clip);
        new LegendPainter(pen, to).paint(frame, wrong(frame), false, false);
    }

    private static Rectangle2D between(Rectangle2D from, Rectangle2D to, double share) {
        return new Rectangle2D.Double(
                from.getX() + (to.getX() - from.getX()) * share,
                from.getY() + (to.getY() - from.getY()) * share,
                from.getWidth() + (to.getWidth() - from.getWidth()) * share,
                from.getHeight() + (to.getHeight() - from.getHeight()) * share);
    }

    /// Paints what of a map lies in a rectangle of the surface.
    static void part(
            MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks, Rectangle2D seen) {
        ground(pen, layout, machine, frame, marks, seen);
        things(pen, layout, machine, frame, marks, seen, null);
    }

    /// What lies under tiles and messages, and changes only when something changes hands.
    private static void ground(
            MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks, Rectangle2D seen) {
        var sockets = new SocketPainter(pen, layout, frame, marks);
        sockets.paint(seen);
        if (layout.level() != Level.BLOCK) {
            sockets.words(seen);
            var territories = new TerritoryPainter(pen, layout, machine, frame, marks);
            layout.territories().forEach(territories::ground);
            layout.territories().forEach(territories::tethers);
            sockets.caches(seen);
        }
    }

    private static void things(
            MapPen pen,
            MachineMapLayout layout,
            Machine machine,
            Frame frame,
            MapMarks marks,
            Rectangle2D seen,
            TileStamps stamps) {
        if (layout.level() != Level.BLOCK) {
            map(pen, layout, machine, frame, marks, seen, stamps);
            return;
        }
        var blocks = new BlockPainter(pen, layout, machine, frame, marks);
        var flights = new FlightPainter(pen, layout, frame, marks);
        var cuts = new CutPainter(pen, layout);
        var alarms = new AlarmPainter(pen, layout, frame, marks.notes());
        blocks.bands();
        flights.ribbons();
        cuts.ways();
        blocks.words();
        new SocketPainter(pen, layout, frame, marks).words(seen);
        flights.numbers(toBeRead(layout, machine, frame, marks, new int[0], List.of()));
        alarms.ripples();
        cuts.waits();
        cuts.signs();
        alarms.lost();
    }

    private static Set<Glyphs.Sign> wrong(Frame frame) {
        var signs = EnumSet.noneOf(Glyphs.Sign.class);
        for (int core = 0; core < frame.owner.length && !frame.ended; core++) {
            if (frame.hangs(core)) {
                signs.add(Glyphs.Sign.HUNG);
            }
            if (frame.site(core) == Site.DEAD) {
                signs.add(Glyphs.Sign.DEAD);
            }
        }
        return signs;
    }

    private static boolean unread(MachineMapLayout layout, Frame frame) {
        return layout.flights().stream().anyMatch(mark -> FlightPainter.neverRead(frame, mark));
    }

    private static void map(
            MapPen pen,
            MachineMapLayout layout,
            Machine machine,
            Frame frame,
            MapMarks marks,
            Rectangle2D seen,
            TileStamps stamps) {
        var territories = new TerritoryPainter(pen, layout, machine, frame, marks);
        var tiles = new TilePainter(pen, layout, machine, frame, marks.notes(), stamps);
        var cuts = new CutPainter(pen, layout);
        var flights = new FlightPainter(pen, layout, frame, marks);
        int[] cores = IntStream.range(0, machine.coreCount())
                .filter(core -> layout.tile(core).intersects(seen))
                .toArray();
        if (layout.level() == Level.CELL) {
            new CellPainter(pen, frame, marks.notes()).cells(cores, layout);
        } else {
            for (int core : cores) {
                tiles.ground(core, layout.tile(core), layout.level());
            }
        }
        concerned(pen, layout, machine, frame);
        flights.ribbons();
        flights.routes();
        cuts.ways();
        for (int core : layout.level() == Level.CELL ? new int[0] : cores) {
            // What the edge would cut in two is left out.
            if (seen.contains(layout.tile(core))) {
                tiles.letters(core, layout.tile(core), layout.level());
            }
        }
        var chips = OwnerChips.of(layout, frame, marks.notes(), cores);
        chips.stream()
                .filter(chip -> seen.contains(chip.box()))
                .forEach(chip -> OwnerChips.paint(pen, chip, stamps));
        related(pen, layout, machine, marks);
        picked(pen, layout, marks.hovered(), 1.5);
        picked(pen, layout, marks.selected(), 2.4);
        layout.territories().stream()
                .map(territories::tag)
                .filter(tag -> tag != null && seen.contains(tag.box()))
                .forEach(territories::paint);
        if (!layout.ribbons().isEmpty()) {
            flights.numbers(toBeRead(layout, machine, frame, marks, cores, chips));
        }
        labels(layout, machine, frame, marks, cores, chips).stream()
                .filter(label -> seen.contains(label.box()))
                .forEach(flights::label);
        var alarms = new AlarmPainter(pen, layout, frame, marks.notes());
        alarms.ripples();
        cuts.waits();
        cuts.signs();
        flights.messages();
        alarms.lost();
    }

    /// Marks the cores that the host is busy with and has not handed over yet, so that a long operation
    /// can be seen where it is going to show.
    private static void concerned(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame) {
        for (var operation : frame.operations) {
            for (long cpu : cpus(operation.command())) {
                int core = machine.coreOf(cpu);
                // A command may name a CPU that the machine does not have; the machine will say so.
                if (core >= 0 && layout.tile(core).getWidth() >= LEAST_MARKED) {
                    var box = layout.tile(core);
                    pen.dashed(MapPen.round(MapPen.grown(box, 2), 8), pen.colour(Theme.Role.ACCENT), 1.6, 3, 4, 0);
                }
            }
        }
    }

    private static List<Long> cpus(Command command) {
        return switch (command) {
            case Command.FillPool fill -> fill.cpus();
            case Command.CpuToPool(long cpu) -> List.of(cpu);
            case Command.CpuToHost(long cpu) -> List.of(cpu);
            case Command.AddCpu(var _, long cpu) -> List.of(cpu);
            case Command.RemoveCpu(var _, long cpu) -> List.of(cpu);
            default -> List.of();
        };
    }

    /// The cores at the two ends of a message.
    private static void related(MapPen pen, MachineMapLayout layout, Machine machine, MapMarks marks) {
        var cores = marks.related().cores();
        for (int core = cores.nextSetBit(0); core >= 0 && core < machine.coreCount(); core = cores.nextSetBit(core + 1)) {
            picked(pen, layout, new Selection.OfCore(core), 1.5);
        }
    }

    private static void picked(MapPen pen, MachineMapLayout layout, Selection selection, double width) {
        if (selection instanceof Selection.OfCore(int core)) {
            var box = MapPen.grown(layout.tile(core), 2);
            pen.line(MapPen.round(box, Math.min(9, box.getWidth() / 4)), pen.colour(Theme.Role.ACCENT), width);
        }
        pen.g.setStroke(new BasicStroke(1));
    }

    /// The labels of messages as they stand in a picture.
    static List<FlightLabels.Label> labels(
            MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks) {
        int[] cores = IntStream.range(0, machine.coreCount()).toArray();
        return labels(layout, machine, frame, marks, cores, OwnerChips.of(layout, frame, marks.notes(), cores));
    }

    private static List<FlightLabels.Label> labels(
            MachineMapLayout layout,
            Machine machine,
            Frame frame,
            MapMarks marks,
            int[] cores,
            List<OwnerChips.Chip> chips) {
        var underWay = layout.flights().stream()
                .filter(mark -> !mark.waiting() && layout.view().contains(mark.x(), mark.y()))
                .toList();
        var wanted = underWay.size() <= MOST_LABELLED
                ? underWay
                : underWay.stream().filter(mark -> pointedAt(mark, marks)).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        var tiles = IntStream.of(cores).mapToObj(layout::tile).toList();
        var taken = toBeRead(layout, machine, frame, marks, cores, chips);
        return new FlightLabels(layout, taken, tiles, Pace.of(frame)).place(wanted, marks.selected(), marks.hovered());
    }

    private static boolean pointedAt(FlightMark mark, MapMarks marks) {
        var itself = new Selection.OfFlight(mark.flight().message());
        return itself.equals(marks.selected()) || itself.equals(marks.hovered());
    }

    /// Everything with words on it.
    private static List<Rectangle2D> toBeRead(
            MachineMapLayout layout,
            Machine machine,
            Frame frame,
            MapMarks marks,
            int[] cores,
            List<OwnerChips.Chip> chips) {
        var rooms = new ArrayList<Rectangle2D>();
        layout.captions().forEach(caption -> rooms.add(caption.room()));
        layout.devices().forEach(device -> rooms.add(device.bounds()));
        layout.territories().forEach(territory -> rooms.add(territory.tagRoom()));
        layout.links().stream().filter(SocketPainter::said).map(SocketPainter::wordsRoom).forEach(rooms::add);
        layout.bands().forEach(band -> rooms.add(band.box()));
        layout.rooms().forEach(room -> rooms.add(room.worstLine()));
        layout.caches().forEach(cache -> rooms.add(SocketPainter.words(cache)));
        chips.forEach(chip -> rooms.add(chip.box()));
        boolean lettered = layout.level() == Level.FULL || layout.level() == Level.TILE;
        for (int core : lettered ? cores : new int[0]) {
            var tile = layout.tile(core);
            boolean load = TileState.of(frame, core, marks.notes()).kind().showsLoad();
            // A tile without a load line has a word in its middle; a large one has words all over.
            rooms.add(load && layout.level() == Level.TILE
                    ? TilePainter.idRoom(tile, Long.toString(machine.physicalId(core)))
                    : tile);
        }
        return rooms;
    }
}
