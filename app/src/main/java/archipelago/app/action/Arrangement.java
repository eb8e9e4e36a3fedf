package archipelago.app.action;

/// What the window is made of, for different people and rooms.
public enum Arrangement {
    /// The map and the lanes, as large as can be.
    LECTURE,
    /// Story, kernels, map, timeline and inspector.
    LAB,
    /// What happened line by line, the timeline and the charts.
    ENGINEER,
    /// Two futures beside each other, and one timeline for both.
    COMPARE
}
