package city.senne.engine.odsql;

/// What a caller sees instead of a field's value.
public sealed interface Mask {
    /// Nothing: the field is there and always empty.
    record Blank() implements Mask {}

    /// The value of an ODSQL expression over the row, such as `year(birth)` or `"confidential"`. The field takes the
    /// type of the expression.
    record Generalised(String odsql) implements Mask {}
}
