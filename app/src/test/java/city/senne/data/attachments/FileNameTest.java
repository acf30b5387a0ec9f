package city.senne.data.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "cities1000.zip, cities1000.zip, cities1000_zip, application/zip",
                "C:\\fakepath\\Légende d’été.PDF, Légende d’été.PDF, legende_d_ete_pdf, application/pdf",
                "../../etc/passwd, passwd, passwd, application/octet-stream",
                "..\\..\\boot.ini, boot.ini, boot_ini, application/octet-stream",
                "  .htaccess , htaccess, htaccess, application/octet-stream",
                "page.html, page.html, page_html, application/octet-stream",
                "plan.svg.exe, plan.svg.exe, plan_svg_exe, application/octet-stream",
                "a\"b<c>.csv, a_b_c_.csv, a_b_c_csv, text/csv",
                "图.png, 图.png, png, image/png",
            })
    void only_what_harms_nobody_is_left_of_a_name(String sent, String name, String id, String type) {
        FileName clean = FileName.clean(sent).orElseThrow();
        assertThat(clean.text()).isEqualTo(name);
        assertThat(clean.id(_ -> false)).isEqualTo(id);
        assertThat(clean.mediaType()).isEqualTo(type);
    }

    @Test
    void characters_that_nobody_sees_are_left_out() {
        assertThat(FileName.clean("in\u0000voice\u202Efdp.\r\nexe")
                        .orElseThrow()
                        .text())
                .isEqualTo("invoicefdp. exe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "/", "a/", "\u0000", "\u202E", "?*|"})
    void what_says_nothing_is_no_name(String sent) {
        assertThat(FileName.clean(sent)).isEmpty();
    }

    @Test
    void a_long_name_keeps_its_ending() {
        String name = FileName.clean("é".repeat(300) + ".xlsx").orElseThrow().text();
        assertThat(name).hasSize(120).endsWith("é.xlsx");
    }

    @Test
    void an_id_that_is_taken_gets_a_number() {
        Set<String> taken = Set.of("plan_pdf", "plan_pdf_2");
        assertThat(new FileName("Plan.pdf").id(taken::contains)).isEqualTo("plan_pdf_3");
    }
}
