package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.delivery.Decision.Aspect;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class XlsxTest {
    private static final String STYLES = """
            <numFmts><numFmt numFmtId="164" formatCode="[$-80C]dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="0000"/>
            <numFmt numFmtId="166" formatCode="[h]:mm:ss"/><numFmt numFmtId="167" formatCode="#,##0.00 &quot;days&quot;"/>
            </numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/>
            <xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/><xf numFmtId="167"/></cellXfs>""";

    @Test
    void the_table_is_found_below_its_title() throws Exception {
        Reading reading = Reading.ofBytes(
                "t.xlsx",
                Packed.xlsx(
                        "",
                        "S",
                        Packed.sheet(
                                "A1=Budget 2024",
                                "",
                                "A3=Commune;B3=Montant",
                                "A4=Evere;B4:n=12.5",
                                "A5=Jette;B5:n=7",
                                "A6=Ixelles;B6:n=1")));
        assertThat(reading.asTable()).isEqualTo("Commune | Montant\nEvere | 12.5\nJette | 7\nIxelles | 1\n");
        assertThat(reading.decision(Aspect.HEADER)).startsWith("3 because");
        assertThat(reading.rows().getFirst().line()).isEqualTo(4);
    }

    @Test
    void numbers_shown_as_dates_are_dates() throws Exception {
        Reading reading = Reading.ofBytes(
                "t.xlsx",
                Packed.xlsx(
                        STYLES,
                        "S",
                        Packed.sheet(
                                "A1=a;B1=b;C1=c;D1=d;E1=e;F1=f;G1=g;H1=h",
                                "A2:n:1=45292;B2:n:2=45292.5;C2:n:3=45292;D2:n:4=70;E2:n:5=1.5;F2:n:6=0.75;G2:n:7=12;H2:b=1",
                                "A3:n:1=1;B3:n:2=45292;C3:e=#REF!;D3:n:4=1000;E3:n=0.30000000000000004;F3:str=x_x000D_y;G3:d=2024-05-01;H3:b=0")));
        assertThat(reading.row(0))
                .containsExactly(
                        LocalDate.of(2024, 1, 1),
                        LocalDateTime.of(2024, 1, 1, 12, 0),
                        LocalDate.of(2024, 1, 1),
                        "0070",
                        "36:00:00",
                        "18:00",
                        12L,
                        true);
        assertThat(reading.row(1))
                .containsExactly(
                        LocalDate.of(1900, 1, 1),
                        LocalDateTime.of(2024, 1, 1, 0, 0),
                        "#REF!",
                        "1000",
                        0.3,
                        "x\ry",
                        LocalDate.of(2024, 5, 1),
                        false);
    }

    @Test
    void the_fullest_visible_sheet_is_taken_and_the_others_are_named() throws Exception {
        byte[] workbook = Packed.xlsx(
                "",
                "Notes",
                Packed.sheet("A1=note"),
                "Data",
                Packed.sheet("A1=x;B1=y", "A2:n=1;B2:n=2"),
                "(Secret)",
                Packed.sheet("A1=x;B1=y", "A2:n=1;B2:n=2", "A3:n=3;B3:n=4"));
        Reading reading = Reading.ofBytes("t.xlsx", workbook);
        assertThat(reading.decision(Aspect.SHEET)).isEqualTo("Data because formats.sheet-largest");
        assertThat(reading.decisions())
                .anyMatch(decision -> decision.reason().text(Locale.ENGLISH).contains("Notes, (Secret)"));
        assertThat(Reading.ofBytes("t.xlsx", workbook, Reading.sheet("Secret")).rows())
                .hasSize(2);
        assertThatThrownBy(() -> Reading.ofBytes("t.xlsx", workbook, Reading.sheet("Nowhere")))
                .hasMessageContaining("Notes, Data, Secret");
    }

    @Test
    void merged_header_cells_count_for_every_column() throws Exception {
        String merges = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>";
        Reading reading = Reading.ofBytes(
                "t.xlsx",
                Packed.xlsx(
                        "",
                        "S",
                        Packed.sheet(
                                        "A1=Commune;B1=2023",
                                        "B2=Men;C2=Women",
                                        "A3=Evere;B3:n=1;C3:n=2",
                                        "A4=Jette;B4:n=3;C4:n=4")
                                + merges));
        assertThat(reading.headers()).containsExactly("Commune", "2023 Men", "2023 Women");
        assertThat(reading.rows()).hasSize(2);
    }

    @Test
    void a_million_formatted_blank_rows_end_at_the_last_value() throws Exception {
        StringBuilder rows = new StringBuilder("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        for (int i = 2; i <= 1_000_000; i++) {
            rows.append("<row r=\"")
                    .append(i)
                    .append("\" s=\"1\"><c r=\"A")
                    .append(i)
                    .append("\" s=\"1\"/></row>");
        }
        assertThat(Reading.ofBytes("t.xlsx", Packed.xlsx("", "S", rows + "</sheetData>"))
                        .rows())
                .hasSize(1);
    }

    @Test
    void a_value_beyond_the_columns_rejects_its_row() throws Exception {
        StringBuilder rows = new StringBuilder("<sheetData>");
        for (int i = 1; i <= 400; i++) {
            rows.append(
                    "<row r=\"%d\"><c r=\"A%d\" t=\"str\"><v>%s</v></c>".formatted(i, i, i == 1 ? "name" : "x" + i));
            rows.append(
                    "<c r=\"B%d\" t=\"%s\"><v>%s</v></c>".formatted(i, i == 1 ? "str" : "n", i == 1 ? "n" : "" + i));
            if (i == 390) rows.append("<c r=\"F390\"><v>9</v></c>");
            rows.append("</row>");
        }
        Reading reading = Reading.ofBytes("t.xlsx", Packed.xlsx("", "S", rows + "</sheetData>"));
        assertThat(reading.rows()).hasSize(399);
        assertThat(reading.problems()).containsExactly("390 formats.beyond-last-column");
    }

    @Test
    void declarations_and_entities_are_refused() throws Exception {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                + "<workbook><sheets>&b;</sheets></workbook>";
        assertThat(Reading.refusal("t.xlsx", Packed.zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", bomb)))
                .isEqualTo("formats.xml-doctype");
        String outside = "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/passwd\"><workbook/>";
        assertThat(Reading.refusal("t.xlsx", Packed.zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", outside)))
                .isEqualTo("formats.xml-doctype");
        assertThat(Reading.refusal(
                        "t.xlsx", Packed.zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", "<workbook>")))
                .isEqualTo("formats.xml-broken");
        assertThat(Reading.refusal("t.xlsx", Packed.xlsx("", "S", "<a>".repeat(5000))))
                .isEqualTo("formats.no-visible-data");
    }
}
