package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.BlockRoom;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.OwnerBand;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Paints nodes whose cores are too many for their room: a band for every owner, as high as its share, along which
/// its cores stand in buckets of their load; and below, which core of the node is worst. What has stopped is never
/// averaged away: it comes first, it is counted, and it has a few pixels however little it is.
final class BlockPainter {
    private static final double SIZE = 11;
    /// Of a name at least so much must be left.
    private static final int LEAST_LETTERS = 7;
    /// A band that is lower has no name on it.
    private static final double NAMED = 12;
    private static final double LEAST_WIDTH = 40;
    /// What stands around a name on its band.
    private static final double AROUND = 14;
    /// A lower band has no outline.
    private static final double OUTLINED = 5;
    private static final double LEAST_PART = 4;
    private static final int BUCKETS = 5;
    /// How much of a kernel's colour a bucket has, the busiest first.
    private static final double[] STRENGTH = {0.95, 0.72, 0.5, 0.3, 0.1};
    /// A bucket that has at least so much of it has light marks.
    private static final double LIGHT_MARKS = 0.5;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Machine machine;
    private final Frame frame;
    private final MapMarks marks;
    /// By band.
    private final List<Share> shares;
    /// Whether bands tell how many cores they are: all of them, or none.
    private boolean counting;

    BlockPainter(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks) {
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
        this.frame = frame;
        this.marks = marks;
        shares = layout.bands().stream().map(this::share).toList();
    }

    /// How the cores of an owner stand.
    private static final class Share {
        final int[] buckets = new int[BUCKETS];
        int wrong;
        int worst = -1;
        int mostLoad = -1;

        void add(Share other) {
            wrong += other.wrong;
            if (worst < 0 || other.worst >= 0 && other.rank() > rank()) {
                worst = other.worst;
                mostLoad = other.mostLoad;
            }
        }

        private int rank() {
            return wrong > 0 && mostLoad < 0 ? Integer.MAX_VALUE : mostLoad;
        }
    }

    /// Paints bands; ribbons may cross them.
    void bands() {
        var bands = layout.bands();
        for (int b = 0; b < bands.size(); b++) {
            if (layout.seen(bands.get(b).box())) {
                band(bands.get(b), shares.get(b));
            }
        }
    }

    /// Paints what is to be read, after the ribbons.
    void words() {
        var bands = layout.bands();
        counting = bands.stream().filter(this::named).allMatch(band ->
                Typeface.STRONG.width(counted(name(band), band), SIZE) <= band.box().getWidth() - AROUND);
        int next = 0;
        for (var room : layout.rooms()) {
            var sum = new Share();
            for (int left = room.cores().size(); left > 0; next++) {
                var band = bands.get(next);
                if (named(band)) {
                    name(band, shares.get(next));
                }
                sum.add(shares.get(next));
                left -= band.cores().size();
            }
            worst(sum, room);
        }
    }

    private boolean named(OwnerBand band) {
        var box = band.box();
        return layout.seen(box) && box.getHeight() >= NAMED && box.getWidth() >= LEAST_WIDTH;
    }

    private Share share(OwnerBand band) {
        var share = new Share();
        for (int core : band.cores()) {
            int load = frame.meanLoad(core);
            if (TileState.of(frame, core, marks.notes()).kind().wrong()) {
                share.worst = share.wrong == 0 ? core : share.worst;
                share.wrong++;
                share.mostLoad = -1;
            } else {
                share.buckets[BUCKETS - 1 - bucket(load)]++;
                if (share.wrong == 0 && load > share.mostLoad) {
                    share.mostLoad = load;
                    share.worst = core;
                }
            }
        }
        return share;
    }

    /// 0 for a core that does nothing, 4 for one that does nothing else.
    private static int bucket(int load) {
        return load == 0 ? 0 : Math.min(BUCKETS - 1, 1 + load / 25);
    }

    private void band(OwnerBand band, Share share) {
        var box = band.box();
        var look = pen.theme.kernel(band.slot());
        if (band.slot() < 0) {
            pen.fill(box, pen.colour(Theme.Role.TILE_IDLE));
            Glyphs.hatch(pen.g, box, MapPen.faded(pen.colour(Theme.Role.HATCH), 0.7), 7);
        } else {
            buckets(band.slot(), box, share, look.stroke());
        }
        boolean meant = marks.selected().equals(new Selection.OfKernel(band.slot()))
                || marks.hovered().equals(new Selection.OfKernel(band.slot()))
                || marks.selected() instanceof Selection.OfCore(int core) && band.cores().contains(core)
                || marks.drag().filter(drag -> drag.over(band.slot())).isPresent();
        var edge = share.wrong > 0 ? pen.colour(Theme.Role.DANGER) : look.stroke();
        if (meant || box.getHeight() >= OUTLINED) {
            pen.line(MapPen.round(box, 2), meant ? pen.colour(Theme.Role.ACCENT) : edge, meant ? 2.4 : 1);
        }
        if (band.slot() == 0 && box.getHeight() >= 9) {
            pen.line(MapPen.round(MapPen.grown(box, -2), 1), MapPen.faded(edge, 0.5), 1);
        }
    }

    private void buckets(int slot, Rectangle2D box, Share share, Color hue) {
        var tile = pen.colour(Theme.Role.TILE);
        int cores = share.wrong;
        for (int count : share.buckets) {
            cores += count;
        }
        double width = box.getWidth();
        double x = box.getX();
        if (share.wrong > 0) {
            double w = Math.max(LEAST_PART, width * share.wrong / cores);
            var part = new Rectangle2D.Double(x, box.getY(), w, box.getHeight());
            pen.ground(part, pen.colour(Theme.Role.DANGER_SOFT));
            Glyphs.crossHatch(pen.g, part, MapPen.faded(pen.colour(Theme.Role.DANGER), 0.6), 5);
            x += w;
        }
        // Where there is no outline, what does nothing has to be seen too.
        double least = box.getHeight() < OUTLINED ? 0.4 : 0;
        int left = cores - share.wrong;
        for (int b = 0; b < BUCKETS && left > 0; b++) {
            if (share.buckets[b] > 0) {
                double rest = box.getMaxX() - x;
                double w = Math.min(rest, Math.max(LEAST_PART, rest * share.buckets[b] / left));
                left -= share.buckets[b];
                double end = left == 0 ? box.getMaxX() : Math.round(x + w);
                var part = new Rectangle2D.Double(x, box.getY(), end - x, box.getHeight());
                double strength = least + (1 - least) * STRENGTH[b];
                pen.ground(part, MapPen.mixed(tile, hue, strength));
                boolean light = strength >= LIGHT_MARKS;
                Texture.of(slot).cover(pen.g, part, light ? pen.colour(Theme.Role.SURFACE) : hue);
                x = end;
            }
        }
    }

    private String name(OwnerBand band) {
        var kernel = frame.kernel(band.slot());
        return band.slot() < 0
                ? Text.POOL.of()
                : kernel == null ? Text.KERNEL_UNNAMED.of(band.slot()) : kernel.name();
    }

    private static String counted(String name, OwnerBand band) {
        return name + " · " + band.cores().size();
    }

    private void name(OwnerBand band, Share share) {
        var box = band.box();
        double room = box.getWidth() - AROUND;
        var kernel = frame.kernel(band.slot());
        var name = name(band);
        var words = counted(name, band);
        if (share.wrong > 0) {
            words += " · " + Text.BLOCK_STOPPED.count(share.wrong);
        }
        var text = counting && Typeface.STRONG.width(words, SIZE) <= room
                ? words
                : MapPen.cut(name, Typeface.STRONG, SIZE, room);
        if (kernel != null && text.length() < Math.min(LEAST_LETTERS, name.length())) {
            // What is left of many a name is the same; the id is not.
            text = Integer.toString(kernel.id());
        } else if (text.length() < Math.min(3, name.length())) {
            return;
        }
        double high = Math.min(15, box.getHeight() - 2);
        var chip = new Rectangle2D.Double(
                box.getX() + 3,
                Math.round(box.getCenterY() - high / 2),
                Math.ceil(Typeface.STRONG.width(text, SIZE)) + 8,
                high);
        pen.fill(MapPen.round(chip, 3), pen.colour(Theme.Role.SURFACE));
        var ink = share.wrong > 0
                ? pen.colour(Theme.Role.DANGER)
                : band.slot() < 0 ? pen.colour(Theme.Role.TEXT_MUTED) : pen.colour(Theme.Role.TEXT);
        pen.text(text, Typeface.STRONG, SIZE, ink, chip.getX() + 4, MapPen.baseline(chip.getCenterY(), SIZE));
    }

    /// The worst core of a node by its number: what has stopped, or else what is busiest.
    private void worst(Share share, BlockRoom block) {
        var line = block.worstLine();
        if (line.isEmpty() || share.worst < 0 || !layout.view().contains(line)) {
            return;
        }
        boolean wrong = share.wrong > 0;
        var cpu = machine.physicalId(share.worst);
        var ink = pen.colour(wrong ? Theme.Role.DANGER : Theme.Role.TEXT_MUTED);
        double y = line.getCenterY() + 1;
        double x = line.getX() + 1;
        if (wrong) {
            pen.g.setColor(ink);
            Glyphs.sign(pen.g, Glyphs.Sign.PANICKED, x + 5, y, 9);
            x += 14;
        }
        double room = line.getMaxX() - x;
        if (block.cache() >= 0) {
            var cache = Text.MAP_CACHE.of(block.cache());
            double wide = Typeface.MEDIUM.width(cache, SIZE);
            double left = line.getMaxX() - wide - 1;
            pen.text(cache, Typeface.MEDIUM, SIZE, pen.colour(Theme.Role.TEXT_MUTED), left, MapPen.baseline(y, SIZE));
            room -= wide + 8;
        }
        var face = wrong ? Typeface.STRONG : Typeface.TEXT;
        var full = wrong
                ? Text.BLOCK_WRONG.count(share.wrong, cpu)
                : Text.BLOCK_MOST.of(share.mostLoad, cpu);
        var brief = wrong ? Integer.toString(share.wrong) : Text.PERCENT.of(share.mostLoad);
        var text = face.width(full, SIZE) <= room ? full : brief;
        if (face.width(text, SIZE) <= room) {
            pen.text(text, face, SIZE, ink, x, MapPen.baseline(y, SIZE));
        }
    }
}
