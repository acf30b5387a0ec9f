package city.senne.engine.geo;

/// Belgium's own projection, EPSG:3812, in the few lines that it takes (EPSG method 9802, Lambert's conformal cone with
/// two parallels): tiles and questions project by the thousand, and a question does it in SQL by the same steps. Agrees
/// with [Crs] to less than a millimetre. What lies beyond the 80th parallel of the south is taken to lie on it.
public final class Lambert2008 {
    /// Coordinates of the origin, in metres.
    public static final double EASTING = 649_328;

    public static final double NORTHING = 665_262;

    /// Of the origin, in radians.
    public static final double MERIDIAN = Math.toRadians(4.359_215_833_333_33);

    private static final double PARALLEL = Math.toRadians(50.797_815);
    private static final double SOUTHERN = Math.toRadians(49.833_333_333_333_33);
    private static final double NORTHERN = Math.toRadians(51.166_666_666_666_66);

    /// Of the ellipsoid GRS 80: half of its longer axis in metres, and how far it is from a sphere.
    private static final double RADIUS = 6_378_137;

    private static final double FLATTENING = 1 / 298.257_222_101;

    public static final double ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

    /// How much of a full turn the cone makes.
    public static final double CONE = Math.log(width(SOUTHERN) / width(NORTHERN)) / Math.log(t(SOUTHERN) / t(NORTHERN));

    /// Of the circles of latitude, in metres: to be multiplied by a power of `t`.
    public static final double SCALE = RADIUS * width(SOUTHERN) / (CONE * Math.pow(t(SOUTHERN), CONE));

    /// Of the circle of latitude through the origin, in metres.
    public static final double ORIGIN = SCALE * Math.pow(t(PARALLEL), CONE);

    /// In degrees.
    public static final double SOUTHERNMOST = -80;

    /// Turns until latitudes stay where they are.
    private static final int TURNS = 6;

    private Lambert2008() {}

    /// Easting and northing in metres, put at `at` and behind it.
    public static void project(double longitude, double latitude, double[] into, int at) {
        double bounded = Math.max(SOUTHERNMOST, Math.min(90, latitude));
        double radius = SCALE * Math.pow(t(Math.toRadians(bounded)), CONE);
        double angle = CONE * (Math.toRadians(longitude) - MERIDIAN);
        into[at] = EASTING + radius * Math.sin(angle);
        into[at + 1] = NORTHING + ORIGIN - radius * Math.cos(angle);
    }

    /// The longitude of a position, in degrees.
    public static double longitude(double easting, double northing) {
        double angle = Math.atan2(easting - EASTING, NORTHING + ORIGIN - northing);
        return Math.toDegrees(angle / CONE + MERIDIAN);
    }

    /// The latitude of a position, in degrees.
    public static double latitude(double easting, double northing) {
        double radius = Math.hypot(easting - EASTING, NORTHING + ORIGIN - northing);
        double t = Math.pow(radius / SCALE, 1 / CONE);
        double latitude = Math.PI / 2 - 2 * Math.atan(t);
        for (int i = 0; i < TURNS; i++) latitude = Math.PI / 2 - 2 * Math.atan(t * flattened(latitude));
        return Math.toDegrees(latitude);
    }

    /// The share of the equator's radius that a circle of latitude has.
    private static double width(double latitude) {
        double flat = ECCENTRICITY * Math.sin(latitude);
        return Math.cos(latitude) / Math.sqrt(1 - flat * flat);
    }

    private static double t(double latitude) {
        return Math.tan(Math.PI / 4 - latitude / 2) / flattened(latitude);
    }

    private static double flattened(double latitude) {
        double flat = ECCENTRICITY * Math.sin(latitude);
        return Math.pow((1 - flat) / (1 + flat), ECCENTRICITY / 2);
    }
}
