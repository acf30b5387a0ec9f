package city.senne.engine.lake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;

/// An Iceberg catalogue over the standard `iceberg_tables` layout in PostgreSQL that takes part in the caller's
/// transaction: the new table pointer becomes visible together with whatever else the caller commits, or not at all.
/// Trino and Spark read the same rows as an ordinary JDBC catalogue.
public final class LakeCatalog extends BaseMetastoreCatalog {
    /// The catalogue's name in `iceberg_tables`, which other engines must be told.
    public static final String NAME = "senne";

    private static final String WHERE =
            " where catalog_name = '" + NAME + "' and table_namespace = ? and table_name = ?";

    private final LocalFiles files;
    private final Connections connections;

    /// Runs work on the connection of the transaction that is under way, or on a fresh one.
    public interface Connections {
        <T> T with(Work<T> work);

        interface Work<T> {
            T on(Connection connection) throws SQLException;
        }
    }

    public LakeCatalog(LocalFiles files, Connections connections) {
        this.files = files;
        this.connections = connections;
        initialize(NAME, Map.of());
    }

    /// Where the tables' files are.
    LocalFiles files() {
        return files;
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new Operations(table);
    }

    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return files.warehouse() + "/" + table.namespace() + "/" + table.name() + "-" + unique;
    }

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        return connections.with(connection -> {
            List<TableIdentifier> tables = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select table_name from iceberg_tables"
                    + " where catalog_name = '" + NAME + "' and table_namespace = ? order by table_name")) {
                select.setString(1, namespace.toString());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) tables.add(TableIdentifier.of(namespace, rows.getString(1)));
                }
            }
            return tables;
        });
    }

    /// Removes the pointer; the files stay until they are swept.
    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        return update("delete from iceberg_tables" + WHERE, table.namespace().toString(), table.name()) == 1;
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        update(
                "update iceberg_tables set table_namespace = ?, table_name = ?" + WHERE,
                to.namespace().toString(),
                to.name(),
                from.namespace().toString(),
                from.name());
    }

    private int update(String sql, String... parameters) {
        return connections.with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) statement.setString(i + 1, parameters[i]);
                return statement.executeUpdate();
            }
        });
    }

    private final class Operations extends BaseMetastoreTableOperations {
        private final TableIdentifier table;

        Operations(TableIdentifier table) {
            this.table = table;
        }

        @Override
        protected String tableName() {
            return table.toString();
        }

        @Override
        public FileIO io() {
            return files;
        }

        @Override
        protected void doRefresh() {
            List<String> locations = connections.with(connection -> {
                List<String> found = new ArrayList<>();
                try (PreparedStatement select =
                        connection.prepareStatement("select metadata_location from iceberg_tables" + WHERE)) {
                    select.setString(1, table.namespace().toString());
                    select.setString(2, table.name());
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) found.add(rows.getString(1));
                    }
                }
                return found;
            });
            if (!locations.isEmpty()) {
                refreshFromMetadataLocation(locations.getFirst());
            } else if (currentMetadataLocation() != null) {
                throw new NoSuchTableException("%s", table);
            } else {
                disableRefresh();
            }
        }

        @Override
        @SuppressWarnings("NullAway") // Iceberg hands null for the base of a table that is being created
        protected void doCommit(TableMetadata base, TableMetadata metadata) {
            String location = writeNewMetadataIfRequired(base == null, metadata);
            int written = base == null
                    ? update(
                            "insert into iceberg_tables (catalog_name, table_namespace, table_name, metadata_location,"
                                    + " iceberg_type) values ('" + NAME
                                    + "', ?, ?, ?, 'TABLE') on conflict do nothing",
                            table.namespace().toString(),
                            table.name(),
                            location)
                    : update(
                            "update iceberg_tables set metadata_location = ?, previous_metadata_location = ?" + WHERE
                                    + " and metadata_location = ?",
                            location,
                            base.metadataFileLocation(),
                            table.namespace().toString(),
                            table.name(),
                            base.metadataFileLocation());
            if (written != 1) {
                files.deleteFile(location);
                throw new CommitFailedException("%s was changed by another transaction", table);
            }
        }
    }
}
