package city.senne.engine.odsql;

/// A part of the map that is to be drawn, in degrees.
///
/// @param least,most sizes of shapes, as degrees of longitude at the equator of a map in Mercator's projection: those
///     from `least` to below `most` are meant. Points have no size and are always meant
public record PlaceWindow(double west, double south, double east, double north, double least, double most) {

    /// Shapes of every size.
    public static PlaceWindow of(double west, double south, double east, double north) {
        return new PlaceWindow(west, south, east, north, 0, Double.POSITIVE_INFINITY);
    }

    /// The same for shapes that are not smaller.
    public PlaceWindow from(double size) {
        return new PlaceWindow(west, south, east, north, size, most);
    }

    /// The same for shapes that are smaller.
    public PlaceWindow below(double size) {
        return new PlaceWindow(west, south, east, north, least, size);
    }
}
