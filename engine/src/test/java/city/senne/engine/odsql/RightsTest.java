package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import city.senne.engine.table.FieldType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A catalogue of tricks by which somebody may try to see more than is theirs: one test each.
class RightsTest {
    private static final Question ALL = Question.EVERYTHING;
    private static final View ALL_SEEING = View.of(Trees.SCHEMA);
    private static final View WITHOUT_NAMES = ALL_SEEING.hide("nom");
    private static final View ONLY_IXELLES = ALL_SEEING.onlyRows("commune = 'Ixelles'");
    private static final View BLANK_HEIGHTS = ALL_SEEING.mask(Map.of("hauteur", new Mask.Blank()));
    private static final View YEARS_ONLY = ALL_SEEING.mask(Map.of("plante", new Mask.Generalised("year(plante)")));

    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    // Hidden fields

    static Stream<Question> questions_that_name_the_hidden_field() {
        return Stream.of(
                ALL.select("nom"),
                ALL.select("nom as x"),
                ALL.select("`nom`"),
                ALL.select("NOM"),
                ALL.select("default.nom"),
                ALL.select("include(nom)"),
                ALL.select("exclude(nom)"),
                ALL.select("length(nom)"),
                ALL.select("ifnull(commune, nom)"),
                ALL.select("json_format(note, nom)"),
                ALL.select("count(nom)"),
                ALL.select("count(distinct nom)"),
                ALL.select("count(distinct ifnull(nom, 'x'))"),
                ALL.select("count(*)").groupBy("nom"),
                ALL.select("count(*)").groupBy("lower(nom)"),
                ALL.select("count(*)").groupBy("ifnull(nom, 'x')"),
                ALL.where("nom = 'x'"),
                ALL.where("nom"),
                ALL.where("nom is null"),
                ALL.where("not nom is null"),
                ALL.where("nom in ('a', 'b')"),
                ALL.where("nom in ['a'..'b']"),
                ALL.where("'x' in nom"),
                ALL.where("nom like 'x'"),
                ALL.where("length(nom) > 1"),
                ALL.where("commune = nom"),
                ALL.where("search(nom, 'x')"),
                ALL.where("search(commune, nom, 'x')"),
                ALL.where("suggest(nom, 'x')"),
                ALL.where("startswith(nom, 'x')"),
                ALL.where("1 = 1 or nom = 'x'"),
                ALL.where("hauteur > 1", "nom = 'x'"),
                ALL.orderBy("nom"),
                ALL.orderBy("-nom"),
                ALL.orderBy("length(nom)"),
                ALL.orderBy("id, nom desc"),
                ALL.refine("nom:x"),
                ALL.refine("`nom`:x"),
                ALL.refine("commune:x,nom:y").refine("nom:y"),
                ALL.exclude("nom:x"));
    }

    @ParameterizedTest
    @MethodSource("questions_that_name_the_hidden_field")
    void a_hidden_field_is_as_unknown_as_one_that_never_was(Question question) {
        OdsqlException hidden = refusal(question, WITHOUT_NAMES);
        assertThat(hidden).message().contains("Unknown field: ");
        OdsqlException unknown = refusal(renamed(question), WITHOUT_NAMES);
        assertThat(hidden.toString()).isEqualTo(unknown.toString().replace("zzz", "nom"));
    }

    /// The same question about a field that the table does not have at all.
    private static Question renamed(Question question) {
        return new Question(
                renamed(question.select()),
                question.where().stream()
                        .map(RightsTest::renamed)
                        .filter(Objects::nonNull)
                        .toList(),
                renamed(question.groupBy()),
                renamed(question.orderBy()),
                question.refine().stream()
                        .map(RightsTest::renamed)
                        .filter(Objects::nonNull)
                        .toList(),
                question.exclude().stream()
                        .map(RightsTest::renamed)
                        .filter(Objects::nonNull)
                        .toList(),
                null,
                0,
                question.lang(),
                question.zone());
    }

    private static @Nullable String renamed(@Nullable String text) {
        return text == null
                ? null
                : text.replaceAll("(?<!not )(?<![a-z])nom(?![a-z])", "zzz").replace("nom is", "zzz is");
    }

    private static OdsqlException refusal(Question question, View view) {
        try {
            Odsql.bind(question, view, Trees.NOW);
        } catch (OdsqlException e) {
            return e;
        }
        throw new AssertionError("Not refused: " + question);
    }

    @Test
    void a_hidden_field_is_not_among_all_fields() {
        assertThat(trees.ask(ALL, WITHOUT_NAMES).getFirst()).doesNotContainKey("nom");
        assertThat(trees.ask(ALL.select("include(n*)"), WITHOUT_NAMES)
                        .getFirst()
                        .keySet())
                .containsExactly("note");
        assertThat(WITHOUT_NAMES.schema().findField("nom")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'flagey'",
                "search('flagey')",
                "search(*, 'flagey')",
                "suggest('flagey')",
                "startswith(*, 'Tilleul de la')"
            })
    void a_search_in_all_fields_does_not_look_into_hidden_ones(String where) {
        assertThat(trees.count(ALL.where(where), ALL_SEEING)).isPositive();
        assertThat(trees.count(ALL.where(where), WITHOUT_NAMES)).isZero();
    }

    @Test
    void a_hidden_facet_is_unknown() {
        assertThatThrownBy(() -> trees.facets(ALL, ALL_SEEING.hide("commune"), List.of(FacetRequest.of("commune"))))
                .hasMessageContaining("Unknown field: commune");
        assertThatThrownBy(() -> trees.facets(ALL.refine("commune:Ixelles"), ALL_SEEING.hide("commune"), List.of()))
                .hasMessageContaining("Unknown field: commune");
    }

    @Test
    void the_columns_behind_a_place_are_no_fields() {
        for (String column : List.of("localisation__x", "emprise__xmin", "rowid", "c1", "r", "t", "hauteur__x")) {
            assertThat(refusal(ALL.select(column), ALL_SEEING)).hasMessageContaining("Unknown field");
        }
    }

    @Test
    void a_hidden_place_takes_its_coordinates_along() {
        View view = ALL_SEEING.hide("localisation");
        for (String where : List.of(
                "within_distance(localisation, geom'POINT(4 50)', 1km)", "in_bbox(localisation, 1, 2, 3, 4)",
                "localisation is null", "distance(localisation, geom'POINT(4 50)') > 1")) {
            assertThat(refusal(ALL.where(where), view)).hasMessageContaining("Unknown field: localisation");
        }
        assertThat(refusal(ALL.groupBy("geo_cluster(localisation, 2)"), view)).hasMessageContaining("Unknown field");
        assertThat(refusal(ALL.select("bbox(localisation)"), view)).hasMessageContaining("Unknown field");
    }

    @Test
    void the_record_id_says_nothing_of_hidden_values() throws SQLException {
        trees.run("CREATE OR REPLACE TABLE twins AS SELECT * FROM trees WHERE id = 'T01' UNION ALL"
                + " SELECT * REPLACE ('T99' AS id, 'secret' AS nom) FROM trees WHERE id = 'T01'");
        View view = ALL_SEEING.hide("id", "nom");
        var ids = trees.ask(ALL.select("recordid, record_size"), view, Relation.of("twins"));
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(trees.ask(ALL.orderBy("random(7)").select("recordid"), view, Relation.of("twins")))
                .hasSize(2);
    }

    // Rows

    @Test
    void the_row_filter_may_use_what_the_caller_may_not() {
        View view = ALL_SEEING.hide("commune", "hauteur").onlyRows("commune = 'Ixelles' and hauteur < 12");
        assertThat(trees.ask(ALL.select("id"), view))
                .extracting(row -> row.get("id"))
                .containsExactly("T05", "T08");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commune = 'Uccle' or true", "true", "not false", "commune = 'Uccle' or commune != 'Uccle'",
                "1=1) or (1=1", "id = 'T01' or 1 = 1 or id = 'T02'", "not (commune = 'Ixelles')", "hauteur / 0 is null",
                "commune is null or commune is not null",
            })
    void nothing_said_in_where_opens_the_row_filter(String where) {
        try {
            assertThat(trees.ask(ALL.where(where), ONLY_IXELLES))
                    .allSatisfy(row -> assertThat(row).containsEntry("commune", "Ixelles"));
            assertThat(trees.count(ALL.where(where), ONLY_IXELLES)).isLessThanOrEqualTo(3);
        } catch (OdsqlException e) {
            assertThat(e.code()).isEqualTo("ODSQLSyntaxError");
        }
    }

    @Test
    void counts_totals_groups_and_facets_see_only_the_rows_that_pass() {
        assertThat(trees.count(ALL, ONLY_IXELLES)).isEqualTo(3);
        assertThat(trees.ask(ALL.select("count(*) as n, max(hauteur) as m").page(1, 0), ONLY_IXELLES))
                .containsExactly(Map.of("n", 3L, "m", 12L));
        assertThat(trees.ask(ALL.select("count(*) as n").groupBy("commune"), ONLY_IXELLES))
                .containsExactly(Map.of("commune", "Ixelles", "n", 3L));
        assertThat(trees.ask(ALL.select("count(*) as n").groupBy("range(hauteur, 0, 100)"), ONLY_IXELLES))
                .containsExactly(Map.of("range(hauteur, 0, 100)", "[0, 100[", "n", 3L));
        var facet = trees.facets(ALL.refine("commune:Uccle"), ONLY_IXELLES, List.of(FacetRequest.of("commune")));
        assertThat(facet.getFirst().values())
                .extracting(Facets.Value::name, Facets.Value::count)
                .containsExactly(tuple("Ixelles", 3L), tuple("Uccle", 0L));
    }

    @Test
    void a_record_outside_the_filter_is_not_found_by_its_id() {
        String id = String.valueOf(trees.value("recordid", "id='T01'"));
        assertThat(trees.ask(RecordIds.questionFor(id, ALL), ALL_SEEING)).hasSize(1);
        assertThat(trees.ask(RecordIds.questionFor(id, ALL), ONLY_IXELLES)).isEmpty();
    }

    @Test
    void an_error_in_a_row_that_is_not_ours_does_not_show() throws SQLException {
        trees.run("CREATE OR REPLACE TABLE huge AS SELECT * REPLACE (9223372036854775807 AS hauteur,"
                + " '{\"broken' AS note, 'not wkb'::BLOB AS emprise) FROM trees");
        var huge = Relation.of("huge");
        View view = ALL_SEEING.onlyRows("id = 'nobody'");
        for (String select : List.of(
                "hauteur * hauteur",
                "hauteur + 1",
                "-hauteur - 2",
                "sum(hauteur) as s, sum(hauteur * 2) as x",
                "hauteur / 0",
                "json_format(note)",
                "percentile(hauteur, 99)",
                "geometry_type(emprise)")) {
            assertThat(trees.ask(ALL.select(select), view, huge)).isEmpty();
            assertThat(trees.ask(ALL.select(select), ALL_SEEING, huge)).isNotEmpty();
        }
        for (String where : List.of(
                "hauteur * hauteur > 3",
                "hauteur * 9 = 1",
                "hauteur = 1e300",
                "intersects(emprise, geom'POINT(4.36 50.84)')")) {
            assertThat(trees.count(ALL.where(where), view, huge)).isZero();
        }
        assertThat(trees.ask(ALL.groupBy("range(hauteur, 10)"), ALL_SEEING, huge))
                .isNotEmpty();
        assertThat(trees.ask(ALL.groupBy("range(plante, 1 day)"), ALL_SEEING, huge))
                .isNotEmpty();
    }

    // Masks

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hauteur | ",
                "max(hauteur) | ",
                "sum(hauteur) | ",
                "count(hauteur) | 0",
                "avg(hauteur) | ",
                "hauteur * 2 | ",
                "ifnull(hauteur, 7) | 7",
                "percentile(hauteur, 50) | ",
                "count(distinct hauteur) | 0",
            })
    void a_blank_field_has_no_value_whatever_is_made_of_it(String select, @Nullable String expected) {
        Object value = trees.ask(ALL.select(select + " as v").page(1, 0), BLANK_HEIGHTS)
                .getFirst()
                .get("v");
        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    @Test
    void a_mask_holds_in_conditions_orders_groups_and_facets() {
        assertThat(trees.count(ALL.where("hauteur > 0"), BLANK_HEIGHTS)).isZero();
        assertThat(trees.count(ALL.where("hauteur is null"), BLANK_HEIGHTS)).isEqualTo(12);
        assertThat(trees.count(ALL.where("not hauteur > 20"), BLANK_HEIGHTS)).isEqualTo(12);
        assertThat(trees.count(ALL.refine("hauteur:22"), BLANK_HEIGHTS)).isZero();
        assertThat(trees.ask(ALL.select("id").orderBy("hauteur desc"), BLANK_HEIGHTS))
                .extracting(row -> row.get("id"))
                .startsWith("T01", "T02", "T03", "T04");
        assertThat(trees.ask(ALL.select("count(*) as n").groupBy("hauteur"), BLANK_HEIGHTS))
                .hasSize(1);
        assertThat(trees.facets(ALL, BLANK_HEIGHTS, List.of(FacetRequest.of("hauteur")))
                        .getFirst()
                        .values())
                .isEmpty();
    }

    @Test
    void a_generalised_field_has_the_type_and_values_of_its_mask() {
        assertThat(YEARS_ONLY.schema().findField("plante").orElseThrow().type()).isEqualTo(FieldType.INT);
        assertThat(trees.ask(ALL.select("plante").where("id = 'T05'"), YEARS_ONLY))
                .containsExactly(Map.of("plante", 2014L));
        assertThat(trees.count(ALL.where("plante = 2014"), YEARS_ONLY)).isEqualTo(3);
        assertThat(refusal(ALL.where("plante > date'2014-06-01'"), YEARS_ONLY)).hasMessageContaining("Cannot compare");
        assertThat(refusal(ALL.select("month(plante)"), YEARS_ONLY)).hasMessageContaining("plante is not allowed");
        assertThat(trees.ask(ALL.select("min(plante) as m").page(1, 0), YEARS_ONLY))
                .containsExactly(Map.of("m", 1875L));
    }

    @Test
    void a_masked_text_is_not_found_by_search() {
        View view = ALL_SEEING.mask(Map.of("nom", new Mask.Generalised("'confidentiel'")));
        assertThat(trees.count(ALL.where("'flagey'"), view)).isZero();
        assertThat(trees.count(ALL.where("search(nom, 'flagey')"), view)).isZero();
        assertThat(trees.count(ALL.where("startswith(nom, 'Tilleul')"), view)).isZero();
        assertThat(trees.count(ALL.where("'confidentiel'"), view)).isEqualTo(12);
    }

    @Test
    void a_masked_place_cannot_be_measured() {
        View view = ALL_SEEING.mask(Map.of("localisation", new Mask.Blank(), "emprise", new Mask.Blank()));
        assertThat(trees.count(ALL.where("within_distance(localisation, geom'POINT(4.35 50.84)', 9000km)"), view))
                .isZero();
        assertThat(trees.count(ALL.where("intersects(emprise, geom'POINT(4.3525 50.8467)')"), view))
                .isZero();
        assertThat(trees.ask(
                                ALL.select("bbox(localisation) as b, bbox(emprise) as c, envelope(localisation) as d")
                                        .page(1, 0),
                                view)
                        .getFirst()
                        .values())
                .containsOnlyNulls();
        assertThat(trees.ask(ALL.groupBy("geo_cluster(localisation, 3)"), view)).isEmpty();
        assertThat(trees.ask(ALL.select("localisation, emprise").page(1, 0), view)
                        .getFirst()
                        .values())
                .containsOnlyNulls();
    }

    @Test
    void the_filter_sees_the_value_behind_the_mask() {
        View view = BLANK_HEIGHTS.onlyRows("hauteur > 25");
        assertThat(trees.ask(ALL.select("id, hauteur"), view)).hasSize(2);
    }

    @Test
    void another_time_zone_does_not_move_a_mask() {
        View view = ALL_SEEING
                .mask(Map.of("releve", new Mask.Generalised("date_format(releve, 'yyyy')")))
                .onlyRows("year(releve) = 2026");
        var question = ALL.select("releve").where("id = 'T11'");
        var far = question.in(Locale.FRENCH, ZoneId.of("Pacific/Auckland"));
        assertThat(trees.ask(question, view)).isEqualTo(trees.ask(far, view)).containsExactly(Map.of("releve", "2026"));
    }

    @Test
    void a_masked_key_is_no_longer_a_fingerprint() {
        View view = ALL_SEEING.mask(Map.of("id", new Mask.Blank()));
        assertThat(trees.ask(ALL.select("recordid as r").page(1, 0), view))
                .isNotEqualTo(trees.ask(ALL.select("recordid as r").page(1, 0), ALL_SEEING));
    }

    // Rights that cannot be read

    @Test
    void a_filter_or_mask_that_does_not_fit_shows_nothing() {
        assertThatThrownBy(() -> trees.ask(ALL, ALL_SEEING.onlyRows("owner = 'me'")))
                .isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> trees.ask(ALL, ALL_SEEING.onlyRows("commune =")))
                .isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> trees.ask(ALL, ALL_SEEING.onlyRows(""))).isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> trees.ask(ALL, ALL_SEEING.mask(Map.of("owner", new Mask.Blank()))))
                .isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> trees.ask(ALL, ALL_SEEING.mask(Map.of("nom", new Mask.Generalised("sum(hauteur)")))))
                .isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> trees.ask(ALL, new View(Trees.SCHEMA, Set.of("owner"), null, Map.of())))
                .isInstanceOf(PolicyFault.class);
    }
}
