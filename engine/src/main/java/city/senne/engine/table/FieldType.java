package city.senne.engine.table;

import java.util.Locale;

/// The type of a field, as people and the API name it, with the type of the column that holds it.
/// Every date-time is an instant; a file's local times are placed in a zone when they are read.
public enum FieldType {
    TEXT("text", "VARCHAR"),
    INT("int", "BIGINT"),
    DOUBLE("double", "DOUBLE"),
    /// Exact numbers, amounts above all: 18 digits, 4 of them after the point.
    DECIMAL("decimal", "DECIMAL(18,4)"),
    BOOLEAN("boolean", "BOOLEAN"),
    DATE("date", "DATE"),
    DATETIME("datetime", "TIMESTAMPTZ"),
    /// WKB of a point, longitude and latitude in EPSG:4326.
    GEO_POINT("geo_point_2d", "BLOB"),
    /// WKB of any geometry in EPSG:4326.
    GEO_SHAPE("geo_shape", "BLOB"),
    JSON("json_blob", "VARCHAR"),
    /// A JSON object that describes a file (name, format, address).
    FILE("file", "VARCHAR");

    private final String apiName;
    private final String sqlType;

    FieldType(String apiName, String sqlType) {
        this.apiName = apiName;
        this.sqlType = sqlType;
    }

    /// The name in the Explore API, description files and pages.
    public String apiName() {
        return apiName;
    }

    /// The DuckDB type of the column.
    public String sqlType() {
        return sqlType;
    }

    public boolean isGeo() {
        return this == GEO_POINT || this == GEO_SHAPE;
    }

    public boolean isNumber() {
        return this == INT || this == DOUBLE || this == DECIMAL;
    }

    /// Understands both the API's name and the plain one (`geo_point`, `json`); throws IllegalArgumentException
    /// otherwise.
    public static FieldType of(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        for (FieldType type : values()) {
            if (type.apiName.equals(wanted)
                    || type.name().toLowerCase(Locale.ROOT).equals(wanted)) return type;
        }
        throw new IllegalArgumentException("No field type is called " + name);
    }
}
