package city.senne.engine.odsql;

import city.senne.engine.table.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A piece of SQL with its parameters, in step. Text gets into it as a template of ours, as the quoted name
/// of a known field, or not at all: values are always parameters.
record SqlText(String sql, List<Object> parameters) {
    /// Far beyond any question that a person or a program means.
    private static final int MAX_CHARACTERS = 1_000_000;

    static final SqlText EMPTY = new SqlText("", List.of());

    /// The template with each `{}` replaced by the next piece.
    static SqlText of(String template, SqlText... pieces) {
        var sql = new StringBuilder(template.length() + 16 * pieces.length);
        List<Object> parameters = new ArrayList<>();
        int from = 0;
        for (SqlText piece : pieces) {
            int hole = template.indexOf("{}", from);
            measured(sql.append(template, from, hole).append(piece.sql));
            parameters.addAll(piece.parameters);
            from = hole + 2;
        }
        return new SqlText(sql.append(template.substring(from)).toString(), parameters);
    }

    /// A value may be written more than once, and so may what it is made of: a short question can become a
    /// long text.
    private static void measured(StringBuilder sql) {
        if (sql.length() > MAX_CHARACTERS) {
            throw OdsqlException.malformed("The query is too large: its parts are written too often.");
        }
    }

    static SqlText parameter(Object value) {
        return new SqlText("?", List.of(value));
    }

    static SqlText text(String value) {
        return new SqlText("CAST(? AS VARCHAR)", List.of(value));
    }

    /// The column of the alias.
    static SqlText column(String alias, String column) {
        return new SqlText(alias + "." + Sql.name(column), List.of());
    }

    static SqlText joined(String separator, Collection<SqlText> pieces) {
        var sql = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        for (SqlText piece : pieces) {
            if (!sql.isEmpty()) sql.append(separator);
            measured(sql.append(piece.sql));
            parameters.addAll(piece.parameters);
        }
        return new SqlText(sql.toString(), parameters);
    }

    SqlText then(String template, SqlText... pieces) {
        return of("{}" + template, concat(this, pieces));
    }

    private static SqlText[] concat(SqlText first, SqlText[] rest) {
        SqlText[] all = new SqlText[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
