package city.senne.data.explore.api;

import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of the first version of the API, in words of the present one.
///
/// @param given as they came
/// @param fields those that the caller may see
record FirstParameters(Parameters given, TableSchema fields) {
    static final int MAX_ROWS = 10_000;
    private static final int USUAL_ROWS = 10;
    private static final String NUMBER = "\\s*([+-]?\\d{1,3}(?:\\.\\d{1,18})?)\\s*";
    private static final Pattern PLACE = Pattern.compile("\\(" + NUMBER + "," + NUMBER + "\\)");
    private static final Pattern BOX = Pattern.compile(String.join(",", NUMBER, NUMBER, NUMBER, NUMBER));
    private static final Pattern NEAR =
            Pattern.compile(NUMBER + "," + NUMBER + "(?:,\\s*(\\d{1,9}(?:\\.\\d{1,9})?)\\s*)?");

    int rows() {
        long rows = given.whole("rows", USUAL_ROWS);
        if (rows < -1 || rows > MAX_ROWS) {
            throw Refusal.parameter("rows", Long.toString(rows), "-1 <= rows <= " + MAX_ROWS);
        }
        return rows == -1 ? MAX_ROWS - start() : (int) rows;
    }

    int start() {
        long start = given.whole("start", 0);
        if (start < 0 || start > MAX_ROWS) {
            throw Refusal.parameter("start", Long.toString(start), "0 <= start <= " + MAX_ROWS);
        }
        return (int) start;
    }

    /// A page of records.
    Question page() {
        if (start() + rows() > MAX_ROWS) {
            throw Refusal.parameter("sum of start + rows", Long.toString((long) start() + rows()), "<= " + MAX_ROWS);
        }
        return question().page(rows(), start());
    }

    /// The clauses, without a page.
    Question question() {
        return new Question(
                select(),
                where(),
                null,
                orderBy(),
                chosen("refine."),
                chosen("exclude."),
                null,
                0,
                given.lang(),
                given.timezone());
    }

    /// The same as parameters of an export.
    Parameters export() {
        Map<String, List<String>> export = new TreeMap<>(given.values());
        Question question = question();
        export.keySet()
                .removeIf(name -> name.contains(".")
                        || List.of("q", "sort", "start", "rows", "fields", "dataset", "having", "limit_per", "join")
                                .contains(name));
        if (question.select() != null) export.put("select", List.of(question.select()));
        if (question.orderBy() != null) export.put("order_by", List.of(question.orderBy()));
        export.put("where", question.where());
        export.put("refine", question.refine());
        export.put("exclude", question.exclude());
        export.put(
                "facet",
                facets().stream()
                        .filter(facet -> Boolean.TRUE.equals(facet.disjunctive()))
                        .map(facet -> "facet(name=" + Spelling.text(facet.name()) + ", disjunctive=true)")
                        .toList());
        if (given.text("rows") != null) export.put("limit", List.of(Long.toString(given.whole("rows", -1))));
        String separator = given.text("csv_separator");
        if (separator != null) export.put("delimiter", List.of(separator));
        return new Parameters(export);
    }

    private @Nullable String select() {
        String names = given.text("fields");
        if (names == null) return null;
        return List.of(names.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Spelling::name)
                .collect(Collectors.joining(", "));
    }

    private List<String> where() {
        List<String> where = new ArrayList<>();
        given.values().keySet().stream()
                .filter(name -> name.equals("q") || name.startsWith("q."))
                .flatMap(name -> given.texts(name).stream())
                .forEach(text -> SearchLanguage.where(text, fields).ifPresent(where::add));
        String near = given.text("geofilter.distance");
        if (near != null) where.add(near(near));
        String area = given.text("geofilter.polygon");
        if (area != null) where.add(area(area));
        String box = given.text("geofilter.bbox");
        if (box != null) where.add(box(box));
        given.values().keySet().stream()
                .filter(name -> name.equals("geo_digest") || name.startsWith("geo_digest."))
                .filter(name -> given.text(name) != null)
                .forEach(name -> where.add("geo_digest(%s) = %s"
                        .formatted(
                                Spelling.name(
                                        name.equals("geo_digest")
                                                ? drawn().name()
                                                : name.substring("geo_digest.".length())),
                                Spelling.text(String.valueOf(given.text(name))))));
        return where;
    }

    private String near(String text) {
        Matcher found = NEAR.matcher(text);
        if (!found.matches()) throw Refusal.parameter("geofilter.distance", text, "latitude,longitude,metres");
        String metres = found.group(3) == null ? "0" : found.group(3);
        return "within_distance(%s, geom'POINT(%s %s)', %sm)"
                .formatted(place(), found.group(2), found.group(1), metres);
    }

    private String area(String text) {
        List<String> corners = new ArrayList<>();
        Matcher found = PLACE.matcher(text);
        while (found.find()) corners.add(found.group(2) + " " + found.group(1));
        if (corners.size() < 3)
            throw Refusal.parameter("geofilter.polygon", text, "(latitude,longitude),… of three corners or more");
        if (!corners.getFirst().equals(corners.getLast())) corners.add(corners.getFirst());
        return "intersects(%s, geom'POLYGON((%s))')".formatted(place(), String.join(", ", corners));
    }

    private String box(String text) {
        Matcher found = BOX.matcher(text);
        if (!found.matches()) throw Refusal.parameter("geofilter.bbox", text, "latitude,longitude,latitude,longitude");
        return "in_bbox(%s, %s, %s, %s, %s)"
                .formatted(place(), found.group(1), found.group(2), found.group(3), found.group(4));
    }

    private String place() {
        return Spelling.name(place(FieldType.GEO_POINT).name());
    }

    /// The field whose shapes a map draws, or points when there are no shapes; `geo_field` names another one.
    Field drawn() {
        String name = given.text("geo_field");
        if (name == null) return place(FieldType.GEO_SHAPE);
        return fields.findCalled(name.strip())
                .filter(field -> field.type().isGeo())
                .orElseThrow(() -> Refusal.parameter("geo_field", name, "the name of a field with places"));
    }

    /// The first field of this type, or of the other type of places.
    Field place(FieldType type) {
        return fields.fields().stream()
                .filter(field -> field.type().isGeo())
                .min(Comparator.comparing(field -> field.type() != type))
                .orElseThrow(() -> Refusal.parameter("The dataset has no places for a map, nor for geofilter."));
    }

    /// In that version a field alone means the largest first.
    private @Nullable String orderBy() {
        String sort = given.text("sort");
        if (sort == null) return null;
        return List.of(sort.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals("-"))
                .map(name -> name.startsWith("-") ? Spelling.name(name.substring(1)) : Spelling.name(name) + " desc")
                .collect(Collectors.joining(", "));
    }

    private List<String> chosen(String prefix) {
        List<String> chosen = new ArrayList<>();
        given.values().forEach((name, values) -> {
            if (!name.startsWith(prefix)) return;
            values.stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value ->
                            chosen.add(Spelling.choice(Spelling.name(name.substring(prefix.length())), value)));
        });
        return chosen;
    }

    /// Those that are asked for, and those that are only declared to be disjunctive.
    List<FacetRequest> facets() {
        List<String> names = new ArrayList<>(given.texts("facet"));
        given.values().keySet().stream()
                .filter(name -> name.startsWith("disjunctive."))
                .map(name -> name.substring("disjunctive.".length()))
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names.stream().map(this::facet).toList();
    }

    /// Those whose values are asked for.
    List<FacetRequest> wantedFacets() {
        return facets().stream()
                .filter(facet -> given.texts("facet").contains(facet.name()))
                .toList();
    }

    private FacetRequest facet(String name) {
        String disjunctive = "disjunctive." + name;
        FacetRequest plain = FacetRequest.of(name);
        if (given.text(disjunctive) == null) return plain;
        return new FacetRequest(name, given.flag(disjunctive, false), null, null, null, null);
    }
}
