package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.geo.CrsNames;
import city.senne.engine.geo.GeoJson;
import city.senne.engine.geo.GeometryProblem;
import city.senne.engine.table.FieldType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/// Features as rows: of a FeatureCollection, of collections inside a collection, of one feature or geometry alone, of
/// an array or a sequence of them. Columns are the feature's id when there is one, its properties, its geometry.
final class GeoJsonReader implements RowReader {
    private static final Set<String> FEATURES = Set.of("Feature", "FeatureCollection");

    private final JsonTokens tokens;
    private final JsonValues values;
    private final Survey survey;
    private final List<SourceColumn> columns;
    private final List<Decision> decisions;
    private long position;

    private GeoJsonReader(JsonTokens tokens, Survey survey, List<SourceColumn> columns, List<Decision> decisions) {
        this.tokens = tokens;
        this.survey = survey;
        this.columns = columns;
        this.decisions = List.copyOf(decisions);
        values = new JsonValues(tokens);
    }

    static boolean isFeatureType(String type) {
        return FEATURES.contains(type);
    }

    static boolean isType(String type) {
        return FEATURES.contains(type) || GeoJson.GEOMETRIES.contains(type);
    }

    static RowReader open(JsonText text, Limits limits, List<Decision> decisions) throws IOException {
        Survey survey = new Survey(limits);
        boolean more;
        try (JsonTokens tokens = text.tokens()) {
            GeoJsonReader reading = new GeoJsonReader(tokens, survey, List.of(), List.of());
            while (true) {
                Feature feature = reading.nextFeature(true);
                if (feature == null) break;
                survey.look(feature);
            }
            more = tokens.isFollowedByMore();
        }
        if (survey.features == 0) throw Refusal.of("json-no-rows");
        List<SourceColumn> columns = new ArrayList<>();
        List<SourceColumn> properties = survey.properties.settle();
        Set<String> taken = new HashSet<>();
        properties.forEach(column -> taken.add(column.header()));
        if (survey.ids > 0) columns.add(SourceColumn.of(free("id", taken)));
        columns.addAll(properties);
        if (survey.geometries > 0) {
            FieldType type = survey.isOfPoints() ? FieldType.GEO_POINT : FieldType.GEO_SHAPE;
            columns.add(new SourceColumn(free("geometry", taken), type, survey.srid == null ? 4326 : survey.srid));
        }
        if (columns.isEmpty()) throw Refusal.of("json-no-rows");
        List<Decision> all = new ArrayList<>(decisions);
        all.add(Decision.found(Aspect.FORMAT, null, "geojson", Reason.of("formats.geojson", survey.features)));
        if (more) all.add(Decision.found(Aspect.SHEET, null, "1", Reason.of("formats.script-first-value")));
        if (survey.geometries > 0) survey.describe(columns.getLast(), all);
        return new GeoJsonReader(text.tokens(), survey, List.copyOf(columns), all);
    }

    private static String free(String name, Set<String> taken) {
        return taken.contains(name) ? "feature " + name : name;
    }

    /// @param geometry what stands there, in the survey only its type
    private record Feature(
            @Nullable Object id,
            Map<String, @Nullable Object> properties,
            @Nullable Geometry geometry,
            @Nullable String geometryType,
            @Nullable Reason problem) {}

    /// What has been seen of all features.
    private static final class Survey {
        private final JsonColumns properties;
        private final Map<String, Long> types = new LinkedHashMap<>();
        private @Nullable Integer srid;
        private @Nullable String crsName;
        private long features;
        private long ids;
        private long geometries;
        private boolean heights;

        Survey(Limits limits) {
            properties = new JsonColumns(limits);
        }

        void look(Feature feature) {
            features++;
            if (feature.id() != null) ids++;
            properties.learn(feature.properties());
            if (feature.geometryType() != null) {
                geometries++;
                types.merge(feature.geometryType(), 1L, Long::sum);
            }
        }

        boolean isOfPoints() {
            return types.keySet().equals(Set.of("Point"));
        }

        void describe(SourceColumn column, List<Decision> decisions) {
            String code = column.srid() == null ? "" : column.srid().toString();
            Reason why = srid != null
                    ? Reason.of("formats.crs-stated", crsName == null ? code : crsName)
                    : crsName != null
                            ? Reason.of("formats.crs-unknown", Refusal.shown(crsName))
                            : Reason.of("formats.geojson-crs");
            decisions.add(Decision.found(Aspect.CRS, column.header(), code, why));
            List<String> counts = types.entrySet().stream()
                    .map(type -> type.getKey() + " " + type.getValue())
                    .toList();
            decisions.add(Decision.found(
                    Aspect.GEOMETRY,
                    column.header(),
                    isOfPoints() ? "geo_point_2d" : "geo_shape",
                    Reason.of("formats.geometry-types", String.join(", ", counts))));
            if (heights) {
                decisions.add(
                        Decision.found(Aspect.GEOMETRY, column.header(), "2d", Reason.of("formats.heights-dropped")));
            }
        }
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        Feature feature = nextFeature(false);
        if (feature == null) return null;
        position++;
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        int offset = survey.ids > 0 ? 1 : 0;
        if (offset == 1) cells[0] = JsonValues.cell(feature.id());
        survey.properties.lay(feature.properties(), cells, offset);
        if (survey.geometries > 0) cells[cells.length - 1] = feature.geometry();
        SourceRow.Problem problem = null;
        String repeated = values.repeatedKey();
        if (feature.problem() != null) {
            String column = survey.geometries > 0 ? columns.getLast().header() : null;
            problem = Refusal.ofRow(column, null, feature.problem());
        } else if (repeated != null) {
            problem = Refusal.ofRow(null, repeated, Reason.of("formats.json-repeated-key", repeated));
        }
        return new SourceRow(position, cells, problem);
    }

    /// Goes on to the next feature, through the ends and beginnings of collections.
    private @Nullable Feature nextFeature(boolean surveying) {
        while (true) {
            switch (tokens.next()) {
                case null -> {
                    return null;
                }
                case START_OBJECT -> {
                    Feature feature = feature(surveying);
                    if (feature != null) return feature;
                }
                case PROPERTY_NAME -> {
                    // Behind the features of a collection.
                    String name = tokens.name();
                    JsonToken value = tokens.next();
                    member(name, value, surveying);
                }
                case END_OBJECT, END_ARRAY, START_ARRAY -> {}
                default -> {
                    if (tokens.isAtRoot()) throw Refusal.of("json-after-end", tokens.line());
                }
            }
        }
    }

    /// True when the value is an array of features, and the parser stands at its beginning.
    private boolean member(String name, @Nullable JsonToken value, boolean surveying) {
        if (name.equals("features") && value == JsonToken.START_ARRAY) return true;
        if (name.equals("crs") && surveying && value == JsonToken.START_OBJECT) learnCrs(values.readObject());
        else tokens.skip();
        return false;
    }

    private void learnCrs(Map<String, @Nullable Object> crs) {
        if (!(crs.get("properties") instanceof Map<?, ?> properties)) return;
        Object name = properties.containsKey("name") ? properties.get("name") : properties.get("code");
        if (name == null) return;
        String text =
                crs.get("type") instanceof String type && type.equalsIgnoreCase("EPSG") ? "EPSG:" + name : "" + name;
        if (survey.crsName == null) survey.crsName = text;
        if (survey.srid == null) survey.srid = CrsNames.find(text).orElse(null);
    }

    /// The feature that begins here, or null when it is a collection: its features follow.
    private @Nullable Feature feature(boolean surveying) {
        values.startRow();
        String type = null;
        Object id = null;
        Map<String, @Nullable Object> properties = Map.of();
        GeometryPart part = new GeometryPart(null, null, null);
        boolean isFeature = false;
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            switch (name) {
                case "type" -> {
                    if (value == JsonToken.VALUE_STRING) type = tokens.string();
                    else tokens.skip();
                    if (type != null && GeoJson.GEOMETRIES.contains(type)) return alone(type, surveying);
                }
                case "id" -> id = values.readMore();
                case "properties" -> {
                    isFeature = true;
                    properties = object(values.readMore());
                }
                case "geometry" -> {
                    isFeature = true;
                    if (value == JsonToken.START_OBJECT) part = geometry(surveying);
                    else tokens.skip();
                }
                default -> {
                    if (member(name, value, surveying)) return null;
                }
            }
        }
        if (type != null && type.equals("FeatureCollection")) return null;
        Reason problem = part.problem();
        if (!isFeature && !"Feature".equals(type)) problem = Reason.of("formats.geojson-not-a-feature");
        return new Feature(id, properties, part.geometry(), part.type(), problem);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map ? (Map<String, @Nullable Object>) value : Map.of();
    }

    private record GeometryPart(
            @Nullable Geometry geometry,
            @Nullable String type,
            @Nullable Reason problem) {}

    private GeometryPart geometry(boolean surveying) {
        if (surveying) return surveyed();
        try {
            return new GeometryPart(GeoJson.read(tokens.parser()), null, null);
        } catch (GeometryProblem wrong) {
            return new GeometryPart(null, null, wrong.reason());
        } catch (JacksonException broken) {
            throw tokens.refusal(broken);
        }
    }

    /// Reads only the type and the first position.
    private GeometryPart surveyed() {
        String type = null;
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) type = tokens.string();
            else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) lookAtFirstPosition();
            else tokens.skip();
        }
        return new GeometryPart(null, type, null);
    }

    private void lookAtFirstPosition() {
        int numbers = 0;
        for (int depth = 1; depth > 0; ) {
            switch (tokens.next()) {
                case START_ARRAY -> {
                    if (numbers > 0) tokens.skip();
                    else depth++;
                }
                case END_ARRAY -> depth--;
                case null, default -> {
                    tokens.skip();
                    if (depth > 0 && ++numbers == 3) survey.heights = true;
                }
            }
        }
    }

    /// A bare geometry, whose type has just been read, as a row of its own.
    private Feature alone(String type, boolean surveying) {
        GeometryPart part;
        try {
            Geometry geometry = GeoJson.readRest(tokens.parser(), type);
            part = new GeometryPart(surveying ? null : geometry, type, null);
        } catch (GeometryProblem wrong) {
            part = new GeometryPart(null, type, wrong.reason());
        } catch (JacksonException broken) {
            throw tokens.refusal(broken);
        }
        return new Feature(null, Map.of(), part.geometry(), part.type(), part.problem());
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public double progress() {
        return tokens.progress();
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }
}
