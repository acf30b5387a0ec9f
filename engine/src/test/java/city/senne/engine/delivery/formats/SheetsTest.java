package city.senne.engine.delivery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.Decision.Aspect;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;

/// Old Excel workbooks and OpenDocument spreadsheets.
class SheetsTest {
    private static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";

    private static byte[] ods(String tables) throws Exception {
        return Packed.zip("mimetype", TYPE, "content.xml", """
                <?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
                <office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/>
                </style:style></office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet>
                </office:body></office:document-content>""".formatted(tables));
    }

    private static String text(String text) {
        return "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
    }

    private static String typed(String type, String attribute, String value) {
        return "<table:table-cell office:value-type=\"%s\" office:%s=\"%s\"><text:p>shown</text:p></table:table-cell>"
                .formatted(type, attribute, value);
    }

    private static String row(String... cells) {
        return "<table:table-row>" + String.join("", cells) + "</table:table-row>";
    }

    @Test
    void an_opendocument_sheet_has_the_types_that_it_states() throws Exception {
        String table = "<table:table table:name=\"S\">" + row(text("a"), text("b"), text("c"), text("d"), text("e"))
                + row(
                        typed("float", "value", "12"),
                        typed("date", "date-value", "2024-05-01"),
                        typed("date", "date-value", "2024-05-01T10:00:00"),
                        typed("boolean", "boolean-value", "true"),
                        typed("time", "time-value", "PT26H30M00S"))
                + row(
                        typed("float", "value", "1.5"),
                        "<table:table-cell/>",
                        "<table:table-cell office:value-type=\"float\" office:value=\"0\"><text:p>#REF!</text:p></table:table-cell>")
                + "</table:table>";
        Reading reading = Reading.ofBytes("t.ods", ods(table));
        assertThat(reading.headers()).containsExactly("a", "b", "c", "d", "e");
        assertThat(reading.row(0))
                .containsExactly(12L, LocalDate.of(2024, 5, 1), LocalDateTime.of(2024, 5, 1, 10, 0), true, "26:30:00");
        assertThat(reading.row(1)).containsExactly(1.5, null, "#REF!", null, null);
    }

    @Test
    void repeated_cells_and_rows_are_repeated_only_while_they_hold_something() throws Exception {
        String filler = "<table:table-cell table:number-columns-repeated=\"1000000\"/>";
        String table = "<table:table table:name=\"S\">" + row(text("a"), text("b"), filler)
                + "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\""
                + " office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell>" + filler
                + "</table:table-row>"
                + "<table:table-row table:number-rows-repeated=\"1048000\">" + filler + "</table:table-row>"
                + "</table:table>";
        Reading reading = Reading.ofBytes("t.ods", ods(table));
        assertThat(reading.asTable()).isEqualTo("a | b\n7 | 7\n7 | 7\n7 | 7\n");
        assertThat(reading.rows().getLast().line()).isEqualTo(4);
    }

    @Test
    void notes_and_hidden_sheets_are_passed_over() throws Exception {
        String hidden = "<table:table table:name=\"H\" table:style-name=\"ta2\">" + row(text("x"), text("y"), text("z"))
                + row(text("1"), text("2"), text("3")) + "</table:table>";
        String shown = "<table:table table:name=\"V\">" + row(text("a"))
                + row("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p>"
                        + "</office:annotation><text:p>one</text:p><text:p>two</text:p></table:table-cell>")
                + "</table:table>";
        Reading reading = Reading.ofBytes("t.ods", ods(hidden + shown));
        assertThat(reading.decision(Aspect.SHEET)).isEqualTo("V because formats.sheet-largest");
        assertThat(reading.rows()).extracting(r -> r.asText().getFirst()).contains("one\ntwo");
        assertThat(Reading.ofBytes("t.ods", ods(hidden + shown), Reading.sheet("H"))
                        .headers())
                .hasSize(3);
    }

    @Test
    void opendocument_attacks_are_refused() throws Exception {
        assertThat(
                        Reading.refusal(
                                "t.ods",
                                Packed.zip(
                                        "mimetype",
                                        TYPE,
                                        "content.xml",
                                        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")))
                .isEqualTo("formats.xml-doctype");
        assertThat(Reading.refusal(
                        "t.ods",
                        Packed.zip(
                                "mimetype",
                                TYPE,
                                "META-INF/manifest.xml",
                                "<m><encryption-data/></m>",
                                "content.xml",
                                "x")))
                .isEqualTo("formats.office-encrypted");
        assertThat(Reading.refusal("t.ods", Packed.zip("mimetype", TYPE, "content.xml", "<a>" + "<b>".repeat(100_000))))
                .isEqualTo("formats.xml-too-deep");
        assertThat(Reading.refusal("t.odt", Packed.zip("mimetype", "application/vnd.oasis.opendocument.text")))
                .isEqualTo("formats.not-a-table");
    }

    @Test
    void an_old_workbook_is_read_with_its_dates_and_results() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            HSSFSheet sheet = workbook.createSheet("Données");
            String[] headers = {"nom", "date", "montant", "total", "faute"};
            for (int c = 0; c < headers.length; c++) {
                (c == 0 ? sheet.createRow(0) : sheet.getRow(0)).createCell(c).setCellValue(headers[c]);
            }
            HSSFCellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
            for (int r = 1; r <= 3; r++) {
                sheet.createRow(r).createCell(0).setCellValue("Évère " + r);
                HSSFCell day = sheet.getRow(r).createCell(1);
                day.setCellValue(45292 + r);
                day.setCellStyle(date);
                sheet.getRow(r).createCell(2).setCellValue(r * 1.5);
                sheet.getRow(r).createCell(3).setCellFormula("C" + (r + 1) + "*2");
                sheet.getRow(r).createCell(4).setCellErrorValue(org.apache.poi.ss.usermodel.FormulaError.REF);
            }
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(out);
        }
        Reading reading = Reading.ofBytes("t.xls", out.toByteArray());
        assertThat(reading.row(0)).containsExactly("Évère 1", LocalDate.of(2024, 1, 2), 1.5, 3L, "#REF!");
        byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
        assertThat(Reading.refusal("t.xls", cut)).isIn("formats.xls-broken", "formats.not-a-table");
        byte[] noise = out.toByteArray();
        new java.util.Random(3).ints(400, 600, noise.length).forEach(i -> noise[i] ^= 0x5A);
        try {
            Reading.ofBytes("t.xls", noise);
        } catch (city.senne.engine.delivery.UnreadableDelivery refused) {
            assertThat(refused.reason().code()).startsWith("formats.");
        }
    }
}
