package city.senne.engine.tiles;

/// The web's projection. The world is a square of side 1, from the north-west.
final class Mercator {
    /// Where the square ends; the poles lie beyond.
    private static final double NORTHERNMOST = 85.051_128_779_806_59;

    private Mercator() {}

    static double x(double longitude) {
        return (longitude + 180) / 360;
    }

    static double y(double latitude) {
        double bounded = Math.max(-NORTHERNMOST, Math.min(NORTHERNMOST, latitude));
        double sine = Math.sin(Math.toRadians(bounded));
        return 0.5 - 0.25 * Math.log((1 + sine) / (1 - sine)) / Math.PI;
    }

    static double longitude(double x) {
        return x * 360 - 180;
    }

    static double latitude(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))));
    }
}
