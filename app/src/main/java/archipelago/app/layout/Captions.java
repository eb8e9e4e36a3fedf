package archipelago.app.layout;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What stands on the line above a node's tiles: its name at the left, its devices at the right.
final class Captions {
    /// What a letter of a device's name takes; the names are set in a font of even letters.
    private static final double DEVICE_LETTER = 6.6;

    private static final double CAPTION_LETTER = 6.4;
    private static final double DEVICE_HEIGHT = 19;
    private static final double BETWEEN_DEVICES = 5;
    /// What the name of a device's owner has behind its own, if all have that much.
    private static final double OWNER = 68;
    private static final double LEAST_CAPTION = 60;

    final List<Caption> captions = new ArrayList<>();
    final List<DeviceMark> devices = new ArrayList<>();
    private final Machine machine;
    private final TileGrid grid;
    /// Which devices an owner has; null where devices hang on nodes.
    private final IntFunction<List<Integer>> devicesOf;

    private Captions(Machine machine, TileGrid grid, IntFunction<List<Integer>> devicesOf) {
        this.machine = machine;
        this.grid = grid;
        this.devicesOf = devicesOf;
    }

    /// In the order of owners: where the cores of each come from, and what devices it has.
    static Captions ofOwners(Machine machine, TileGrid grid, Frame frame) {
        var owners = OwnerOrder.owners(frame);
        var books = frame.books.deviceOwner();
        var captions = new Captions(machine, grid, block -> IntStream.range(0, machine.devices().size())
                .filter(device -> device < books.size() && Math.max(-1, books.get(device)) == owners.get(block))
                .boxed()
                .toList());
        for (var block : grid.blocks) {
            var nodes = IntStream.of(block.cores).map(machine::node).distinct().sorted()
                    .mapToObj(node -> machine.nodes().get(node)).toList();
            var numbers = nodes.stream().map(node -> Integer.toString(node.number())).collect(Collectors.joining(", "));
            boolean pool = owners.get(block.node) < 0;
            var words = new ArrayList<String>();
            if (pool) {
                words.add(Text.POOL.of());
                words.add(Text.CORES.count(block.cores.length));
            }
            words.add(nodes.size() == 1 ? Text.NODE.of(numbers) : Text.MAP_NODES.of(numbers));
            captions.line(block, words, pool ? Text.POOL.of() : Text.MAP_NODE_BRIEF.of(numbers), pool);
        }
        return captions;
    }

    Captions(Machine machine, TileGrid grid) {
        this.machine = machine;
        this.grid = grid;
        devicesOf = null;
        for (var block : grid.blocks) {
            boolean alone = grid.nodesWithCores(machine, block.socket).size() == 1;
            var words = alone ? socketWords(block.socket) : nodeWords(block.node);
            if (!alone && grid.nodesWithCores(machine, block.socket).getFirst() == block.node) {
                captions.add(new Caption(
                        socketWords(block.socket), brief(block, true), socketLine(block.socket), true));
            }
            line(block, words, brief(block, alone), alone);
        }
    }

    private String brief(NodeBlock block, boolean main) {
        return main
                ? Text.MAP_SOCKET_BRIEF.of(block.socket)
                : Text.MAP_NODE_BRIEF.of(machine.nodes().get(block.node).number());
    }

    private Rectangle2D socketLine(int socket) {
        var panel = grid.panels.get(socket);
        return new Rectangle2D.Double(
                panel.getX() + TileGrid.SIDE, panel.getY(), panel.getWidth() - 2 * TileGrid.SIDE, TileGrid.CAPTION);
    }

    private void line(NodeBlock block, List<String> words, String brief, boolean main) {
        var line = block.captionLine;
        double wish = CAPTION_LETTER * String.join(" · ", words).length() + 12;
        double shortest = Math.max(LEAST_CAPTION, CAPTION_LETTER * words.getFirst().length());
        double right = devices(block, line, Math.min(wish, line.getWidth() * 0.55), shortest);
        captions.add(new Caption(
                words,
                brief,
                new Rectangle2D.Double(line.getX(), line.getY(), Math.max(0, right - line.getX()), line.getHeight()),
                main));
    }

    /// Puts the node's devices at the right end of a line; what has no room is counted.
    ///
    /// @return where the first of them begins
    private double devices(NodeBlock block, Rectangle2D line, double caption, double shortest) {
        var own = devicesOf(block);
        boolean named = devicesOf == null && widths(own, own.size()) + own.size() * OWNER + caption <= line.getWidth();
        double tag = named ? OWNER : 0;
        double room = line.getWidth() - (widths(own, own.size()) + caption <= line.getWidth() ? caption : shortest);
        int fit = own.size();
        while (fit > 0 && widths(own, fit) + (fit < own.size() ? width("+99") : 0) > room) {
            fit--;
        }
        double x = line.getMaxX() - widths(own, fit) - fit * tag;
        if (fit < own.size()) {
            x -= width("+99");
        }
        double start = x;
        for (int i = 0; i < fit; i++) {
            var name = machine.devices().get(own.get(i)).name();
            x = add(own.get(i), block.node, name, x, line, tag);
        }
        if (fit < own.size()) {
            add(-1, block.node, "+" + (own.size() - fit), x, line, 0);
        }
        return start - BETWEEN_DEVICES;
    }

    private double add(int index, int node, String text, double x, Rectangle2D line, double tag) {
        double y = Math.floor(line.getCenterY() - DEVICE_HEIGHT / 2);
        double left = Math.floor(x);
        devices.add(new DeviceMark(
                index,
                node,
                text,
                new Rectangle2D.Double(left, y, Math.floor(width(text) + tag) - BETWEEN_DEVICES, DEVICE_HEIGHT),
                tag));
        return x + width(text) + tag;
    }

    private double widths(List<Integer> devices, int count) {
        return devices.subList(0, count).stream()
                .mapToDouble(d -> width(machine.devices().get(d).name()))
                .sum();
    }

    private static double width(String name) {
        return DEVICE_LETTER * name.length() + 14 + BETWEEN_DEVICES;
    }

    /// A device whose node the firmware does not tell, or whose node has no cores, hangs on the
    /// first node that is drawn.
    private List<Integer> devicesOf(NodeBlock block) {
        if (devicesOf != null) {
            return devicesOf.apply(block.node);
        }
        var own = new ArrayList<Integer>();
        boolean first = block == grid.blocks.getFirst();
        for (int d = 0; d < machine.devices().size(); d++) {
            int node = machine.devices().get(d).node();
            boolean homeless = grid.blocks.stream().noneMatch(b -> b.node == node);
            if (node == block.node || first && homeless) {
                own.add(d);
            }
        }
        return own;
    }

    private List<String> nodeWords(int node) {
        var n = machine.nodes().get(node);
        return List.of(Text.NODE.of(n.number()), Sizes.shown(n.bytes()));
    }

    private List<String> socketWords(int socket) {
        var nodes = machine.nodes().stream().filter(n -> n.socket() == socket).toList();
        long bytes = nodes.stream().mapToLong(Machine.Node::bytes).sum();
        var name = nodes.size() == 1 ? Text.NODE.of(nodes.getFirst().number()) : Text.NODES.count(nodes.size());
        return List.of(Text.SOCKET_TITLE.of(socket), name, Sizes.shown(bytes));
    }
}
