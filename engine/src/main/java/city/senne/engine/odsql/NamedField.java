package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import city.senne.engine.table.FormerName;
import java.util.Optional;

/// A field that a question named.
///
/// @param asked the name that was used: the field's own or a former one
public record NamedField(String asked, Field field) {

    /// The former name that was used; empty when it was the field's own.
    public Optional<FormerName> former() {
        return field.formerly().stream()
                .filter(former -> former.name().equals(asked))
                .findFirst();
    }
}
