package city.senne.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was deleted and not restored in time goes with everything that belongs to it, and nothing else goes.
@OpenHouse
class ErasingTest {
    private static final Viewer OPERATOR = new Viewer.Operator();

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private StageDataset stageDataset;

    @Autowired
    private EraseDatasets eraseDatasets;

    @Autowired
    private Catalog catalog;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    @Test
    void after_thirty_days_nothing_is_left_and_the_id_is_free() throws Exception {
        publish("erase-me");
        publish("erase-later");
        stageDataset.stage(OPERATOR, new DatasetId("erase-me"), Stage.DELETED);
        stageDataset.stage(OPERATOR, new DatasetId("erase-later"), Stage.DELETED);
        agedBy("erase-me", 31);
        agedBy("erase-later", 29);

        eraseDatasets.erase();

        assertThat(catalog.listDeleted(OPERATOR))
                .extracting(deleted -> deleted.dataset().id().value())
                .contains("erase-later")
                .doesNotContain("erase-me");
        for (String table : List.of(
                "dataset_version where dataset_id",
                "delivery where dataset_id",
                "reading_choice where dataset_id",
                "iceberg_tables where table_name")) {
            assertThat(jdbc.sql("select count(*) from " + table + " = 'erase-me'")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        publish("erase-me");
        assertThat(catalog.dataset(OPERATOR, "erase-me").current().number()).isEqualTo(1);
    }

    private void agedBy(String id, int days) {
        jdbc.sql("update dataset set staged_at = now() - make_interval(days => :days) where id = :id")
                .param("days", days)
                .param("id", id)
                .update();
    }

    private void publish(String id) throws Exception {
        publishFile.publish(OPERATOR, Files.writeString(folder.resolve(id + ".csv"), "a;b\n1;2\n"), "id: " + id + "\n");
    }
}
