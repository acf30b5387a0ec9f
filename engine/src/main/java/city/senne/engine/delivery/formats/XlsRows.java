package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet in an old Excel workbook (.xls, 1997 to 2003). The format is held in memory whole, so that its
/// size is limited; a sheet ends at 65,536 rows anyway.
final class XlsRows implements SheetRows {
    private final HSSFWorkbook workbook;
    private final HSSFSheet sheet;
    private final SheetNumbers numbers;
    private int row;

    private XlsRows(HSSFWorkbook workbook, HSSFSheet sheet) {
        this.workbook = workbook;
        this.sheet = sheet;
        numbers = new SheetNumbers(workbook.getInternalWorkbook().isUsing1904DateWindowing());
    }

    static RowReader open(Path file, ReadingOptions options, Limits limits) throws IOException {
        if (Files.size(file) > limits.xlsBytes()) throw Refusal.of("xls-too-large", limits.xlsBytes() >> 20);
        HSSFWorkbook workbook = workbook(file);
        try {
            List<SheetChoice.Sheet> sheets = new ArrayList<>();
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                boolean hidden = workbook.isSheetHidden(i) || workbook.isSheetVeryHidden(i);
                sheets.add(new SheetChoice.Sheet(workbook.getSheetName(i), hidden, filled(workbook.getSheetAt(i))));
            }
            if (sheets.isEmpty()) throw Refusal.of("no-sheet");
            SheetChoice choice = SheetChoice.of(sheets, options);
            HSSFSheet sheet = workbook.getSheetAt(choice.index());
            List<Merge> merges = new ArrayList<>();
            for (CellRangeAddress range : sheet.getMergedRegions()) {
                merges.add(new Merge(
                        range.getFirstRow(), range.getLastRow(), range.getFirstColumn(), range.getLastColumn()));
            }
            return SheetReader.open(
                    new XlsRows(workbook, sheet), merges, options, limits, List.<Decision>of(choice.decision()));
        } catch (RuntimeException | IOException failure) {
            workbook.close();
            throw failure;
        }
    }

    /// Whatever goes wrong inside the library is damage in the file: it was written for friendly ones.
    private static HSSFWorkbook workbook(Path file) throws IOException {
        POIFSFileSystem container;
        try {
            container = new POIFSFileSystem(file.toFile(), true);
        } catch (IOException | RuntimeException broken) {
            throw Refusal.of(broken, "xls-broken");
        }
        try {
            DirectoryNode root = container.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) throw Refusal.of("office-encrypted");
            boolean sheets = root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book");
            if (!sheets) throw Refusal.of("not-a-table", "Office");
            return new HSSFWorkbook(root, false);
        } catch (OldExcelFormatException old) {
            container.close();
            throw Refusal.of(old, "xls-too-old");
        } catch (EncryptedDocumentException encrypted) {
            container.close();
            throw Refusal.of(encrypted, "office-encrypted");
        } catch (city.senne.engine.delivery.UnreadableDelivery refused) {
            container.close();
            throw refused;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            container.close();
            throw Refusal.of(broken, "xls-broken");
        }
    }

    private static long filled(HSSFSheet sheet) {
        long filled = 0;
        for (int r = sheet.getFirstRowNum(); r >= 0 && r <= sheet.getLastRowNum(); r++) {
            HSSFRow row = sheet.getRow(r);
            if (row == null) continue;
            for (int c = 0; c < row.getLastCellNum(); c++) {
                HSSFCell cell = row.getCell(c);
                if (cell != null && cell.getCellType() != CellType.BLANK) filled++;
            }
        }
        return filled;
    }

    @Override
    public @Nullable SheetRow next() {
        while (row <= sheet.getLastRowNum()) {
            HSSFRow current = sheet.getRow(row++);
            if (current == null || current.getLastCellNum() <= 0) continue;
            @Nullable Object[] cells = new @Nullable Object[current.getLastCellNum()];
            for (int c = 0; c < cells.length; c++) {
                HSSFCell cell = current.getCell(c);
                cells[c] = cell == null ? null : value(cell);
            }
            return new SheetRow(row, cells);
        }
        return null;
    }

    private @Nullable Object value(HSSFCell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> numbers.cell(cell.getNumericCellValue(), format(cell));
            case STRING -> {
                String text = cell.getRichStringCellValue().getString();
                yield text.isBlank() ? null : text;
            }
            case BOOLEAN -> cell.getBooleanCellValue();
            case ERROR -> error(cell.getErrorCellValue());
            default -> null;
        };
    }

    private static String error(byte code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#N/A";
    }

    private static NumberFormats format(HSSFCell cell) {
        String code = cell.getCellStyle().getDataFormatString();
        NumberFormats known = NumberFormats.ofNumber(cell.getCellStyle().getDataFormat());
        return known != NumberFormats.PLAIN || code == null ? known : NumberFormats.of(code);
    }

    @Override
    public double progress() {
        return Math.min(1, (double) row / Math.max(1, sheet.getLastRowNum() + 1));
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
