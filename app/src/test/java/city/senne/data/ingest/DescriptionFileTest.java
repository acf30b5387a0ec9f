package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Keywords;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Translated;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What a description file may say, and what it is told when it says something else.
class DescriptionFileTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    title: {a: b}                       | title                | a        | {fr: …
                    title: [a, b]                       | title                | [a, b]   | {fr: …
                    description: {fr: {x: y}}           | description.fr       | x        | …
                    id: Parcs & jardins                 | id                   | Parcs    | a-z
                    update: merge                       | update               | merge    | upsert
                    max_rejected: many                  | max_rejected         | many     | 5%
                    keywords: {french: [arbre]}         | keywords.french      | french   | {fr: […
                    keywords: {fr: {a: b}}              | keywords.fr          | a        | [
                    keywords: [{fr: arbre}]             | keywords             | arbre    | [
                    fields: {a.b: {label: {nl_be: x}}}  | fields.a.b.label.nl_be | nl_be  | {fr: …
                    fields: {a: {label: [x, y]}}        | fields.a.label       | [x, y]   | {fr: …
                    fields: {a: {unit: {fr: {m: n}}}}   | fields.a.unit.fr     | m        | …
                    reading: {encoding: klingon}        | reading.encoding     | klingon  | utf-8
                    reading: {delimiter: ';;'}          | reading.delimiter    | ;;       | ;
                    reading: {header_row: first}        | reading.header_row   | first    | 1
                    reading: {header_row: -2}           | reading.header_row   | -2       | 1
                    reading: {time_zone: Brussels}      | reading.time_zone    | Brussels | Europe/Brussels
                    reading: {crs: lambert}             | reading.crs          | lambert  | 31370
                    fields: {a: {type: number}}         | fields.a.type        | number   | decimal
                    fields: {a: {annotations: [facette]}} | fields.a.annotations | facette  | facet""")
    void a_wrong_value_is_named_with_its_place_and_what_can_stand_there(
            String text, String place, String value, String allowed) {
        for (Locale locale : new Locale[] {Locale.FRENCH, Locale.of("nl"), Locale.ENGLISH}) {
            assertThat(refusal(text).text(locale)).contains(place, value, allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"titel: x", "reading: {encodign: utf-8}", "fields: {a: {tpye: int}}"})
    void a_word_that_means_nothing_is_an_error_that_names_the_known_ones(String text) {
        assertThat(refusal(text).code()).isEqualTo("delivery.description_unknown_word");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'title: "Arbres\\nid: x'            | 1
                    'id: a\\ntitle: [x\\nupdate: append' | 3
                    'id: a\\n\\ttitle: x'                | 2
                    'id: a\\ntitle: x: y'                | 2""")
    void what_is_no_yaml_is_told_by_line_and_column_without_the_words_of_a_library(String text, String line) {
        Reason reason = refusal(text.replace("\\n", "\n").replace("\\t", "\t"));
        assertThat(reason.code()).isEqualTo("delivery.description_not_yaml");
        assertThat(reason.text(Locale.ENGLISH)).doesNotContain("expected", "found", "scanning", "org.");
        assertThat(Long.parseLong(String.valueOf(reason.arguments().getFirst())))
                .isBetween(1L, Long.parseLong(line));
    }

    @Test
    void a_sign_that_no_text_holds_is_told_by_its_line() {
        assertThat(refusal("id: a\ntitle: x\u0007y").text(Locale.ENGLISH)).contains("line 2, column 9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'id: a\ntitle:\n  fr: x\n  zz: y'                            | 4
                    'id: a\nfields:\n  a:\n  b.c:\n    label:\n      zz: y'    | 6
                    'fields:\n  a:\n    label: x\n    description: [x,\n y]'     | 4
                    'keywords:\n  fr: [a]\n  nl: {b: c}'                          | 3
                    'fields:\n  a: {label: x}\n  b: {lable: x}'                   | 3
                    'id: a\nreading: x'                                            | 2""")
    void what_is_wrong_is_told_by_its_line(String text, String line) {
        assertThat(refusal(text.replace("\\n", "\n")).text(Locale.ENGLISH))
                .contains("ine " + line + " of the description file");
    }

    @Test
    void a_word_said_twice_is_an_error() {
        assertThat(refusal("id: a\nid: b").text(Locale.FRENCH)).contains("ligne 2");
    }

    @Test
    void what_runs_away_is_refused() {
        assertThat(refusal("[".repeat(200_000)).code()).startsWith("delivery.description_");
    }

    @Test
    void what_is_said_anew_of_a_column_leaves_the_rest() {
        Instructions first = DescriptionFile.parse("fields: {a: {type: text, name: b}}");
        Instructions then = first.overriddenBy(DescriptionFile.parse("fields: {a: {label: A, name: c}}"));
        assertThat(then.reading().columns().get("a"))
                .isEqualTo(
                        new city.senne.engine.delivery.ReadingOptions.ColumnOptions("c", FieldType.TEXT, null, null));
    }

    @Test
    void a_title_may_be_told_in_any_language_of_the_world() {
        assertThat(DescriptionFile.parse("title: {fr: Arbres, de: Bäume}")
                        .about()
                        .title())
                .isEqualTo(new Translated(Map.of("fr", "Arbres", "de", "Bäume")));
    }

    @Test
    void fields_and_keywords_are_told_in_one_language_or_several() {
        Instructions said = DescriptionFile.parse("""
                keywords: {fr: [arbres, verdure], nl: bomen}
                fields:
                  a: {label: {fr: Places, nl: Plaatsen}, unit: {fr: places, nl: plaatsen}}
                  b: {label: B, unit: m}
                """);
        assertThat(said.about().keywords())
                .isEqualTo(new Keywords(Map.of("fr", List.of("arbres", "verdure"), "nl", List.of("bomen"))));
        assertThat(notes(said, "a").label()).isEqualTo(new Translated(Map.of("fr", "Places", "nl", "Plaatsen")));
        assertThat(notes(said, "a").unit()).isEqualTo(new Translated(Map.of("fr", "places", "nl", "plaatsen")));
        assertThat(notes(said, "b").label()).isEqualTo(Translated.of("B"));
    }

    @Test
    void contact_frequency_and_what_it_is_about_in_space_and_time_are_told() {
        About about = DescriptionFile.parse("""
                        contact: {name: Service Arbres, email: arbres@ville.example}
                        frequency: annual
                        territory: {fr: Ville, nl: Stad}
                        period: {from: 2019, until: 2025-03}
                        """).about();
        assertThat(about.contact()).isEqualTo(new Dataset.Contact("Service Arbres", "arbres@ville.example"));
        assertThat(about.frequency()).isEqualTo(Frequency.ANNUAL);
        assertThat(about.coverage())
                .isEqualTo(new Coverage(
                        new Translated(Map.of("fr", "Ville", "nl", "Stad")), List.of(), "2019", "2025-03"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frequency: now and then",
                "contact: {email: nobody}",
                "contact: {phone: 1}",
                "period: {from: 2019-02-30}",
                "period: {from: spring}",
                "period: {from: 2020, until: 2019-12}",
                "period: 2019",
            })
    void what_cannot_be_meant_of_them_is_refused_with_its_line(String wrong) {
        UnreadableDelivery refused =
                catchThrowableOfType(UnreadableDelivery.class, () -> DescriptionFile.parse("id: x\n" + wrong));
        assertThat(refused.reason().arguments().getLast()).isEqualTo(2);
    }

    @Test
    void what_the_form_refuses_a_file_may_not_say_either() {
        for (String wrong : List.of(
                "title: {fr: " + "a".repeat(301) + "}",
                "title: " + "a".repeat(301),
                "description: " + "a".repeat(50_001),
                "publisher: " + "a".repeat(301),
                "licence: x\nlicence_url: javascript:alert(1)",
                "territory: {nl: " + "a".repeat(301) + "}",
                "keywords: [" + "a".repeat(101) + "]",
                "themes: [" + "a".repeat(101) + "]")) {
            UnreadableDelivery refused =
                    catchThrowableOfType(UnreadableDelivery.class, () -> DescriptionFile.parse("id: x\n" + wrong));
            assertThat(refused.reason().arguments().getFirst().toString())
                    .as(wrong)
                    .startsWith(wrong.startsWith("licence") ? "licence_url" : wrong.substring(0, wrong.indexOf(':')));
            assertThat(refused.reason().arguments().getLast()).as(wrong).isIn(2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: {name: z, formerly: [a]}, b: {name: z, formerly: [b]}}",
                "{a: {name: z, formerly: [a]}, b: {name: z, label: B}}",
                "{z: {formerly: [a]}, b: {name: z, formerly: [b]}}",
            })
    void two_fields_do_not_become_one(String fields) {
        assertThat(refusal("fields: " + fields).code()).isEqualTo("delivery.field_name");
        assertThat(DescriptionFile.parse("fields: {hauteur: {name: height, label: H}, hoogte: {name: height, unit: m}}")
                        .reading()
                        .columns())
                .hasSize(2);
    }

    @Test
    void what_was_kept_before_there_were_languages_is_still_read() {
        JsonMapper json = JsonMapper.shared();
        Instructions kept = json.readValue("""
                {"keywords": ["a", "b"], "fields": {"x": {"label": "X", "description": null}}, "reading": {"columns": {}}}
                """, Instructions.class);
        assertThat(kept.about().keywords()).isEqualTo(Keywords.of(List.of("a", "b")));
        assertThat(notes(kept, "x").label()).isEqualTo(Translated.of("X"));
        assertThat(json.readValue(json.writeValueAsString(kept), Instructions.class))
                .isEqualTo(kept);
    }

    private static Instructions.FieldNotes notes(Instructions said, String field) {
        return Objects.requireNonNull(said.fields().get(field));
    }

    private static Reason refusal(String text) {
        return catchThrowableOfType(UnreadableDelivery.class, () -> DescriptionFile.parse(text))
                .reason();
    }
}
