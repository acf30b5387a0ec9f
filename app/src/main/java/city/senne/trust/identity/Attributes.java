package city.senne.trust.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is known of people beside where they belong, by keys such as `territory` or `clearance`; a key may have several
/// values. Conditions of rules name it.
@Repository
public class Attributes {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final JdbcClient jdbc;

    Attributes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether something can be known under this key.
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    SortedMap<String, List<String>> of(UUID person) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        jdbc.sql("select key, value from person_attribute where person_id = :person order by key, value")
                .param("person", person)
                .query((RowCallbackHandler) row -> attributes
                        .computeIfAbsent(row.getString("key"), _ -> new ArrayList<>())
                        .add(row.getString("value")));
        return attributes;
    }

    /// From now on these and no others.
    void replace(UUID person, Map<String, List<String>> attributes) {
        jdbc.sql("delete from person_attribute where person_id = :person")
                .param("person", person)
                .update();
        attributes.forEach((key, values) -> values.forEach(
                value -> jdbc.sql("insert into person_attribute (person_id, key, value) values (:person, :key, :value)")
                        .param("person", person)
                        .param("key", key)
                        .param("value", value)
                        .update()));
    }
}
