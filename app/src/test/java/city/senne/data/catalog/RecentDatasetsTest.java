package city.senne.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered of datasets is never older than what is there.
@OpenHouse
class RecentDatasetsTest {
    private static final Viewer OPERATOR = new Viewer.Operator();

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private StageDataset stageDataset;

    @Autowired
    private Catalog catalog;

    @Autowired
    private TransactionTemplate transaction;

    @TempDir
    private Path folder;

    @Test
    void a_dataset_that_is_withdrawn_is_gone_at_once_and_a_new_version_is_there_at_once() throws Exception {
        publish("recent-a", "a;b\n1;2\n");
        assertThat(catalog.find(Viewer.ANONYMOUS, "recent-a")).isPresent();

        stageDataset.stage(OPERATOR, new DatasetId("recent-a"), Stage.DRAFT);
        assertThat(catalog.find(Viewer.ANONYMOUS, "recent-a")).isEmpty();
        assertThat(catalog.find(OPERATOR, "recent-a")).isPresent();

        stageDataset.stage(OPERATOR, new DatasetId("recent-a"), Stage.PUBLISHED);
        publish("recent-a", "a;b\n1;3\n");
        Dataset again = catalog.dataset(Viewer.ANONYMOUS, "recent-a");
        assertThat(again.current().number()).isEqualTo(2);
        assertThat(catalog.version(Viewer.ANONYMOUS, again, "2")).isEqualTo(again.current());
        assertThat(catalog.version(Viewer.ANONYMOUS, again, "1").number()).isEqualTo(1);
    }

    @Test
    void what_a_transaction_took_back_was_never_seen_by_others() throws Exception {
        publish("recent-b", "a;b\n1;2\n");
        transaction.executeWithoutResult(status -> {
            stageDataset.stage(OPERATOR, new DatasetId("recent-b"), Stage.DRAFT);
            assertThat(catalog.find(Viewer.ANONYMOUS, "recent-b")).isEmpty();
            assertThat(catalog.find(OPERATOR, "recent-b")).isPresent();
            status.setRollbackOnly();
        });
        // As many changes as were counted in what was taken back.
        publish("recent-c", "a;b\n1;2\n");

        assertThat(catalog.find(Viewer.ANONYMOUS, "recent-b")).isPresent();
    }

    /// Who measures how long it takes to be told that there is none would learn which ids are those of hidden ones.
    @Test
    void what_is_not_there_costs_no_more_than_what_is(@Autowired DataSource database, @Autowired JsonMapper json)
            throws Exception {
        publish("recent-d", "a;b\n1;2\n");
        AtomicInteger questions = new AtomicInteger();
        DataSource counted = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                questions.incrementAndGet();
                return super.getConnection();
            }
        };
        RecentDatasets recent = new RecentDatasets(new Datasets(JdbcClient.create(counted), json));
        DatasetId there = new DatasetId("recent-d");
        DatasetId absent = new DatasetId("recent-e");
        assertThat(recent.find(there)).isPresent();
        assertThat(recent.find(absent)).isEmpty();

        questions.set(0);
        assertThat(recent.find(there)).isPresent();
        int ofOneThatIsThere = questions.getAndSet(0);
        assertThat(recent.find(absent)).isEmpty();
        assertThat(questions).hasValue(ofOneThatIsThere);

        publish("recent-e", "a;b\n1;2\n");
        assertThat(recent.find(absent)).isPresent();
    }

    private void publish(String id, String rows) throws Exception {
        publishFile.publish(OPERATOR, Files.writeString(folder.resolve(id + ".csv"), rows), "id: " + id + "\n");
    }
}
