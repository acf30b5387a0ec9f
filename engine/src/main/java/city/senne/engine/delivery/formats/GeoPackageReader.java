package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.geo.GeometryProblem;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// A layer of a GeoPackage. The database in it comes from a stranger: it is opened for reading only, without
/// extensions, and nothing but plain tables is asked, for a view could run any query.
final class GeoPackageReader implements RowReader {
    private final Connection connection;
    private final Statement statement;
    private final ResultSet results;
    private final List<Column> columns;
    private final List<Decision> decisions;
    private final long rows;
    private long position;

    private record Column(SourceColumn source, boolean geometry) {}

    private GeoPackageReader(
            Connection connection,
            Statement statement,
            ResultSet results,
            List<Column> columns,
            List<Decision> decisions,
            long rows) {
        this.connection = connection;
        this.statement = statement;
        this.results = results;
        this.columns = List.copyOf(columns);
        this.decisions = List.copyOf(decisions);
        this.rows = rows;
    }

    static RowReader open(Path file, ReadingOptions options, Limits limits) throws IOException {
        Connection connection = null;
        try {
            connection = connect(file);
            List<Layer> layers = layers(connection);
            if (layers.isEmpty()) throw Refusal.of("gpkg-no-layer");
            SheetChoice choice = SheetChoice.of(
                    layers.stream()
                            .map(l -> new SheetChoice.Sheet(l.table(), false, l.rows()))
                            .toList(),
                    options);
            Layer layer = layers.get(choice.index());
            if (layer.rows() == 0) throw Refusal.of("empty-sheet");
            List<Decision> decisions = new ArrayList<>();
            decisions.add(choice.decision());
            List<Column> columns = columns(connection, layer, limits, decisions);
            List<String> names = columns.stream()
                    .map(column -> Sql.name(column.source().header()))
                    .toList();
            Statement statement = connection.createStatement();
            ResultSet results =
                    statement.executeQuery("SELECT " + String.join(", ", names) + " FROM " + Sql.name(layer.table()));
            return new GeoPackageReader(connection, statement, results, columns, decisions, layer.rows());
        } catch (SQLException broken) {
            Closing.all(connection);
            throw Refusal.of(broken, "sqlite-broken");
        } catch (RuntimeException refused) {
            Closing.all(connection);
            throw refused;
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.enableLoadExtension(false);
        Connection connection = config.createConnection("jdbc:sqlite:"
                + file.toAbsolutePath().toUri().toString().replace("file:///", "file:/") + "?immutable=1");
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA query_only = ON");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA mmap_size = 0");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private record Layer(
            String table,
            @Nullable String geometry,
            @Nullable String type,
            int srid,
            String crs,
            long rows) {}

    private static List<Layer> layers(Connection connection) throws SQLException {
        if (!hasTable(connection, "gpkg_contents")) throw Refusal.of("not-a-geopackage");
        boolean geometries = hasTable(connection, "gpkg_geometry_columns");
        String question = """
                SELECT c.table_name, %s
                FROM gpkg_contents c
                JOIN sqlite_master m ON lower(m.name) = lower(c.table_name) AND m.type = 'table'
                     AND upper(m.sql) NOT LIKE 'CREATE VIRTUAL%%'
                %s
                WHERE c.data_type IN ('features', 'attributes')
                """.formatted(
                        geometries
                                ? "g.column_name, g.geometry_type_name, s.organization, s.organization_coordsys_id, s.srs_name"
                                : "NULL, NULL, NULL, NULL, NULL",
                        geometries ? """
                        LEFT JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name)
                        LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
                        """ : "");
        List<Layer> layers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            while (result.next()) {
                String table = result.getString(1);
                boolean epsg = "epsg".equalsIgnoreCase(result.getString(4));
                String crs = result.getString(6);
                layers.add(new Layer(
                        table,
                        result.getString(2),
                        result.getString(3),
                        epsg ? result.getInt(5) : 0,
                        crs == null ? "" : crs,
                        0));
            }
        }
        List<Layer> counted = new ArrayList<>();
        for (Layer layer : layers) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT count(*) FROM " + Sql.name(layer.table()))) {
                counted.add(new Layer(
                        layer.table(), layer.geometry(), layer.type(), layer.srid(), layer.crs(), result.getLong(1)));
            }
        }
        return counted;
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = " + Sql.literal(name))) {
            return result.next();
        }
    }

    private static List<Column> columns(Connection connection, Layer layer, Limits limits, List<Decision> decisions)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA table_info(" + Sql.name(layer.table()) + ")")) {
            while (result.next()) {
                String name = result.getString("name");
                String type = result.getString("type").toUpperCase(Locale.ROOT);
                if (columns.size() >= limits.columns()) throw Refusal.of("too-many-columns", limits.columns());
                if (name.equalsIgnoreCase(layer.geometry())) {
                    columns.add(geometry(name, layer, decisions));
                } else if (type.startsWith("BLOB")) {
                    decisions.add(ParquetReader.leftOut(name, "BLOB"));
                } else {
                    columns.add(new Column(new SourceColumn(name, declared(type), null), false));
                }
            }
        }
        if (columns.isEmpty()) throw Refusal.of("gpkg-no-layer");
        return columns;
    }

    private static Column geometry(String name, Layer layer, List<Decision> decisions) {
        FieldType type = "POINT".equalsIgnoreCase(layer.type()) ? FieldType.GEO_POINT : FieldType.GEO_SHAPE;
        Integer srid = layer.srid() > 0 ? layer.srid() : null;
        decisions.add(Decision.found(
                Aspect.CRS,
                name,
                srid == null ? "" : srid.toString(),
                srid == null
                        ? Reason.of("formats.crs-none")
                        : Reason.of("formats.crs-stated", Refusal.shown(layer.crs()))));
        return new Column(new SourceColumn(name, type, srid), true);
    }

    private static @Nullable FieldType declared(String type) {
        if (type.contains("INT")) return FieldType.INT;
        if (type.startsWith("TEXT")) return FieldType.TEXT;
        return switch (type) {
            case "BOOLEAN" -> FieldType.BOOLEAN;
            case "DOUBLE", "FLOAT", "REAL" -> FieldType.DOUBLE;
            case "DATE" -> FieldType.DATE;
            case "DATETIME" -> FieldType.DATETIME;
            default -> null;
        };
    }

    @Override
    public List<SourceColumn> columns() {
        return columns.stream().map(Column::source).toList();
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        try {
            if (!results.next()) return null;
            position++;
            @Nullable Object[] cells = new @Nullable Object[columns.size()];
            SourceRow.Problem problem = null;
            for (int i = 0; i < cells.length; i++) {
                Column column = columns.get(i);
                Object value = results.getObject(i + 1);
                try {
                    cells[i] = column.geometry() ? GeoPackageGeometry.of(value) : cell(value, column.source());
                } catch (GeometryProblem wrong) {
                    problem = Refusal.ofRow(column.source().header(), null, wrong.reason());
                }
            }
            return new SourceRow(position, cells, problem);
        } catch (SQLException broken) {
            throw Refusal.of(broken, "sqlite-broken");
        }
    }

    /// SQLite declares types and then keeps whatever it is given: what does not fit stays text, to be judged.
    private static @Nullable Object cell(@Nullable Object value, SourceColumn column) {
        return switch (value) {
            case null -> null;
            case Integer number when column.declared() == FieldType.BOOLEAN -> number != 0;
            case Integer number -> number.longValue();
            case Long number -> number;
            case Double number -> Double.isFinite(number) ? number : null;
            case String text when text.isBlank() -> null;
            case String text
            when column.declared() == FieldType.DATE || column.declared() == FieldType.DATETIME -> moment(text.strip());
            case String text -> text;
            case byte[] bytes -> "(" + bytes.length + " bytes)";
            default -> value.toString();
        };
    }

    private static Object moment(String text) {
        try {
            if (text.length() <= 10) return LocalDate.parse(text);
            String iso = text.replace(' ', 'T');
            boolean zoned = iso.endsWith("Z") || iso.matches(".*[+-]\\d{2}:\\d{2}");
            return zoned ? OffsetDateTime.parse(iso).toInstant() : LocalDateTime.parse(iso);
        } catch (DateTimeParseException other) {
            return text;
        }
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public double progress() {
        return Math.min(1, (double) position / Math.max(1, rows));
    }

    @Override
    public void close() throws IOException {
        Closing.all(results, statement, connection);
    }
}
