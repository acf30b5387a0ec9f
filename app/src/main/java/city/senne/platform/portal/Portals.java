package city.senne.platform.portal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// How the portal is and was set up, in PostgreSQL.
@Repository
class Portals {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Portals(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// 0 before anybody chose anything.
    int revision() {
        return jdbc.sql("select coalesce(max(revision), 0) from portal")
                .query(Integer.class)
                .single();
    }

    Portal portal(int revision) {
        return jdbc.sql("select settings from portal where revision = :revision")
                .param("revision", revision)
                .query((row, _) -> json.readValue(row.getString(1), Portal.class))
                .single();
    }

    /// False when somebody else was quicker; nothing is kept then.
    @Transactional
    boolean add(int revision, Portal portal, String who, Logo.@Nullable File logo) {
        if (logo != null) {
            jdbc.sql("""
                            insert into portal_logo (id, media_type, content) values (:id, :type, :content)
                            on conflict do nothing
                            """)
                    .param("id", logo.logo().id())
                    .param("type", logo.logo().mediaType())
                    .param("content", logo.bytes())
                    .update();
        }
        return jdbc.sql("""
                        insert into portal (revision, settings, set_by, set_at)
                        select :revision, :settings::jsonb, :who, :now
                        where :revision = (select coalesce(max(revision), 0) + 1 from portal)
                        on conflict do nothing
                        """)
                        .param("revision", revision)
                        .param("settings", json.writeValueAsString(portal))
                        .param("who", who)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    record StoredLogo(String mediaType, byte[] content) {}

    Optional<StoredLogo> findLogo(String id) {
        return jdbc.sql("select media_type, content from portal_logo where id = :id")
                .param("id", id)
                .query((row, _) -> new StoredLogo(row.getString(1), row.getBytes(2)))
                .optional();
    }
}
