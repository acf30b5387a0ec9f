package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.engine.tiles.TileGrid;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Maps show what their viewer may see, and nothing of the rest.
class PlaceQueriesTest {
    private static final Field NAME = Field.of("name", FieldType.TEXT);
    private static final Field OWNER = Field.of("owner", FieldType.TEXT);
    private static final Field PLACE = Field.of("place", FieldType.GEO_POINT);
    private static final View ALL = View.of(new TableSchema(List.of(NAME, OWNER, PLACE)));
    private static final PlaceWindow WORLD = PlaceWindow.of(-180, -90, 180, 90);

    private Connection duck;

    @BeforeEach
    void fill() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("create table trees (name varchar, owner varchar, place blob, place__x double,"
                    + " place__y double)");
            statement.execute("insert into trees values ('a', 'city', '\\x01', 4.3, 50.8), ('b', 'city', '\\x01', 4.4,"
                    + " 50.9), ('c', 'Mrs X', '\\x01', 5.5, 49.5), ('d', 'city', null, null, null)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    @Test
    void rows_come_with_their_place() throws SQLException {
        assertThat(Rows.on(duck).of(queries(ALL).rows(PlaceWindow.of(4.2, 50.7, 4.35, 51), 10)))
                .containsExactly(List.of("a", "city", 4.3, 50.8, 0.0));
    }

    @Test
    void a_hidden_field_does_not_exist() throws SQLException {
        SqlQuery rows = queries(ALL.hide("owner")).rows(WORLD, 10);

        assertThat(rows.columns()).extracting(OutputColumn::name).doesNotContain("owner");
        assertThat(rows.sql()).doesNotContain("owner");
        assertThat(Rows.on(duck).of(rows).toString()).doesNotContain("Mrs X");
    }

    @Test
    void a_hidden_place_cannot_be_drawn() {
        assertThatThrownBy(() -> queries(ALL.hide("place")))
                .isInstanceOf(OdsqlException.class)
                .hasMessageContaining("place");
    }

    @Test
    void rows_that_are_filtered_out_are_in_no_row_no_count_and_no_extent() throws SQLException {
        PlaceQueries queries = queries(ALL.onlyRows("owner = 'city'"));

        assertThat(Rows.on(duck).of(queries.rows(WORLD, 10))).hasSize(2);
        assertThat(Rows.on(duck).of(queries.cells(WORLD, TileGrid.WEB_MERCATOR, 1, 0)))
                .singleElement()
                .satisfies(cell -> assertThat(cell.get(2)).isEqualTo(2L));
        assertThat(Rows.on(duck).of(queries.extent())).containsExactly(List.of(2L, 4.3, 50.8, 4.4, 50.9));
    }

    @Test
    void a_blank_mask_takes_the_places_away() throws SQLException {
        PlaceQueries queries = queries(new View(ALL.table(), Set.of(), null, Map.of("place", new Mask.Blank())));

        assertThat(Rows.on(duck).of(queries.rows(WORLD, 10))).isEmpty();
        assertThat(Rows.on(duck).of(queries.extent()).getFirst().getFirst()).isEqualTo(0L);
    }

    @Test
    void what_was_asked_holds_for_counts_too() throws SQLException {
        PlaceQueries queries = queries(ALL, Question.EVERYTHING.where("name = 'a'"));

        assertThat(Rows.on(duck)
                        .of(queries.cells(WORLD, TileGrid.WEB_MERCATOR, 1, 0))
                        .getFirst()
                        .get(2))
                .isEqualTo(1L);
    }

    @Test
    void cells_are_those_of_the_map_of_the_web() throws SQLException {
        assertThat(Rows.on(duck)
                        .of(queries(ALL).cells(PlaceWindow.of(4.2, 50.7, 4.35, 51), TileGrid.WEB_MERCATOR, 1 << 14, 0)))
                .containsExactly(List.of(8387L, 5499L, 1L, 1L, 4.3, 50.8));
    }

    /// A place is counted in the cell in which it is drawn.
    @ParameterizedTest
    @EnumSource
    void cells_are_those_in_which_places_are_drawn(TileGrid grid) throws SQLException {
        Random random = new Random(5);
        Set<String> expected = new HashSet<>();
        long across = 1L << 16;
        double[] shares = new double[2];
        try (PreparedStatement insert =
                duck.prepareStatement("insert into trees values ('r', 'random', '\\x01', ?, ?)")) {
            for (int i = 0; i < 1_000; i++) {
                double longitude = random.nextDouble(2.4, 6.5);
                double latitude = random.nextDouble(49.4, 51.6);
                insert.setDouble(1, longitude);
                insert.setDouble(2, latitude);
                insert.addBatch();
                grid.place(longitude, latitude, shares, 0);
                expected.add((long) Math.floor(shares[0] * across) + " " + (long) Math.floor(shares[1] * across));
            }
            insert.executeBatch();
        }
        var cells = Rows.on(duck).of(queries(ALL.onlyRows("owner = 'random'")).cells(WORLD, grid, across, 0));
        assertThat(cells.stream().map(cell -> cell.get(0) + " " + cell.get(1)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static PlaceQueries queries(View view) {
        return queries(view, Question.EVERYTHING);
    }

    private static PlaceQueries queries(View view, Question question) {
        Field place = view.schema().findField("place").orElse(PLACE);
        return new PlaceQueries(Relation.of("trees"), Odsql.bind(question, view, Instant.EPOCH), place);
    }
}
