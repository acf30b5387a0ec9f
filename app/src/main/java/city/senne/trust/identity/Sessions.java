package city.senne.trust.identity;

import city.senne.platform.web.SiteCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Browsers that are signed in. A session lives in the database, so that it survives a restart and counts on every
/// node; the browser holds its secret in a cookie that no script can read.
@Repository
public class Sessions {
    static final String COOKIE = "senne_session";
    static final Duration VALID = Duration.ofDays(7);
    private static final RowMapper<People.Account> ACCOUNT = new DataClassRowMapper<>(People.Account.class);
    private static final Duration NOTED = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Attributes attributes;
    private final HasSecondFactor factors;
    private final IdentitySettings settings;
    private final Clock clock;

    Sessions(
            JdbcClient jdbc,
            Organisations organisations,
            Attributes attributes,
            HasSecondFactor factors,
            IdentitySettings settings,
            Clock clock) {
        this.clock = clock;
        this.attributes = attributes;
        this.factors = factors;
        this.settings = settings;
        this.jdbc = jdbc;
        this.organisations = organisations;
    }

    /// The secret of a new session of this person.
    ///
    /// @param passkey that opened it; null for another way
    public String open(People.Account person, Device device, @Nullable UUID passkey) {
        Secret token = Secret.random("");
        jdbc.sql("delete from session where expires_at < now() or last_used_at < :unused")
                .param("unused", unused())
                .update();
        jdbc.sql("""
                        insert into session (token_hash, person_id, expires_at, browser, system, passkey_id)
                        values (:hash, :person, :expires, :browser, :system, :passkey)
                        """)
                .param("hash", token.hash())
                .param("person", person.id())
                .param("expires", Timestamp.from(clock.instant().plus(VALID)))
                .param("browser", device.browser())
                .param("system", device.system())
                .param("passkey", passkey)
                .update();
        return token.text();
    }

    /// Who asks, when her browser is signed in; notes that it was here.
    public Optional<Viewer.Person> find(HttpServletRequest request) {
        Optional<Secret> token = token(request);
        Optional<Known> found = token.flatMap(this::find);
        if (found.isPresent()) noteUse(token.orElseThrow());
        return found.map(known -> viewer(known.person(), known.byPasskey()).saying(known.purpose()));
    }

    /// For what the person of this session reads from now on.
    public void say(HttpServletRequest request, Purpose purpose) {
        token(request)
                .ifPresent(token -> jdbc.sql("update session set purpose = :purpose where token_hash = :hash")
                        .param("purpose", purpose.text())
                        .param("hash", token.hash())
                        .update());
    }

    /// As she is without looking at any of her browsers.
    public Viewer.Person viewer(People.Account person) {
        return viewer(person, false);
    }

    /// The same person as she is by now, who may have signed in with a passkey.
    public Viewer.Person again(People.Account person, Viewer.Person before) {
        Viewer.Person without = viewer(person);
        boolean isSame = without.saying(before.purpose()).equals(before);
        return isSame || !isInByPasskey(person.id()) ? without : viewer(person, true);
    }

    /// Where the operator asks for a second factor, who has none may no more than read what is shared with
    /// her. Who signed in with a passkey gave both at once, in that browser. A role that somebody lent her takes
    /// nothing away that is hers: it waits alone.
    private Viewer.Person viewer(People.Account person, boolean byPasskey) {
        Memberships memberships = organisations.of(person.id());
        Map<String, List<String>> known = attributes.of(person.id());
        Memberships own = memberships.own();
        boolean answersHerself = person.isAdministrator() || !own.stewarding().isEmpty();
        boolean answers = answersHerself || !memberships.stewarding().isEmpty();
        if (!settings.secondFactorRequired() || !answers || byPasskey || factors.isOn(person.id())) {
            return new Viewer.Person(person.id(), person.name(), person.isAdministrator(), memberships, known);
        }
        Memberships left = answersHerself ? memberships.reading() : own;
        return new Viewer.Person(person.id(), person.name(), false, left, known);
    }

    /// Whether this person has less than her rights in this browser until she ties an authenticator to her
    /// account, or signs in with a passkey.
    public boolean lacksFactor(Viewer.Person viewer, boolean isAdministrator, HttpServletRequest request) {
        boolean answers =
                isAdministrator || !organisations.of(viewer.id()).stewarding().isEmpty();
        return settings.secondFactorRequired()
                && answers
                && !factors.isOn(viewer.id())
                && !token(request).flatMap(this::find).map(Known::byPasskey).orElse(false);
    }

    /// Whose session it is, and for what she reads in it.
    ///
    /// @param byPasskey whether a passkey opened it, which she still has
    private record Known(People.Account person, Purpose purpose, boolean byPasskey) {}

    private Optional<Known> find(Secret token) {
        return jdbc.sql("""
                        select p.id, p.login, p.name, p.password_hash, p.is_administrator, p.email, s.purpose,
                          s.passkey_id is not null as by_passkey
                        from session s join person p on p.id = s.person_id
                        where s.token_hash = :hash and s.expires_at > now() and s.last_used_at > :unused
                          and p.left_at is null""")
                .param("hash", token.hash())
                .param("unused", unused())
                .query((row, number) -> new Known(
                        ACCOUNT.mapRow(row, number),
                        new Purpose(row.getString("purpose")),
                        row.getBoolean("by_passkey")))
                .optional();
    }

    private boolean isInByPasskey(UUID person) {
        return jdbc.sql("""
                        select exists (select from session where person_id = :person and passkey_id is not null
                          and expires_at > now() and last_used_at > :unused)""")
                .param("person", person)
                .param("unused", unused())
                .query(Boolean.class)
                .single();
    }

    private void noteUse(Secret token) {
        jdbc.sql("""
                update session set last_used_at = now()
                where token_hash = :hash and last_used_at < :noted""")
                .param("hash", token.hash())
                .param("noted", Timestamp.from(clock.instant().minus(noted())))
                .update();
    }

    /// Whoever was not here since then has to sign in again.
    private Timestamp unused() {
        return Timestamp.from(clock.instant().minus(settings.sessionIdle()));
    }

    /// How exactly the last use is known.
    private Duration noted() {
        Duration some = settings.sessionIdle().dividedBy(4);
        return some.compareTo(NOTED) < 0 ? some : NOTED;
    }

    /// Those of a person, the one used last first.
    ///
    /// @param request tells which of them is this one
    public List<Session> list(UUID person, HttpServletRequest request) {
        return jdbc.sql("""
                        select id, browser, system, created_at, last_used_at, token_hash = :hash as is_this
                        from session where person_id = :person and expires_at > now() and last_used_at > :unused
                        order by token_hash = :hash desc, last_used_at desc""")
                .param("person", person)
                .param("unused", unused())
                .param("hash", token(request).map(Secret::hash).orElse(new byte[0]))
                .query((row, _) -> new Session(
                        row.getObject("id", UUID.class),
                        new Device(row.getString("browser"), row.getString("system")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_used_at").toInstant(),
                        row.getBoolean("is_this")))
                .list();
    }

    /// Whether the browser that asks was signed in after this moment.
    public boolean isYounger(UUID person, HttpServletRequest request, Instant moment) {
        return list(person, request).stream()
                .filter(Session::isThis)
                .anyMatch(session -> session.begun().isAfter(moment));
    }

    /// Tells the session of a request from others, without giving it away.
    public String named(HttpServletRequest request) {
        return token(request)
                .map(token -> HexFormat.of().formatHex(token.hash()))
                .orElse("none");
    }

    /// The one of this request.
    public void drop(HttpServletRequest request) {
        token(request)
                .ifPresent(token -> jdbc.sql("delete from session where token_hash = :hash")
                        .param("hash", token.hash())
                        .update());
    }

    /// One of a person's. False when she has none such.
    public boolean drop(UUID person, UUID session) {
        return jdbc.sql("delete from session where id = :id and person_id = :person")
                        .param("id", session)
                        .param("person", person)
                        .update()
                == 1;
    }

    /// All of a person's but that of this request. How many they were.
    public int dropOthers(UUID person, HttpServletRequest request) {
        return jdbc.sql("delete from session where person_id = :person and token_hash <> :hash")
                .param("person", person)
                .param("hash", token(request).map(Secret::hash).orElse(new byte[0]))
                .update();
    }

    /// Those that a passkey opened, but that of this request.
    public void dropOpenedBy(UUID passkey, HttpServletRequest request) {
        jdbc.sql("delete from session where passkey_id = :passkey and token_hash <> :hash")
                .param("passkey", passkey)
                .param("hash", token(request).map(Secret::hash).orElse(new byte[0]))
                .update();
    }

    /// Those of a person that passkeys opened.
    public void dropOpenedByPasskeys(UUID person) {
        jdbc.sql("delete from session where person_id = :person and passkey_id is not null")
                .param("person", person)
                .update();
    }

    /// All of a person's. How many they were.
    public int dropAll(UUID person) {
        return jdbc.sql("delete from session where person_id = :person")
                .param("person", person)
                .update();
    }

    private static Optional<Secret> token(HttpServletRequest request) {
        return SiteCookie.find(COOKIE, request).map(Secret::new);
    }

    public static ResponseCookie cookie(String session, HttpServletRequest request) {
        return SiteCookie.of(COOKIE, session, VALID, request);
    }
}
