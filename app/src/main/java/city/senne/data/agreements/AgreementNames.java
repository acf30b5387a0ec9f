package city.senne.data.agreements;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where agreements name people: who asked, wrote or signed, and in what was written.
@Repository
class AgreementNames {
    /// Stands where a name was.
    private static final String ERASED = "[…]";

    /// Shorter ones stand in other words.
    private static final int SHORTEST = 3;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AgreementNames(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param person her name, login or id, whole
    /// @return in how many places something was erased
    int erase(String person) {
        Set<String> names = names(person);
        int places = jdbc.sql("update agreement_entry set person_name = '' where " + named("person"))
                        .param("person", person)
                        .update()
                + jdbc.sql("update agreement set asker_name = '' where " + named("asker"))
                        .param("person", person)
                        .update();
        for (String name : names) {
            Pattern whole = Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            places += eraseFromTexts(name, whole) + eraseFromTerms(whole) + eraseFromDrafts(whole);
        }
        return places;
    }

    /// How she was called there, and in her account.
    private Set<String> names(String person) {
        Set<String> names = new HashSet<>(jdbc.sql("""
                        select person_name from agreement_entry where %s union select asker_name from agreement where %s
                        union select unnest(array[name, login]) from person
                          where lower(:person) in (lower(name), lower(login), id::text)
                        """.formatted(named("person"), named("asker")))
                .param("person", person)
                .query(String.class)
                .list());
        names.add(person);
        names.removeIf(name -> name.length() < SHORTEST);
        return names;
    }

    /// Rows about her: by her account, also one that was closed, or by the name that she had at the time.
    private static String named(String column) {
        return """
                (%1$s_name <> '' and (lower(%1$s_name) = lower(:person) or %1$s_id in (
                  select id from person where lower(:person) in (lower(name), lower(login), id::text))))
                """.formatted(column);
    }

    private int eraseFromTexts(String name, Pattern whole) {
        Map<Long, String> texts = new TreeMap<>();
        jdbc.sql("select id, said from agreement_entry where position(lower(:name) in lower(said)) > 0")
                .param("name", name)
                .query((row, _) -> texts.put(row.getLong("id"), row.getString("said")))
                .list();
        int erased = 0;
        for (Map.Entry<Long, String> text : texts.entrySet()) {
            Matcher found = whole.matcher(text.getValue());
            if (!found.find()) continue;
            erased += jdbc.sql("update agreement_entry set said = :said where id = :id")
                    .param("id", text.getKey())
                    .param("said", found.replaceAll(Matcher.quoteReplacement(ERASED)))
                    .update();
        }
        return erased;
    }

    /// One version of the terms of an agreement.
    private record Written(long agreement, int version, String terms) {}

    /// Its SHA-256 stays the one that was signed.
    private int eraseFromTerms(Pattern whole) {
        List<Written> written = jdbc.sql("select agreement, version, terms from agreement_terms")
                .query((row, _) -> new Written(row.getLong("agreement"), row.getInt("version"), row.getString("terms")))
                .list();
        int erased = 0;
        for (Written each : written) {
            if (!(json.readTree(each.terms()) instanceof ObjectNode terms)) continue;
            if (!(terms.get("texts") instanceof ObjectNode texts) || !eraseIn(texts, whole)) continue;
            erased += jdbc.sql("""
                            update agreement_terms set terms = :terms::jsonb
                            where agreement = :agreement and version = :version
                            """)
                    .param("terms", json.writeValueAsString(terms))
                    .param("agreement", each.agreement())
                    .param("version", each.version())
                    .update();
        }
        return erased;
    }

    private static boolean eraseIn(ObjectNode texts, Pattern whole) {
        boolean changed = false;
        for (String term : List.copyOf(texts.propertyNames())) {
            JsonNode text = texts.get(term);
            Matcher found = whole.matcher(text.asString(""));
            if (!found.find()) continue;
            texts.put(term, found.replaceAll(Matcher.quoteReplacement(ERASED)));
            changed = true;
        }
        return changed;
    }

    private int eraseFromDrafts(Pattern whole) {
        Map<Long, String> drafts = new TreeMap<>();
        jdbc.sql("select number, draft from agreement where draft is not null")
                .query((row, _) -> drafts.put(row.getLong("number"), row.getString("draft")))
                .list();
        int erased = 0;
        for (Map.Entry<Long, String> draft : drafts.entrySet()) {
            if (!(json.readTree(draft.getValue()) instanceof ObjectNode entries) || !eraseIn(entries, whole)) continue;
            erased += jdbc.sql("update agreement set draft = :draft::jsonb where number = :number")
                    .param("draft", json.writeValueAsString(entries))
                    .param("number", draft.getKey())
                    .update();
        }
        return erased;
    }
}
