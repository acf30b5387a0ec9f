package city.senne.data.catalog;

import city.senne.trust.access.Level;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Reads from PostgreSQL which datasets are not simply there for everybody, and which rules are about somebody: all
/// rules of all datasets would be too many to be read whenever anything changes.
@Repository
class Standings {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Standings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// How a dataset stands, but for its rules.
    ///
    /// @param organisation whose it is; null for one that administrators alone look after
    /// @param isGuarded whether it is not simply there for everybody
    record Standing(
            String dataset,
            Stage stage,
            Level level,
            @Nullable String organisation,
            boolean isGuarded) {}

    /// Of every dataset that was changed since.
    ///
    /// @param changes of the catalogue, -1 for all datasets
    List<Standing> list(long changes) {
        String changed =
                changes < 0 ? "" : "where id in (select dataset_id from dataset_search where changed > :changes)";
        return jdbc.sql("""
                        select id, stage, level, organisation_id,
                          stage <> 'published' or level <> 'open'
                            or exists (select from access_rule where dataset_id = d.id and ended_at is null) as is_guarded
                        from dataset d
                        """ + changed)
                .param("changes", changes)
                .query((row, _) -> new Standing(
                        row.getString("id"),
                        Stage.of(row.getString("stage")),
                        Level.of(row.getString("level")),
                        row.getString("organisation_id"),
                        row.getBoolean("is_guarded")))
                .list();
    }

    /// The rules about a viewer that nobody ended, by the ids of their datasets.
    Map<String, List<Rule>> rulesAbout(Viewer viewer) {
        Map<String, List<Rule>> rules = new HashMap<>();
        jdbc.sql("""
                        select dataset_id, json_agg(access_rule_json(rule) order by made_at, id) as rules
                        from access_rule rule
                        where ended_at is null and (audience = 'everybody' or audience = 'signed_in' and :signedIn
                          or audience = 'organisation' and audience_id = any(:within)
                          or audience = 'group' and audience_id = any(:groups)
                          or audience = 'person' and audience_id = :person)
                        group by dataset_id
                        """)
                .param("signedIn", !(viewer instanceof Viewer.Anonymous))
                .param("within", viewer.memberships().within().toArray(String[]::new))
                .param("groups", viewer.memberships().groups().toArray(String[]::new))
                .param("person", Objects.toString(viewer.person(), ""))
                .query((RowCallbackHandler) row -> rules.put(
                        row.getString("dataset_id"),
                        Arrays.asList(json.readValue(row.getString("rules"), Rule[].class))));
        return rules;
    }
}
