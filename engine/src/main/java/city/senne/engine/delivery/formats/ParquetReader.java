package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.PlainCell;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// A Parquet file, read by an engine of its own that is allowed this one file and nothing else. The types that the
/// file declares are kept; what has no place in a table is turned into text, JSON, or left out and said.
final class ParquetReader implements RowReader {
    private final DuckDBConnection connection;
    private final String source;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult results;
    private final List<ParquetColumn> columns;
    private final List<SourceColumn> sourceColumns;
    private final List<Decision> decisions;
    private final long rows;
    private long position;
    private @Nullable DuckDBDataChunkReader chunk;
    private DuckDBReadableVector[] vectors = {};
    private long inChunk;

    private ParquetReader(
            DuckDBConnection connection,
            String source,
            DuckDBPreparedStatement statement,
            DuckDBChunkedResult results,
            List<ParquetColumn> columns,
            List<Decision> decisions,
            long rows) {
        this.connection = connection;
        this.source = source;
        this.statement = statement;
        this.results = results;
        this.columns = columns;
        sourceColumns = columns.stream().map(ParquetColumn::column).toList();
        this.decisions = decisions;
        this.rows = rows;
    }

    static RowReader open(Path file, ReadingOptions options, Limits limits, Path folder) throws IOException {
        // The engine takes stars and brackets in a path for patterns: it only ever sees a name of ours.
        Path link = Files.createSymbolicLink(folder.resolve("read.parquet"), file.toAbsolutePath());
        DuckDBConnection connection = null;
        try {
            connection = connect(link, folder);
            String source = "read_parquet(" + Sql.literal(link.toString()) + ")";
            List<Decision> decisions = new ArrayList<>();
            List<ParquetColumn> columns = ParquetColumn.list(connection, link, limits, decisions);
            if (columns.isEmpty()) throw Refusal.of("parquet-broken");
            List<String> selected =
                    columns.stream().map(ParquetColumn::expression).toList();
            long rows = count(connection, source);
            DuckDBPreparedStatement statement = connection
                    .prepareStatement("SELECT " + String.join(", ", selected) + " FROM " + source)
                    .unwrap(DuckDBPreparedStatement.class);
            return new ParquetReader(
                    connection, source, statement, statement.query(), columns, List.copyOf(decisions), rows);
        } catch (SQLException broken) {
            Closing.all(connection);
            throw Refusal.of(broken, "parquet-broken");
        } catch (RuntimeException refused) {
            Closing.all(connection);
            throw refused;
        }
    }

    private static DuckDBConnection connect(Path link, Path folder) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("memory_limit", "512MB");
        settings.setProperty("threads", "2");
        settings.setProperty("temp_directory", folder.resolve("spill").toString());
        DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allowed_paths = [" + Sql.literal(link.toString()) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static long count(Connection connection, String source) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + source)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    @Override
    public List<SourceColumn> columns() {
        return sourceColumns;
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        try {
            if (!advance()) return null;
            @Nullable Object[] cells = new @Nullable Object[columns.size()];
            SourceRow.Problem problem = null;
            for (int i = 0; i < cells.length; i++) {
                try {
                    cells[i] = columns.get(i).value(vectors[i], inChunk);
                } catch (UnreadableDelivery wrong) {
                    problem = Refusal.ofRow(sourceColumns.get(i).header(), null, wrong.reason());
                }
            }
            inChunk++;
            return new SourceRow(++position, cells, problem);
        } catch (IllegalStateException | DateTimeException broken) {
            throw Refusal.of(broken, "parquet-broken");
        }
    }

    /// Row by row through a chunk, then the next one: three times as fast as one value at a time.
    private boolean advance() {
        while (chunk == null || inChunk >= chunk.rowCount()) {
            if (!results.nextChunk()) return false;
            chunk = results.chunk();
            inChunk = 0;
            vectors = new DuckDBReadableVector[columns.size()];
            for (int i = 0; i < vectors.length; i++) vectors[i] = chunk.vector(i);
        }
        return true;
    }

    /// Typed values are what they are; of texts, the different ones are looked at.
    @Override
    public Optional<PlainRows> plain(List<PlainCell> cells) throws IOException {
        List<String> selected = new ArrayList<>();
        // The rows that are being streamed need their connection for themselves.
        try (Connection second = connection.duplicate()) {
            for (int i = 0; i < cells.size(); i++) {
                ParquetColumn column = columns.get(i);
                PlainCell cell = cells.get(i);
                String expression = column.plainExpression().orElse(null);
                if (expression == null || !column.isReadAs(cell.sqlType())) return Optional.empty();
                if (column.kind() == ParquetColumn.Kind.TEXT && !isPlain(second, column, cell)) return Optional.empty();
                selected.add(expression + " AS " + PlainRows.column(i));
            }
        } catch (SQLException broken) {
            throw Refusal.of(broken, "parquet-broken");
        }
        return Optional.of(
                new PlainRows("(SELECT " + String.join(", ", selected) + " FROM " + source + ")", rows, false));
    }

    private boolean isPlain(Connection second, ParquetColumn column, PlainCell cell) throws SQLException {
        String question = "SELECT DISTINCT %s FROM %s".formatted(column.expression(), source);
        try (Statement different = second.createStatement();
                ResultSet texts = different.executeQuery(question)) {
            while (texts.next()) {
                String text = texts.getString(1);
                if (text != null && !text.isEmpty() && !isPlain(text, cell)) return false;
            }
            return true;
        }
    }

    private static boolean isPlain(String text, PlainCell cell) {
        if (mayBeTrimmed(text.charAt(0)) || mayBeTrimmed(text.charAt(text.length() - 1))) return false;
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return cell.fits(utf8, 0, utf8.length);
    }

    private static boolean mayBeTrimmed(char c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || type == Character.CONTROL
                || type == Character.FORMAT;
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public double progress() {
        return rows == 0 ? 1 : Math.min(1, (double) position / rows);
    }

    @Override
    public void close() throws IOException {
        Closing.all(results, statement, connection);
    }

    static Decision leftOut(String header, String what) {
        return Decision.found(Aspect.TYPE, header, "", Reason.of("formats.column-left-out", what));
    }

    static Decision declared(String header, FieldType type, String what) {
        return Decision.found(Aspect.TYPE, header, type.apiName(), Reason.of("formats.declared", what));
    }
}
