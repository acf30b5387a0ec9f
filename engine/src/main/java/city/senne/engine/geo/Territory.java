package city.senne.engine.geo;

/// Where the data of this city is expected to lie, in EPSG:4326; confirms a guess about a reference system.
public record Territory(double west, double south, double east, double north) {
    /// Belgium with a margin: most Belgian files hold more than one city.
    public static final Territory BELGIUM = new Territory(2.3, 49.3, 6.6, 51.7);

    public boolean contains(double longitude, double latitude) {
        return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    }
}
