package city.senne.engine.lake;

/// A number for each place on Earth such that near numbers mean near places: the order of rows in a geographic table.
final class HilbertOrder {
    /// Bits per axis: cells of about 5 mm.
    private static final int BITS = 31;

    private HilbertOrder() {}

    /// The distance along a Hilbert curve over the whole Earth, for longitude and latitude in degrees.
    static long of(double longitude, double latitude) {
        long x = cell((longitude + 180) / 360);
        long y = cell((latitude + 90) / 180);
        long distance = 0;
        for (long side = 1L << (BITS - 1); side > 0; side >>= 1) {
            long right = (x & side) > 0 ? 1 : 0;
            long up = (y & side) > 0 ? 1 : 0;
            distance += side * side * ((3 * right) ^ up);
            // Each quadrant holds the curve again, turned so that the ends meet.
            if (up == 0) {
                if (right == 1) {
                    x = (1L << BITS) - 1 - x;
                    y = (1L << BITS) - 1 - y;
                }
                long turned = x;
                x = y;
                y = turned;
            }
        }
        return distance;
    }

    private static long cell(double share) {
        double clamped = Math.clamp(share, 0, 1);
        return Math.min((long) (clamped * (1L << BITS)), (1L << BITS) - 1);
    }
}
