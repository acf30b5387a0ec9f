package city.senne.engine.delivery.csv;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.ReadingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class HeaderFinderTest {
    @Test
    void words_above_numbers_are_a_header() {
        assertThat(headerOf("""
                Quartier | Habitants
                Flagey   | 4512
                Matonge  | 3100
                """)).isEqualTo("line 1: Quartier | Habitants");
    }

    @Test
    void words_above_words_are_a_header_unless_they_come_back() {
        assertThat(headerOf("""
                Commune | Langue
                Ixelles | fr
                Evere   | nl
                """)).isEqualTo("line 1: Commune | Langue");
        assertThat(headerOf("""
                oui | Ixelles
                non | Evere
                oui | Jette
                non | Ixelles
                """)).isEqualTo("none: column_1 | column_2");
    }

    @Test
    void numbers_above_numbers_are_data() {
        assertThat(headerOf("""
                1 | 2.5
                2 | 2.8
                3 | 3.1
                """)).isEqualTo("none: column_1 | column_2");
    }

    @Test
    void years_may_name_columns() {
        assertThat(headerOf("""
                Commune | 2019 | 2020 | 2021
                Ixelles | 86876 | 87632 | 87488
                Evere   | 41763 | 42656 | 43197
                """)).isEqualTo("line 1: Commune | 2019 | 2020 | 2021");
    }

    @Test
    void titles_and_notes_above_the_header_are_left_out() {
        assertThat(headerOf("""
                Population par quartier
                Source : Statbel, 2024

                Quartier | Habitants | Ménages
                Flagey   | 4512 | 2100
                Matonge  | 3100 | 1500
                Tenbosch | 3800 | 1700
                """)).isEqualTo("line 4: Quartier | Habitants | Ménages");
    }

    @Test
    void of_two_full_lines_of_words_the_lower_one_is_the_header() {
        assertThat(headerOf("""
                Created as New Dataset | Sample 022 by Administrator
                cm-1    | %T
                4000.00 | 98.78
                3999.00 | 98.79
                """)).isEqualTo("line 2: cm-1 | %T");
    }

    @Test
    void a_title_that_is_wider_than_the_table_is_no_part_of_the_header() {
        assertThat(headerOf("""
                Created as New Dataset | Sample 022 | by Administrator
                cm-1    | %T
                4000.00 | 98.78
                3999.00 | 98.79
                """)).isEqualTo("line 2: cm-1 | %T");
    }

    @Test
    void lines_that_complete_each_other_are_one_header() {
        assertThat(headerOf("""
                        | Hommes |      | Femmes |
                Commune | 2019   | 2020 | 2019   | 2020
                Ixelles | 40000  | 41000 | 42000 | 43000
                Evere   | 20000  | 21000 | 21500 | 22500
                """)).isEqualTo("line 2: Commune | Hommes 2019 | Hommes 2020 | Femmes 2019 | Femmes 2020");
        assertThat(headerOf("""
                Station | Température | Vent
                        | °C          | m/s
                Uccle   | 12.3        | 4
                Zaventem | 11.8       | 6
                """)).isEqualTo("line 2: Station | Température °C | Vent m/s");
    }

    @Test
    void missing_and_repeated_names_are_made_up() {
        assertThat(headerOf("""
                x | x |  | y | x
                1 | 2 | 3 | 4 | 5
                1 | 2 | 3 | 4 | 6
                """)).isEqualTo("line 1: x | x (2) | column_3 | y | x (3)");
    }

    @Test
    void the_publisher_may_say_where_it_is() {
        var options = new ReadingOptions(null, null, null, 2, null, null, null, null, Map.of());
        var found = HeaderFinder.find(rows("""
                a | b
                c | d
                1 | 2
                """), options);
        assertThat(found.headers()).containsExactly("c", "d");
        assertThat(found.firstDataRow()).isEqualTo(2);
        assertThat(found.decision().chosen()).isTrue();
    }

    @Test
    void says_why() {
        var found = HeaderFinder.find(rows("""
                Titre
                a | b
                1 | 2
                3 | 4
                """), ReadingOptions.NONE);
        assertThat(found.reason().text(Locale.FRENCH))
                .isEqualTo("La ligne 2 nomme les colonnes ; la ligne au-dessus est un titre ou une note.");
    }

    private static String headerOf(String table) {
        var found = HeaderFinder.find(rows(table), ReadingOptions.NONE);
        return (found.headerRow() == 0 ? "none" : "line " + found.headerRow()) + ": "
                + String.join(" | ", found.headers());
    }

    private static List<@Nullable Object[]> rows(String table) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String line : table.lines().toList()) {
            rows.add(Arrays.stream(line.split("\\|", -1))
                    .map(cell -> cell.isBlank() ? null : cell.strip())
                    .toArray());
        }
        return rows;
    }
}
