package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import city.senne.engine.geo.NamedCrs;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No filter takes the engine longer than it takes to say no: what is as long as an address may be is answered or
/// refused in a moment.
class Cql2LimitsTest {
    private static final NamedCrs WGS84 = NamedCrs.CRS84;
    private static Trees trees;

    @BeforeAll
    static void plant() throws SQLException {
        trees = Trees.planted();
        try (Statement statement = trees.connection.createStatement()) {
            statement.execute("INSERT INTO trees (id, nom) VALUES ('t99', repeat('e', 5000))");
        }
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    /// Fails where the engine does: refused is as good as answered.
    private static void asked(String text) {
        try {
            trees.ask(Question.EVERYTHING.select("id").filter(Filter.cql2Text(text, WGS84)), View.of(Trees.SCHEMA));
        } catch (OdsqlException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }

    private static void inAMoment(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> asked(text), text.substring(0, Math.min(80, text.length())));
    }

    /// Lines from below to above of which each crosses each.
    private static String star(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> i % 2 == 0
                        ? "%.4f 50.7".formatted(4.3 + i * 1e-4)
                        : "%.4f 50.95".formatted(4.3 + (lines - i) * 1e-4))
                .collect(Collectors.joining(","));
    }

    @Test
    void a_pattern_of_many_stars() {
        inAMoment("nom LIKE '" + "%e".repeat(30) + "%z'");
        inAMoment("nom LIKE '" + "%_".repeat(15_000) + "%z'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"S_INTERSECTS", "S_WITHIN", "S_CONTAINS", "S_TOUCHES", "S_CROSSES", "S_OVERLAPS", "S_EQUALS"})
    void a_line_that_crosses_itself(String function) {
        for (String place : List.of("emprise", "localisation")) {
            inAMoment(function + "(" + place + ", LINESTRING(" + star(2_000) + "))");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"S_INTERSECTS", "S_WITHIN", "S_TOUCHES"})
    void a_ring_that_crosses_itself(String function) {
        String ring = star(2_000);
        inAMoment(function + "(localisation, POLYGON((" + ring + "," + ring.substring(0, ring.indexOf(',')) + ")))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S_INTERSECTS",
                "S_WITHIN",
                "S_CONTAINS",
                "S_DISJOINT",
                "S_TOUCHES",
                "S_CROSSES",
                "S_OVERLAPS",
                "S_EQUALS"
            })
    void a_collection_of_shapes(String function) {
        for (String place : List.of("emprise", "localisation")) {
            inAMoment(function + "(" + place
                    + ", GEOMETRYCOLLECTION(POINT(4.35 50.84), POLYGON((4 50, 5 50, 5 51, 4 51, 4 50))))");
        }
    }

    @Test
    void a_long_chain_of_subtractions() {
        inAMoment("hauteur" + "-1".repeat(190) + " > 1");
        assertThatExceptionOfType(OdsqlException.class)
                .isThrownBy(() -> Filter.cql2Text("hauteur" + "-1".repeat(9_900) + " > 1", WGS84));
        String ring = "POLYGON((" + "-1 -1,-2 -1,-2 -2,".repeat(100) + "-1 -1))";
        inAMoment("S_INTERSECTS(localisation, " + ring + ") AND hauteur" + "-1".repeat(190) + " > 1");
    }

    @Test
    void a_number_that_is_too_large_for_any_column() {
        for (String number : List.of("1e308", "1e309", "1e399", "-1e399", "1e-399", "9".repeat(350))) {
            inAMoment("hauteur > " + number);
            inAMoment("nom LIKE '1%' AND hauteur BETWEEN " + number + " AND 5");
            inAMoment("hauteur IN (1, " + number + ")");
        }
        assertThatExceptionOfType(OdsqlException.class).isThrownBy(() -> Filter.cql2Text("hauteur > 1e999", WGS84));
    }
}
