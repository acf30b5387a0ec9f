package city.senne.data.lake;

import city.senne.engine.lake.Lake;
import city.senne.engine.lake.LakeCatalog;
import city.senne.engine.lake.LocalFiles;
import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.SenneHome;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.iceberg.catalog.Namespace;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

@Configuration(proxyBeanMethods = false)
class LakeConfiguration {

    /// The lake's tables in the home folder, their pointers in PostgreSQL, committed with the transaction that is under
    /// way.
    @Bean
    LakeCatalog lakeCatalog(SenneHome home, DataSource dataSource) {
        return new LakeCatalog(new LocalFiles(home.lake()), new TransactionConnections(dataSource));
    }

    @Bean
    Lake lake(LakeCatalog catalog) {
        return new Lake(catalog);
    }

    /// Before anything is read or swept: with the wrong folder every dataset would look like a damaged one.
    @Bean
    SmartInitializingSingleton lakeBelongsToDatabase(LakeCatalog catalog, SenneHome home) {
        return () -> {
            int tables = catalog.listTables(Namespace.of(Lake.NAMESPACE)).size();
            if (tables > 0 && Files.notExists(home.lake().resolve(Lake.NAMESPACE))) {
                throw new CannotContinue(
                        "The database knows %d datasets, but %s holds none of their files. Name the home that belongs to the database: --home DIR"
                                .formatted(tables, home.root()));
            }
        };
    }

    private record TransactionConnections(DataSource dataSource) implements LakeCatalog.Connections {
        @Override
        public <T> T with(Work<T> work) {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                return work.on(connection);
            } catch (SQLException e) {
                SQLExceptionTranslator translator = new SQLErrorCodeSQLExceptionTranslator(dataSource);
                RuntimeException translated = translator.translate("lake catalogue", null, e);
                throw translated == null ? new IllegalStateException(e) : translated;
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }
}
