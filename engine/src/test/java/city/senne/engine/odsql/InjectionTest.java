package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts, labels and names that try to become SQL.
class InjectionTest {
    private static final Question ALL = Question.EVERYTHING;
    private static final View ALL_SEEING = View.of(Trees.SCHEMA);

    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    private static OdsqlException refusal(Question question, View view) {
        try {
            Odsql.bind(question, view, Trees.NOW);
        } catch (OdsqlException e) {
            return e;
        }
        throw new AssertionError("Not refused: " + question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE trees; --",
                "\" OR 1=1 --",
                "x' UNION SELECT nom FROM trees --",
                "/* */",
                "--",
                "\\",
                "'||(SELECT 1)||'",
                "%",
                "_",
                "\u0000",
                "\u2019 OR 1=1",
                "ʼ; DROP TABLE trees",
                "?",
                "$1",
                "{}",
                "{0}",
                "\r\n;",
                "\uD83D\uDE00",
                "\uFF07 OR \uFF071\uFF07=\uFF071",
                "{'a': 1}",
                "$$x$$",
                "E'\\x27'",
            })
    void a_text_stays_a_text(String text) {
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        for (String where : List.of(
                "id = " + quoted,
                "id in (" + quoted + ")",
                "id > " + quoted + " and false",
                "search(nom, " + quoted + ") and false",
                "startswith(nom, " + quoted + ")",
                quoted + " in tags",
                "nom like " + quoted + " and false")) {
            var query = new DuckDbRenderer(Trees.relation()).page(Odsql.bind(ALL.where(where), ALL_SEEING, Trees.NOW));
            assertThat(query.sql()).doesNotContain("DROP", "UNION", "OR 1=1");
            assertThat(trees.count(ALL.where(where), ALL_SEEING)).isZero();
        }
        assertThat(trees.ask(ALL.select(quoted + " as v").page(1, 0))).containsExactly(Map.of("v", text));
        assertThat(trees.count(ALL.refine("commune:" + quoted), ALL_SEEING)).isZero();
        assertThat(trees.count(ALL.exclude("commune:" + quoted), ALL_SEEING)).isEqualTo(12);
        assertThat(trees.count(ALL, ALL_SEEING)).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\"; DROP TABLE trees; --", "x' OR '1'='1", "a b", "\"", "?", "{}"})
    void a_label_never_reaches_the_statement(String label) {
        var question = ALL.select("hauteur as `" + label + "`, count(*) as `n" + label + "`")
                .page(1, 0);
        var query = new DuckDbRenderer(Trees.relation()).page(Odsql.bind(question, ALL_SEEING, Trees.NOW));
        assertThat(query.sql()).doesNotContain("DROP", "'1'");
        assertThat(trees.ask(question).getFirst().keySet()).containsExactly(label, "n" + label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`nom\"`",
                "`nom; DROP TABLE trees`",
                "`nom\" FROM trees --`",
                "`*`",
                "``",
                "`r.nom`",
                "r.nom",
                "trees.nom",
                "`nom`.`x`",
                "t.\"nom\"",
            })
    void a_name_that_is_not_a_field_goes_nowhere(String name) {
        assertThat(refusal(ALL.select(name), ALL_SEEING).code()).startsWith("ODSQL");
        assertThat(refusal(ALL.orderBy(name), ALL_SEEING).code()).startsWith("ODSQL");
        assertThat(refusal(ALL.where(name + " = 1"), ALL_SEEING).code()).startsWith("ODSQL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1; DROP TABLE trees",
                "1 -- x",
                "1 /* x */ = 1",
                "exists (select 1 from trees)",
                "id in (select id from trees)",
                "read_csv('/etc/passwd')",
                "getenv('HOME')",
                "pg_sleep(9)",
                "current_setting('x')",
                "id = (select 1)",
                "nom ~ 'x'",
                "nom SIMILAR TO 'x'",
                "nom COLLATE x = 'y'",
                "id = $1",
                "id = ?",
                "id = :x",
                "@x = 1",
                "id[1] = 'T'",
                "id = U&'\\0041'",
                "id = X'41'",
                "id = E'a'",
                "nom = 'a' 'b'",
                "\u037e",
                "id = \u2018a\u2019",
            })
    void sql_that_is_not_in_the_language_is_refused(String where) {
        assertThat(refusal(ALL.where(where), ALL_SEEING).code()).startsWith("ODSQL");
    }

    @Test
    void a_field_with_a_hostile_name_is_only_a_name() throws SQLException {
        String name = "a\" FROM trees; DROP TABLE trees; --";
        var schema = new city.senne.engine.table.TableSchema(
                List.of(city.senne.engine.table.Field.of(name, city.senne.engine.table.FieldType.TEXT)));
        trees.run("CREATE OR REPLACE TABLE odd AS SELECT 'v' AS \"" + name.replace("\"", "\"\"") + "\"");
        var rows = trees.ask(
                ALL.select("`" + name + "`").where("`" + name + "` = 'v'"), View.of(schema), Relation.of("odd"));
        assertThat(rows).containsExactly(Map.of(name, "v"));
        assertThat(trees.count(ALL, ALL_SEEING)).isEqualTo(12);
    }

    @Test
    void a_date_format_cannot_carry_sql() {
        assertThat(trees.ask(ALL.select("date_format(plante, \"''' || (SELECT 1) || '\") as v")
                        .page(1, 0)))
                .containsExactly(Map.of("v", "' || (SELECT 1) || "));
        assertThat(refusal(ALL.select("date_format(plante, \"'open\")"), ALL_SEEING))
                .hasMessageContaining("Invalid date format");
        assertThat(refusal(ALL.select("date_format(plante, 'j')"), ALL_SEEING))
                .hasMessageContaining("Invalid date format");
    }
}
