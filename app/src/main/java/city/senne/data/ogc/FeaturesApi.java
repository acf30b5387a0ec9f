package city.senne.data.ogc;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Version;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Cursor;
import city.senne.data.query.Timings;
import city.senne.data.query.Walk;
import city.senne.engine.geo.NamedCrs;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.RecordIds;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The features of a collection: OGC API – Features, parts 1 (core), 2 (reference systems) and 3 (filters).
@RestController
class FeaturesApi {
    private static final String ITEMS = Links.PATH + "/collections/{id}/items";
    /// A page is held whole, so that a slow reader does not keep others from their turn: one with large shapes ends
    /// earlier.
    private static final int MOST_BYTES = 8_000_000;

    private final Collections collections;
    private final Catalog catalog;
    private final AnswerQuestion answerQuestion;
    private final JsonMapper mapper;

    FeaturesApi(Collections collections, Catalog catalog, AnswerQuestion answerQuestion, JsonMapper mapper) {
        this.collections = collections;
        this.catalog = catalog;
        this.answerQuestion = answerQuestion;
        this.mapper = mapper;
    }

    @GetMapping(ITEMS)
    void items(
            @PathVariable String id,
            Viewer viewer,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(request);
        Collections.Collection collection = collections.find(viewer, id, language);
        NamedCrs crs = asked.crs("crs");
        String rows = collection.dataset().uid() + asked.rows();
        Cursor from = asked.text("cursor")
                .map(text -> Cursor.read(text, collection.dataset(), rows))
                .orElseGet(() -> Cursor.start(collection.dataset().current().number(), 0, rows));
        Version version = from.version() == collection.dataset().current().number()
                ? collection.dataset().current()
                : catalog.version(viewer, collection.dataset(), Integer.toString(from.version()));
        boolean counted = from.position() == null;
        Question question = features()
                .filter(asked.filter(collection))
                .page(asked.limit(), counted ? Math.toIntExact(Math.min(from.seen(), Integer.MAX_VALUE)) : 0);
        Timings timings = new Timings();
        Prepared prepared = answerQuestion.prepare(viewer, collection.dataset(), version, question, List.of(), timings);
        Walk walk = answerQuestion.walk(prepared, from);
        var features = new ByteArrayOutputStream();
        try (Answer answer = walk.rows(timings)) {
            JsonStream.write(features, json -> {
                FeatureJson feature = new FeatureJson(
                        new AnswerRows(answer), collection.place().name(), crs);
                json.writeStartArray();
                while (answer.next()) {
                    feature.begin(json);
                    json.writeEndObject();
                    walk.pass(answer);
                    if (features.size() > MOST_BYTES) {
                        walk.endHere(answer);
                        break;
                    }
                }
                json.writeEndArray();
            });
        }
        long total = walk.total(timings);
        Cursor next = walk.next(total);
        describe(response, crs, timings);
        JsonStream.write(response.getOutputStream(), json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeStringProperty(
                    "timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeNumberProperty("numberMatched", total);
            json.writeNumberProperty("numberReturned", walk.shown());
            links(json, ofItems(collection, asked, next, request));
            json.writeName("features");
            json.writeRawValue(features.toString(StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    @GetMapping(ITEMS + "/{feature}")
    void item(
            @PathVariable String id,
            @PathVariable String feature,
            Viewer viewer,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(request);
        asked.allow("crs");
        Collections.Collection collection = collections.find(viewer, id, language);
        NamedCrs crs = asked.crs("crs");
        if (!RecordIds.isId(feature)) throw Problem.notFound();
        Timings timings = new Timings();
        Prepared prepared = answerQuestion.prepare(
                viewer,
                collection.dataset(),
                collection.dataset().current(),
                RecordIds.questionFor(feature, features()),
                List.of(),
                timings);
        var found = new ByteArrayOutputStream();
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            if (!answer.next()) throw Problem.notFound();
            Links links = Links.of(request);
            JsonStream.write(found, json -> {
                new FeatureJson(new AnswerRows(answer), collection.place().name(), crs).begin(json);
                links(
                        json,
                        List.of(
                                Links.link(
                                        "self",
                                        Links.GEOJSON,
                                        "",
                                        links.items(collection.dataset().id()) + "/" + feature),
                                Links.link(
                                        "collection",
                                        Links.JSON,
                                        "",
                                        links.collection(collection.dataset().id())),
                                Links.link(
                                        "alternate",
                                        Links.HTML,
                                        "",
                                        links.record(collection.dataset().id(), feature))));
                json.writeEndObject();
            });
        }
        describe(response, crs, timings);
        found.writeTo(response.getOutputStream());
    }

    private static Question features() {
        return Question.EVERYTHING
                .select("*, recordid as `" + FeatureJson.ID + "`")
                .in(Locale.ENGLISH, ZoneOffset.UTC);
    }

    private static List<Map<String, Object>> ofItems(
            Collections.Collection collection, Asked asked, @Nullable Cursor next, HttpServletRequest request) {
        Links links = Links.of(request);
        String items = links.items(collection.dataset().id());
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Links.link("self", Links.GEOJSON, "", Links.address(items, asked.onward(), Map.of())));
        all.add(Links.link(
                "collection",
                Links.JSON,
                "",
                links.collection(collection.dataset().id())));
        all.add(Links.link(
                "alternate", Links.HTML, "", links.table(collection.dataset().id())));
        if (next != null) {
            Map<String, String> cursor = Map.of("cursor", next.text());
            all.add(Links.link("next", Links.GEOJSON, "", Links.address(items, asked.onward(), cursor)));
        }
        return all;
    }

    private void links(JsonGenerator json, List<Map<String, Object>> links) {
        json.writeName("links");
        json.writeRawValue(mapper.writeValueAsString(links));
    }

    private static void describe(HttpServletResponse response, NamedCrs crs, Timings timings) {
        response.setContentType(Links.GEOJSON);
        response.setHeader("Content-Crs", "<" + crs.uri() + ">");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.VARY, "Authorization, Cookie, Host, Accept-Language");
        response.setHeader("Server-Timing", timings.toString());
    }
}
