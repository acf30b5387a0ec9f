package city.senne.data.tiles;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.tiles.PlaceSight.Sight;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.PlaceQueries;
import city.senne.engine.odsql.ValueType;
import city.senne.engine.table.Field;
import city.senne.engine.tiles.TileAddress;
import city.senne.engine.tiles.TileGrid;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Map tiles of one field of places, and their description (TileJSON 3). `field` names the field; without
/// it the first one with shapes is meant, else the first one with points. `fields` names the fields that
/// features carry, with commas between; without it they carry all, and the record's id, or the id alone
/// where they are many.
@RestController
@RequestMapping("/tiles/{dataset}")
class TileApi {
    private final Catalog catalog;
    private final PlaceSight placeSight;
    private final AnswerQuestion answerQuestion;
    private final AnswerTile answerTile;

    TileApi(Catalog catalog, PlaceSight placeSight, AnswerQuestion answerQuestion, AnswerTile answerTile) {
        this.catalog = catalog;
        this.placeSight = placeSight;
        this.answerQuestion = answerQuestion;
        this.answerTile = answerTile;
    }

    /// Of the newest version.
    @GetMapping("/tilejson.json")
    ResponseEntity<Map<String, Object>> newest(
            Viewer viewer,
            @PathVariable("dataset") String id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(name = "fields", defaultValue = "") String only,
            HttpServletRequest request) {
        Dataset dataset = catalog.dataset(viewer, id);
        return description(viewer, dataset, dataset.current(), field, only, request);
    }

    @GetMapping("/{version:\\d{1,9}}/tilejson.json")
    ResponseEntity<Map<String, Object>> ofVersion(
            Viewer viewer,
            @PathVariable("dataset") String id,
            @PathVariable String version,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(name = "fields", defaultValue = "") String only,
            HttpServletRequest request) {
        Dataset dataset = catalog.dataset(viewer, id);
        return description(viewer, dataset, catalog.version(viewer, dataset, version), field, only, request);
    }

    private ResponseEntity<Map<String, Object>> description(
            Viewer viewer, Dataset dataset, Version version, String field, String only, HttpServletRequest request) {
        Sight sight = placeSight.find(viewer, dataset, version, field, only);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tilejson", "3.0.0");
        json.put("name", dataset.title(Locale.FRENCH.getLanguage()));
        json.put("version", version.number() + ".0.0");
        json.put("scheme", "xyz");
        json.put(
                "tiles",
                List.of("%s/tiles/%s/%d/{z}/{x}/{y}.mvt?field=%s%s&sight=%s"
                        .formatted(
                                AskedAddress.origin(request),
                                dataset.id().value(),
                                version.number(),
                                sight.place().name(),
                                only.isBlank() ? "" : "&fields=" + String.join(",", carried(sight)),
                                sight.fingerprint())));
        json.put("minzoom", 0);
        json.put("maxzoom", TileGrid.WEB_MERCATOR.deepest());
        extent(sight, json);
        json.put("vector_layers", layers(sight));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Authorization, Cookie, Host")
                .body(json);
    }

    private void extent(Sight sight, Map<String, Object> json) {
        try (Answer answer = answerQuestion.places(sight.names(), sight.place(), PlaceQueries::extent, new Timings())) {
            if (!answer.next()) return;
            json.put("senne_places", (long) PlaceAnswer.number(answer, 0));
            if (answer.value(1) == null) return;
            json.put(
                    "bounds",
                    List.of(
                            PlaceAnswer.number(answer, 1),
                            PlaceAnswer.number(answer, 2),
                            PlaceAnswer.number(answer, 3),
                            PlaceAnswer.number(answer, 4)));
        }
    }

    /// The names of the fields of features.
    private static List<String> carried(Sight sight) {
        return sight.rows().query().columns().stream()
                .filter(column -> column.type() != ValueType.POINT && column.type() != ValueType.SHAPE)
                .map(OutputColumn::name)
                .toList();
    }

    private static List<Map<String, Object>> layers(Sight sight) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> carried = carried(sight);
        for (Field field : sight.rows().view().schema().fields()) {
            if (!carried.contains(field.name())) continue;
            fields.put(
                    field.name(),
                    switch (field.type()) {
                        case INT, DOUBLE, DECIMAL -> "Number";
                        case BOOLEAN -> "Boolean";
                        default -> "String";
                    });
        }
        if (carried.contains("recordid")) fields.put("recordid", "String");
        return List.of(
                Map.of("id", DrawTile.ROWS, "description", "Rows one by one", "fields", fields),
                Map.of(
                        "id",
                        DrawTile.CLUSTERS,
                        "description",
                        "Rows that are too many or too small to be drawn at this zoom, counted where they lie",
                        "fields",
                        Map.of(DrawTile.COUNT, "Number")));
    }

    /// A tile that is asked for under the sight that TileJSON names never changes under that address.
    @GetMapping("/{version:\\d{1,9}}/{z}/{x}/{y}.mvt")
    void tile(
            Viewer viewer,
            @PathVariable("dataset") String id,
            @PathVariable String version,
            @PathVariable String z,
            @PathVariable String x,
            @PathVariable String y,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(name = "fields", defaultValue = "") String only,
            @RequestParam(name = "sight", defaultValue = "") String named,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TileAddress address = AnswerTile.find(TileGrid.WEB_MERCATOR, z, x, y).orElseThrow(Problem::notFound);
        Dataset dataset = catalog.dataset(viewer, id);
        var picture = new AnswerTile.Picture(dataset, catalog.version(viewer, dataset, version), field, only, named);
        answerTile.answer(viewer, picture, address, () -> HttpStatus.NO_CONTENT, request, response);
    }
}
