package city.senne.engine.delivery.types;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.ReadingOptions.ColumnOptions;
import city.senne.engine.delivery.ReadingPlan;
import city.senne.engine.delivery.ReadingPlan.Outcome;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.geo.Territory;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row of the tables reads: header, the cells of its column, the type found, the values read.
@NullMarked
class ProfilerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            n           | 1; 20; -3              | int          | 1; 20; -3
            année       | 1998; 2004; 2023       | int          | 1998; 2004; 2023
            population  | 1 234; 12 000; 950     | int          | 1234; 12000; 950
            population  | 1.234; 12.000; 950     | int          | 1234; 12000; 950
            population  | 1'234; 12'000; 950     | int          | 1234; 12000; 950
            population  | 1,234,567; 12; 950     | int          | 1234567; 12; 950
            mesure      | 1.234; 12.001          | double       | 1.234; 12.001
            mesure      | 1,5; 2,25; 3           | double       | 1.5; 2.25; 3.0
            mesure      | 0.5; -12.25; .75       | double       | 0.5; -12.25; 0.75
            mesure      | 1.5e3; 2E-2; 7         | double       | 1500.0; 0.02; 7.0
            mesure      | 1.234,5; 7,25          | double       | 1234.5; 7.25
            taux        | 12 %; 7,5 %; 3%        | double       | 12.0; 7.5; 3.0
            montant     | 12,5; 100; 7,25        | decimal      | 12.5; 100; 7.25
            Prijs       | € 3.000,00; 12 €; -5,5 | decimal      | 3000.00; 12; -5.5
            x           | 1 234,50; 12,00; 7,10  | decimal      | 1234.50; 12.00; 7.10
            mixte       | 12 €; 7 $              | text         | 12 €; 7 $
            """)
    void numbers_are_read_as_the_column_writes_them(String header, String cells, String type, String values) {
        assertColumn(header, cells, type, values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            commune      | 0123; 1050; 1000       | text | 0123; 1050; 1000
            niveau       | 0; 0.5; 12             | double | 0.0; 0.5; 12.0
            code_postal  | 1050; 1000; 1190       | text | 1050; 1000; 1190
            Postcode     | 1050; 1000; 75013      | text | 1050; 1000; 75013
            REFNIS       | 21004; 21015           | text | 21004; 21015
            N° BCE       | 207373429; 316380841   | text | 207373429; 316380841
            KBO-nummer   | 207373429; 1000123456  | text | 207373429; 1000123456
            téléphone    | 025114411; 022796111   | text | 025114411; 022796111
            contact      | +32 2 511 44 11; +32475123456 | text | +32 2 511 44 11; +32475123456
            compte       | 1234567890123456; 1    | text | 1234567890123456; 1
            id           | 1; 2; 10               | int  | 1; 2; 10
            id           | 100001; 100002         | text | 100001; 100002
            CD_YEAR      | 1996; 1997             | int  | 1996; 1997
            """)
    void codes_stay_text(String header, String cells, String type, String values) {
        assertColumn(header, cells, type, values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            d | 31/12/2023; 1/2/2024             | date     | 2023-12-31; 2024-02-01
            d | 31-12-2023; 01-02-2024           | date     | 2023-12-31; 2024-02-01
            d | 31.12.23; 01.02.99               | date     | 2023-12-31; 1999-02-01
            d | 12/31/2023; 1/2/2024             | date     | 2023-12-31; 2024-01-02
            d | 2023-12-31; 2024-02-01           | date     | 2023-12-31; 2024-02-01
            d | 2023/12/31; 2024/02/01           | date     | 2023-12-31; 2024-02-01
            d | 12 mars 2024; 1er août 2023      | date     | 2024-03-12; 2023-08-01
            d | 3 maart 2021; 14 mei 2022        | date     | 2021-03-03; 2022-05-14
            d | lundi 4 mars 2024; 5-Jan-24      | date     | 2024-03-04; 2024-01-05
            d | 29/02/2023; 01/03/2023           | text     | 29/02/2023; 01/03/2023
            d | 2024-01-15 00:00:00; 2024-07-15 00:00 | date | 2024-01-15; 2024-07-15
            d | 15/01/2024 10:30; 15/07/2024 10:30:15 | datetime | 2024-01-15T09:30:00Z; 2024-07-15T08:30:15Z
            d | 2024-01-15T10:30:00Z; 2024-07-15T10:30:00.250+02:00 | datetime | 2024-01-15T10:30:00Z; 2024-07-15T08:30:00.250Z
            d | 10/03/2004 18.00.00; 11/03/2004 24:00 | datetime | 2004-03-10T17:00:00Z; 2004-03-11T23:00:00Z
            d | 15/01/2024 14h30; 16/01/2024 8h05 | datetime | 2024-01-15T13:30:00Z; 2024-01-16T07:05:00Z
            d | 1/15/2024 2:30 PM; 1/16/2024 12:05 AM | datetime | 2024-01-15T13:30:00Z; 2024-01-15T23:05:00Z
            d | 18.00.00; 19.00.00               | text     | 18.00.00; 19.00.00
            """)
    void dates_and_times_are_read_in_every_usual_form(String header, String cells, String type, String values) {
        assertColumn(header, cells, type, values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            b | oui; non; Oui    | boolean   | true; false; true
            b | ja; nee          | boolean   | true; false
            b | VRAI; FAUX       | boolean   | true; false
            b | true; true       | boolean   | true; true
            b | O; N; O          | boolean   | true; false; true
            b | N; N             | text      | N; N
            b | 0; 1; 1          | int       | 0; 1; 1
            b | oui; ja          | text      | oui; ja
            j | {"a":1}; [1, 2]  | json_blob | {"a":1}; [1, 2]
            j | {a}; [1, 2]      | text      | {a}; [1, 2]
            t |  deux  mots ; x  | text      | deux  mots; x
            e | ; n/a; -         | text      | ·; ·; ·
            """)
    void other_types_are_found(String header, String cells, String type, String values) {
        assertColumn(header, cells, type, values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            n   | 1; n/a; -; #REF!; non renseigné; .; 2 | int  | 1; ·; ·; ·; ·; ·; 2
            sol | argile; -; sable; NA; n/a             | text | argile; ·; sable; ·; ·
            rh  | +; -; +; n/a                          | text | +; -; +; ·
            iso | BE; NA; FR; #N/A                      | text | BE; NA; FR; ·
            """)
    void words_for_nothing_become_nothing_where_they_can_mean_nothing_else(
            String header, String cells, String type, String values) {
        assertColumn(header, cells, type, values);
    }

    @Test
    void words_for_nothing_are_reported_with_their_number() {
        assertThat(decision(plan("n", "1", "n/a", "-", "n/a"), Aspect.NULL_WORDS))
                .hasToString("n/a, - because 3 cells say that there is no value: n/a × 2, - × 1.");
    }

    @Test
    void the_publisher_may_say_which_words_mean_nothing() {
        var options = new ReadingOptions(null, null, null, null, null, List.of("inconnu"), null, null, Map.of());
        var plan = plan(options, null, "n", "1", "inconnu", "2");
        assertThat(plan.schema().fields().getFirst().type()).isEqualTo(FieldType.INT);
        assertThat(values(plan, "inconnu", "7")).isEqualTo("·; 7");
    }

    @Test
    void an_order_that_nothing_tells_is_taken_as_belgian_and_said() {
        assertThat(decision(plan("d", "1/2/2024", "3/4/2024"), Aspect.TYPE))
                .hasToString("date because 2 values: dates. No value tells day and month apart (2 could be read"
                        + " both ways): the day was taken to stand first, as in Belgium.");
        assertThat(decision(plan("d", "1/2/2024", "3/14/2024"), Aspect.TYPE))
                .hasToString("date because 2 values: dates, the month first: line 2 can be read in no other way.");
    }

    @Test
    void local_times_are_placed_in_a_zone_and_that_is_said() {
        var tokyo = new ReadingOptions(null, null, null, null, null, null, ZoneId.of("Asia/Tokyo"), null, Map.of());
        var plan = plan(tokyo, null, "d", "2024-01-15 10:30");
        assertThat(values(plan, "2024-01-15 10:30")).isEqualTo("2024-01-15T01:30:00Z");
        assertThat(decision(plan("d", "2024-01-15 10:30"), Aspect.TIME_ZONE).value)
                .isEqualTo("Europe/Brussels");
    }

    @Test
    void one_misfit_among_a_thousand_is_rejected_and_more_make_the_column_text() {
        var profiler = profiler(ReadingOptions.NONE, null, "n");
        for (int i = 1; i <= 2000; i++) profiler.add(row(i, i == 812 ? "douze" : "12"));
        var plan = profiler.plan();
        assertThat(plan.schema().fields().getFirst().type()).isEqualTo(FieldType.INT);
        assertThat(plan.convert(row(812, "douze"))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.problem().column()).isEqualTo("n");
            assertThat(rejected.problem().value()).isEqualTo("douze");
            assertThat(rejected.problem().reason()).hasToString("This is no whole number.");
        });

        var small = plan("n", "1", "2", "3", "4", "5", "6", "7", "douze");
        assertThat(small.schema().fields().getFirst().type()).isEqualTo(FieldType.TEXT);
        assertThat(small.findings().getFirst().reason())
                .hasToString("Kept as text: one of 8 values is no number, the first on line 8. If that word means “no"
                        + " value”, say so and the column gets its type.");
    }

    @Test
    void a_type_that_was_chosen_or_is_known_holds() {
        var asText = options("n", new ColumnOptions("naam", FieldType.TEXT, null, null));
        var plan = plan(asText, null, "n", "1", "2");
        assertThat(plan.schema().fields().getFirst())
                .isEqualTo(new Field("naam", FieldType.TEXT, "n", "", city.senne.engine.table.Annotations.NONE));
        assertThat(plan.decisions()).allMatch(Decision::chosen);

        var known = new TableSchema(List.of(Field.of("n", FieldType.INT)));
        var again = plan(ReadingOptions.NONE, known, "n", "1", "deux");
        assertThat(again.schema()).isEqualTo(known);
        assertThat(again.convert(row(2, "deux"))).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void a_pattern_and_a_separator_may_be_chosen() {
        var pattern = options("d", new ColumnOptions(null, FieldType.DATE, "yyyyMMdd", null));
        assertThat(values(plan(pattern, null, "d", "20240131"), "20240131", "20241399"))
                .isEqualTo("2024-01-31; ✗");
        var many = options("t", new ColumnOptions(null, null, null, "/"));
        assertThat(values(plan(many, null, "t", "a/b"), "a / b")).isEqualTo("[a, b]");
    }

    @Test
    void typed_cells_keep_their_type_and_mixed_ones_become_text_as_people_write_them() {
        assertThat(described(plan("n", 1L, 2L), 1L)).isEqualTo("int: 1");
        assertThat(described(plan("n", 1050.0, 2.0), 1050.0)).isEqualTo("int: 1050");
        assertThat(described(plan("n", 1.5, 2.0), 2.0)).isEqualTo("double: 2.0");
        assertThat(described(plan("code postal", 1050.0, 1000.0), 1050.0)).isEqualTo("text: 1050");
        assertThat(described(plan("n", 1050.0, "B-1050"), 1050.0)).isEqualTo("text: 1050");
        assertThat(described(plan("n", 12.0, "13", "n/a"), "13")).isEqualTo("int: 13");
        assertThat(described(plan("b", true, false), true)).isEqualTo("boolean: true");
        assertThat(described(plan("d", LocalDate.of(2024, 1, 2)), LocalDate.of(2024, 1, 2)))
                .isEqualTo("date: 2024-01-02");
        assertThat(described(plan("d", LocalDateTime.of(2024, 1, 2, 0, 0)), LocalDateTime.of(2024, 1, 2, 0, 0)))
                .isEqualTo("date: 2024-01-02");
        assertThat(described(plan("j", new SourceRow.Json("{}")), new SourceRow.Json("{}")))
                .isEqualTo("json_blob: {}");
    }

    @Test
    void units_are_kept_beside_the_numbers() {
        assertThat(plan("taux", "12 %", "7 %")
                        .schema()
                        .fields()
                        .getFirst()
                        .annotations()
                        .unit())
                .isEqualTo("%");
        assertThat(plan("prix", "12 €", "7,5")
                        .schema()
                        .fields()
                        .getFirst()
                        .annotations()
                        .unit())
                .isEqualTo("€");
    }

    private static void assertColumn(String header, String cells, String type, String values) {
        @Nullable
        Object[] column = Arrays.stream(cells.split(";", -1)).map(String::strip).toArray();
        ReadingPlan plan = plan(header, column);
        assertThat(plan.schema().fields().getFirst().type().apiName()).isEqualTo(type);
        assertThat(values(plan, column)).isEqualTo(values);
    }

    private static String described(ReadingPlan plan, Object cell) {
        return plan.schema().fields().getFirst().type().apiName() + ": " + values(plan, cell);
    }

    private static String values(ReadingPlan plan, @Nullable Object... cells) {
        return Stream.of(cells)
                .map(cell -> switch (plan.convert(row(1, cell))) {
                    case Outcome.Converted(var values) -> show(values[0]);
                    case Outcome.Rejected _ -> "✗";
                })
                .collect(Collectors.joining("; "));
    }

    private static String show(@Nullable Object value) {
        return value == null ? "·" : value instanceof String[] many ? Arrays.toString(many) : value.toString();
    }

    private record Said(String value, String reason) {
        @Override
        public String toString() {
            return value + " because " + reason;
        }
    }

    private static Said decision(ReadingPlan plan, Aspect aspect) {
        Decision decision = plan.decisions().stream()
                .filter(any -> any.aspect() == aspect)
                .findFirst()
                .orElseThrow();
        return new Said(decision.value(), decision.reason().toString());
    }

    private static ReadingOptions options(String header, ColumnOptions wanted) {
        return new ReadingOptions(null, null, null, null, null, null, null, null, Map.of(header, wanted));
    }

    private static ReadingPlan plan(String header, @Nullable Object... cells) {
        return plan(ReadingOptions.NONE, null, header, cells);
    }

    private static ReadingPlan plan(
            ReadingOptions options, @Nullable TableSchema previous, String header, @Nullable Object... cells) {
        Profiler profiler = profiler(options, previous, header);
        for (int r = 0; r < cells.length; r++) profiler.add(row(r + 1, cells[r]));
        return profiler.plan();
    }

    private static Profiler profiler(ReadingOptions options, @Nullable TableSchema previous, String header) {
        return new Profiler(List.of(SourceColumn.of(header)), options, previous, GeoColumns.NONE, Territory.BELGIUM);
    }

    private static SourceRow row(long line, @Nullable Object cell) {
        return new SourceRow(line, new @Nullable Object[] {cell}, null);
    }
}
