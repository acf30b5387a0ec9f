package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Walks through all trees, page after page, which lie in several files.
class WalkTest {
    @TempDir
    private static Path folder;

    private static Trees trees;
    private static Relation files;
    private static Relation file;

    @BeforeAll
    static void plant() throws SQLException {
        trees = Trees.planted();
        String path = folder.resolve("%s.parquet").toString();
        trees.run("COPY (SELECT * FROM trees LIMIT 5) TO '" + path.formatted("a") + "'");
        trees.run("COPY (SELECT * FROM trees LIMIT 0) TO '" + path.formatted("b") + "'");
        trees.run("COPY (SELECT * FROM trees OFFSET 5) TO '" + path.formatted("c") + "'");
        trees.run("COPY trees TO '" + path.formatted("all") + "'");
        files = relation(path.formatted("a"), path.formatted("b"), path.formatted("c"));
        file = relation(path.formatted("all"));
    }

    private static Relation relation(String... paths) {
        return Relation.of("read_parquet(['" + String.join("', '", paths) + "'])")
                .as("arbres", Trees.NOW)
                .orderedBy("file_index", "file_row_number");
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id desc",
                "commune, essence desc",
                "hauteur",
                "hauteur desc, diametre",
                "diametre / 7 desc",
                "hauteur / 0, diametre / 0",
                "plante desc",
                "releve",
                "protege",
                "protege desc, year(plante)",
                "length(nom)",
                "ifnull(commune, 'Nulle part') desc",
                "distance(localisation, geom'POINT(4.3525 50.8467)')",
                "record_timestamp",
                "recordid",
                "random(7)"
            })
    void pages_hold_together_what_one_page_holds(String orderBy) throws SQLException {
        for (String where : List.of("", "diametre is null", "commune is null", "hauteur > 10 or hauteur is null")) {
            Question question =
                    Question.EVERYTHING.select("id, nom").where(where).orderBy(orderBy);
            List<String> whole = ids(trees.ask(question, View.of(Trees.SCHEMA), files));
            assertThat(whole).isNotEmpty();
            for (int size : new int[] {1, 5, 100}) {
                for (Relation relation : List.of(file, files)) {
                    assertThat(walked(relation, question, View.of(Trees.SCHEMA), size))
                            .as("%s by %d", where, size)
                            .isEqualTo(whole);
                }
            }
        }
    }

    @Test
    void a_walk_keeps_to_the_conditions_and_to_what_the_caller_may_see() throws SQLException {
        View seen = View.of(Trees.SCHEMA)
                .onlyRows("hauteur > 10")
                .mask(Map.of("commune", new Mask.Generalised("'?'")))
                .hide("note");
        Question question =
                Question.EVERYTHING.select("id").where("not (protege)").orderBy("commune, hauteur desc");
        List<String> whole = ids(trees.ask(question, seen, files));
        assertThat(whole).isNotEmpty().hasSizeLessThan(12);
        assertThat(walked(files, question, seen, 2)).isEqualTo(whole);
    }

    @Test
    void a_position_shows_nothing_of_what_the_caller_may_not_see() throws SQLException {
        View seen = View.of(Trees.SCHEMA).mask(Map.of("commune", new Mask.Generalised("'?'")));
        BoundQuery query =
                Odsql.bind(Question.EVERYTHING.select("id").orderBy("commune").page(1, 0), seen, Trees.NOW);
        assertThat(Objects.requireNonNull(page(files, query, null, new ArrayList<>()))
                        .keys())
                .containsExactly("?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "count(*)"})
    void what_has_no_order_of_its_own_cannot_be_walked(String orderBy) {
        assertThat(Odsql.bind(Question.EVERYTHING.orderBy(orderBy), View.of(Trees.SCHEMA), Trees.NOW)
                        .canBeWalked())
                .isFalse();
    }

    @Test
    void groups_and_aggregates_cannot_be_walked() {
        for (Question question : List.of(
                Question.EVERYTHING.select("count(*)"),
                Question.EVERYTHING.select("count(*)").groupBy("commune"))) {
            assertThat(Odsql.bind(question, View.of(Trees.SCHEMA), Trees.NOW).canBeWalked())
                    .isFalse();
        }
    }

    @Test
    void a_position_of_another_question_is_refused() {
        for (RowPosition foreign : List.of(
                new RowPosition(List.of(), List.of(0L, 1L)),
                new RowPosition(List.of("5", "6"), List.of(0L, 1L)),
                new RowPosition(List.of("five"), List.of(0L, 1L)),
                new RowPosition(List.of("5"), List.of(0L)))) {
            BoundQuery query = Odsql.bind(Question.EVERYTHING.orderBy("hauteur"), View.of(Trees.SCHEMA), Trees.NOW);
            assertThatThrownBy(() -> new DuckDbRenderer(files).walk(query, foreign))
                    .as("%s", foreign)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<String> ids(List<Map<String, @Nullable Object>> rows) {
        return rows.stream().map(row -> String.valueOf(row.get("id"))).toList();
    }

    private static List<String> walked(Relation relation, Question question, View view, int size) throws SQLException {
        List<String> ids = new ArrayList<>();
        BoundQuery query = Odsql.bind(question.page(size, 0), view, Trees.NOW);
        @Nullable RowPosition after = null;
        int before;
        do {
            before = ids.size();
            after = page(relation, query, after, ids);
        } while (ids.size() == before + size);
        return ids;
    }

    private static @Nullable RowPosition page(
            Relation relation, BoundQuery query, @Nullable RowPosition after, List<String> ids) throws SQLException {
        var renderer = new DuckDbRenderer(relation);
        @Nullable RowPosition last = after;
        SqlQuery walk = renderer.walk(query, after);
        try (PreparedStatement statement = Rows.prepare(trees.connection, walk);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) values.add(rows.getObject(i));
                last = renderer.position(query, Collections.unmodifiableList(values)::get);
            }
        }
        return last;
    }
}
