package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;

/// The type of an expression, with the DuckDB type in which its value arrives in a result.
public enum ValueType {
    /// `VARCHAR`
    TEXT(FieldType.TEXT),
    /// `VARCHAR[]`
    TEXTS(FieldType.TEXT),
    /// `BIGINT`; a sum arrives as `HUGEINT`
    INTEGER(FieldType.INT),
    /// `DOUBLE`
    NUMBER(FieldType.DOUBLE),
    /// `DECIMAL`
    DECIMAL(FieldType.DECIMAL),
    /// `BOOLEAN`
    BOOLEAN(FieldType.BOOLEAN),
    /// `DATE`
    DATE(FieldType.DATE),
    /// `TIMESTAMPTZ`
    DATETIME(FieldType.DATETIME),
    /// `STRUCT(lon DOUBLE, lat DOUBLE)`
    POINT(FieldType.GEO_POINT),
    /// `BLOB` with WKB
    SHAPE(FieldType.GEO_SHAPE),
    /// `VARCHAR` with JSON
    JSON(FieldType.JSON),
    /// `VARCHAR` with JSON
    FILE(FieldType.FILE),
    /// The text of a class such as `[10, 20[`: `VARCHAR`
    RANGE(FieldType.TEXT),
    /// `STRUCT(cluster_centroid STRUCT(lon DOUBLE, lat DOUBLE))`
    CLUSTER(FieldType.JSON),
    /// The type of `null`; `VARCHAR`
    NOTHING(FieldType.TEXT);

    private final FieldType fieldType;

    ValueType(FieldType fieldType) {
        this.fieldType = fieldType;
    }

    /// The nearest type of a field, for exports.
    public FieldType fieldType() {
        return fieldType;
    }

    static ValueType of(Field field) {
        return switch (field.type()) {
            case TEXT -> field.isMultivalued() ? TEXTS : TEXT;
            case INT -> INTEGER;
            case DOUBLE -> NUMBER;
            case DECIMAL -> DECIMAL;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case DATETIME -> DATETIME;
            case GEO_POINT -> POINT;
            case GEO_SHAPE -> SHAPE;
            case JSON -> JSON;
            case FILE -> FILE;
        };
    }

    boolean isNumber() {
        return this == INTEGER || this == NUMBER || this == DECIMAL;
    }

    boolean isTime() {
        return this == DATE || this == DATETIME;
    }

    boolean isGeo() {
        return this == POINT || this == SHAPE;
    }

    /// Held as plain text in one column.
    boolean isText() {
        return this == TEXT || this == JSON || this == FILE || this == RANGE;
    }
}
