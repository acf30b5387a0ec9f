package city.senne.engine.odsql;

import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The twelve invented trees of `examples/golden`, in a DuckDB of their own.
final class Trees implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    static final TableSchema SCHEMA = schema();

    private static final String TABLE = "trees";

    final DuckDBConnection connection;

    private Trees(DuckDBConnection connection) {
        this.connection = connection;
    }

    static Trees planted() {
        try {
            var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            DuckDbFunctions.register(connection);
            var trees = new Trees(connection);
            trees.create(TABLE);
            for (JsonNode tree : json().path("records")) trees.plant(tree);
            return trees;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("examples/golden/arbres.json"))) {
            folder = folder.getParent();
        }
        if (folder == null) throw new IllegalStateException("examples/golden/arbres.json is not there");
        return new ObjectMapper()
                .readTree(folder.resolve("examples/golden/arbres.json").toFile());
    }

    private static TableSchema schema() {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : json().path("fields")) {
            Map<String, String> annotations = field.path("annotations")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.toMap(
                            text -> text.replaceFirst(":.*", ""), text -> text.replaceFirst("^[^:]*:?", "")));
            String name = field.path("name").asString();
            fields.add(new Field(
                    name,
                    FieldType.of(field.path("type").asString()),
                    name,
                    "",
                    new Annotations(
                            annotations.containsKey("facet"),
                            annotations.containsKey("disjunctive"),
                            annotations.get("hierarchical"),
                            annotations.get("multivalued"),
                            annotations.containsKey("id"),
                            annotations.containsKey("sortable"),
                            null,
                            null,
                            null)));
        }
        return new TableSchema(fields);
    }

    private void create(String table) throws SQLException {
        String columns = SCHEMA.columns().stream()
                .map(column -> '"' + column.name() + "\" " + column.sqlType())
                .collect(Collectors.joining(", "));
        run("CREATE TABLE " + table + " (" + columns + ")");
    }

    private void plant(JsonNode tree) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : SCHEMA.fields()) values.addAll(values(field, tree.path(field.name())));
        String holes = String.join(", ", Collections.nCopies(values.size(), "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (" + holes + ")")) {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value == null) insert.setNull(i + 1, Types.NULL);
                else if (value instanceof byte[] bytes) insert.setBytes(i + 1, bytes);
                else insert.setObject(i + 1, value);
            }
            insert.execute();
        }
    }

    private List<@Nullable Object> values(Field field, JsonNode value) throws SQLException {
        if (value.isNull()) {
            List<@Nullable Object> nulls = new ArrayList<>();
            for (int i = 0; i < field.columns().size(); i++) nulls.add(null);
            return nulls;
        }
        return switch (field.type()) {
            case INT -> List.of(value.asLong());
            case DOUBLE -> List.of(value.asDouble());
            case BOOLEAN -> List.of(value.asBoolean());
            case DATE -> List.of(LocalDate.parse(value.asString()));
            case DATETIME -> List.of(OffsetDateTime.parse(value.asString()));
            case GEO_POINT -> {
                double lon = value.path("lon").asDouble();
                double lat = value.path("lat").asDouble();
                yield List.of(wkb(new GeometryFactory().createPoint(new Coordinate(lon, lat))), lon, lat);
            }
            case GEO_SHAPE -> {
                Geometry shape = GeometryText.read(value.toString());
                Envelope box = shape.getEnvelopeInternal();
                yield List.of(wkb(shape), box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
            }
            default ->
                field.isMultivalued()
                        ? List.of(connection.createArrayOf(
                                "VARCHAR",
                                value.valueStream().map(JsonNode::asString).toArray()))
                        : List.of(value.asString());
        };
    }

    private static byte[] wkb(Geometry geometry) {
        return new WKBWriter().write(geometry);
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Relation relation() {
        return Relation.of(TABLE).as("arbres", NOW).orderedBy("rowid");
    }

    /// The rows of the answer as JSON shows them.
    List<Map<String, @Nullable Object>> ask(Question question) {
        return ask(question, View.of(SCHEMA));
    }

    List<Map<String, @Nullable Object>> ask(Question question, View view) {
        return ask(question, view, relation());
    }

    List<Map<String, @Nullable Object>> ask(Question question, View view, Relation relation) {
        return run(new DuckDbRenderer(relation).page(Odsql.bind(question, view, NOW)), question);
    }

    List<Map<String, @Nullable Object>> run(SqlQuery query, Question question) {
        try (PreparedStatement statement = Rows.prepare(connection, query);
                ResultSet results = statement.executeQuery()) {
            var json = new ShownRows(query, question.zone());
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (results.next()) rows.add(json.row(results));
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query.sql() + "\n" + query.parameters(), e);
        }
    }

    long count(Question question, View view) {
        return count(question, view, relation());
    }

    long count(Question question, View view, Relation relation) {
        SqlQuery query = new DuckDbRenderer(relation).count(Odsql.bind(question, view, NOW));
        try {
            return (Long) Rows.on(connection).of(query).getFirst().getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(query.sql(), e);
        }
    }

    List<Facets.Facet> facets(Question question, View view, List<FacetRequest> requests) {
        return facets(question, view, requests, relation());
    }

    List<Facets.Facet> facets(Question question, View view, List<FacetRequest> requests, Relation relation) {
        try {
            return new Facets(relation, Rows.on(connection)).of(question, view, requests, NOW);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The ids of the trees that meet the conditions, in the order of the table.
    List<String> ids(String... where) {
        return ids(Question.EVERYTHING.where(where));
    }

    List<String> ids(Question question) {
        return ask(question.select("id")).stream()
                .map(row -> (String) row.get("id"))
                .toList();
    }

    /// The one value of the one row.
    @Nullable
    Object value(String select, String... where) {
        var rows = ask(Question.EVERYTHING.select(select).where(where).page(1, 0));
        return rows.getFirst().values().iterator().next();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
