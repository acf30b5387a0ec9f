package city.senne.engine.delivery.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Small archives and workbooks, made as they are needed.
final class Packed {
    private Packed() {}

    /// Names and contents in turn; a content is a String or a byte[].
    static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                Object content = namesAndContents[i + 1];
                zip.write(
                        content instanceof byte[] bytes
                                ? bytes
                                : content.toString().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /// A workbook of sheets: names and the inside of their worksheet element in turn; a name in brackets is hidden.
    static byte[] xlsx(String styles, String... namesAndSheets) throws IOException {
        StringBuilder sheets = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        Object[] parts = new Object[8 + namesAndSheets.length];
        for (int i = 0; i < namesAndSheets.length; i += 2) {
            String name = namesAndSheets[i];
            boolean hidden = name.startsWith("(");
            sheets.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"s%d\"%s/>"
                    .formatted(name.replaceAll("[()]", ""), i + 1, i, hidden ? " state=\"hidden\"" : ""));
            relations.append(relation("s" + i, "worksheet", "worksheets/s" + i + ".xml"));
            parts[8 + i] = "xl/worksheets/s" + i + ".xml";
            parts[8 + i + 1] = "<?xml version=\"1.0\"?><worksheet>" + namesAndSheets[i + 1] + "</worksheet>";
        }
        relations.append(relation("st", "styles", "styles.xml"));
        parts[0] = "[Content_Types].xml";
        parts[1] = "<Types/>";
        parts[2] = "xl/workbook.xml";
        parts[3] = "<workbook xmlns:r=\"urn:r\"><sheets>" + sheets + "</sheets></workbook>";
        parts[4] = "xl/_rels/workbook.xml.rels";
        parts[5] = "<Relationships>" + relations + "</Relationships>";
        parts[6] = "xl/styles.xml";
        parts[7] = "<styleSheet>" + styles + "</styleSheet>";
        return zip(parts);
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"http://x/%s\" Target=\"%s\"/>".formatted(id, type, target);
    }

    /// Rows of cells written `A1=text`, `B1:n=12`, `C1:n:2=40000` (kind, then style).
    static String sheet(String... rows) {
        StringBuilder data = new StringBuilder("<sheetData>");
        for (String row : rows) {
            data.append("<row>");
            for (String cell : row.split(";")) {
                if (cell.isBlank()) continue;
                String[] sides = cell.strip().split("=", 2);
                String[] what = sides[0].split(":");
                String kind = what.length > 1 ? what[1] : "inlineStr";
                String style = what.length > 2 ? " s=\"" + what[2] + "\"" : "";
                String value =
                        kind.equals("inlineStr") ? "<is><t>" + sides[1] + "</t></is>" : "<v>" + sides[1] + "</v>";
                data.append("<c r=\"%s\" t=\"%s\"%s>%s</c>".formatted(what[0], kind, style, value));
            }
            data.append("</row>");
        }
        return data.append("</sheetData>").toString();
    }
}
