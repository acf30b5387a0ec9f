package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is hidden is not found out either by what an answer shows beside its data: the order of its rows, its headers,
/// whether it fails, nor without the journal being told.
@OpenHouse
class InferenceTest extends Houses {
    private static final String CATALOGUE = "/api/explore/v2.1/catalog/datasets";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private PublishFile publishFile;

    @TempDir
    private Path files;

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
    }

    private void deliver(String id, String rows) throws Exception {
        Path file = Files.writeString(files.resolve(id + ".csv"), rows);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n");
        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /// The entries about reads of the closed dataset, the newest first.
    private List<JsonNode> told() throws Exception {
        String entries = administrator
                .ask("/api/journal/entries?limit=1000&kind=data-read&dataset=" + closed)
                .body();
        return JsonMapper.shared().readTree(entries).values().stream().toList();
    }

    /// Rows lie beside those whose places are near: she knows where a few are.
    @Test
    void the_order_of_rows_tells_no_hidden_or_blurred_place() throws Exception {
        int rows = 12_000;
        Random random = new Random(7);
        double[][] places = new double[rows][];
        StringBuilder csv = new StringBuilder("ref;commune;latitude;longitude\n");
        for (int i = 0; i < rows; i++) {
            places[i] = new double[] {50.77 + random.nextInt(140_000) / 1e6, 4.25 + random.nextInt(220_000) / 1e6};
            csv.append("%d;Ixelles;%s;%s%n".formatted(i, places[i][0], places[i][1]));
        }
        closed = "placed-" + number;
        deliver(closed, csv.toString());
        level("hidden");
        assertThat(add(rule("partner-" + number), "ref", "commune").statusCode())
                .isEqualTo(303);
        List<Integer> hidden = order("/exports/csv");
        assertThat(hidden).hasSize(rows);
        assertThat(medianStep(hidden, places)).isGreaterThan(3_000);
        assertThat(order("/exports/jsonl")).isEqualTo(hidden);
        assertThat(order("/exports/parquet")).isEqualTo(hidden);
        assertThat(order("/records?limit=100").stream().toList()).isEqualTo(hidden.subList(0, 100));
        assertThat(order("/records?limit=100&offset=4000").stream().toList()).isEqualTo(hidden.subList(4_000, 4_100));

        Map<String, String> blurred = rule("partner-" + number);
        blurred.put("grain.geo_point_2d", "grid:10000");
        assertThat(add(blurred, "ref", "commune", "geo_point_2d").statusCode()).isEqualTo(303);
        assertThat(medianStep(order("/exports/csv"), places)).isGreaterThan(3_000);

        Map<String, String> wholly = rule("partner-" + number);
        assertThat(add(wholly).statusCode()).isEqualTo(303);
        assertThat(medianStep(order("/exports/csv"), places)).isLessThan(1_000);
    }

    @Test
    void the_order_of_rows_tells_no_hidden_value() throws Exception {
        StringBuilder csv = new StringBuilder("ref;commune;price\n");
        List<Integer> delivered =
                IntStream.range(0, 200).map(i -> i * 37 % 200).boxed().toList();
        for (int ref : delivered)
            csv.append(ref).append(";Ixelles;").append(1_000 + ref).append('\n');
        deliver(closed, csv.toString());
        assertThat(add(rule("partner-" + number), "ref", "commune").statusCode())
                .isEqualTo(303);
        assertThat(order("/exports/csv")).isNotEqualTo(delivered).containsExactlyInAnyOrderElementsOf(delivered);
        assertThat(order("/exports/csv?order_by=ref")).isSorted();
        assertThat(add(rule("partner-" + number)).statusCode()).isEqualTo(303);
        assertThat(order("/exports/csv")).isEqualTo(delivered);
    }

    /// The `ref` of each row, as it comes.
    private List<Integer> order(String door) throws Exception {
        String whole = API + closed + door + (door.contains("?") ? "&" : "?") + "select=ref";
        if (door.contains("parquet")) return refsOfParquet(whole);
        String body = partner.ask(whole).body();
        if (door.startsWith("/records")) {
            return JsonMapper.shared().readTree(body).get("results").values().stream()
                    .map(row -> row.get("ref").asInt())
                    .toList();
        }
        boolean csv = door.contains("csv");
        return body.lines()
                .skip(csv ? 1 : 0)
                .map(line -> Integer.valueOf(line.replaceAll("\\D", "")))
                .toList();
    }

    private List<Integer> refsOfParquet(String door) throws Exception {
        Path file = Files.write(files.resolve("order.parquet"), bytes(door, "").body());
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.prepareStatement("SELECT ref FROM read_parquet(?)")) {
            statement.setString(1, file.toString());
            try (var rows = statement.executeQuery()) {
                List<Integer> refs = new ArrayList<>();
                while (rows.next()) refs.add(rows.getInt(1));
                return refs;
            }
        }
    }

    /// How far a row is from the one before it, in metres.
    private static double medianStep(List<Integer> order, double[][] places) {
        double[] steps = IntStream.range(1, order.size())
                .mapToDouble(i -> metres(places[order.get(i)], places[order.get(i - 1)]))
                .sorted()
                .toArray();
        return steps[steps.length / 2];
    }

    private static double metres(double[] a, double[] b) {
        return Math.hypot((a[0] - b[0]) * 111_195, (a[1] - b[1]) * 111_195 * Math.cos(Math.toRadians(50.84)));
    }

    private HttpResponse<byte[]> bytes(String door, String range) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + partner.port() + door))
                .header("Authorization", "Apikey " + partner.key());
        if (!range.isEmpty()) request.header("Range", range);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void the_allowance_of_a_hidden_dataset_tells_nobody_that_it_is_there() throws Exception {
        level("hidden");
        HttpResponse<String> limited = administrator.post("/datasets/" + closed + "/limit", Map.of("calls", "5"));
        assertThat(limited.statusCode()).as(limited.body()).isEqualTo(303);
        shared();
        assertThat(header(partner.ask(API + closed + "/records"), "X-RateLimit-dataset-Limit"))
                .isEqualTo("5");
        for (String door : List.of(CATALOGUE, "/api/explore/v2.1/monitoring", API + open + "/records")) {
            HttpResponse<String> answer = stranger.ask(door + "?dataset=" + closed);
            assertThat(header(answer, "X-RateLimit-dataset-Limit")).as(door).isEmpty();
        }
    }

    /// Whether several rows have the same value, whether there is a record, and whether a sum is too large, is learned
    /// from a refusal too.
    @Test
    void a_refusal_that_her_rows_decide_is_told() throws Exception {
        assertThat(add(rule("partner-" + number), "ref", "street", "commune", "price")
                        .statusCode())
                .isEqualTo(303);
        String none = "0".repeat(40);
        String large = encoded("sum(price*90000000000000000) as a, sum(price*90000000000000000+1) as b");
        for (String door : List.of(
                API + open + "/exports/shp?select=ref&join=" + encoded(closed + " on ref = commune as c"),
                API + closed + "/records/" + none,
                "/datasets/" + closed + "/records/" + none,
                API + closed + "/records?select=" + large,
                API + closed + "/exports/parquet?select=" + large)) {
            int before = told().size();
            assertThat(partner.ask(door).statusCode()).as(door).isBetween(400, 499);
            assertThat(told()).as(door).hasSize(before + 1);
        }
    }

    /// A file that is written before it is sent, or sums, are not told with a wrong number of rows.
    @Test
    void what_is_not_counted_is_told_without_a_number_of_rows() throws Exception {
        shared();
        Map<String, String> rows = new HashMap<>();
        for (String door : List.of("/exports/csv", "/exports/parquet", "/exports/jsonl", "/facets")) {
            String range = door.endsWith("jsonl") ? "bytes=0-" : "";
            assertThat(bytes(API + closed + door, range).statusCode()).isBetween(200, 206);
            JsonNode entry = told().getFirst();
            assertThat(entry.at("/details/address").asString()).endsWith(door);
            rows.put(door, entry.at("/details/rows").asString("none"));
        }
        assertThat(rows)
                .isEqualTo(Map.of(
                        "/exports/csv", "2", "/exports/parquet", "none", "/exports/jsonl", "none", "/facets", "none"));
    }

    /// The value that a chart's rows have may be one that only rows have which she does not see.
    @Test
    void a_saved_chart_of_chosen_rows_is_none_of_hers_who_sees_a_part() throws Exception {
        Map<String, String> chart = new HashMap<>(Map.of("kind", "bar", "group", "commune", "aggregate", "count"));
        chart.putAll(
                Map.of("title.en", "Streets", "title.fr", "Rues", "title.nl", "Straten", "refine.commune", "Uccle"));
        HttpResponse<String> kept = administrator.post("/datasets/" + closed + "/charts", chart);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(303);
        String address = URI.create(header(kept, "Location")).getPath();
        shared();
        assertThat(administrator.get(address).body()).contains("Uccle");
        for (String door : List.of(address, address + "/embed", address + ".svg", address + ".csv")) {
            assertThat(partner.get(door).statusCode()).as(door).isEqualTo(404);
        }
        for (Steward each : Arrays.asList(partner, stranger, other)) {
            HttpResponse<String> page = each.get("/datasets/" + closed);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("Uccle");
        }
    }

    @Test
    void the_page_of_a_restricted_dataset_with_days_is_there_for_everybody_without_its_days() throws Exception {
        deliver(closed, "ref;commune;day\nh1;Ixelles;2024-03-01\nh2;Uccle;2025-04-02\n");
        HttpResponse<String> page = stranger.get("/datasets/" + closed);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("day").doesNotContain("2025", "2024");
    }
}
