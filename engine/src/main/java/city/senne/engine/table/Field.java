package city.senne.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One field of a dataset.
///
/// @param name as the API and queries call it: `[a-z_][a-z0-9_]*`, never with two underscores in a row
/// @param label as people read it; the header of the file until somebody writes a better one
/// @param formerly what it was called before; no other field of the table is called so
public record Field(
        String name,
        FieldType type,
        String label,
        String description,
        Annotations annotations,
        List<FormerName> formerly) {

    public Field {
        // Fields that were kept before there were such names lack them.
        formerly = List.copyOf(Objects.requireNonNullElse(formerly, List.of()));
    }

    /// One that was never called otherwise.
    public Field(String name, FieldType type, String label, String description, Annotations annotations) {
        this(name, type, label, description, annotations, List.of());
    }

    public static Field of(String name, FieldType type) {
        return new Field(name, type, name, "", Annotations.NONE);
    }

    /// The same under another name.
    public Field renamed(String newName, List<FormerName> former) {
        return new Field(newName, type, label, description, annotations, former);
    }

    /// Whether this is its name, or was.
    public boolean isCalled(String word) {
        return name.equals(word)
                || formerly.stream().anyMatch(former -> former.name().equals(word));
    }

    public boolean isMultivalued() {
        return type == FieldType.TEXT && annotations.multivalued() != null;
    }

    /// The columns that hold this field in the lake. The first bears the field's name; geometries carry their
    /// coordinates beside them, so that any engine can prune by place: a point `__x` and `__y`
    /// (longitude, latitude),
    /// a shape its envelope `__xmin __ymin __xmax __ymax`.
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(name, isMultivalued() ? "VARCHAR[]" : type.sqlType()));
        if (type == FieldType.GEO_POINT) {
            for (String axis : List.of("x", "y")) {
                columns.add(new Column(name + "__" + axis, "DOUBLE"));
            }
        } else if (type == FieldType.GEO_SHAPE) {
            for (String side : List.of("xmin", "ymin", "xmax", "ymax")) {
                columns.add(new Column(name + "__" + side, "DOUBLE"));
            }
        }
        return List.copyOf(columns);
    }

    /// A column of the lake.
    ///
    /// @param sqlType in DuckDB's words
    public record Column(String name, String sqlType) {}
}
