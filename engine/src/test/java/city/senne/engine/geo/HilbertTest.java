package city.senne.engine.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HilbertTest {
    @Test
    void neighbours_on_the_curve_are_neighbours_on_the_ground() {
        Random random = new Random(1);
        double[][] places = new double[5000][];
        for (int i = 0; i < places.length; i++) {
            places[i] = new double[] {4.2 + random.nextDouble() * 0.3, 50.7 + random.nextDouble() * 0.2};
        }
        double before = way(places);
        java.util.Arrays.sort(places, java.util.Comparator.comparingLong(p -> Hilbert.index(p[0], p[1])));
        assertThat(way(places)).isLessThan(before / 30);
    }

    private static double way(double[][] places) {
        double way = 0;
        for (int i = 1; i < places.length; i++) {
            way += Math.hypot(places[i][0] - places[i - 1][0], places[i][1] - places[i - 1][1]);
        }
        return way;
    }

    @Test
    void positions_off_the_earth_count_as_on_its_edge() {
        assertThat(Hilbert.index(-500, -500))
                .isEqualTo(Hilbert.index(-180, -90))
                .isZero();
        assertThat(Hilbert.index(500, 0)).isEqualTo(Hilbert.index(180, 0)).isPositive();
        assertThat(Hilbert.index(Double.NaN, Double.NaN)).isZero();
    }
}
