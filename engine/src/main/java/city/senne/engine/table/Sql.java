package city.senne.engine.table;

/// Quoting for the few places where SQL takes no parameter: names, and the paths of files we wrote ourselves.
public final class Sql {
    private Sql() {}

    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
