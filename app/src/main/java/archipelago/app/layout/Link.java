package archipelago.app.layout;

import java.awt.geom.Rectangle2D;

/// The interconnect between two neighbouring sockets.
///
/// @param lane the space between their panels
/// @param distance from the first node of the one to the first node of the other, as the firmware
///     counts it; 10 is a node's distance to itself
public record Link(int socket, int otherSocket, Rectangle2D lane, int distance) {}
