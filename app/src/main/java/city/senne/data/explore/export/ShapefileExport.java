package city.senne.data.explore.export;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import city.senne.platform.i18n.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// A zipped shapefile: places of one type, the first that is met, with their values beside them. What the format
/// cannot hold (places of another type, long names, long texts) is told in a text file that lies in the same zip.
///
/// @param name of the files
/// @param mainField the column of the geometry; null for the first shape, or else the first point
/// @param crs of the coordinates, one that [#knows]
/// @param day on which the data was made
/// @param words in which the text file speaks
public record ShapefileExport(
        TextValues values, String name, @Nullable String mainField, Crs crs, LocalDate day, Words words) {
    public static final int MOST_RECORDS = 50_000;
    private static final Properties SYSTEMS = systems();
    private static final int LARGE = 1 << 16;

    /// Whether the files can say in which reference system they are.
    public static boolean knows(Crs crs) {
        return SYSTEMS.containsKey(Integer.toString(crs.srid()));
    }

    /// The codes of all that can be had.
    public static List<Integer> codes() {
        return SYSTEMS.stringPropertyNames().stream()
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    /// Throws UnwritableRows when there are more than the format can hold.
    ///
    /// @param target becomes the zip; what is needed meanwhile lies beside it
    public void write(Rows rows, Path target) throws IOException {
        List<OutputColumn> columns = rows.columns();
        MainPlace main = MainPlace.of(columns, mainField);
        int[] at = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type() != ValueType.POINT
                        && columns.get(i).type() != ValueType.SHAPE)
                .toArray();
        if (at.length > DbaseTable.MOST_COLUMNS) {
            throw new UnwritableRows(
                    "A shapefile holds at most %d fields beside the place, and there are %d. Choose some with select, or use fgb instead."
                            .formatted(DbaseTable.MOST_COLUMNS, at.length));
        }
        List<OutputColumn> held = IntStream.of(at).mapToObj(columns::get).toList();
        List<String> names = UniqueNames.ascii(held, DbaseTable.LONGEST_NAME);
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        try (var shapes = new ShapeRecords(beside(target, ".shp"));
                var table = new DbaseTable(held, names, values, beside(target, ".dbf"))) {
            while (rows.next()) {
                if (shapes.count() == MOST_RECORDS) throw tooMany();
                Geometry place = main.geometry(rows, crs);
                if (!shapes.add(place)) {
                    leftOut.merge(Objects.requireNonNull(place).getGeometryType(), 1, Integer::sum);
                    continue;
                }
                List<@Nullable Object> row = new ArrayList<>(at.length);
                for (int i : at) row.add(rows.value(i));
                table.add(row);
            }
            String said = said(shapes.count(), leftOut, held, names, table.cut());
            try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target), LARGE))) {
                entry(zip, ".shp", shapes::writeShapes);
                entry(zip, ".shx", shapes::writeIndex);
                entry(zip, ".dbf", out -> table.write(out, day));
                entry(zip, ".prj", out -> write(out, SYSTEMS.getProperty(Integer.toString(crs.srid()))));
                entry(zip, ".cpg", out -> write(out, StandardCharsets.UTF_8.name()));
                entry(zip, ".txt", out -> write(out, said));
            }
        }
    }

    public static UnwritableRows tooMany() {
        return new UnwritableRows(
                "A shapefile holds at most %d records. Use fgb or geojson instead, or narrow the query."
                        .formatted(MOST_RECORDS));
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private void entry(ZipOutputStream zip, String extension, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name + extension);
        entry.setTimeLocal(day.atStartOfDay());
        zip.putNextEntry(entry);
        content.write(zip);
        zip.closeEntry();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Path beside(Path target, String extension) {
        return target.resolveSibling(target.getFileName() + extension);
    }

    /// What a reader has to know who wonders what became of the data.
    private String said(
            int count, Map<String, Integer> leftOut, List<OutputColumn> columns, List<String> names, int cut) {
        var text = new StringBuilder(words.of("explore.shapefile.records", count)).append('\n');
        leftOut.forEach((type, many) ->
                text.append(words.of("explore.shapefile.left-out", many, type)).append('\n'));
        if (cut > 0) text.append(words.of("explore.shapefile.cut", cut)).append('\n');
        text.append('\n').append(words.of("explore.shapefile.fields")).append('\n');
        for (int i = 0; i < names.size(); i++) {
            OutputColumn column = columns.get(i);
            text.append(names.get(i)).append(" = ").append(column.name());
            String label = CsvExport.header(column, true);
            if (!label.equals(column.name())) text.append(" (").append(label).append(')');
            text.append('\n');
        }
        return text.toString();
    }

    private static Properties systems() {
        try (InputStream in = ShapefileExport.class.getResourceAsStream("shapefile-systems.properties")) {
            Properties systems = new Properties();
            systems.load(Objects.requireNonNull(in));
            return systems;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
