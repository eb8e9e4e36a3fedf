package archipelago.app.layout;

/// All messages from one kernel to another, when there are too many to draw each.
public record Ribbon(int fromKernel, int toKernel, int messages, Route route) {}
