package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A workbook of one sheet. Texts are kept as texts, so that none of them runs as a formula.
///
/// @param labels the fields' labels stand in the header instead of their names
public record XlsxExport(TextValues values, boolean labels) implements RowWriter {
    /// Rows of a sheet below the header.
    public static final int MAX_RECORDS = 1_048_575;

    public static final int MAX_COLUMNS = 16_384;
    private static final int MAX_TEXT = 32_767;
    private static final String CUT = " … (too long for a cell)";
    /// Spreadsheets keep 15 digits of a number; a longer one is an identifier and stays text.
    private static final long MAX_EXACT = 999_999_999_999_999L;
    /// Spreadsheets count days from here, and take 1900 for a leap year until March.
    private static final LocalDate FIRST_DATE = LocalDate.of(1900, 3, 1);

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int ROWS_AT_ONCE = 500;

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        // Closing after a failure would end the file as if it were whole.
        @SuppressWarnings("resource")
        Workbook workbook = new Workbook(out, "Senne", null);
        Worksheet sheet = workbook.newWorksheet("records");
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(0, i, fitting(CsvExport.header(columns.get(i), labels)));
            sheet.style(0, i).bold().set();
        }
        sheet.freezePane(0, 1);
        int row = 0;
        while (rows.next()) {
            row++;
            for (int i = 0; i < columns.size(); i++) cell(sheet, row, i, columns.get(i), rows.value(i));
            if (row % ROWS_AT_ONCE == 0) sheet.flush();
        }
        workbook.finish();
        workbook.close();
    }

    private void cell(Worksheet sheet, int row, int at, OutputColumn column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Long number when Math.abs(number) <= MAX_EXACT -> sheet.value(row, at, number);
            case Double number when Double.isFinite(number) -> sheet.value(row, at, number);
            case BigDecimal number -> sheet.value(row, at, number);
            case BigInteger number when number.bitLength() < 50 -> sheet.value(row, at, number.longValue());
            case Boolean flag -> sheet.value(row, at, flag);
            case LocalDate date
            when isKnown(date) && JsonValues.precision(column) == null -> {
                sheet.value(row, at, ChronoUnit.DAYS.between(DAY_ZERO, date));
                sheet.style(row, at).format("yyyy-mm-dd").set();
            }
            case OffsetDateTime instant
            when column.type() == ValueType.DATETIME && isKnown(local(instant).toLocalDate()) -> {
                LocalDateTime local = local(instant);
                double time = local.toLocalTime().toNanoOfDay() / 1e9 / SECONDS_PER_DAY;
                sheet.value(row, at, ChronoUnit.DAYS.between(DAY_ZERO, local.toLocalDate()) + time);
                sheet.style(row, at).format("yyyy-mm-dd hh:mm:ss").set();
            }
            default -> {
                String text = values.text(column, value);
                if (text != null) sheet.inlineString(row, at, fitting(text));
            }
        }
    }

    private LocalDateTime local(OffsetDateTime instant) {
        return instant.atZoneSameInstant(values.zone()).toLocalDateTime();
    }

    private static boolean isKnown(LocalDate date) {
        return !date.isBefore(FIRST_DATE) && !date.isAfter(LAST_DATE);
    }

    private static String fitting(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - CUT.length()) + CUT;
    }
}
