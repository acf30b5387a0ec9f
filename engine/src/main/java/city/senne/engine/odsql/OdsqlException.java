package city.senne.engine.odsql;

import java.time.LocalDate;

/// A query that cannot be answered, in the words that clients of the Explore API know.
public final class OdsqlException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String MALFORMED = "ODSQL query is malformed: ";

    private final String code;
    private final String introduction;
    private final String reason;
    private final String clause;
    private final String unknownField;

    private OdsqlException(String code, String introduction, String reason, String clause, String unknownField) {
        super(introduction + reason + in(reason, clause));
        this.code = code;
        this.introduction = introduction;
        this.reason = reason;
        this.clause = clause;
        this.unknownField = unknownField;
    }

    private OdsqlException(String code, String introduction, String reason, String clause) {
        this(code, introduction, reason, clause, "");
    }

    private static String in(String reason, String clause) {
        if (clause.isEmpty()) return "";
        return (reason.endsWith(".") ? "" : ".") + " Clause(s) containing the error(s): " + clause + ".";
    }

    /// The text is not ODSQL.
    static OdsqlException syntax(String reason) {
        return new OdsqlException("ODSQLSyntaxError", "ODSQL syntax exception: ", reason, "");
    }

    /// A filter in CQL2 that cannot be read.
    static OdsqlException cql2(String reason) {
        return new OdsqlException("CQL2Error", "The filter cannot be read as CQL2: ", reason, "");
    }

    /// The text is ODSQL, but makes no sense for this table.
    static OdsqlException malformed(String reason) {
        return new OdsqlException("ODSQLError", MALFORMED, reason, "");
    }

    /// A number that came out of the rows is larger than any the engine knows.
    public static OdsqlException overflow() {
        return malformed("A computed number is out of range");
    }

    static OdsqlException unknownField(String name) {
        return new OdsqlException("ODSQLError", MALFORMED, "Unknown field: " + name, "", name);
    }

    static OdsqlException renamedField(String name, String now, LocalDate until) {
        return malformed("Unknown field: %s; it is called %s now, and could be asked for under its former name until %s"
                .formatted(name, now, until));
    }

    static OdsqlException notAllowed(String name) {
        return malformed("Field " + name + " is not allowed in the current clause");
    }

    OdsqlException in(String newClause) {
        return new OdsqlException(code, introduction, reason, newClause, unknownField);
    }

    /// `ODSQLSyntaxError` or `ODSQLError`: the `error_code` of the API.
    public String code() {
        return code;
    }

    /// What is wrong, in words that do not name the language.
    public String reason() {
        return reason;
    }

    /// The parameter at fault: `select`, `where`, `group_by`, `order_by`, `refine`, `exclude` or `facet`.
    public String clause() {
        return clause;
    }

    /// The name that no field of the table has, or none that the asker may see; empty when something else is wrong.
    public String unknownField() {
        return unknownField;
    }
}
