package city.senne.engine.tiles;

import java.util.Arrays;

/// Closed lines in whole units, without the first position again at the end.
final class Rings {
    private Rings() {}

    /// Twice the area; positive when the ring runs clockwise on the screen.
    static long area(int[] xy) {
        long area = 0;
        for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
            area += (long) xy[j] * xy[i + 1] - (long) xy[i] * xy[j + 1];
        }
        return area;
    }

    /// Without positions that lie on the line between their neighbours, and without spikes. Empty when nothing remains.
    static int[] cleaned(int[] xy) {
        int[] ring = xy.clone();
        int count = ring.length / 2;
        int sound = 0;
        int at = 0;
        // Taking one out may make a spike of its neighbours: goes on until a whole round found nothing.
        while (count >= 3 && sound < count) {
            int before = 2 * ((at + count - 1) % count);
            int here = 2 * at;
            int after = 2 * ((at + 1) % count);
            long turn = (long) (ring[here] - ring[before]) * (ring[after + 1] - ring[here + 1])
                    - (long) (ring[here + 1] - ring[before + 1]) * (ring[after] - ring[here]);
            if (turn != 0) {
                sound++;
                at = (at + 1) % count;
                continue;
            }
            System.arraycopy(ring, here + 2, ring, here, 2 * count - here - 2);
            count--;
            sound = 0;
            at = count == 0 ? 0 : (at + count - 1) % count;
        }
        return count < 3 ? new int[0] : Arrays.copyOf(ring, 2 * count);
    }

    /// Whether no two sides touch but neighbours at their common end. Each side is held against each: for short rings.
    static boolean isSimple(int[] xy) {
        int count = xy.length / 2;
        for (int i = 0; i < count; i++) {
            int a = 2 * i;
            int b = 2 * ((i + 1) % count);
            for (int j = i + 2; j < count; j++) {
                if (i == 0 && j == count - 1) continue;
                int c = 2 * j;
                int d = 2 * ((j + 1) % count);
                if (meet(xy[a], xy[a + 1], xy[b], xy[b + 1], xy[c], xy[c + 1], xy[d], xy[d + 1])) return false;
            }
        }
        return true;
    }

    private static boolean meet(int ax, int ay, int bx, int by, int cx, int cy, int dx, int dy) {
        boolean apart = Math.max(ax, bx) < Math.min(cx, dx)
                || Math.max(cx, dx) < Math.min(ax, bx)
                || Math.max(ay, by) < Math.min(cy, dy)
                || Math.max(cy, dy) < Math.min(ay, by);
        if (apart) return false;
        return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0
                && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0;
    }

    private static int side(int ax, int ay, int bx, int by, int x, int y) {
        return Long.signum((long) (bx - ax) * (y - ay) - (long) (by - ay) * (x - ax));
    }
}
