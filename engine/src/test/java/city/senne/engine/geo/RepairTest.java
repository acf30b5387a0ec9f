package city.senne.engine.geo;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.geo.Repair.Outcome;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

class RepairTest {
    private static Outcome repaired(String text) throws Exception {
        return Repair.of(new WKTReader().read(text));
    }

    @Test
    void sound_geometries_stay_as_they_are() throws Exception {
        assertThat(repaired("POLYGON ((0 0, 1 0, 1 1, 0 0))"))
                .isInstanceOfSatisfying(
                        Outcome.Sound.class, sound -> assertThat(sound.mended()).isNull());
    }

    @Test
    void a_small_fault_is_mended_and_said() throws Exception {
        // A spike that goes out and back along the same line.
        Outcome outcome = repaired("POLYGON ((0 0, 10 0, 10 10, 10 15, 10 10, 0 10, 0 0))");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Sound.class, sound -> {
            assertThat(sound.geometry().getArea()).isEqualTo(100);
            assertThat(Objects.requireNonNull(sound.mended()).text(Locale.ENGLISH))
                    .startsWith("The geometry was repaired: it crosses itself");
        });
    }

    @Test
    void a_polygon_that_could_mean_two_things_is_not_guessed_at() throws Exception {
        assertThat(repaired("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))")).isInstanceOf(Outcome.Hopeless.class);
        assertThat(repaired("POLYGON ((0 0, 1 1, 2 2, 0 0))")).isInstanceOf(Outcome.Hopeless.class);
    }

    @Test
    void parts_that_overlap_are_what_they_cover_together() throws Exception {
        Outcome outcome = repaired("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 0, 15 0, 15 10, 5 10, 5 0)))");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Sound.class,
                        sound -> assertThat(sound.geometry().getArea()).isEqualTo(150));
    }

    @Test
    void nothing_is_nothing_and_infinity_is_nowhere() throws Exception {
        assertThat(repaired("POLYGON EMPTY")).isInstanceOf(Outcome.Empty.class);
        Geometry far = Shapes.point(Double.POSITIVE_INFINITY, 1);
        assertThat(Repair.of(far)).isInstanceOf(Outcome.Hopeless.class);
    }

    @Test
    void closing_a_ring_is_said() throws Exception {
        Geometry closed = GeoText.read("POLYGON ((0 0, 1 0, 1 1))").geometry();
        assertThat(Repair.of(closed))
                .isInstanceOfSatisfying(
                        Outcome.Sound.class, sound -> assertThat(sound.mended()).isNotNull());
    }
}
