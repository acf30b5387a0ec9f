package city.senne.engine.delivery.formats;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/// The parts of an Excel workbook: its sheets, its texts, its number formats.
final class XlsxWorkbook implements Closeable {
    private final Archive archive;
    private final Limits limits;
    private final Path folder;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<NumberFormats> formats = new ArrayList<>();
    private boolean from1904;
    private @Nullable String textsPart;
    private @Nullable String stylesPart;
    private @Nullable SharedStrings texts;

    /// @param part the entry of the archive that holds it
    record Sheet(String name, boolean hidden, String part) {}

    private XlsxWorkbook(Archive archive, Limits limits, Path folder) {
        this.archive = archive;
        this.limits = limits;
        this.folder = folder;
    }

    static XlsxWorkbook open(Path file, Limits limits, Path folder) throws IOException {
        XlsxWorkbook workbook = new XlsxWorkbook(Archive.open(file, limits), limits, folder);
        try {
            workbook.readContents();
            workbook.readFormats();
            return workbook;
        } catch (RuntimeException | IOException failure) {
            workbook.close();
            throw failure;
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    SheetNumbers numbers() {
        return new SheetNumbers(from1904);
    }

    NumberFormats format(int style) {
        return style >= 0 && style < formats.size() ? formats.get(style) : NumberFormats.PLAIN;
    }

    /// A shared text by its number, as a cell holds it.
    String text(String number) {
        try {
            return texts == null ? "" : texts.text(Integer.parseInt(number.strip()));
        } catch (NumberFormatException noNumber) {
            return "";
        }
    }

    XlsxScan scan(Sheet sheet) throws IOException {
        try (InputStream in = archive.read(entry(sheet.part()))) {
            return XlsxScan.of(in);
        }
    }

    Xml read(Sheet sheet) throws IOException {
        return xml(sheet.part());
    }

    void readTexts() throws IOException {
        ZipArchiveEntry entry = textsPart == null ? null : find(textsPart);
        if (entry == null) return;
        try (Xml xml = new Xml(archive.read(entry), entry.getName(), limits)) {
            texts = SharedStrings.read(xml, folder.resolve("texts"));
        }
    }

    private void readContents() throws IOException {
        String main = "xl/workbook.xml";
        if (find("_rels/.rels") != null) {
            for (Relation relation : relations("_rels/.rels", "").values()) {
                if (relation.type().endsWith("/officeDocument")) main = relation.target();
            }
        }
        int slash = main.lastIndexOf('/') + 1;
        String base = main.substring(0, slash);
        String relationsPart = base + "_rels/" + main.substring(slash) + ".rels";
        Map<String, Relation> relations = find(relationsPart) == null ? Map.of() : relations(relationsPart, base);
        for (Relation relation : relations.values()) {
            if (relation.type().endsWith("/sharedStrings")) textsPart = relation.target();
            if (relation.type().endsWith("/styles")) stylesPart = relation.target();
        }
        try (Xml xml = xml(main)) {
            while (xml.next()) {
                if (xml.isStart("workbookPr")) {
                    String dates = xml.attribute("date1904", "0");
                    from1904 = dates.equals("1") || dates.equalsIgnoreCase("true");
                } else if (xml.isStart("sheet")) {
                    Relation relation = relations.get(xml.attribute("id", ""));
                    String part = relation != null
                            ? relation.target()
                            : base + "worksheets/sheet" + xml.attribute("sheetId", "1") + ".xml";
                    boolean worksheet = relation == null || relation.type().endsWith("/worksheet");
                    boolean hidden = xml.attribute("state", "visible")
                            .toLowerCase(Locale.ROOT)
                            .contains("hidden");
                    if (worksheet && find(part) != null) {
                        sheets.add(new Sheet(xml.attribute("name", part), hidden, part));
                    }
                }
            }
        }
        if (sheets.isEmpty()) throw Refusal.of("no-sheet");
    }

    private record Relation(String type, String target) {}

    private Map<String, Relation> relations(String part, String base) throws IOException {
        Map<String, Relation> relations = new HashMap<>();
        try (Xml xml = xml(part)) {
            while (xml.next()) {
                if (!xml.isStart("Relationship")) continue;
                String target = xml.attribute("Target", "").replace('\\', '/');
                String path = target.startsWith("/") ? target.substring(1) : base + target;
                relations.put(xml.attribute("Id", ""), new Relation(xml.attribute("Type", ""), flat(path)));
            }
        }
        return relations;
    }

    private static String flat(String path) {
        return Path.of("/", path).normalize().toString().substring(1);
    }

    private void readFormats() throws IOException {
        if (stylesPart == null || find(stylesPart) == null) return;
        Map<Integer, String> codes = new HashMap<>();
        boolean inCells = false;
        try (Xml xml = xml(stylesPart)) {
            while (xml.next()) {
                if (xml.isStart("numFmt")) {
                    codes.put(xml.attribute("numFmtId", 0), xml.attribute("formatCode", ""));
                } else if (xml.isStart("cellXfs")) {
                    inCells = true;
                } else if (xml.isEnd("cellXfs")) {
                    inCells = false;
                } else if (inCells && xml.isStart("xf")) {
                    int id = xml.attribute("numFmtId", 0);
                    String code = codes.get(id);
                    formats.add(code == null ? NumberFormats.ofNumber(id) : NumberFormats.of(code));
                }
            }
        }
    }

    private Xml xml(String part) throws IOException {
        return new Xml(archive.read(entry(part)), part, limits);
    }

    private ZipArchiveEntry entry(String part) {
        ZipArchiveEntry entry = find(part);
        if (entry == null) throw Refusal.of("part-missing", part);
        return entry;
    }

    private @Nullable ZipArchiveEntry find(String part) {
        ZipArchiveEntry exact = archive.find(part);
        if (exact != null) return exact;
        for (ZipArchiveEntry file : archive.files()) if (file.getName().equalsIgnoreCase(part)) return file;
        return null;
    }

    @Override
    public void close() throws IOException {
        if (texts != null) texts.close();
        archive.close();
    }
}
