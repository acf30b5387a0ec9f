package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.FormerName;
import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden trees, whose `hauteur` was called `taille` until the end of 2030.
class FormerNamesTest {
    private static final Question ALL = Question.EVERYTHING;
    private static final LocalDate LAST = LocalDate.of(2030, 12, 31);
    private static final Instant IN_TIME = Instant.parse("2030-12-31T23:59:59Z");
    private static final Instant TOO_LATE = Instant.parse("2031-01-01T00:00:00Z");
    private static final View VIEW = View.of(new TableSchema(Trees.SCHEMA.fields().stream()
            .map(field -> field.name().equals("hauteur")
                    ? field.renamed("hauteur", List.of(new FormerName("taille", LAST.minusYears(1), LAST)))
                    : field)
            .toList()));

    @ParameterizedTest
    @ValueSource(strings = {"taille", "taille as x", "include(taille)", "avg(taille)", "hauteur, taille"})
    void a_former_name_is_known_until_the_end_of_its_last_day(String select) {
        assertThat(Odsql.bind(ALL.select(select), VIEW, IN_TIME).named())
                .filteredOn(named -> named.asked().equals("taille"))
                .singleElement()
                .matches(named -> named.former().orElseThrow().until().equals(LAST));
        assertThatThrownBy(() -> Odsql.bind(ALL.select(select), VIEW, TOO_LATE))
                .isInstanceOf(OdsqlException.class)
                .hasMessageContaining("Unknown field: taille; it is called hauteur now")
                .hasMessageContaining("until 2030-12-31");
    }

    @Test
    void every_clause_tells_which_names_it_used() {
        Question question = ALL.select("nom, exclude(note)")
                .where("taille > 3 and id is not null")
                .orderBy("commune")
                .refine("taille:12");

        List<NamedField> named = Odsql.bind(question, VIEW, IN_TIME, List.of(FacetRequest.of("commune")))
                .named();

        assertThat(named).extracting(NamedField::asked).contains("nom", "taille", "id", "commune");
        assertThat(Odsql.bind(ALL.select("*"), VIEW, IN_TIME).named()).isEmpty();
    }

    @Test
    void a_join_knows_a_former_name_and_tells_of_it() {
        View other = View.of(new TableSchema(List.of(Field.of("metres", FieldType.DOUBLE))));
        Question question = ALL.extended().join("heights on taille = metres as h", null);
        assertThat(Odsql.bind(question, VIEW, other, IN_TIME, List.of()).named())
                .singleElement()
                .matches(named ->
                        named.asked().equals("taille") && named.field().name().equals("hauteur"));
        assertThatThrownBy(() -> Odsql.bind(question, VIEW, other, TOO_LATE, List.of()))
                .hasMessageContaining("it is called hauteur now")
                .hasMessageContaining("join");
        assertThatThrownBy(() -> Odsql.bind(question, VIEW.hide("hauteur"), other, TOO_LATE, List.of()))
                .hasMessageContaining("Unknown field: taille")
                .hasMessageNotContaining("hauteur");
    }

    @Test
    void a_hidden_field_is_hidden_under_all_its_names_and_by_each_of_them() {
        for (View hidden : List.of(VIEW.hide("hauteur"), VIEW.hide("taille"))) {
            for (String name : List.of("hauteur", "taille")) {
                assertThatThrownBy(() -> Odsql.bind(ALL.select(name), hidden, IN_TIME))
                        .hasMessage(
                                "ODSQL query is malformed: Unknown field: %s. Clause(s) containing the error(s): select."
                                        .formatted(name));
            }
            assertThatThrownBy(() -> Odsql.bind(ALL.where("taille > 1"), hidden, TOO_LATE))
                    .hasMessageContaining("Unknown field: taille")
                    .hasMessageNotContaining("hauteur");
        }
    }

    @Test
    void a_mask_and_a_row_filter_hold_under_all_names_however_late() throws Exception {
        try (Trees trees = Trees.planted()) {
            View masked = VIEW.mask(Map.of("taille", new Mask.Blank()));
            assertThat(trees.count(ALL.where("taille is not null"), masked)).isZero();
            assertThat(trees.count(ALL.where("hauteur is not null"), masked)).isZero();
            View filtered = VIEW.onlyRows("taille > 1000");
            assertThat(trees.count(ALL, filtered)).isZero();
            assertThat(Odsql.bind(ALL, filtered, TOO_LATE).columns()).isNotEmpty();
        }
    }
}
