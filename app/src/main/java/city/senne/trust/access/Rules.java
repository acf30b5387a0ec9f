package city.senne.trust.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes rules to PostgreSQL. They are read with their datasets: see the function `access_rules`. Who may write
/// them is for the caller to judge, who also tells the catalogue that it changed.
@Repository
public class Rules {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Rules(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void add(String dataset, Rule rule) {
        jdbc.sql("""
                        insert into access_rule (id, dataset_id, effect, audience, audience_id, fields, grains, row_filter, row_columns, purpose, demands_purpose,
                          valid_from, valid_until, reason, made_by, made_at, agreement)
                        values (:id, :dataset, :effect, :audience, :audienceId, :fields, :grains::jsonb, :rowFilter, :rowColumns::jsonb, :purpose, :demandsPurpose, :from,
                          :until, :reason, :by, :at, :agreement)
                        """)
                .param("id", rule.id())
                .param("dataset", dataset)
                .param("effect", rule.effect().apiName())
                .param("audience", rule.audience().kind().apiName())
                .param("audienceId", rule.audience().id())
                .param("fields", rule.fields() == null ? null : rule.fields().toArray(String[]::new))
                .param("grains", json.writeValueAsString(rule.grains()))
                .param("rowFilter", rule.rowFilter())
                .param("rowColumns", json.writeValueAsString(rule.rowColumns()))
                .param("purpose", rule.purpose())
                .param("demandsPurpose", rule.demandsPurpose())
                .param("from", rule.from().atOffset(ZoneOffset.UTC))
                .param("until", atOffset(rule.until()))
                .param("reason", rule.reason())
                .param("by", rule.madeBy())
                .param("at", rule.madeAt().atOffset(ZoneOffset.UTC))
                .param("agreement", rule.agreement())
                .update();
    }

    /// False when there is no such rule, it ended already, or it carries out an agreement.
    public boolean end(String dataset, UUID rule, String by, Instant now) {
        return jdbc.sql("""
                        update access_rule set ended_by = :by, ended_at = :now
                        where id = :rule and dataset_id = :dataset and ended_at is null and agreement is null
                        """)
                        .param("rule", rule)
                        .param("dataset", dataset)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Ends what an agreement gave, and says which rules that were.
    public List<UUID> endOf(long agreement, String by, Instant now) {
        return jdbc.sql("""
                        update access_rule set ended_by = :by, ended_at = :now
                        where agreement = :agreement and ended_at is null returning id
                        """)
                .param("agreement", agreement)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// The datasets of which rules name an audience, each with those rules that nobody ended.
    public Map<String, List<UUID>> listNaming(Audience audience) {
        return list(audience, List.of(Rule.Effect.values()));
    }

    /// The same, of those rules alone that permit something.
    public Map<String, List<UUID>> listGiving(Audience audience) {
        return list(audience, List.of(Rule.Effect.PERMIT));
    }

    private Map<String, List<UUID>> list(Audience audience, List<Rule.Effect> effects) {
        Map<String, List<UUID>> rules = new TreeMap<>();
        jdbc.sql("""
                        select dataset_id, id from access_rule
                        where audience = :kind and audience_id = :id and effect = any(:effects) and ended_at is null
                        order by made_at, id""")
                .param("kind", audience.kind().apiName())
                .param("effects", effects.stream().map(Rule.Effect::apiName).toArray(String[]::new))
                .param("id", audience.id())
                .query((RowCallbackHandler)
                        row -> rules.computeIfAbsent(row.getString("dataset_id"), _ -> new ArrayList<>())
                                .add(row.getObject("id", UUID.class)));
        return rules;
    }

    private static @Nullable OffsetDateTime atOffset(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
