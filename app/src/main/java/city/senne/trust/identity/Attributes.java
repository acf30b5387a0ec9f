package city.senne.trust.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is known of people beside where they belong, by keys such as `territory` or `clearance`; a key may have
/// several values. Conditions of rules name it. What an administrator entered and what each provider says are
/// kept apart, and count together; what a provider said counts as long as the operator has it in the settings.
@Repository
public class Attributes {
    /// The source of what an administrator entered.
    public static final String BY_HAND = "";

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final IdentitySettings settings;

    Attributes(JdbcClient jdbc, IdentitySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /// Whether something can be known under this key.
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    public static boolean isValue(String value) {
        return !value.isEmpty() && value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl);
    }

    /// From all sources.
    public SortedMap<String, List<String>> of(UUID person) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        jdbc.sql("""
                        select distinct key, value from person_attribute
                        where person_id = :person and source = any(:sources) order by key, value""")
                .param("person", person)
                .param("sources", settings.sources())
                .query((RowCallbackHandler) row -> attributes
                        .computeIfAbsent(row.getString("key"), _ -> new ArrayList<>())
                        .add(row.getString("value")));
        return attributes;
    }

    /// From one source.
    public SortedMap<String, List<String>> of(UUID person, String source) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        jdbc.sql("""
                        select key, value from person_attribute
                        where person_id = :person and source = :source order by key, value""").param("person", person).param("source", source).query((RowCallbackHandler) row -> attributes
                .computeIfAbsent(row.getString("key"), _ -> new ArrayList<>())
                .add(row.getString("value")));
        return attributes;
    }

    /// What providers say, by their names, as [#text] tells it.
    public SortedMap<String, String> told(UUID person) {
        SortedMap<String, String> told = new TreeMap<>();
        List<String> sources = jdbc.sql("""
                        select distinct source from person_attribute
                        where person_id = :person and source <> '' and source = any(:sources)""")
                .param("person", person)
                .param("sources", settings.sources())
                .query((row, _) -> row.getString("source"))
                .list();
        for (String source : sources) told.put(source, text(of(person, source)));
        return told;
    }

    /// From now on these and no others from this source.
    public void replace(UUID person, String source, Map<String, List<String>> attributes) {
        jdbc.sql("delete from person_attribute where person_id = :person and source = :source")
                .param("person", person)
                .param("source", source)
                .update();
        attributes.forEach((key, values) -> values.forEach(value -> jdbc.sql("""
                        insert into person_attribute (person_id, source, key, value)
                        values (:person, :source, :key, :value)""")
                .param("person", person)
                .param("source", source)
                .param("key", key)
                .param("value", value)
                .update()));
    }

    /// Of a person of whom nothing is to be known any more.
    public void dropAll(UUID person) {
        jdbc.sql("delete from person_attribute where person_id = :person")
                .param("person", person)
                .update();
    }

    /// A line for each value, such as `territory = Ixelles`.
    public static String text(SortedMap<String, List<String>> attributes) {
        return attributes.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> each.getKey() + " = " + value))
                .collect(Collectors.joining("\n"));
    }
}
