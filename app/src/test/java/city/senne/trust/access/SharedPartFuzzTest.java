package city.senne.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.odsql.DuckDbRenderer;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Odsql;
import city.senne.engine.odsql.OdsqlException;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Relation;
import city.senne.engine.odsql.Rows;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.trust.access.RulesByChance.Made;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// For tables, rules and questions made by chance: what a reader gets through the rules is what is left of the table
/// when each value is judged by itself, in Java; and whatever she asks is answered as if nothing else had ever been
/// there.
class SharedPartFuzzTest {
    private static final int CASES = Integer.getInteger("senne.fuzz.rules", 500);
    private static final int QUESTIONS = Integer.getInteger("senne.fuzz.questions", 3);
    private static final long SEED = Long.getLong("senne.fuzz.seed", 20261122);

    @Test
    void rules_leave_what_is_left_when_each_value_is_judged_by_itself() throws SQLException {
        Random random = new Random(SEED);
        int seen = 0;
        int answered = 0;
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (int i = 0; i < CASES; i++) {
                List<List<@Nullable Object>> rows = RulesByChance.rows(random);
                plant(duckdb, "part", RulesByChance.COLUMNS, rows);
                List<Made> made = RulesByChance.rules(random);
                boolean permitted = random.nextInt(4) == 0;
                Optional<View> view = SharedPart.of(
                        RulesByChance.TABLE,
                        permitted,
                        made.stream().map(Made::rule).toList(),
                        RulesByChance.CALLER);
                List<String> visible = RulesByChance.visible(made, permitted);
                assertThat(view.isPresent()).as("%s", made).isEqualTo(!visible.isEmpty());
                if (view.isEmpty()) continue;
                assertThat(view.get().schema().fields().stream().map(Field::name))
                        .as("%s", made)
                        .containsExactlyElementsOf(visible);
                List<List<@Nullable Object>> left = RulesByChance.left(rows, made, permitted, visible);
                assertThat(everything(duckdb, view.get())).as("%s", made).isEqualTo(left);
                plant(duckdb, "left_over", visible, left);
                for (int question = 0; question < QUESTIONS; question++) {
                    if (isAnsweredAsIfNothingElseWereThere(duckdb, view.get(), QuestionByChance.ask(random), made)) {
                        answered++;
                    }
                }
                seen++;
            }
        }
        assertThat(seen).as("cases in which something was left").isGreaterThan(CASES / 3);
        assertThat(answered).as("questions that made sense").isGreaterThan(seen * QUESTIONS / 4);
    }

    /// Whether it was no question that is refused.
    private static boolean isAnsweredAsIfNothingElseWereThere(
            Connection duckdb, View view, Question question, List<Made> made) {
        String through = answer(duckdb, question, view, "part");
        assertThat(through)
                .as("%s of %s", question, made)
                .isEqualTo(answer(duckdb, question, View.of(view.schema()), "left_over"));
        return !through.startsWith("refused");
    }

    private static void plant(Connection duckdb, String table, List<String> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        String types = columns.stream()
                .map(column -> column + " " + sqlType(column))
                .collect(Collectors.joining(", ", "(", ")"));
        String places = columns.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("create or replace table " + table + " " + types);
        }
        if (rows.isEmpty()) return;
        String all = rows.stream().map(_ -> places).collect(Collectors.joining(", "));
        try (PreparedStatement insert = duckdb.prepareStatement("insert into " + table + " values " + all)) {
            int place = 0;
            for (List<@Nullable Object> row : rows) for (Object value : row) insert.setObject(++place, value);
            insert.execute();
        }
    }

    private static String sqlType(String column) {
        FieldType type = RulesByChance.SCHEMA.findField(column).orElseThrow().type();
        return type == FieldType.INT ? "bigint" : type == FieldType.DATE ? "date" : "varchar";
    }

    private static String answer(Connection duckdb, Question question, View view, String table) {
        Relation relation = Relation.of(table).as("part", RulesByChance.NOW).orderedBy("rowid");
        try {
            DuckDbRenderer renderer = new DuckDbRenderer(relation);
            // One field of those that are left is counted with each question.
            List<Field> fields = view.schema().fields();
            Field counted = fields.get(question.offset() % fields.size());
            List<FacetRequest> facets = List.of(FacetRequest.of(counted.name()));
            return List.of(
                            Rows.on(duckdb).of(renderer.page(Odsql.bind(question, view, RulesByChance.NOW))),
                            Rows.on(duckdb).of(renderer.count(Odsql.bind(question, view, RulesByChance.NOW))),
                            new Facets(relation, Rows.on(duckdb)).of(question, view, facets, RulesByChance.NOW))
                    .toString();
        } catch (OdsqlException e) {
            return "refused: " + e.getMessage();
        } catch (SQLException e) {
            throw new IllegalStateException(question + " of " + view, e);
        }
    }

    private static List<List<@Nullable Object>> everything(Connection duckdb, View view) throws SQLException {
        Relation relation = Relation.of("part").orderedBy("rowid");
        var query = Odsql.bind(Question.EVERYTHING, view, RulesByChance.NOW);
        List<List<@Nullable Object>> answers = new ArrayList<>();
        for (List<@Nullable Object> row : Rows.on(duckdb).of(new DuckDbRenderer(relation).page(query))) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object value : row) {
                values.add(value instanceof Number number ? Math.toIntExact(number.longValue()) : value);
            }
            answers.add(values);
        }
        assertThat(answers).allMatch(Objects::nonNull);
        return answers;
    }
}
