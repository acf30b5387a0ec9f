package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.geo.CrsNames;
import city.senne.engine.table.FieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A shapefile: rows of attributes, each with the geometry of the same place in the file beside it. Or a dBase table
/// alone.
final class ShapefileReader implements RowReader {
    private final @Nullable ShpFile shapes;
    private final DbfFile attributes;
    private final List<SourceColumn> columns;
    private final List<Decision> decisions;
    private long position;

    private ShapefileReader(
            @Nullable ShpFile shapes, DbfFile attributes, List<SourceColumn> columns, List<Decision> decisions) {
        this.shapes = shapes;
        this.attributes = attributes;
        this.columns = List.copyOf(columns);
        this.decisions = List.copyOf(decisions);
    }

    /// @param shp has its companions beside it, under the same name
    static RowReader open(Path shp, ReadingOptions options, Limits limits) throws IOException {
        Path dbf = beside(shp, "dbf");
        if (!Files.exists(dbf)) throw Refusal.of("shapefile-without", "dbf");
        Path cpg = Files.exists(beside(shp, "cpg")) ? beside(shp, "cpg") : beside(shp, "cst");
        String encoding = Files.exists(cpg) ? text(cpg) : null;
        ShpFile shapes = ShpFile.open(shp, limits);
        try {
            DbfFile attributes = DbfFile.open(dbf, encoding, options, limits);
            List<SourceColumn> columns = new ArrayList<>(attributes.columns());
            List<Decision> decisions = new ArrayList<>(attributes.decisions());
            boolean taken = columns.stream().anyMatch(column -> column.header().equals("geometry"));
            String header = taken ? "feature geometry" : "geometry";
            Integer srid = system(beside(shp, "prj"), header, decisions);
            FieldType type = shapes.holdsPoints() ? FieldType.GEO_POINT : FieldType.GEO_SHAPE;
            columns.add(new SourceColumn(header, type, srid));
            if (shapes.hasHeightsOrMeasures()) {
                decisions.add(Decision.found(Aspect.GEOMETRY, header, "2d", Reason.of("formats.heights-dropped")));
            }
            return new ShapefileReader(shapes, attributes, columns, decisions);
        } catch (RuntimeException | IOException failure) {
            shapes.close();
            throw failure;
        }
    }

    static RowReader openAttributes(Path dbf, ReadingOptions options, Limits limits) throws IOException {
        DbfFile attributes = DbfFile.open(dbf, null, options, limits);
        return new ShapefileReader(null, attributes, attributes.columns(), attributes.decisions());
    }

    private static @Nullable Integer system(Path prj, String header, List<Decision> decisions) throws IOException {
        if (!Files.exists(prj)) {
            decisions.add(Decision.found(Aspect.CRS, header, "", Reason.of("formats.crs-none")));
            return null;
        }
        String text = text(prj);
        String[] quoted = text.split("\"", 3);
        String name = quoted.length > 1 ? quoted[1] : text;
        Integer srid = CrsNames.find(text).orElse(null);
        decisions.add(
                srid == null
                        ? Decision.found(
                                Aspect.CRS, header, "", Reason.of("formats.crs-prj-unknown", Refusal.shown(name)))
                        : Decision.found(
                                Aspect.CRS,
                                header,
                                srid.toString(),
                                Reason.of("formats.crs-prj", Refusal.shown(name))));
        return srid;
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, 0, Math.min(bytes.length, 1 << 16), StandardCharsets.UTF_8);
        return text.replace("\ufeff", "").replace("\0", "").strip();
    }

    private static Path beside(Path shp, String extension) {
        String name = String.valueOf(shp.getFileName());
        int point = name.lastIndexOf('.');
        return shp.resolveSibling((point < 0 ? name : name.substring(0, point)) + "." + extension);
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        while (true) {
            DbfFile.Row row = attributes.next();
            ShpFile.Content content = shapes == null ? null : shapes.next();
            if (row == null && content == null) return null;
            if (row == null || shapes != null && content == null) {
                long rows = attributes.rows();
                throw Refusal.of("shapefile-uneven", row == null ? rows + 1 : position, rows);
            }
            position++;
            if (row.deleted()) continue;
            @Nullable Object[] cells = Arrays.copyOf(row.cells(), columns.size());
            return switch (content) {
                case null -> new SourceRow(position, cells, null);
                case ShpFile.Content.Shape(var geometry) -> {
                    cells[cells.length - 1] = geometry;
                    yield new SourceRow(position, cells, null);
                }
                case ShpFile.Content.Wrong(var problem) ->
                    new SourceRow(
                            position, cells, Refusal.ofRow(columns.getLast().header(), null, problem.reason()));
            };
        }
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public double progress() {
        return attributes.progress();
    }

    @Override
    public void close() throws IOException {
        attributes.close();
        if (shapes != null) shapes.close();
    }
}
