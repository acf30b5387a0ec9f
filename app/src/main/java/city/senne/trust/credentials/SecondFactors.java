package city.senne.trust.credentials;

import city.senne.trust.identity.HasSecondFactor;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Authenticators of people and the codes that replace them.
@Repository
public class SecondFactors implements HasSecondFactor {
    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

    private final JdbcClient jdbc;
    private final SeedKey key;

    SecondFactors(JdbcClient jdbc, SeedKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    private record Kept(UUID person, byte[] secret) {}

    /// Those that were there before they were sealed. Of two nodes that start at once, one does it.
    @PostConstruct
    void sealEarlier() {
        List<Kept> earlier = jdbc.sql("select person_id, secret from second_factor where not is_sealed")
                .query((row, _) -> new Kept(row.getObject("person_id", UUID.class), row.getBytes("secret")))
                .list();
        for (Kept kept : earlier) {
            jdbc.sql("""
                            update second_factor set secret = :sealed, is_sealed = true
                            where person_id = :person and secret = :secret and not is_sealed""")
                    .param("sealed", key.seal(kept.person(), kept.secret()))
                    .param("person", kept.person())
                    .param("secret", kept.secret())
                    .update();
        }
    }

    /// @param recoveryCodes how many are left
    public record State(boolean isOn, int recoveryCodes) {}

    public State state(UUID person) {
        return jdbc.sql("""
                        select exists (select from second_factor where person_id = :person and confirmed_at is not null)
                            as is_on,
                          (select count(*) from recovery_code where person_id = :person) as recovery_codes""").param("person", person).query(State.class).single();
    }

    @Override
    public boolean isOn(UUID person) {
        return state(person).isOn();
    }

    /// Asked for from when it is [#confirm]ed. Nothing happens to one that is on.
    void begin(UUID person, byte[] secret) {
        jdbc.sql("""
                        insert into second_factor (person_id, secret, is_sealed) values (:person, :secret, true)
                        on conflict (person_id) do update set secret = excluded.secret, is_sealed = true
                        where second_factor.confirmed_at is null""")
                .param("person", person)
                .param("secret", key.seal(person, secret))
                .update();
    }

    Optional<byte[]> findSecret(UUID person, boolean confirmed) {
        Optional<byte[]> sealed = jdbc.sql("""
                        select secret from second_factor
                        where person_id = :person and (confirmed_at is not null) = :confirmed""")
                .param("person", person)
                .param("confirmed", confirmed)
                .query((row, _) -> row.getBytes("secret"))
                .optional();
        Optional<byte[]> secret = sealed.flatMap(each -> key.open(person, each));
        if (sealed.isPresent() && secret.isEmpty()) {
            log.error("The second factor of {} was sealed with another key than secrets/second-factors.key", person);
        }
        return secret;
    }

    /// False when it is on already.
    boolean confirm(UUID person, long step) {
        return jdbc.sql("""
                        update second_factor set confirmed_at = now(), last_step = :step
                        where person_id = :person and confirmed_at is null""").param("person", person).param("step", step).update() == 1;
    }

    /// Whether it is the person's code of now, and was not taken before: of two at once, one counts.
    public boolean takeCode(UUID person, String code, Instant now) {
        Optional<byte[]> secret = findSecret(person, true);
        if (secret.isEmpty()) return false;
        OptionalLong step = Totp.findStep(secret.get(), code, now);
        return step.isPresent()
                && jdbc.sql(
                                        "update second_factor set last_step = :step where person_id = :person and last_step < :step")
                                .param("step", step.getAsLong())
                                .param("person", person)
                                .update()
                        == 1;
    }

    public boolean takeRecoveryCode(UUID person, String code) {
        return jdbc.sql("delete from recovery_code where person_id = :person and code_hash = :hash")
                        .param("person", person)
                        .param("hash", RecoveryCode.hash(person, code))
                        .update()
                == 1;
    }

    /// In the place of those before.
    void keepRecoveryCodes(UUID person, List<String> codes) {
        jdbc.sql("delete from recovery_code where person_id = :person")
                .param("person", person)
                .update();
        for (String code : codes) {
            jdbc.sql("insert into recovery_code (person_id, code_hash) values (:person, :hash)")
                    .param("person", person)
                    .param("hash", RecoveryCode.hash(person, code))
                    .update();
        }
    }

    /// False when there was none.
    public boolean drop(UUID person) {
        jdbc.sql("delete from recovery_code where person_id = :person")
                .param("person", person)
                .update();
        jdbc.sql("delete from entrance where person_id = :person")
                .param("person", person)
                .update();
        return jdbc.sql("delete from second_factor where person_id = :person")
                        .param("person", person)
                        .update()
                == 1;
    }
}
