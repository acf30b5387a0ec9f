package city.senne.engine.geo;

/// The place of a position on a Hilbert curve over the Earth: positions near each other on the curve are near each
/// other on the ground, so that rows in this order are pruned by place.
public final class Hilbert {
    /// 2^31 steps each way: about two centimetres.
    private static final int ORDER = 31;

    private static final double STEPS = (double) (1L << ORDER) - 1;

    private Hilbert() {}

    /// From 0 to 2^62 − 1. Positions off the Earth count as on its edge.
    public static long index(double longitude, double latitude) {
        long x = step((longitude + 180) / 360);
        long y = step((latitude + 90) / 180);
        long index = 0;
        for (long side = 1L << (ORDER - 1); side > 0; side >>= 1) {
            long right = (x & side) == 0 ? 0 : 1;
            long up = (y & side) == 0 ? 0 : 1;
            index += side * side * ((3 * right) ^ up);
            if (up == 0) {
                if (right == 1) {
                    x = (1L << ORDER) - 1 - x;
                    y = (1L << ORDER) - 1 - y;
                }
                long swapped = x;
                x = y;
                y = swapped;
            }
        }
        return index;
    }

    private static long step(double share) {
        if (!(share > 0)) return 0;
        return (long) (Math.min(1, share) * STEPS);
    }
}
