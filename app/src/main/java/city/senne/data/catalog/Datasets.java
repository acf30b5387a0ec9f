package city.senne.data.catalog;

import city.senne.engine.lake.Difference;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Translated;
import city.senne.platform.store.SenneHome;
import city.senne.trust.access.Level;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Datasets and their versions in PostgreSQL.
@Repository
class Datasets {
    private static final String SELECT = select("access_rules(d.id)");

    private static final String SELECT_WITHOUT_RULES = select("null");

    private static String select(String rules) {
        return """
            select d.*, v.number, v.snapshot_id, v.landed_at, v.update_mode, v.row_count, v.byte_count, v.schema, v.field_words,
              v.rows_added, v.rows_changed, v.rows_removed, v.extent, v.delivery_id, v.dataset_id, %s as rules
            from dataset d
            join lateral (
              select * from dataset_version where dataset_id = d.id order by number desc limit 1) v on true
            """.formatted(rules);
    }

    /// Of a sight. As a join: PostgreSQL would compare each dataset with each exception.
    private static final String SEEN = """
            stage = any(:stages) and id not in (select unnest(:except::text[]))
              and (:only::text[] is null or id = any(:only::text[]))
            """;

    private static final TypeReference<Map<String, FieldNotes>> NOTES = new TypeReference<>() {};
    private static final TypeReference<Map<String, FieldWords>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Datasets(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Dataset> find(DatasetId id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id.value())
                .query(this::dataset)
                .optional();
    }

    /// Without their rules.
    List<Dataset> list(Sight sight, int limit, int offset) {
        return jdbc.sql(SELECT_WITHOUT_RULES + " where d.id = any(array(select id from dataset where " + SEEN + """
                         order by modified_at desc, id limit :limit offset :offset))
                        order by d.modified_at desc, d.id
                        """)
                .param("stages", names(sight.stages()))
                .param("except", sight.except().toArray(String[]::new))
                .param("only", sight.only() == null ? null : sight.only().toArray(String[]::new))
                .param("limit", limit)
                .param("offset", offset)
                .query(this::dataset)
                .list();
    }

    long count(Sight sight) {
        return jdbc.sql("select count(*) from dataset where " + SEEN)
                .param("stages", names(sight.stages()))
                .param("except", sight.except().toArray(String[]::new))
                .param("only", sight.only() == null ? null : sight.only().toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    List<Catalog.Changed> listChanged(Sight sight, int limit, int offset) {
        return jdbc.sql("select id, modified_at from dataset where " + SEEN + """
                         order by id limit :limit offset :offset
                        """)
                .param("stages", names(sight.stages()))
                .param("except", sight.except().toArray(String[]::new))
                .param("only", sight.only() == null ? null : sight.only().toArray(String[]::new))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> new Catalog.Changed(new DatasetId(row.getString(1)), instant(row, "modified_at")))
                .list();
    }

    /// Those that are still there, in the order of the ids.
    List<Dataset> list(List<String> ids) {
        if (ids.isEmpty()) return List.of();
        return jdbc.sql(SELECT + " where d.id = any(:ids) order by array_position(:ids::text[], d.id)")
                .param("ids", ids.toArray(String[]::new))
                .query(this::dataset)
                .list();
    }

    /// The last deleted first.
    List<Deleted> listDeleted() {
        return jdbc.sql(SELECT + " where d.stage = 'deleted' order by d.staged_at desc, d.id")
                .query((row, number) -> new Deleted(dataset(row, number), instant(row, "staged_at")))
                .list();
    }

    List<DatasetId> listDeletedBefore(Instant time) {
        return jdbc.sql("select id from dataset where stage = 'deleted' and staged_at < :time order by id")
                .param("time", utc(time))
                .query((row, _) -> new DatasetId(row.getString(1)))
                .list();
    }

    /// To become public is a change that readers want to hear of.
    void stage(DatasetId id, Stage stage, Instant now) {
        jdbc.sql("""
                        update dataset set stage = :stage, staged_at = :now,
                          published_at = case when :stage = 'published' then coalesce(published_at, :now)
                            else published_at end,
                          modified_at = case when :stage = 'published' then :now else modified_at end
                        where id = :id
                        """)
                .param("id", id.value())
                .param("stage", stage.apiName())
                .param("now", utc(now))
                .update();
        changed();
    }

    void share(DatasetId id, Level level, @Nullable String organisation) {
        jdbc.sql("update dataset set level = :level, organisation_id = :organisation where id = :id")
                .param("id", id.value())
                .param("level", level.apiName())
                .param("organisation", organisation)
                .update();
        changed();
    }

    void modified(DatasetId id, Instant now) {
        jdbc.sql("update dataset set modified_at = :now where id = :id")
                .param("id", id.value())
                .param("now", utc(now))
                .update();
        changed();
    }

    void erase(DatasetId id) {
        jdbc.sql("delete from dataset_version where dataset_id = :id")
                .param("id", id.value())
                .update();
        jdbc.sql("delete from dataset where id = :id").param("id", id.value()).update();
        changed();
    }

    /// Counts what happens to datasets; the same number means the same catalogue.
    long changes() {
        return jdbc.sql("select coalesce(max(changes), 0) from catalogue_state")
                .query(Long.class)
                .single();
    }

    /// Near the end of a transaction: others wait for it from here on.
    void changed() {
        jdbc.sql("""
                insert into catalogue_state (changes) values (1)
                on conflict (only_row) do update set changes = catalogue_state.changes + 1
                """).update();
    }

    private static String[] names(List<Stage> stages) {
        return stages.stream().map(Stage::apiName).toArray(String[]::new);
    }

    /// Keeps two landings of one dataset apart until the transaction ends, and sweeping away from both.
    void lock(DatasetId id) {
        jdbc.sql("select pg_advisory_xact_lock_shared(:sweeping)")
                .param("sweeping", SenneHome.SWEEPING)
                .query((row, n) -> n)
                .list();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:id, 1))")
                .param("id", id.value())
                .query((row, n) -> n)
                .list();
    }

    void add(
            DatasetId id,
            String uid,
            Dataset.Description description,
            Stage stage,
            @Nullable String owner,
            Instant now) {
        JdbcClient.StatementSpec insert = jdbc.sql("""
                insert into dataset (id, uid, title, description, publisher, contact_name, contact_email, licence,
                  licence_url, keywords, themes, frequency, coverage, languages, hvd_categories, field_notes, stage, staged_at, published_at,
                  created_at, modified_at, organisation_id)
                values (:id, :uid, :title::jsonb, :text::jsonb, :publisher::jsonb, :contactName, :contactEmail,
                  :licence, :licenceUrl, :keywords::jsonb, :themes, :frequency, :coverage::jsonb,
                  :languages, :hvdCategories, :fields::jsonb, :stage, :now,
                  case when :stage = 'published' then :now::timestamptz end, :now, :now, :owner)
                """);
        described(insert, id, description, now)
                .param("uid", uid)
                .param("owner", owner)
                .param("stage", stage.apiName())
                .update();
        changed();
    }

    /// Counts as a new revision when it says anything else than before.

    void describe(DatasetId id, Dataset.Description description, Instant now) {
        JdbcClient.StatementSpec update = jdbc.sql("""
                update dataset set title = :title::jsonb, description = :text::jsonb, publisher = :publisher::jsonb,
                  contact_name = :contactName, contact_email = :contactEmail, licence = :licence,
                  licence_url = :licenceUrl, keywords = :keywords::jsonb, themes = :themes, frequency = :frequency,
                  coverage = :coverage::jsonb, languages = :languages, hvd_categories = :hvdCategories, field_notes = :fields::jsonb, modified_at = :now,
                  revision = revision + case when (title, description, publisher, contact_name, contact_email, licence,
                      licence_url, keywords, themes, frequency, coverage, languages, hvd_categories, field_notes)
                    is distinct from (:title::jsonb, :text::jsonb, :publisher::jsonb, :contactName, :contactEmail,
                      :licence, :licenceUrl, :keywords::jsonb, :themes::text[], :frequency,
                      :coverage::jsonb, :languages::text[], :hvdCategories::text[], :fields::jsonb) then 1 else 0 end
                where id = :id
                """);
        described(update, id, description, now).update();
        changed();
    }

    private JdbcClient.StatementSpec described(
            JdbcClient.StatementSpec statement, DatasetId id, Dataset.Description description, Instant now) {
        return statement
                .param("id", id.value())
                .param("title", json.writeValueAsString(description.title()))
                .param("text", json.writeValueAsString(description.text()))
                .param("publisher", json.writeValueAsString(description.publisher()))
                .param("contactName", description.contact().name())
                .param("contactEmail", description.contact().email())
                .param("frequency", description.frequency().apiName())
                .param("coverage", json.writeValueAsString(description.coverage()))
                .param("languages", description.languages().toArray(String[]::new))
                .param("hvdCategories", description.hvdCategories().toArray(String[]::new))
                .param("fields", json.writeValueAsString(description.fields()))
                .param("licence", description.licence())
                .param("licenceUrl", description.licenceUrl())
                .param("keywords", json.writeValueAsString(description.keywords()))
                .param("themes", description.themes().toArray(String[]::new))
                .param("now", utc(now));
    }

    void add(Version version) {
        Difference difference = version.difference();
        Version.Extent extent = version.extent();
        jdbc.sql("""
                        insert into dataset_version (dataset_id, number, snapshot_id, landed_at, update_mode, row_count,
                          byte_count, schema, field_words, rows_added, rows_changed, rows_removed, extent, delivery_id)
                        values (:dataset, :number, :snapshot, :landed, :update, :rows, :bytes, :schema::jsonb, :words::jsonb, :added,
                          :changed, :removed, :extent, :delivery)
                        """)
                .param("dataset", version.dataset().value())
                .param("number", version.number())
                .param("snapshot", version.snapshot())
                .param("landed", utc(version.landed()))
                .param("update", version.update().apiName())
                .param("rows", version.rows())
                .param("bytes", version.bytes())
                .param("schema", json.writeValueAsString(version.schema().fields()))
                .param("words", json.writeValueAsString(version.words()))
                .param("added", difference == null ? null : difference.added(), java.sql.Types.BIGINT)
                .param("changed", difference == null ? null : difference.changed(), java.sql.Types.BIGINT)
                .param("removed", difference == null ? null : difference.removed(), java.sql.Types.BIGINT)
                .param(
                        "extent",
                        extent == null
                                ? null
                                : new Double[] {extent.west(), extent.south(), extent.east(), extent.north()})
                .param("delivery", version.delivery())
                .update();
    }

    List<Version> versions(DatasetId id) {
        return jdbc.sql("select * from dataset_version where dataset_id = :id order by number desc")
                .param("id", id.value())
                .query(this::version)
                .list();
    }

    Optional<Version> findVersion(DatasetId id, int number) {
        return jdbc.sql("select * from dataset_version where dataset_id = :id and number = :number")
                .param("id", id.value())
                .param("number", number)
                .query(this::version)
                .optional();
    }

    /// The version that was current at an instant.
    Optional<Version> findVersion(DatasetId id, Instant at) {
        return jdbc.sql("""
                        select * from dataset_version where dataset_id = :id and landed_at <= :at
                        order by number desc limit 1
                        """)
                .param("id", id.value())
                .param("at", utc(at))
                .query(this::version)
                .optional();
    }

    private Dataset dataset(ResultSet row, int number) throws SQLException {
        return new Dataset(
                new DatasetId(row.getString("id")),
                row.getString("uid"),
                new Dataset.Description(
                        json.readValue(row.getString("title"), Translated.class),
                        json.readValue(row.getString("description"), Translated.class),
                        json.readValue(row.getString("publisher"), Translated.class),
                        new Dataset.Contact(row.getString("contact_name"), row.getString("contact_email")),
                        row.getString("licence"),
                        row.getString("licence_url"),
                        json.readValue(row.getString("keywords"), Keywords.class),
                        texts(row.getArray("themes")),
                        Frequency.of(row.getString("frequency")),
                        json.readValue(row.getString("coverage"), Coverage.class),
                        texts(row.getArray("languages")),
                        texts(row.getArray("hvd_categories")),
                        json.readValue(row.getString("field_notes"), NOTES)),
                subject(row),
                row.getInt("revision"),
                instant(row, "created_at"),
                findInstant(row, "published_at"),
                instant(row, "modified_at"),
                version(row, number));
    }

    private Subject subject(ResultSet row) throws SQLException {
        String rules = row.getString("rules");
        return new Subject(
                row.getString("id"),
                Stage.of(row.getString("stage")),
                Level.of(row.getString("level")),
                row.getString("organisation_id"),
                rules == null ? List.of() : Arrays.asList(json.readValue(rules, Rule[].class)));
    }

    private Version version(ResultSet row, int number) throws SQLException {
        long added = row.getLong("rows_added");
        Difference difference =
                row.wasNull() ? null : new Difference(added, row.getLong("rows_changed"), row.getLong("rows_removed"));
        return new Version(
                new DatasetId(row.getString("dataset_id")),
                row.getInt("number"),
                row.getLong("snapshot_id"),
                instant(row, "landed_at"),
                UpdateMode.of(row.getString("update_mode")),
                row.getLong("row_count"),
                row.getLong("byte_count"),
                new TableSchema(
                        Arrays.asList(json.readValue(row.getString("schema"), city.senne.engine.table.Field[].class))),
                json.readValue(row.getString("field_words"), WORDS),
                difference,
                extent(row.getArray("extent")),
                row.getObject("delivery_id", UUID.class));
    }

    private static Version.@Nullable Extent extent(@Nullable Array sides) throws SQLException {
        if (sides == null) return null;
        Double[] side = (Double[]) sides.getArray();
        return new Version.Extent(side[0], side[1], side[2], side[3]);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
