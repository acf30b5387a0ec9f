package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
    private static final View VIEW = View.of(new TableSchema(
            List.of(Field.of("group", FieldType.TEXT), Field.of("n", FieldType.INT), Field.of("d", FieldType.DATE))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "l'été",
                "a \"quoted\" word",
                "back\\slash",
                "ends with \\",
                "\\\" or 1=1 or \"",
                "line\nbreak",
                "`back` quotes",
                "\\u0041\\n",
                "it,n:\"3\"",
                " blanks "
            })
    void what_a_person_typed_is_read_back_letter_by_letter(String typed) {
        assertThat(ClauseText.unquoted(Spelling.text(typed))).isEqualTo(typed);
        var question = Question.EVERYTHING
                .where(Spelling.name("group") + " = " + Spelling.text(typed))
                .refine(Spelling.choice("group", typed));
        BoundQuery bound = Odsql.bind(question, VIEW, Instant.EPOCH);
        assertThat(bound.conditions())
                .hasSize(2)
                .allSatisfy(condition -> assertThat(condition)
                        .isInstanceOfSatisfying(
                                Bound.Compared.class,
                                compared -> assertThat(compared.right())
                                        .isEqualTo(new Bound.Constant(typed, ValueType.TEXT))));
    }

    @Test
    void numbers_and_days_are_read_as_such() {
        var question = Question.EVERYTHING.where(
                Spelling.name("n") + " >= " + Spelling.number(new BigDecimal("-1E+3")),
                Spelling.name("d") + " < " + Spelling.day(LocalDate.of(2024, 2, 29)));
        assertThat(Odsql.bind(question, VIEW, Instant.EPOCH).conditions()).hasSize(2);
    }
}
