package city.senne.data.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cells that name files attached to their dataset, in the API and on pages.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldFilesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String API = "/api/explore/v2.1/catalog/datasets/photos";
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    @LocalServerPort
    private int port;

    private Steward stranger;
    private String tagBefore = "";
    private JsonNode before;

    @BeforeAll
    void publish(
            @Autowired PublishFile publishFile,
            @Autowired Catalog catalog,
            @Autowired AttachFile attachFile,
            @TempDir Path folder)
            throws Exception {
        stranger = Steward.stranger(port);
        Path file = Files.writeString(
                folder.resolve("photos.csv"),
                "arbre;image\nT1;chene.png\nT2;photos/Chêne âgé.PNG\nT3;chene_age_png\nT4;absent.jpg\nT5;\nT6;notice.pdf\n");
        var operator = new Viewer.Operator();
        assertThat(publishFile
                        .publish(operator, file, "id: photos\nfields: {image: {type: file}}\n")
                        .state())
                .isEqualTo(Delivery.State.LANDED);
        HttpResponse<String> early = stranger.get(API + "/records?order_by=arbre");
        before = JsonMapper.shared().readTree(early.body());
        tagBefore = early.headers().firstValue("ETag").orElseThrow();
        for (String name : new String[] {"Chêne âgé.png", "chene.png", "notice.pdf"}) {
            byte[] content = name.equals("chene.png") ? PICTURE : name.getBytes(UTF_8);
            var incoming = new AttachFile.Incoming(name, "", content.length, new ByteArrayInputStream(content));
            assertThat(attachFile.attach(operator, catalog.dataset(operator, "photos"), incoming))
                    .isInstanceOf(AttachFile.Outcome.Attached.class);
        }
    }

    private String files() {
        return "http://localhost:" + port + API + "/files/";
    }

    private static HttpResponse<byte[]> download(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void the_api_tells_of_the_file_that_a_cell_names() throws Exception {
        HttpResponse<String> answer = stranger.get(API + "/records?order_by=arbre");
        JsonNode records = JsonMapper.shared().readTree(answer.body()).path("results");
        assertThat(records.at("/0/image").toString())
                .isEqualTo(
                        ("{\"id\":\"chene_png\",\"filename\":\"chene.png\",\"format\":\"PNG\",\"mimetype\":\"image/png\","
                                        + "\"url\":\"%schene_png\",\"thumbnail\":false}")
                                .formatted(files()));
        assertThat(records.at("/1/image/id").asString()).isEqualTo("chene_age_png");
        assertThat(records.at("/2/image/filename").asString()).isEqualTo("Chêne âgé.png");
        assertThat(records.at("/3/image").asString()).isEqualTo("absent.jpg");
        assertThat(records.at("/4/image").isNull()).isTrue();
        assertThat(before.at("/results/0/image").asString()).isEqualTo("chene.png");
        assertThat(answer.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tagBefore);

        String id = JsonMapper.shared()
                .readTree(stranger.get(API + "/records?limit=1&where=arbre=%22T1%22&include_app_metas=true")
                        .body())
                .at("/results/0/_id")
                .asString();
        assertThat(stranger.get(API + "/records/" + id).body()).contains("\"id\":\"chene_png\"");
        assertThat(stranger.get("/api/records/1.0/search?dataset=photos&sort=arbre")
                        .body())
                .contains("\"id\":\"chene_png\"");
        assertThat(stranger.get("/api/v2/catalog/datasets/photos/records").body())
                .contains("\"id\":\"chene_png\"");
    }

    @Test
    void its_content_is_at_its_address() throws Exception {
        HttpResponse<byte[]> picture = download(files() + "chene_png");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(PICTURE);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(picture.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(download(files() + "absent_jpg").statusCode()).isEqualTo(404);
    }

    @Test
    void downloads_hold_its_address() throws Exception {
        String exports = "http://localhost:" + port + API + "/exports/";
        HttpResponse<byte[]> whole = download(exports + "csv?order_by=arbre&with_bom=false");
        String url = files();
        assertThat(new String(whole.body(), UTF_8).lines())
                .containsExactly(
                        "arbre;image",
                        "T1;" + url + "chene_png",
                        "T2;" + url + "chene_age_png",
                        "T3;" + url + "chene_age_png",
                        "T4;absent.jpg",
                        "T5;",
                        "T6;" + url + "notice_pdf");
        HttpResponse<byte[]> part = download(exports + "csv?order_by=arbre&with_bom=false", "Range", "bytes=0-");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(whole.body());
        assertThat(new String(download(exports + "turtle").body(), UTF_8))
                .contains("\"" + url + "notice_pdf\"^^xsd:anyURI", "\"absent.jpg\"");
        assertThat(new String(download(exports + "jsonl").body(), UTF_8)).contains("\"id\":\"notice_pdf\"");
        assertThat(download(exports + "parquet").statusCode()).isEqualTo(200);
    }

    @Test
    void pages_link_it_and_show_pictures() throws Exception {
        String table = stranger.get("/datasets/photos/table").body();
        assertThat(table)
                .contains("href=\"" + API + "/files/chene_png\" download>chene.png</a>")
                .contains("<span class=\"table__text\">absent.jpg</span>");
        assertThat(page("T1")).contains("<img class=\"record__picture\" src=\"" + API + "/files/chene_png\"");
        assertThat(page("T6")).contains("/files/notice_pdf\"").doesNotContain("<img class=\"record__picture\"");
        assertThat(page("T4")).contains("absent.jpg").doesNotContain(API + "/files/");
    }

    private String page(String tree) throws Exception {
        String id = JsonMapper.shared()
                .readTree(stranger.get(API + "/records?limit=1&include_app_metas=true&where=arbre=%22" + tree + "%22")
                        .body())
                .at("/results/0/_id")
                .asString();
        return stranger.get("/datasets/photos/records/" + id).body();
    }
}
