package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.SourceRow.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void an_array_of_objects_has_the_columns_of_all_of_them() throws Exception {
        Reading reading = Reading.ofText("t.json", """
                [{"a": 1, "b": "x"}, {"b": null, "c": 2.5}, {"a": true}]
                """);
        assertThat(reading.asTable()).isEqualTo("""
                a | b | c
                1 | x |
                 |  | 2.5
                true |  |
                """);
        assertThat(reading.row(0)).containsExactly(1L, "x", null);
        assertThat(reading.row(1)).containsExactly(null, null, 2.5);
    }

    @Test
    void one_level_of_nesting_becomes_columns_and_deeper_levels_stay_json() throws Exception {
        Reading reading = Reading.ofText("t.json", """
                [{"id": 1, "at": {"street": "Rue X", "geo": {"z": [1]}}, "tags": ["a", "b"], "none": [], "deep": [[1]]}]
                """);
        assertThat(reading.headers()).containsExactly("id", "at.street", "at.geo", "tags", "none", "deep");
        assertThat(reading.row(0).get(2)).isEqualTo(new Json("{\"z\":[1]}"));
        assertThat((String[]) reading.row(0).get(3)).containsExactly("a", "b");
        assertThat(reading.row(0).get(4)).isNull();
        assertThat(reading.row(0).get(5)).isEqualTo(new Json("[[1]]"));
    }

    @Test
    void places_written_as_objects_stay_in_one_cell() throws Exception {
        Reading reading = Reading.ofText("t.json", """
                [{"p": {"lat": 50.8, "lng": 4.3}, "g": {"type": "Point", "coordinates": [4.3, 50.8]}}]
                """);
        assertThat(reading.headers()).containsExactly("p", "g");
        assertThat(reading.row(0).get(0)).isInstanceOf(Json.class);
    }

    @Test
    void an_object_used_as_a_dictionary_does_not_become_columns() throws Exception {
        StringBuilder dictionary = new StringBuilder("[{\"d\": {");
        for (int i = 0; i < 500; i++) dictionary.append(i == 0 ? "" : ",").append("\"k" + i + "\":" + i);
        assertThat(Reading.ofText("t.json", dictionary + "}}]").headers()).containsExactly("d");
    }

    @Test
    void lines_of_objects_keep_their_line_numbers() throws Exception {
        Reading reading = Reading.ofText("t.jsonl", """
                {"a": 1}

                {"a": 2}
                """);
        assertThat(reading.rows()).extracting(row -> row.line()).containsExactly(1L, 3L);
        assertThat(reading.decision(Aspect.FORMAT)).isEqualTo("json because formats.json-lines");
    }

    @Test
    void rows_are_found_inside_a_wrapper() throws Exception {
        Reading reading = Reading.ofText("t.json", """
                {"total": 2, "data": {"stations": [{"a": 1}, {"a": 2}]}, "links": [{"href": "x"}], "after": {"b": [1]}}
                """);
        assertThat(reading.asTable()).isEqualTo("a\n1\n2\n");
        assertThat(reading.decision(Aspect.SHEET)).isEqualTo("data.stations because formats.json-wrapper-largest");
        assertThat(Reading.ofBytes(
                                "t.json",
                                "{\"x\":[{\"a\":1},{\"a\":1}],\"links\":[{\"href\":\"x\"}]}"
                                        .getBytes(StandardCharsets.UTF_8),
                                Reading.sheet("links"))
                        .asTable())
                .isEqualTo("href\nx\n");
    }

    @Test
    void a_single_object_is_one_row() throws Exception {
        assertThat(Reading.ofText("t.json", "{\"a\": 1, \"b\": {\"c\": 2}}").asTable())
                .isEqualTo("a | b.c\n1 | 2\n");
    }

    @Test
    void arrays_of_arrays_have_their_header_found() throws Exception {
        assertThat(Reading.ofText("t.json", "[[\"name\", \"count\"], [\"x\", 1], [\"y\", 2], [\"z\", 3]]")
                        .asTable())
                .isEqualTo("name | count\nx | 1\ny | 2\nz | 3\n");
    }

    @Test
    void a_plain_list_is_one_column() throws Exception {
        assertThat(Reading.ofText("t.json", "[1, 2, \"x\"]").asTable()).isEqualTo("value\n1\n2\nx\n");
    }

    @Test
    void what_is_no_object_among_objects_is_rejected_alone() throws Exception {
        Reading reading = Reading.ofText("t.json", "[{\"a\": 1}, 7, [8], {\"a\": 2}]");
        assertThat(reading.problems()).containsExactly("2 formats.json-not-an-object", "3 formats.json-not-an-object");
    }

    @Test
    void a_key_that_stands_twice_rejects_its_row() throws Exception {
        Reading reading = Reading.ofText("t.json", "[{\"a\": 1, \"a\": 2}, {\"a\": 3}]");
        assertThat(reading.problems()).containsExactly("1 formats.json-repeated-key");
    }

    @Test
    void a_key_without_any_value_is_one_empty_column_however_often_it_comes() throws Exception {
        Reading reading = Reading.ofText("t.json", "[" + "{\"a\": 1, \"b\": null},".repeat(30_000) + "{\"a\": 2}]");
        assertThat(reading.headers()).containsExactly("a", "b");
    }

    @Test
    void numbers_keep_what_they_say() throws Exception {
        Reading reading = Reading.ofText("t.json", "[{\"n\": 9223372036854775808, \"f\": 1e3, \"x\": NaN}]");
        assertThat(reading.row(0)).containsExactly("9223372036854775808", 1000.0, "NaN");
    }

    @Test
    void encodings_are_recognised() throws Exception {
        String text = "[{\"a\": \"Chaussée\"}]";
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252")
        }) {
            assertThat(Reading.ofBytes("t.json", text.getBytes(charset)).asTable())
                    .isEqualTo("a\nChaussée\n");
            assertThat(Reading.ofBytes(
                                    "t.json",
                                    ("\ufeff" + text)
                                            .getBytes(
                                                    charset.name().startsWith("UTF")
                                                            ? charset
                                                            : StandardCharsets.UTF_8))
                            .asTable())
                    .isEqualTo("a\nChaussée\n");
        }
    }

    @Test
    void a_script_around_the_data_is_taken_off() throws Exception {
        Reading reading = Reading.ofText("trees.js", """
                // trees
                var trees = [
                  {a: 1, 'b': "x",}, // the first
                  {"a": 2,},
                ];
                """);
        assertThat(reading.asTable()).isEqualTo("a | b\n1 | x\n2 |\n");
        assertThat(reading.decision(Aspect.CONTAINER)).isEqualTo("script because formats.json-in-script");
        assertThat(Reading.ofText("two.js", "var a = [{\"x\":1}];\nvar b = [{\"x\":2}];")
                        .decision(Aspect.SHEET))
                .isEqualTo("1 because formats.script-first-value");
    }

    @Test
    void broken_json_is_refused_with_its_place() {
        assertThat(Reading.refusal("t.json", "[{\"a\": 1},]")).isEqualTo("formats.json-trailing-comma");
        assertThat(Reading.refusal("t.json", "[{\"a\": 1,}]")).isEqualTo("formats.json-trailing-comma");
        assertThat(Reading.refusal("t.json", "[{\"a\": 1}, {\"a\"")).isEqualTo("formats.json-cut");
        assertThat(Reading.refusal("t.json", "[{\"a\": 1} {\"a\": 2}]")).isEqualTo("formats.json-broken");
        assertThat(Reading.refusal("t.json", "[{\"a\": 1}] and more")).isEqualTo("formats.json-broken");
        assertThat(Reading.refusal("t.json", "[{\"a\": 1}] [2]")).isEqualTo("formats.json-after-end");
        assertThat(Reading.refusal("t.json", "[]")).isEqualTo("formats.json-no-rows");
        assertThat(Reading.refusal("t.json", "12")).isEqualTo("formats.json-no-table");
        assertThat(Reading.refusal("t.json", "   ")).isEqualTo("formats.empty");
        assertThat(Reading.refusal("t.json", "{\"type\":\"Topology\",\"objects\":{}}"))
                .isEqualTo("formats.topojson");
    }

    @Test
    void attacks_by_depth_and_size_are_refused() {
        assertThat(Reading.refusal("t.json", "[".repeat(100_000))).isEqualTo("formats.json-too-much");
        assertThat(Reading.refusal("t.json", "{\"a\":".repeat(100_000))).isEqualTo("formats.json-too-much");
        assertThat(Reading.refusal("t.json", "[{\"a\":\"" + "x".repeat(20 << 20) + "\"}]"))
                .isEqualTo("formats.json-too-much");
        StringBuilder columns = new StringBuilder("[{\"a\":0");
        for (int i = 0; i < 50_000; i++) columns.append(",\"k" + i + "\":1");
        assertThat(Reading.refusal("t.json", columns + "}]")).isEqualTo("formats.too-many-columns");
    }
}
