package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.odsql.Odsql;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people and widgets type into search boxes, in words of ODSQL.
class SearchLanguageTest {
    private static final TableSchema FIELDS = new TableSchema(List.of(
            Field.of("nom", FieldType.TEXT),
            Field.of("hauteur", FieldType.INT),
            Field.of("plante", FieldType.DATE),
            Field.of("protege", FieldType.BOOLEAN)));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "tilleul ; \"tilleul\"",
                "tilleul flagey ; (\"tilleul\") AND (\"flagey\")",
                "\"avenue Louise\" ; \"avenue Louise\"",
                "tilleul OR pin ; (\"tilleul\") OR (\"pin\")",
                "(tilleul OR pin) AND rue ; ((\"tilleul\") OR (\"pin\")) AND (\"rue\")",
                "-pin ; NOT (\"pin\")",
                "NOT pin ; NOT (\"pin\")",
                "nom:tilleul ; `nom` like \"tilleul\"",
                "nom:\"rue \\\"x\\\"\" ; `nom` like \"rue \\\"x\\\"\"",
                "nom=Pin ; `nom` = \"Pin\"",
                "hauteur>10 ; `hauteur` > 10",
                "hauteur>=10 AND hauteur<20 ; (`hauteur` >= 10) AND (`hauteur` < 20)",
                "hauteur:[10 TO 20] ; (`hauteur` >= 10) AND (`hauteur` <= 20)",
                "hauteur:[10 TO *] ; `hauteur` >= 10",
                "plante:2014 ; (`plante` >= date'2014-01-01') AND (`plante` < date'2015-01-01')",
                "plante:2014/12 ; (`plante` >= date'2014-12-01') AND (`plante` < date'2015-01-01')",
                "plante>2014-05-03 ; `plante` > date'2014-05-03'",
                "protege:true ; `protege` is true",
                "inconnu:pin ; \"inconnu:pin\"",
                "hauteur:pin ; \"hauteur:pin\"",
                "http://x.be ; \"http://x.be\"",
                "a) b ; (\"a\") AND (\"b\")",
                "(a ; \"a\"",
                "OR ; ^^",
                "NOT ; ^^",
                "() - \" ; ^^",
            })
    void means(String typed, String expected) {
        assertThat(SearchLanguage.where(typed, FIELDS).orElse("")).isEqualTo(expected);
    }

    @Test
    void thousands_of_signs_are_one_or_none() {
        assertThat(SearchLanguage.where("-".repeat(3990) + "x", FIELDS)).contains("\"x\"");
        assertThat(SearchLanguage.where("NOT ".repeat(901) + "x", FIELDS)).contains("NOT (\"x\")");
    }

    @Test
    void whatever_is_typed_makes_a_question_that_can_be_asked() {
        String[] pieces = {
            "(",
            ")",
            "\"",
            "-",
            " ",
            " AND ",
            " OR ",
            " NOT ",
            "nom:",
            "hauteur>",
            "[1 TO ",
            "]",
            "x",
            "\\",
            "'",
            "`",
            "é*",
            "plante:20",
            "2014",
            "=",
            "date'",
            "--",
            ";",
            "\u0000",
            "\ud83c\udf33",
            "#exact(nom,",
            "protege:1"
        };
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) typed.append(pieces[random.nextInt(pieces.length)]);
            String where = SearchLanguage.where(typed.toString(), FIELDS).orElse("");
            assertThat(Odsql.bind(Question.EVERYTHING.where(where), View.of(FIELDS), Instant.EPOCH))
                    .as("%s as %s", typed, where)
                    .isNotNull();
        }
        assertThat(SearchLanguage.where("(".repeat(5_000) + "x", FIELDS)).isNotPresent();
    }
}
