package city.senne.engine.delivery.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CsvReaderTest {
    @Test
    void a_plain_file_reads_as_it_stands() {
        assertThat(read("""
                quartier;habitants;densité
                Flagey;4512;"12 000"
                "Étangs; Nord";3100;
                """)).isEqualTo("""
                quartier | habitants | densité
                2: Flagey | 4512 | 12 000
                3: Étangs; Nord | 3100 | ·
                """);
    }

    @Test
    void the_commas_of_a_shape_are_no_delimiters_however_regular() {
        assertThat(read("""
                Code;Quartier;Surface (ha);Géométrie
                0101;Iris;81,7;POLYGON ((4.33 50.83, 4.34 50.83, 4.34 50.84, 4.33 50.84, 4.33 50.83))
                0102;Port;64,2;POLYGON ((4.35 50.83, 4.36 50.83, 4.36 50.84, 4.35 50.84, 4.35 50.83))
                """)).isEqualTo("""
                Code | Quartier | Surface (ha) | Géométrie
                2: 0101 | Iris | 81,7 | POLYGON ((4.33 50.83, 4.34 50.83, 4.34 50.84, 4.33 50.84, 4.33 50.83))
                3: 0102 | Port | 64,2 | POLYGON ((4.35 50.83, 4.36 50.83, 4.36 50.84, 4.35 50.84, 4.35 50.83))
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", "^", "~", ":", " ", "\u0001"})
    void any_delimiter_is_found(String delimiter) {
        String text = """
                nom,rue,age,ville
                Anna,Loi,31,Ixelles
                Bart,Wet,47,Evere
                Chloé,Roi,29,Jette
                """.replace(",", delimiter);
        assertThat(read(text)).isEqualTo("""
                nom | rue | age | ville
                2: Anna | Loi | 31 | Ixelles
                3: Bart | Wet | 47 | Evere
                4: Chloé | Roi | 29 | Jette
                """);
    }

    @Test
    void decimal_commas_and_times_are_no_delimiters() {
        assertThat(read("heure;valeur\n12:30;4,5\n12:45;4,75\n13:00;5,25\n"))
                .startsWith("heure | valeur\n2: 12:30 | 4,5\n");
        assertThat(read("heure\n12:30:00\n12:45:00\n13:00:00\n")).startsWith("heure\n2: 12:30:00\n");
        assertThat(read("valeur\n12,5\n13,5\n11,75\n")).startsWith("valeur\n2: 12,5\n");
        assertThat(read("jour\n12 mars 2024\n13 mars 2024\n14 mars 2024\n")).startsWith("jour\n2: 12 mars 2024\n");
    }

    @Test
    void quotes_may_be_doubled_escaped_or_single() {
        assertThat(read("a,b\n\"say \"\"hi\"\", you\",2\n\"x\",3\n")).contains("2: say \"hi\", you | 2\n");
        assertThat(read("a,b\n\"say \\\"hi\\\", you\",2\n\"x\",3\n\"y \\\\\",4\n"))
                .contains("2: say \"hi\", you | 2\n")
                .contains("4: y \\ | 4\n");
        assertThat(read("a,b\n'l, m',2\n'x',3\n'y',4\n")).contains("2: l, m | 2\n3: x | 3\n");
    }

    @Test
    void a_cell_may_hold_line_ends_and_lines_are_counted() {
        assertThat(read("a,b\r\n\"one\r\ntwo\",2\r\n\r\nx,3\r\n")).isEqualTo("a | b\n2: one\r\ntwo | 2\n5: x | 3\n");
    }

    @Test
    void line_ends_may_be_mixed() {
        assertThat(read("a,b\r1,2\n3,4\r\n5,6")).isEqualTo("a | b\n2: 1 | 2\n3: 3 | 4\n4: 5 | 6\n");
    }

    @Test
    void a_quote_that_is_never_closed_does_not_swallow_the_file() {
        String rows =
                IntStream.range(0, 500).mapToObj(i -> "mot" + i + ",2,3\n").collect(Collectors.joining());
        assertThat(read("a,b,c\n" + rows + "\"open,5,6\n" + rows + "\"closed\",8,9\n"))
                .contains("502: \"open | 5 | 6\n503: mot0 | 2 | 3\n")
                .endsWith("1003: closed | 8 | 9\n");
    }

    @Test
    void short_rows_are_filled_and_long_rows_carry_a_problem() throws IOException {
        assertThat(read("a;b;c\n1;2;3\n1;2\n1;2;3;;\n1;2;3;x\n4;5;6\n")).isEqualTo("""
                a | b | c
                2: 1 | 2 | 3
                3: 1 | 2 | ·
                4: 1 | 2 | 3
                5: 1 | 2 | 3 | x ! The row has 4 cells, the table 3 columns.
                6: 4 | 5 | 6
                """);
        assertThat(findings("a;b;c\n1;2;3\n1;2\n1;2;3\n;;\n1;2;3\n"))
                .containsExactlyInAnyOrder(
                        "A row has fewer cells than the table has columns, the first on line 3; the missing cells are empty.",
                        "A row of empty cells left out, the first on line 5.");
    }

    @Test
    void titles_comments_blank_lines_and_notes_are_left_out() throws IOException {
        String text = """
                Population par quartier;;
                ;;

                quartier;habitants;année
                Flagey;4512;2023
                # révisé
                Matonge;3100;2023
                Tenbosch;3800;2023
                Jourdan;2900;2023

                Source : Statbel
                """;
        assertThat(read(text)).isEqualTo("""
                quartier | habitants | année
                5: Flagey | 4512 | 2023
                7: Matonge | 3100 | 2023
                8: Tenbosch | 3800 | 2023
                9: Jourdan | 2900 | 2023
                """);
        assertThat(findings(text)).contains("A note below the table left out, the first on line 11.");
    }

    @Test
    void a_line_may_announce_the_delimiter() {
        assertThat(read("sep=;\na;b\n1,5;2\n")).isEqualTo("a | b\n3: 1,5 | 2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-15"})
    void every_usual_encoding_is_recognised(String name) {
        String text = "rue;prix\nÉglise;“12” €\ncœur;7 €\n".replace("“12”", name.startsWith("ISO") ? "12" : "“12”");
        assertThat(read(text.getBytes(Charset.forName(name)), ReadingOptions.NONE))
                .startsWith("rue | prix\n2: Église | ")
                .endsWith("3: cœur | 7 €\n");
        assertThat(decision(text.getBytes(Charset.forName(name)), Aspect.ENCODING)
                        .value())
                .isEqualTo(name);
    }

    @Test
    void a_byte_order_mark_is_no_text() {
        assertThat(read("\ufeffa,b\n1,2\n")).startsWith("a | b\n");
        assertThat(read("\ufeffa,é\n1,2\n".getBytes(StandardCharsets.UTF_16BE), ReadingOptions.NONE))
                .startsWith("a | é\n");
    }

    @Test
    void an_accent_far_behind_the_sample_is_still_understood() {
        String rows = "rue de la Loi;12\n".repeat(400_000);
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("windows-1252")}) {
            byte[] bytes = ("rue;no\n" + rows + "rue de l’Été;7\n").getBytes(charset);
            assertThat(lastRow(bytes)).isEqualTo("400002: rue de l’Été | 7");
        }
    }

    @Test
    void a_late_byte_that_is_no_utf8_rejects_its_row_and_no_other() {
        byte[] bytes = ("a;b\n" + "é;1\n".repeat(2_000_000) + "bad;2\né;3\n").getBytes(StandardCharsets.UTF_8);
        for (int i = bytes.length - 12; i < bytes.length; i++) if (bytes[i] == 'd') bytes[i] = (byte) 0xe9;
        try (CsvReader reader = open(bytes, ReadingOptions.NONE)) {
            int problems = 0;
            SourceRow row;
            while ((row = reader.next()) != null) if (row.problem() != null) problems++;
            assertThat(problems).isEqualTo(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_header_that_comes_back_is_left_out_and_old_damage_is_mended() throws IOException {
        String text = "rue;no\nl\u0092Été;1\nrue;no\nLoi;2\n";
        assertThat(read(text)).isEqualTo("rue | no\n2: l’Été | 1\n4: Loi | 2\n");
        assertThat(findings(text))
                .containsExactly(
                        "The header comes back once between the rows, first on line 3; left out.",
                        "A character was damaged by an earlier conversion (Windows-1252 taken for ISO-8859-1) and"
                                + " mended, the first on line 2.");
    }

    @Test
    void nul_characters_vanish() {
        assertThat(read("a,b,c\n\0,2,3\nx\0y,5,6\n")).isEqualTo("a | b | c\n2: · | 2 | 3\n3: xy | 5 | 6\n");
    }

    @Test
    void what_the_publisher_says_holds() {
        var options = new ReadingOptions("ISO-8859-1", ",", "", 0, null, null, null, null, Map.of());
        assertThat(read("a;b,c\n\"1\",2\n".getBytes(StandardCharsets.ISO_8859_1), options))
                .isEqualTo("column_1 | column_2\n1: a;b | c\n2: \"1\" | 2\n");
    }

    @Test
    void what_is_no_table_is_refused_with_a_reason() {
        assertRefused("", "The file is empty.");
        assertRefused(" \r\n\n", "The file is empty.");
        assertRefused("a;b;c\n", "The file has a header but no rows below it.");
        assertRefused("PK\3\4 something", "This is not a text file: its first bytes say ZIP (XLSX, ODS, …).");
        assertRefused("<!DOCTYPE html><p>Erreur 404", "This is not a table but a HTML document");
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        assertThatThrownBy(() -> open(noise, ReadingOptions.NONE))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessage("This is not a text file: it holds bytes that no text holds.");
    }

    @Test
    void what_no_table_holds_is_refused_naming_the_line() {
        String wide = "a,".repeat(50_000) + "a\n";
        assertRefused(wide, "Line 1 has more than 10,000 columns; no table has that many.");
        assertRefused(
                "a,b\n1,2\n" + "x".repeat(17 << 20) + ",2\n", "A cell that begins on line 3 is longer than 16 MB.");
    }

    @Test
    void a_line_of_two_gigabytes_is_refused_without_holding_it() {
        Bytes endless = new Bytes() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    private long left = 2L << 30;

                    @Override
                    public int read() {
                        return left-- > 0 ? 'x' : -1;
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) {
                        if (left <= 0) return -1;
                        java.util.Arrays.fill(bytes, from, from + length, (byte) 'x');
                        left -= length;
                        return length;
                    }
                };
            }

            @Override
            public long length() {
                return 2L << 30;
            }
        };
        assertThatThrownBy(() -> CsvReader.open(endless, ReadingOptions.NONE))
                .hasMessage("A cell that begins on line 1 is longer than 16 MB.");
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> {
                    try (var reader = open(text.getBytes(StandardCharsets.UTF_8), ReadingOptions.NONE)) {
                        while (reader.next() != null) {}
                    }
                })
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining(why);
    }

    private static String read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), ReadingOptions.NONE);
    }

    private static String read(byte[] bytes, ReadingOptions options) {
        try (CsvReader reader = open(bytes, options)) {
            StringBuilder table = new StringBuilder();
            table.append(reader.columns().stream().map(SourceColumn::header).collect(Collectors.joining(" | ")));
            SourceRow row;
            while ((row = reader.next()) != null) table.append('\n').append(show(row));
            return table.append('\n').toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String lastRow(byte[] bytes) {
        try (CsvReader reader = open(bytes, ReadingOptions.NONE)) {
            SourceRow last = null;
            SourceRow row;
            while ((row = reader.next()) != null) last = row;
            return last == null ? "" : show(last);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String show(SourceRow row) {
        StringBuilder text = new StringBuilder().append(row.line()).append(": ");
        @Nullable Object[] cells = row.cells();
        for (int c = 0; c < cells.length; c++)
            text.append(c > 0 ? " | " : "").append(cells[c] == null ? "·" : cells[c]);
        if (row.problem() != null) text.append(" ! ").append(row.problem().reason());
        return text.toString();
    }

    private static java.util.List<String> findings(String text) throws IOException {
        try (CsvReader reader = open(text.getBytes(StandardCharsets.UTF_8), ReadingOptions.NONE)) {
            while (reader.next() != null) {}
            return reader.findings().stream()
                    .map(problem -> problem.reason().toString())
                    .toList();
        }
    }

    private static Decision decision(byte[] bytes, Aspect aspect) {
        try (CsvReader reader = open(bytes, ReadingOptions.NONE)) {
            return reader.decisions().stream()
                    .filter(d -> d.aspect() == aspect)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CsvReader open(byte[] bytes, ReadingOptions options) throws IOException {
        return CsvReader.open(
                new Bytes() {
                    @Override
                    public InputStream open() {
                        return new ByteArrayInputStream(bytes);
                    }

                    @Override
                    public long length() {
                        return bytes.length;
                    }
                },
                options);
    }
}
