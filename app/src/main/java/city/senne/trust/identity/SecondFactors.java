package city.senne.trust.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Authenticators of people and the codes that replace them.
@Repository
class SecondFactors {
    private final JdbcClient jdbc;

    SecondFactors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param recoveryCodes how many are left
    record State(boolean isOn, int recoveryCodes) {}

    State state(UUID person) {
        return jdbc.sql("""
                        select exists (select from second_factor where person_id = :person and confirmed_at is not null)
                            as is_on,
                          (select count(*) from recovery_code where person_id = :person) as recovery_codes""").param("person", person).query(State.class).single();
    }

    boolean isOn(UUID person) {
        return state(person).isOn();
    }

    /// Asked for from when it is [#confirm]ed. Nothing happens to one that is on.
    void begin(UUID person, byte[] secret) {
        jdbc.sql("""
                        insert into second_factor (person_id, secret) values (:person, :secret)
                        on conflict (person_id) do update set secret = excluded.secret
                        where second_factor.confirmed_at is null""").param("person", person).param("secret", secret).update();
    }

    Optional<byte[]> findSecret(UUID person, boolean confirmed) {
        return jdbc.sql("""
                        select secret from second_factor
                        where person_id = :person and (confirmed_at is not null) = :confirmed""")
                .param("person", person)
                .param("confirmed", confirmed)
                .query((row, _) -> row.getBytes("secret"))
                .optional();
    }

    /// False when it is on already.
    boolean confirm(UUID person, long step) {
        return jdbc.sql("""
                        update second_factor set confirmed_at = now(), last_step = :step
                        where person_id = :person and confirmed_at is null""").param("person", person).param("step", step).update() == 1;
    }

    /// Whether it is the person's code of now, and was not taken before: of two at once, one counts.
    boolean takeCode(UUID person, String code, Instant now) {
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

    boolean takeRecoveryCode(UUID person, String code) {
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
    boolean drop(UUID person) {
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
