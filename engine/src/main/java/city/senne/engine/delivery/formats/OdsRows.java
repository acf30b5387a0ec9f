package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet in an OpenDocument spreadsheet. Types are those that the cells state. Repeated cells and rows
/// are repeated only while they hold something: programs write a million empty ones to the end of the sheet.
final class OdsRows implements SheetRows {
    private static final int WIDEST = 16_384;
    private static final int MOST_REPEATS = 1_048_576;

    private final Archive archive;
    private final Xml xml;
    private final long values;
    private long seen;
    private long row;
    private int repeats;
    private @Nullable Object[] repeated = {};

    private OdsRows(Archive archive, Xml xml, long values) {
        this.archive = archive;
        this.xml = xml;
        this.values = values;
    }

    static RowReader open(Path file, ReadingOptions options, Limits limits) throws IOException {
        Archive archive = Archive.open(file, limits);
        try {
            if (isEncrypted(archive)) throw Refusal.of("office-encrypted");
            Survey survey = new Survey(archive, limits);
            SheetChoice choice = SheetChoice.of(survey.sheets(), options);
            long values = survey.sheets().get(choice.index()).size();
            if (values == 0) throw Refusal.of("empty-sheet");
            Xml xml = content(archive, limits);
            int index = -1;
            while (index < choice.index() && xml.next()) {
                if (xml.isStart("table")) {
                    index++;
                    if (index < choice.index()) xml.skip();
                }
            }
            OdsRows rows = new OdsRows(archive, xml, values);
            return SheetReader.open(
                    rows, survey.merges(choice.index()), options, limits, List.<Decision>of(choice.decision()));
        } catch (RuntimeException | IOException failure) {
            archive.close();
            throw failure;
        }
    }

    private static boolean isEncrypted(Archive archive) throws IOException {
        ZipArchiveEntry manifest = archive.find("META-INF/manifest.xml");
        if (manifest == null) return false;
        try (InputStream in = archive.read(manifest)) {
            return new String(in.readNBytes(1 << 20), java.nio.charset.StandardCharsets.UTF_8)
                    .contains("encryption-data");
        }
    }

    private static Xml content(Archive archive, Limits limits) throws IOException {
        ZipArchiveEntry content = archive.find("content.xml");
        if (content == null) throw Refusal.of("part-missing", "content.xml");
        return new Xml(archive.read(content), "content.xml", limits);
    }

    /// One look through all sheets: names, which are hidden, how much they hold, what is merged.
    private static final class Survey {
        private final List<SheetChoice.Sheet> sheets = new ArrayList<>();
        private final Map<Integer, List<Merge>> merges = new HashMap<>();

        Survey(Archive archive, Limits limits) throws IOException {
            Set<String> hidden = new HashSet<>();
            String style = "";
            try (Xml xml = content(archive, limits)) {
                while (xml.next()) {
                    if (xml.isStart("style")) {
                        style = xml.attribute("name", "");
                    } else if (xml.isStart("table-properties")) {
                        if (xml.attribute("display", "true").equals("false")) hidden.add(style);
                    } else if (xml.isStart("table")) {
                        String name = xml.attribute("name", "");
                        boolean out = hidden.contains(xml.attribute("style-name", ""));
                        sheets.add(new SheetChoice.Sheet(name, out, size(xml, sheets.size())));
                    }
                }
            }
            if (sheets.isEmpty()) throw Refusal.of("no-sheet");
        }

        private long size(Xml xml, int sheet) {
            long size = 0;
            int row = 0;
            int rowRepeats = 1;
            int column = 0;
            int depth = 1;
            while (depth > 0 && xml.next()) {
                if (xml.isStart("table")) {
                    depth++;
                } else if (xml.isEnd("table")) {
                    depth--;
                } else if (xml.isStart("table-row")) {
                    rowRepeats = xml.attribute("number-rows-repeated", 1);
                    column = 0;
                } else if (xml.isEnd("table-row")) {
                    row += rowRepeats;
                } else if (xml.isStart("table-cell") || xml.isStart("covered-table-cell")) {
                    int spanned = xml.attribute("number-columns-spanned", 1);
                    int spannedRows = xml.attribute("number-rows-spanned", 1);
                    if (spanned > 1 && row < 1000) {
                        merges.computeIfAbsent(sheet, _ -> new ArrayList<>())
                                .add(new Merge(row, row + spannedRows - 1, column, column + spanned - 1));
                    }
                    int repeats = xml.attribute("number-columns-repeated", 1);
                    column += repeats;
                    if (xml.attribute("value-type") != null) size++;
                    xml.skip();
                } else if (xml.isStart() && isAside(xml)) {
                    xml.skip();
                }
            }
            return size;
        }

        List<SheetChoice.Sheet> sheets() {
            return sheets;
        }

        List<Merge> merges(int sheet) {
            return merges.getOrDefault(sheet, List.of());
        }
    }

    /// Drawings and the like, which may hold tables of their own.
    private static boolean isAside(Xml xml) {
        return xml.name().equals("shapes")
                || xml.name().equals("forms")
                || xml.name().equals("dde-source");
    }

    @Override
    public @Nullable SheetRow next() {
        if (repeats > 0) {
            repeats--;
            return new SheetRow(++row, repeated.clone());
        }
        while (seen < values && xml.next()) {
            if (xml.isStart("table-row")) {
                int times = Math.min(MOST_REPEATS, Math.max(1, xml.attribute("number-rows-repeated", 1)));
                @Nullable Object[] cells = cells();
                if (cells.length == 0) {
                    row += times;
                    continue;
                }
                repeats = times - 1;
                repeated = cells;
                return new SheetRow(++row, cells);
            } else if (xml.isEnd("table")) {
                return null;
            } else if (xml.isStart() && isAside(xml)) {
                xml.skip();
            }
        }
        return null;
    }

    private @Nullable Object[] cells() {
        @Nullable Object[] cells = new @Nullable Object[16];
        int filled = 0;
        int column = 0;
        while (xml.next() && !xml.isEnd("table-row")) {
            boolean covered = xml.isStart("covered-table-cell");
            if (!covered && !xml.isStart("table-cell")) {
                if (xml.isStart()) xml.skip();
                continue;
            }
            int times = Math.max(1, xml.attribute("number-columns-repeated", 1));
            Object value = cell();
            int end = (int) Math.min(WIDEST, (long) column + times);
            if (value != null && !covered && column < end) {
                if (end > cells.length) cells = Arrays.copyOf(cells, Math.max(end, cells.length * 2));
                Arrays.fill(cells, column, end, value);
                filled = end;
            }
            column = end;
        }
        return Arrays.copyOf(cells, filled);
    }

    private @Nullable Object cell() {
        String type = xml.attribute("value-type");
        String value = xml.attribute("value", "");
        String date = xml.attribute("date-value", "");
        String time = xml.attribute("time-value", "");
        String truth = xml.attribute("boolean-value", "");
        String string = xml.attribute("string-value");
        String text = text();
        if (type == null) return null;
        seen++;
        // An error is shown as text, whatever type the cell claims.
        if (text.startsWith("#") && text.matches("#[A-Z/0!?]+") || text.matches("Err:\\d+")) return text;
        return switch (type) {
            case "float", "currency", "percentage" -> number(value, text);
            case "date" -> moment(date, text);
            case "time" -> time(time, text);
            case "boolean" -> truth.equals("true");
            default -> {
                String whole = string == null ? text : string;
                yield whole.isBlank() ? null : whole;
            }
        };
    }

    private static @Nullable Object number(String value, String text) {
        try {
            return SheetNumbers.plain(Double.parseDouble(value));
        } catch (NumberFormatException noNumber) {
            return text.isBlank() ? null : text;
        }
    }

    private static @Nullable Object moment(String value, String text) {
        try {
            if (value.length() <= 10) return LocalDate.parse(value);
            LocalDateTime moment = LocalDateTime.parse(value.replace("Z", ""));
            return moment;
        } catch (DateTimeParseException other) {
            return text.isBlank() ? null : text;
        }
    }

    private static @Nullable Object time(String value, String text) {
        try {
            Duration duration = Duration.parse(value);
            return "%02d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
        } catch (DateTimeParseException other) {
            return text.isBlank() ? null : text;
        }
    }

    /// The paragraphs of a cell, without the notes pinned to it.
    private String text() {
        StringBuilder text = new StringBuilder();
        int paragraphs = 0;
        while (xml.next() && !(xml.isEnd("table-cell") || xml.isEnd("covered-table-cell"))) {
            if (!xml.isStart()) continue;
            if (xml.name().equals("p")) {
                if (paragraphs++ > 0) text.append('\n');
                text.append(xml.text());
            } else {
                xml.skip();
            }
        }
        return text.toString();
    }

    @Override
    public double progress() {
        return values == 0 ? 1 : Math.min(1, (double) seen / values);
    }

    @Override
    public void close() throws IOException {
        xml.close();
        archive.close();
    }
}
