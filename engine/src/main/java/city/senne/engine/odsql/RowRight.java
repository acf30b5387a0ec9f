package city.senne.engine.odsql;

import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What the condition of a right speaks of. Beside the fields of the table it may name what is known of the caller, as
/// `commune = caller.territory`: that holds where one of her values does. Values are bound, whatever is in them.
///
/// @param named the fields, each under the names that were used
/// @param attributes the keys of what it names of the caller
/// @param readsClock whether `now()` is part of it
public record RowRight(List<NamedField> named, Set<String> attributes, boolean readsClock) {
    public RowRight {
        named = List.copyOf(named);
        attributes = Set.copyOf(attributes);
    }

    /// Throws [PolicyFault] for a condition that does not fit the table.
    public static RowRight read(String odsql, TableSchema table) {
        Set<String> attributes = new TreeSet<>();
        Scope scope = Scope.of(table).knowing(key -> {
            attributes.add(key);
            return List.of();
        });
        var values = new ValueBinder(scope, ZoneOffset.UTC, Locale.FRENCH, Instant.now(), true);
        try {
            ConditionBinder.ofRows(values).bind(SyntaxReader.where(odsql, true));
        } catch (OdsqlException e) {
            throw new PolicyFault("The row filter", e);
        }
        return new RowRight(scope.namedFields(), attributes, values.readsClock());
    }
}
