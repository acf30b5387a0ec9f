package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet in an Excel workbook (.xlsx, .xlsm). Cells hold what Excel last showed, never a formula; what
/// Excel shows as a date is a date; an error is its text (`#REF!`).
final class XlsxRows implements SheetRows {
    private static final int WIDEST = 16_384;

    private final XlsxWorkbook workbook;
    private final Xml xml;
    private final long values;
    private long seen;
    private long row;

    private XlsxRows(XlsxWorkbook workbook, Xml xml, long values) {
        this.workbook = workbook;
        this.xml = xml;
        this.values = values;
    }

    static RowReader open(Path file, ReadingOptions options, Limits limits, Path folder) throws IOException {
        XlsxWorkbook workbook = XlsxWorkbook.open(file, limits, folder);
        try {
            List<XlsxWorkbook.Sheet> sheets = workbook.sheets();
            List<XlsxScan> scans = new ArrayList<>();
            List<SheetChoice.Sheet> choices = new ArrayList<>();
            for (XlsxWorkbook.Sheet sheet : sheets) {
                XlsxScan scan = workbook.scan(sheet);
                scans.add(scan);
                choices.add(new SheetChoice.Sheet(sheet.name(), sheet.hidden(), scan.values()));
            }
            SheetChoice choice = SheetChoice.of(choices, options);
            XlsxScan scan = scans.get(choice.index());
            if (scan.values() == 0) throw Refusal.of("empty-sheet");
            workbook.readTexts();
            SheetRows rows = new XlsxRows(workbook, workbook.read(sheets.get(choice.index())), scan.values());
            return SheetReader.open(rows, scan.merges(), options, limits, List.<Decision>of(choice.decision()));
        } catch (RuntimeException | IOException failure) {
            workbook.close();
            throw failure;
        }
    }

    @Override
    public @Nullable SheetRow next() {
        while (seen < values && xml.next()) {
            if (xml.isStart("row")) {
                row = Math.max(row + 1, xml.attribute("r", 0));
                @Nullable Object[] cells = cells();
                if (cells.length > 0) return new SheetRow(row, cells);
            } else if (xml.isEnd("sheetData")) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Object[] cells() {
        @Nullable Object[] cells = new @Nullable Object[16];
        int filled = 0;
        int column = -1;
        while (xml.next() && !xml.isEnd("row")) {
            if (!xml.isStart("c")) {
                if (xml.isStart()) xml.skip();
                continue;
            }
            String name = xml.attribute("r");
            int named = name == null ? -1 : XlsxScan.column(name);
            column = named >= 0 ? named : column + 1;
            Object value = cell();
            if (value == null || column >= WIDEST) continue;
            if (column >= cells.length) cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
            cells[column] = value;
            filled = Math.max(filled, column + 1);
        }
        return filled == cells.length ? cells : Arrays.copyOf(cells, filled);
    }

    private @Nullable Object cell() {
        String type = xml.attribute("t", "n");
        int style = xml.attribute("s", 0);
        String text = null;
        while (xml.next() && !xml.isEnd("c")) {
            if (xml.isStart("v")) {
                seen++;
                text = xml.text();
            } else if (xml.isStart("is")) {
                seen++;
                text = SharedStrings.richText(xml, "is");
            } else if (xml.isStart()) {
                xml.skip();
            }
        }
        if (text == null || text.isBlank()) return null;
        return switch (type) {
            case "s" -> blankToNull(workbook.text(text));
            case "b" -> text.strip().equals("1") || text.strip().equalsIgnoreCase("true");
            case "str", "inlineStr" -> SharedStrings.unescaped(text);
            case "e" -> text.strip();
            case "d" -> moment(text.strip());
            default -> number(text.strip(), style);
        };
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private Object number(String text, int style) {
        try {
            return workbook.numbers().cell(Double.parseDouble(text), workbook.format(style));
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }

    private static Object moment(String text) {
        try {
            return text.length() <= 10 ? LocalDate.parse(text) : LocalDateTime.parse(text.replace("Z", ""));
        } catch (DateTimeParseException other) {
            return text;
        }
    }

    @Override
    public double progress() {
        return values == 0 ? 1 : (double) seen / values;
    }

    @Override
    public void close() throws IOException {
        xml.close();
        workbook.close();
    }
}
