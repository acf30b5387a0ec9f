package city.senne.data.explore.api;

import city.senne.data.explore.api.FirstCalls.Call;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.Shapes;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.engine.odsql.PlaceQueries;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/// What the maps of the first version of the API ask: clusters of points, the same shapes together with figures about
/// their records, shapes alone, and how far all of it reaches.
@RestController
@RequestMapping("/api/records/1.0")
class FirstPlaces {
    private static final String KEY = "__key";
    private static final String COUNT = "__count";
    private static final String BESIDE = "__beside";
    private static final int MOST = 20_000;
    private static final int MOST_SHAPES = 10_000;
    private static final int USUAL_RADIUS = 40;
    private static final int FINEST = 25;
    private static final double TILE_PIXELS = 256;

    private final FirstCalls calls;
    private final AnswerQuestion answerQuestion;

    FirstPlaces(FirstCalls calls, AnswerQuestion answerQuestion) {
        this.calls = calls;
        this.answerQuestion = answerQuestion;
    }

    @GetMapping("/geocluster")
    void clusters(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.read(viewer, request, response);
        Field place = call.asked().place(FieldType.GEO_POINT);
        long radius = call.given().whole("clusterdistance", USUAL_RADIUS);
        if (radius < 1 || radius > 10_000) {
            throw Refusal.parameter("clusterdistance", Long.toString(radius), "1 <= clusterdistance <= 10000");
        }
        String name = Spelling.name(place.name());
        boolean hulls = call.given().flag("return_polygons", false);
        groups(
                call,
                place,
                "geo_cluster(%s, %d, %d) as `%s`".formatted(name, zoom(call, 0), radius, KEY),
                hulls ? List.of("envelope(%s) as `%s`".formatted(name, BESIDE)) : List.of(),
                (row, json) -> {
                    if (!(row.value(KEY) instanceof Rows.Place centre)) return;
                    Geometry shown = hulls && row.value(BESIDE) instanceof byte[] hull
                            ? Shapes.read(hull)
                            : Shapes.point(centre);
                    json.writeName("cluster");
                    Shapes.write(json, shown);
                    centre(json, centre.latitude(), centre.longitude());
                });
    }

    @GetMapping("/geopolygon")
    void polygons(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.read(viewer, request, response);
        Field place = call.asked().drawn();
        double tolerance = tolerance(zoom(call, FINEST));
        groups(call, place, words(place), List.of(), (row, json) -> {
            Geometry geometry = geometry(place, row);
            var middle = geometry.getInteriorPoint();
            json.writeName("cluster");
            Shapes.write(json, simplified(geometry, tolerance));
            json.writeStringProperty("geo_digest", String.valueOf(row.value(BESIDE)));
            centre(json, middle.getY(), middle.getX());
        });
    }

    private interface Shown {
        /// Writes where a group of records is.
        void write(NamedRow row, JsonGenerator json);
    }

    /// The groups as `clusters`, with the smallest and largest figure of all of them, also of those that `maxpoints`
    /// leaves out.
    private void groups(Call call, Field place, String keys, List<String> beside, Shown shown) throws IOException {
        Parameters given = call.given();
        List<FirstSeries> series = FirstSeries.of(given, call.view().schema());
        long wanted = given.whole("maxpoints", 0);
        if (wanted < 0) throw Refusal.parameter("maxpoints", Long.toString(wanted), "0 or more");
        List<String> select = new ArrayList<>(List.of("count(*) as `" + COUNT + "`"));
        select.addAll(beside);
        series.forEach(one -> select.addAll(one.selected()));
        Question question = placed(call, place)
                .select(String.join(", ", select))
                .groupBy(keys)
                .orderBy("`" + COUNT + "` desc")
                .page(MOST, 0);
        var prepared = calls.prepare(call, question);
        if (call.exchange().isKnown(prepared, given)) return;
        var page = new ByteArrayOutputStream();
        Map<String, Extremes> extremes = new TreeMap<>();
        series.forEach(one -> extremes.put(one.name(), new Extremes()));
        var counts = new Extremes();
        try (Answer answer = answerQuestion.rows(prepared, call.timings())) {
            var row = new NamedRow(new AnswerRows(answer));
            JsonStream.write(page, json -> {
                json.writeStartObject();
                json.writeArrayPropertyStart("clusters");
                long written = 0;
                while (row.next()) {
                    counts.see(row.count(COUNT));
                    boolean isShown = wanted == 0 || written++ < wanted;
                    if (isShown) {
                        json.writeStartObject();
                        shown.write(row, json);
                        json.writeNumberProperty("count", row.count(COUNT));
                    }
                    if (isShown && !series.isEmpty()) json.writeObjectPropertyStart("series");
                    for (FirstSeries one : series) {
                        Object value = one.value(i -> row.value(one.label(i)));
                        if (value instanceof Number number)
                            Objects.requireNonNull(extremes.get(one.name())).see(number.doubleValue());
                        if (isShown)
                            json.writePOJOProperty(
                                    one.name(), value instanceof Map ? value : FirstSeries.number(value));
                    }
                    if (isShown && !series.isEmpty()) json.writeEndObject();
                    if (isShown) json.writeEndObject();
                }
                json.writeEndArray();
                json.writePOJOProperty("count", counts.whole());
                if (!series.isEmpty()) {
                    json.writeObjectPropertyStart("series");
                    extremes.forEach((name, found) -> json.writePOJOProperty(name, found.json()));
                    json.writeEndObject();
                }
                json.writeEndObject();
            });
        }
        call.exchange().timed(call.timings(), "page");
        call.exchange().send(Exchange.JSON, page::writeTo);
    }

    @GetMapping("/geopreview")
    void preview(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.read(viewer, request, response);
        Field place = call.asked().drawn();
        double tolerance = tolerance(zoom(call, FINEST));
        long wanted = call.given().whole("rows", MOST_SHAPES);
        if (wanted < 0 || wanted > MOST_SHAPES) {
            throw Refusal.parameter("rows", Long.toString(wanted), "0 <= rows <= " + MOST_SHAPES);
        }
        Question question = placed(call, place)
                .select("min(1) as `%s`".formatted(COUNT))
                .groupBy(words(place))
                .orderBy(null)
                .page((int) wanted, 0);
        var prepared = calls.prepare(call, question);
        if (call.exchange().isKnown(prepared, call.given())) return;
        var page = new ByteArrayOutputStream();
        try (Answer answer = answerQuestion.rows(prepared, call.timings())) {
            var row = new NamedRow(new AnswerRows(answer));
            JsonStream.write(page, json -> {
                json.writeStartArray();
                while (row.next()) {
                    json.writeStartObject();
                    json.writeName("geometry");
                    Shapes.write(json, simplified(geometry(place, row), tolerance));
                    json.writeStringProperty("geo_digest", String.valueOf(row.value(BESIDE)));
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        }
        call.exchange().timed(call.timings(), "page");
        call.exchange().send(Exchange.JSON, page::writeTo);
    }

    /// Counts each record once, by its shape, or as a point when it has none.
    @GetMapping("/boundingbox")
    void extent(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.read(viewer, request, response);
        Question all = call.asked().question().select(null).orderBy(null);
        var prepared = calls.prepare(call, all);
        if (call.exchange().isKnown(prepared, call.given())) return;
        Map<String, Long> geometries = new TreeMap<>();
        var box = new Envelope();
        List<Field> fields = Arrays.asList(
                call.asked().place(FieldType.GEO_SHAPE), call.asked().place(FieldType.GEO_POINT));
        String counted = "";
        for (Field field : fields.stream().distinct().toList()) {
            try (Answer answer = answerQuestion.places(prepared, field, PlaceQueries::extent, call.timings())) {
                if (answer.next()
                        && answer.value(1) instanceof Double west
                        && answer.value(2) instanceof Double south) {
                    box.expandToInclude(west, south);
                    if (answer.value(3) instanceof Double east && answer.value(4) instanceof Double north) {
                        box.expandToInclude(east, north);
                    }
                }
            }
            kinds(call, field, counted, geometries);
            counted = " AND " + Spelling.name(field.name()) + " is null";
        }
        var page = new ByteArrayOutputStream();
        JsonStream.write(page, json -> {
            json.writeStartObject();
            json.writeNumberProperty(
                    "count",
                    geometries.values().stream().mapToLong(Long::longValue).sum());
            json.writePOJOProperty("geometries", geometries);
            json.writeArrayPropertyStart("bbox");
            if (!box.isNull()) {
                for (double side : new double[] {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()}) {
                    json.writeNumber(side);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        call.exchange().timed(call.timings(), "page");
        call.exchange().send(Exchange.JSON, page::writeTo);
    }

    private void kinds(Call call, Field field, String condition, Map<String, Long> geometries) {
        String name = Spelling.name(field.name());
        List<String> where = new ArrayList<>(call.asked().question().where());
        where.add(name + " is not null" + condition);
        Question question = call.asked()
                .question()
                .where(where.toArray(String[]::new))
                .select("count(*) as `" + COUNT + "`")
                .groupBy("geometry_type(%s) as `%s`".formatted(name, KEY))
                .orderBy(null)
                .page(MOST, 0);
        try (Answer answer = answerQuestion.rows(calls.prepare(call, question), call.timings())) {
            var row = new NamedRow(new AnswerRows(answer));
            while (row.next()) geometries.merge(String.valueOf(row.value(KEY)), row.count(COUNT), Long::sum);
        }
    }

    private static Question placed(Call call, Field place) {
        List<String> where = new ArrayList<>(call.asked().question().where());
        where.add(Spelling.name(place.name()) + " is not null");
        return call.asked().question().where(where.toArray(String[]::new));
    }

    /// Equal geometries are one group.
    private static String words(Field place) {
        String name = Spelling.name(place.name());
        return "geo_text(%s) as `%s`, geo_digest(%s) as `%s`".formatted(name, KEY, name, BESIDE);
    }

    private static Geometry geometry(Field place, NamedRow row) {
        String words = String.valueOf(row.value(KEY));
        if (place.type() == FieldType.GEO_SHAPE)
            return Shapes.read(Base64.getDecoder().decode(words));
        int blank = words.indexOf(' ');
        return Shapes.point(new Rows.Place(
                Double.parseDouble(words.substring(0, blank)), Double.parseDouble(words.substring(blank + 1))));
    }

    private static int zoom(Call call, int usual) {
        long zoom = call.given().whole("clusterprecision", usual);
        if (zoom < 0 || zoom > FINEST) {
            throw Refusal.parameter("clusterprecision", Long.toString(zoom), "0 <= clusterprecision <= " + FINEST);
        }
        return (int) zoom;
    }

    /// A pixel of that map, in degrees.
    private static double tolerance(int zoom) {
        return 360 / (TILE_PIXELS * Math.pow(2, zoom));
    }

    private static Geometry simplified(Geometry geometry, double tolerance) {
        return TopologyPreservingSimplifier.simplify(geometry, tolerance);
    }

    private static void centre(JsonGenerator json, double latitude, double longitude) {
        json.writeArrayPropertyStart("cluster_center");
        json.writeNumber(latitude);
        json.writeNumber(longitude);
        json.writeEndArray();
    }

    /// The smallest and the largest so far.
    private static final class Extremes {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        void see(double value) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        Map<String, ?> json() {
            return min > max ? Map.of() : new TreeMap<>(Map.of("min", min, "max", max));
        }

        Map<String, ?> whole() {
            return min > max ? Map.of("min", 0, "max", 0) : new TreeMap<>(Map.of("min", (long) min, "max", (long) max));
        }
    }
}
