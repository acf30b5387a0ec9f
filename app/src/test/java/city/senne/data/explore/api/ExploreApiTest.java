package city.senne.data.explore.api;

import static city.senne.data.explore.api.ApiVisitor.TREES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.WKBReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What holds for every request, whatever it asks.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExploreApiTest {
    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws IOException, InterruptedException {
        ApiVisitor.publishTrees(publishFile);
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/catalog",
                "/catalog/datasets",
                "/catalog/facets",
                TREES,
                TREES + "/records",
                TREES + "/facets",
                TREES + "/exports",
                TREES + "/exports/csv",
                TREES + "/attachments"
            })
    void every_address_answers_with_and_without_a_slash_at_its_end(String address) throws Exception {
        assertThat(visitor.get(address).status()).isEqualTo(200);
        assertThat(visitor.get(address + "/").status()).isEqualTo(200);
    }

    @Test
    void an_address_that_does_not_exist_is_told_in_the_words_of_the_api() throws Exception {
        Reply reply = visitor.get("/catalog/dataset/arbres");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text())
                .isEqualTo("{\"error_code\":\"NotFoundURI\",\"message\":\"The requested URI does not exist.\"}");
        assertThat(visitor.get(TREES + "/exports/doc").text()).contains("NotFoundURI");
        assertThat(visitor.get(TREES + "/aggregates").status()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "ABSENT", "x'y", "<b>", "a b"})
    void an_unknown_dataset_is_not_found_whatever_its_name(String id) throws Exception {
        String encoded = java.net.URLEncoder.encode(id, UTF_8).replace("+", "%20");
        for (String what : new String[] {"", "/records", "/facets", "/exports/csv", "/attachments"}) {
            Reply reply = visitor.get("/catalog/datasets/" + encoded + what);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().get("message").asString())
                    .isEqualTo("The requested dataset " + id + " does not exist.");
        }
    }

    @Test
    void pages_of_other_sites_may_read_it() throws Exception {
        Reply reply = visitor.send("OPTIONS", TREES + "/records/", "Origin", "https://example.org");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("POST, GET, OPTIONS");
        assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("1000");
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("Authorization", "ODS-API-Analytics-App");
        for (String address : new String[] {TREES + "/records", "/nowhere", TREES + "/records?select=nothing"}) {
            assertThat(visitor.get(address).header("Access-Control-Allow-Origin"))
                    .isEqualTo("*");
        }
    }

    @Test
    void a_key_that_nobody_gave_out_is_refused_in_the_words_of_the_api() throws Exception {
        Reply reply = visitor.get(TREES + "/records", "Authorization", "apikey wrong");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("error_code").asString()).isEqualTo("Unauthorized");
    }

    @Test
    void a_parameter_without_a_name_is_refused() throws Exception {
        Reply reply = visitor.get("/catalog/assets?=limit");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("error_code").asString()).isEqualTo("InvalidRequest");
    }

    @Test
    void what_a_client_has_is_not_sent_again() throws Exception {
        Reply first = visitor.get(TREES + "/records?limit=2");
        String tag = first.header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        Reply again = visitor.get(TREES + "/records?limit=2", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(visitor.get(TREES + "/records?limit=3", "If-None-Match", tag).status())
                .isEqualTo(200);
        assertThat(visitor.get(TREES + "/records?limit=2&lang=nl").header("ETag"))
                .isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"where=releve<now()", "order_by=random(1)"})
    void what_changes_by_itself_has_no_name(String parameter) throws Exception {
        Reply reply = visitor.get(TREES + "/records?" + parameter);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEmpty();
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void answers_are_compressed_for_those_who_can_read_that() throws Exception {
        Reply plain = visitor.get(TREES + "/exports/csv");
        Reply zipped = visitor.get(TREES + "/exports/csv", "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.header("ETag")).endsWith("-gzip\"").isNotEqualTo(plain.header("ETag"));
        assertThat(unzipped(zipped)).isEqualTo(plain.text());
        assertThat(visitor.get(TREES, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
                .isEmpty();
        assertThat(visitor.get(
                                TREES + "/exports/csv",
                                "Accept-Encoding",
                                "gzip",
                                "If-None-Match",
                                zipped.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void every_answer_says_where_its_time_went() throws Exception {
        for (String what : new String[] {"/records", "/exports/json", "/exports/parquet", "/facets", ""}) {
            assertThat(visitor.get(TREES + what).header("Server-Timing")).contains(";dur=");
        }
        assertThat(visitor.get("/catalog/datasets").header("Server-Timing")).contains(";dur=");
    }

    @Test
    void a_record_is_found_by_the_id_that_it_tells() throws Exception {
        Reply page = visitor.get(TREES + "/records?where=id='T05'&include_links=true&include_app_metas=true");
        var record = page.json().at("/results/0");
        String id = record.get("_id").asString();
        assertThat(id).matches("[0-9a-f]{40}");
        assertThat(record.at("/_links/0/href").asString()).endsWith("/records/" + id);
        assertThat(record.get("_size").asInt()).isPositive();
        assertThat(visitor.get(TREES + "/records/" + id + "?select=id,nom").text())
                .isEqualTo("{\"id\":\"T05\",\"nom\":\"Tilleul de la rue Malibran\"}");
        assertThat(visitor.get(TREES + "/records/" + "0".repeat(40)).status()).isEqualTo(404);
        assertThat(visitor.get(TREES + "/records/T05").status()).isEqualTo(404);
    }

    @Test
    void a_list_tells_where_its_pages_are() throws Exception {
        var links = visitor.get(TREES + "/records?limit=5&offset=5&include_links=true")
                .json()
                .get("_links");
        assertThat(links.valueStream()
                        .map(link -> link.get("rel").asString() + " "
                                + link.get("href")
                                        .asString()
                                        .replaceFirst(".*&limit", "limit")
                                        .replaceFirst("cursor=.+", "cursor")))
                .containsExactly(
                        "self limit=5&offset=5",
                        "first limit=5&offset=0",
                        "last limit=5&offset=10",
                        "next limit=5&cursor");
    }

    @Test
    void an_earlier_state_can_be_asked_for() throws Exception {
        assertThat(visitor.get(TREES + "/records?as_of=1")
                        .json()
                        .get("total_count")
                        .asInt())
                .isEqualTo(12);
        assertThat(visitor.get(TREES + "/exports/csv?as_of=2999-01-01").status())
                .isEqualTo(200);
        assertThat(visitor.get(TREES + "/records?as_of=99").status()).isEqualTo(404);
        assertThat(visitor.get(TREES + "/records?as_of=1999-01-01T00:00:00Z").status())
                .isEqualTo(404);
        assertThat(visitor.get(TREES + "/records?as_of=soon").status()).isEqualTo(404);
    }

    @Test
    void a_download_has_a_name_and_can_be_packed() throws Exception {
        Reply csv = visitor.get(TREES + "/exports/csv?limit=1");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"arbres.csv\"");
        assertThat(csv.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=utf-8");
        Reply packed = visitor.get(TREES + "/exports/csv?limit=1&compressed=true");
        assertThat(packed.header("Content-Disposition")).isEqualTo("attachment; filename=\"arbres.csv.gz\"");
        assertThat(packed.header("Content-Encoding")).isEmpty();
        assertThat(unzipped(packed)).isEqualTo(csv.text());
        Reply head = visitor.send("HEAD", TREES + "/exports/csv?limit=1");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void labels_are_shown_when_asked_for_and_offset_is_no_part_of_an_export() throws Exception {
        assertThat(visitor.get(TREES + "/exports/jsonl?offset=5").text().lines())
                .hasSize(12);
        assertThat(visitor.get(TREES + "/exports/csv?delimiter=x").status()).isEqualTo(400);
        assertThat(visitor.get(TREES + "/exports/geojson?epsg=99").status()).isEqualTo(400);
        assertThat(visitor.get(TREES + "/exports/geojson?epsg=31370").text()).contains("EPSG::31370");
    }

    @Test
    void a_parquet_file_holds_places_and_can_be_read_in_parts(@TempDir Path folder) throws Exception {
        byte[] whole = visitor.get(TREES + "/exports/parquet").response().body();
        Reply part = visitor.get(TREES + "/exports/parquet", "Range", "bytes=-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("PAR1");
        assertThat(part.header("Content-Range"))
                .isEqualTo("bytes %d-%d/%d".formatted(whole.length - 4, whole.length - 1, whole.length));
        assertThat(visitor.get(TREES + "/exports/parquet", "Range", "bytes=10-19")
                        .response()
                        .body())
                .isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        assertThat(visitor.get(TREES + "/exports/parquet", "Range", "bytes=9999999-")
                        .status())
                .isEqualTo(416);
        Path file = Files.write(folder.resolve("arbres.parquet"), whole);
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement();
                ResultSet row = statement.executeQuery(
                        "select localisation::blob, tags, hauteur from '" + file + "' where id = 'T02'")) {
            assertThat(row.next()).isTrue();
            assertThat(new WKBReader().read(row.getBytes(1))).hasToString("POINT (4.364 50.8443)");
            assertThat(row.getLong(3)).isEqualTo(31);
        }
        assertThat(new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\"primary_column\":\"emprise\"");
    }

    @Test
    void brackets_may_come_as_browsers_leave_them() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + Links.PATH + TREES
                                    + "/records?where=hauteur+IN+[10..20]&select=id HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Connection: close\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("T04");
        }
    }

    @Test
    void no_error_tells_what_lies_beneath() throws Exception {
        for (String query : new String[] {
            "where=nom='",
            "select=" + "(".repeat(500),
            "where=hauteur > '; drop table x; --",
            "group_by=localisation",
            "select=sum(nom)",
            "order_by=nom nom",
            "refine=absent:x"
        }) {
            Reply reply = visitor.get(TREES + "/records?" + query);
            assertThat(reply.status()).as(query + " " + reply.text()).isEqualTo(400);
            assertThat(reply.json().propertyNames()).containsExactly("error_code", "message");
            assertThat(reply.text()).doesNotContainIgnoringCase("duckdb", "java", "city.senne", "read_parquet");
        }
    }

    @Test
    void an_answer_that_fails_before_it_leaves_is_an_error() throws Exception {
        Reply reply = visitor.get("/breaking?after=1000");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).contains("InternalServerError").doesNotContain("secret_table");
    }

    @Test
    void an_answer_that_fails_under_way_does_not_pass_for_a_whole() {
        assertThatThrownBy(() -> visitor.get("/breaking?after=1000000")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> visitor.get("/breaking?after=1000000", "Accept-Encoding", "gzip"))
                .isInstanceOf(IOException.class);
    }

    private static String unzipped(Reply reply) throws IOException {
        try (var zip =
                new GZIPInputStream(new ByteArrayInputStream(reply.response().body()))) {
            return new String(zip.readAllBytes(), UTF_8);
        }
    }
}
