package archipelago.app.layout;

import archipelago.engine.frame.FlightView;

/// A message as a mark on the map.
///
/// @param x where it is now
/// @param share how much of its way it has behind it, 0 to 1
/// @param place its place among those that wait at the same core, from 0; -1 while under way
/// @param shown whether there is room for it; of many that wait at a core the last are only counted
public record FlightMark(FlightView flight, Route route, double share, double x, double y, int place, boolean shown) {
    public boolean waiting() {
        return place >= 0;
    }
}
