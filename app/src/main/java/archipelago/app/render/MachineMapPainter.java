package archipelago.app.render;

import archipelago.app.layout.FlightMark;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Paints the machine as a map: sockets, cores as tiles, kernels as territories behind them, and the
/// messages between them. It reads the frame and keeps nothing, so the same frame gives the same
/// picture. What lies around the map is left as it was: the caller clears the ground.
public final class MachineMapPainter {
    /// With more messages under way than this, labels are only for those that somebody points at.
    static final int MOST_LABELLED = 40;
    private static final double LEAST_MARKED = 10;

    public void paint(
            Graphics2D g, MachineMapLayout layout, Machine machine, Frame frame, Theme theme, MapMarks marks) {
        MapPen.prepare(g);
        var pen = new MapPen(g, theme);
        new SocketPainter(pen, layout, frame, marks).paint(machine.socketCount());
        if (layout.level() == Level.BLOCK) {
            new BlockPainter(pen, layout, machine, frame, marks.notes()).paint();
        } else {
            map(pen, layout, machine, frame, marks);
        }
        new LegendPainter(pen, layout).paint(frame.flights.size(), wrong(frame), unread(layout, frame));
        if (frame.ended && marks.notes().reset() != null) {
            new ResetCard(pen, layout).paint(marks.notes().reset());
        }
        marks.drag().ifPresent(drag -> new DragPainter(pen, layout, machine).paint(drag));
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

    private static void map(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks) {
        var territories = new TerritoryPainter(pen, layout, machine, frame, marks);
        var tiles = new TilePainter(pen, machine, frame, marks.notes());
        var flights = new FlightPainter(pen, layout, frame, marks);
        var cuts = new CutPainter(pen, layout);
        layout.territories().forEach(territories::ground);
        layout.territories().forEach(territories::tethers);
        for (int core = 0; core < machine.coreCount(); core++) {
            tiles.ground(core, layout.tile(core), layout.level());
        }
        concerned(pen, layout, machine, frame);
        flights.ribbons();
        flights.routes();
        cuts.ways();
        for (int core = 0; core < machine.coreCount(); core++) {
            tiles.letters(core, layout.tile(core), layout.level());
        }
        picked(pen, layout, marks.hovered(), 1.5);
        picked(pen, layout, marks.selected(), 2.4);
        layout.territories().stream()
                .map(territories::tag)
                .filter(Objects::nonNull)
                .forEach(territories::paint);
        if (!layout.ribbons().isEmpty()) {
            flights.numbers(toBeRead(layout, machine, frame, marks));
        }
        labels(layout, machine, frame, marks).forEach(flights::label);
        cuts.waits();
        cuts.signs();
        flights.messages();
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
        var underWay = layout.flights().stream().filter(mark -> !mark.waiting()).toList();
        var wanted = underWay.size() <= MOST_LABELLED
                ? underWay
                : underWay.stream().filter(mark -> pointedAt(mark, marks)).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        var tiles = new ArrayList<Rectangle2D>();
        for (int core = 0; core < machine.coreCount(); core++) {
            tiles.add(layout.tile(core));
        }
        var taken = toBeRead(layout, machine, frame, marks);
        return new FlightLabels(layout, taken, tiles).place(wanted, marks.selected(), marks.hovered());
    }

    private static boolean pointedAt(FlightMark mark, MapMarks marks) {
        var itself = new Selection.OfFlight(mark.flight().message());
        return itself.equals(marks.selected()) || itself.equals(marks.hovered());
    }

    /// Everything with words on it.
    private static List<Rectangle2D> toBeRead(
            MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks) {
        var rooms = new ArrayList<Rectangle2D>();
        layout.captions().forEach(caption -> rooms.add(caption.room()));
        layout.devices().forEach(device -> rooms.add(device.bounds()));
        layout.territories().forEach(territory -> rooms.add(territory.tagRoom()));
        layout.links().forEach(link -> rooms.add(SocketPainter.wordsRoom(link)));
        boolean lettered = layout.level() == Level.FULL || layout.level() == Level.TILE;
        for (int core = 0; core < machine.coreCount() && lettered; core++) {
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
