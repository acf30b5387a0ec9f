package city.senne.data.ogc;

import city.senne.engine.geo.NamedCrs;
import city.senne.engine.odsql.Filter;
import city.senne.engine.table.Field;
import city.senne.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// The parameters of a question for features. What is not known is refused, so that nobody takes all features for those
/// that she asked for.
final class Asked {
    static final int USUAL_LIMIT = 1_000;
    static final int MOST = 10_000;

    /// Of every address; no part of the question.
    private static final Set<String> EVERYWHERE = Set.of("f", "lang", "apikey", "purpose");

    private static final Set<String> OF_ITEMS =
            Set.of("limit", "cursor", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs");

    private static final Geometry NOWHERE = new GeometryFactory().createPoint();

    private final Map<String, String> given;

    private Asked(Map<String, String> given) {
        this.given = given;
    }

    static Asked of(HttpServletRequest request) {
        Map<String, String> given = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) throw refused(name, String.join(" ", values), "one value");
            given.put(name, values[0]);
        });
        return new Asked(given);
    }

    /// Refuses parameters that mean nothing here.
    void allow(String... names) {
        for (String name : given.keySet()) {
            if (!EVERYWHERE.contains(name) && !List.of(names).contains(name)) {
                throw Problem.invalid("ogc-unknown-parameter", name);
            }
        }
    }

    /// The same, for a document that is JSON alone.
    void allowJson() {
        allow();
        allowFormat("json");
    }

    /// Refuses that another format is asked for by name.
    void allowFormat(String only) {
        text("f").filter(format -> !format.equals(only)).ifPresent(format -> {
            throw refused("f", format, only);
        });
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    boolean isFor(String format) {
        return format.equals(given.get("f"));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).filter(text -> !text.isBlank());
    }

    int limit() {
        return limit(USUAL_LIMIT, MOST);
    }

    /// @param usual without one
    int limit(int usual, int most) {
        String text = given.get("limit");
        if (text == null) return usual;
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit > 0) return Math.min(limit, most);
        } catch (NumberFormatException noNumber) {
            if (text.matches("[1-9]\\d{9,}")) return most;
        }
        throw refused("limit", text, "1 – " + most);
    }

    /// How many are left out before the page.
    int offset() {
        String text = text("offset").orElse("0").strip();
        if (!text.matches("\\d{1,9}")) throw refused("offset", text, "0, 100, 200 …");
        return Integer.parseInt(text);
    }

    /// Values with commas between.
    ///
    /// @param most how many there may be
    List<String> several(String name, int most) {
        List<String> all = text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        if (all.size() > most) throw refused(name, all.size() + " values", "1 – " + most);
        return all;
    }

    /// None without a box. One that lies nowhere is touched by nothing.
    List<Geometry> boxes() {
        return text("bbox")
                .map(box -> Boxes.read(box, crs("bbox-crs")))
                .map(boxes -> boxes.isEmpty() ? List.of(NOWHERE) : boxes)
                .orElse(List.of());
    }

    Optional<Period> period() {
        return text("datetime").map(Period::read);
    }

    NamedCrs crs(String name) {
        return text(name).map(uri -> crs(name, uri)).orElse(NamedCrs.CRS84);
    }

    private static NamedCrs crs(String name, String uri) {
        return NamedCrs.find(uri)
                .orElseThrow(() -> refused(
                        name,
                        uri,
                        String.join(
                                ", ",
                                NamedCrs.OFFERED.stream().map(NamedCrs::uri).toList())));
    }

    /// All that features must meet; null for all features.
    ///
    /// @param fields what filters may name
    @Nullable
    Filter filter(Collections.Collection collection) {
        List<Field> fields = collection.fields().fields();
        List<Filter> filters = new ArrayList<>();
        text("bbox")
                .map(box -> Boxes.read(box, crs("bbox-crs")))
                .map(boxes -> Filter.touching(collection.place().name(), boxes))
                .ifPresent(filters::add);
        period().ifPresent(period -> collection.time().map(period::on).ifPresent(filters::add));
        text("filter").map(this::cql2).ifPresent(filters::add);
        given.forEach((name, value) -> {
            if (EVERYWHERE.contains(name) || OF_ITEMS.contains(name)) return;
            Field field = fields.stream()
                    .filter(each -> each.name().equals(name) && !each.type().isGeo())
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("ogc-unknown-parameter", name));
            filters.add(Filter.equal(field.name(), value));
        });
        return filters.isEmpty() ? null : Filter.all(filters);
    }

    private Filter cql2(String filter) {
        NamedCrs crs = crs("filter-crs");
        String language = text("filter-lang").orElse("cql2-text");
        return switch (language) {
            case "cql2-text" -> Filter.cql2Text(filter, crs);
            case "cql2-json" -> Filter.cql2Json(filter, crs);
            default -> throw refused("filter-lang", language, "cql2-text, cql2-json");
        };
    }

    /// Everything that decides which features there are.
    String rows() {
        Map<String, String> rows = new TreeMap<>(given);
        rows.keySet().removeAll(EVERYWHERE);
        rows.keySet().removeAll(Set.of("limit", "cursor", "crs"));
        return rows.toString();
    }

    /// The same question on another page, in the order of its parameters; without what opens doors.
    Map<String, String> onward() {
        Map<String, String> onward = new TreeMap<>(given);
        onward.keySet().removeAll(Set.of("apikey", "purpose"));
        return onward;
    }

    static Problem refused(String name, String value, String expected) {
        String shown = value.length() > 200 ? value.substring(0, 200) + "…" : value;
        return Problem.invalid("ogc-parameter", name, shown, expected);
    }
}
