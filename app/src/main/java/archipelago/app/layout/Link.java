package archipelago.app.layout;

import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The interconnect between two neighbouring sockets.
///
/// @param lane the space between their panels
/// @param distance from the first node of the one to the first node of the other, as the firmware
///     counts it; 10 is a node's distance to itself
public record Link(int socket, int otherSocket, Rectangle2D lane, int distance) {
    static List<Link> all(Machine machine, TileGrid grid) {
        var links = new ArrayList<Link>();
        for (int s = 0; s < grid.panels.size(); s++) {
            for (int t = 0; t < grid.panels.size(); t++) {
                var a = grid.panels.get(s);
                var b = grid.panels.get(t);
                boolean beside = !a.isEmpty() && !b.isEmpty() && a.getY() == b.getY();
                if (beside && Math.abs(b.getX() - a.getMaxX() - grid.lane()) < 0.01) {
                    var lane = new Rectangle2D.Double(a.getMaxX(), a.getY(), grid.lane(), a.getHeight());
                    links.add(new Link(s, t, lane, distance(machine, s, t)));
                }
            }
        }
        return List.copyOf(links);
    }

    private static int distance(Machine machine, int socket, int other) {
        int from = firstNode(machine, socket);
        int to = firstNode(machine, other);
        var row = machine.nodes().get(from).distances();
        return to < row.size() ? row.get(to) : 0;
    }

    private static int firstNode(Machine machine, int socket) {
        int node = 0;
        while (machine.nodes().get(node).socket() != socket) {
            node++;
        }
        return node;
    }
}
