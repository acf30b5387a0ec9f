package city.senne.data.chart;

import city.senne.data.catalog.DatasetId;
import city.senne.data.explore.DatasetHead;
import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Saved charts in PostgreSQL; they go with their dataset.
@Repository
class SavedCharts {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    SavedCharts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// In the order in which they were kept, after those that were placed first.
    List<SavedChart> list(DatasetId dataset) {
        return jdbc.sql("""
                        select * from saved_chart where dataset_id = :dataset order by place, created_at, id
                        """)
                .param("dataset", dataset.value())
                .query(this::chart)
                .list();
    }

    /// Those of which the viewer of a page may know: a chart names its fields.
    List<SavedChart> list(DatasetHead head, Words words) {
        return list(head.dataset().id()).stream()
                .filter(chart -> isTold(chart, head, words))
                .toList();
    }

    Optional<SavedChart> find(DatasetHead head, String id, Words words) {
        return find(head.dataset().id(), id).filter(chart -> isTold(chart, head, words));
    }

    /// Whoever sees a part only is told of no chart of chosen rows: what was chosen may stand in rows that she does not
    /// see.
    private static boolean isTold(SavedChart chart, DatasetHead head, Words words) {
        if (head.dataset().isWhole()) return true;
        return chart.isOfAllRows() && chart.read(head.fields(), words) instanceof SavedChart.Reading.Drawable;
    }

    Optional<SavedChart> find(DatasetId dataset, String id) {
        return jdbc.sql("""
                        select * from saved_chart where dataset_id = :dataset and id = :id
                        """)
                .param("dataset", dataset.value())
                .param("id", id)
                .query(this::chart)
                .optional();
    }

    void insert(SavedChart chart, Instant now) {
        jdbc.sql("""
                        insert into saved_chart (id, dataset_id, title, question, created_at)
                        values (:id, :dataset, :title::jsonb, :question::json, :now)
                        """)
                .param("id", chart.id())
                .param("dataset", chart.dataset().value())
                .param("title", json.writeValueAsString(chart.title()))
                .param("question", json.writeValueAsString(chart.question().parameters()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void rename(SavedChart chart, Translated title) {
        jdbc.sql("update saved_chart set title = :title::jsonb where id = :id")
                .param("title", json.writeValueAsString(title))
                .param("id", chart.id())
                .update();
    }

    void placeFirst(SavedChart chart) {
        jdbc.sql("""
                        update saved_chart
                        set place = (select min(place) - 1 from saved_chart where dataset_id = :dataset)
                        where id = :id
                        """)
                .param("dataset", chart.dataset().value())
                .param("id", chart.id())
                .update();
    }

    void delete(SavedChart chart) {
        jdbc.sql("delete from saved_chart where id = :id")
                .param("id", chart.id())
                .update();
    }

    private SavedChart chart(ResultSet row, int number) throws SQLException {
        LinkedHashMap<String, List<String>> question =
                json.readValue(row.getString("question"), new TypeReference<LinkedHashMap<String, List<String>>>() {});
        return new SavedChart(
                row.getString("id"),
                new DatasetId(row.getString("dataset_id")),
                json.readValue(row.getString("title"), Translated.class),
                new PageAddress("", question));
    }
}
