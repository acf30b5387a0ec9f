package city.senne.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {
    @Test
    void cells_are_quoted_only_where_they_must_be() throws IOException {
        assertThat(written("plain", "semi;colon", "quo\"te", "two\nlines", " blank", null))
                .isEqualTo("plain;\"semi;colon\";\"quo\"\"te\";\"two\nlines\";\" blank\";\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/C calc'!A0", "@SUM(A1)", "+cmd|x", "-2+3+cmd|' /C calc'!A0", "\t=1+1"})
    void a_formula_becomes_text(String formula) throws IOException {
        assertThat(CsvWriter.harmless(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.5", "+32 2 123 45 67", "-3,14 %", "rue Haute", "-1e-7", ""})
    void numbers_and_phone_numbers_stay_as_they_are(String text) {
        assertThat(CsvWriter.harmless(text)).isEqualTo(text);
    }

    private static String written(@Nullable String... cells) throws IOException {
        StringBuilder out = new StringBuilder();
        new CsvWriter(out, ';', false).row(Arrays.asList(cells));
        return out.toString();
    }
}
