package archipelago.engine.broken.state;

/// Has fields that are no whole numbers, one of each form, and one field that is.
final class RoundsOff {
    double share;
    float[] loads;
    Double mean;
    long countNs;
}
