package city.senne.data.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.FormToken;
import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.ChangeDataset;
import city.senne.data.catalog.DatasetErased;
import city.senne.data.catalog.DatasetId;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Journal;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.PushKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files given with a dataset, through the doors that publishers, readers and programs use.
@OpenHouse
class AttachmentTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String API = "/api/explore/v2.1/catalog/datasets/";
    private static int number;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private PushKeys pushKeys;

    @Autowired
    private SenneHome home;

    @Autowired
    private SweepAttachments sweep;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Catalog catalog;

    @Autowired
    private Attachments attachments;

    @Autowired
    private AttachmentFiles files;

    @Autowired
    private ChangeDataset changeDataset;

    @Autowired
    private Journal journal;

    @Autowired
    private TransactionTemplate transaction;

    @TempDir
    private Path folder;

    private Steward steward;
    private Steward stranger;
    private String trees = "";

    @BeforeEach
    void publish() throws Exception {
        steward = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
        trees = publish("");
    }

    private String publish(String description) throws Exception {
        String id = "attached-trees-" + ++number;
        Path file = Files.writeString(folder.resolve(id + ".csv"), "species;girth\nhêtre;210\n");
        assertThat(publishFile.publish(new Viewer.Operator(), file, description).state())
                .isEqualTo(Delivery.State.LANDED);
        return id;
    }

    private HttpResponse<String> attach(String dataset, String name, byte[] content, String title) throws Exception {
        return attach(Objects.requireNonNull(steward.key()), dataset, name, content, title);
    }

    private HttpResponse<String> attach(@Nullable String key, String dataset, String name, byte[] content, String title)
            throws Exception {
        String boundary = "----a-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--%s\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n%s\r\n"
                        + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        + "Content-Type: text/html\r\n\r\n")
                .formatted(boundary, title, boundary, name)
                .getBytes(UTF_8));
        body.write(content);
        body.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/datasets/" + dataset + "/edit/attachments"))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (key != null) FormToken.with(request.header("Authorization", "Apikey " + key));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private void attached(String dataset, String name, String content, String title) throws Exception {
        HttpResponse<String> answer = attach(dataset, name, content.getBytes(UTF_8), title);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private JsonNode json(Steward reader, String path) throws Exception {
        HttpResponse<String> answer = reader.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<byte[]> download(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void readers_see_a_file_on_the_page_and_programs_in_the_api() throws Exception {
        String before = stranger.get(API + trees).headers().firstValue("ETag").orElseThrow();
        attached(trees, "Légende 2026.pdf", "%PDF-1.7 girth in centimetres", "What girth means");
        attached(trees, "cities1000.zip", "PK zip", " ");

        assertThat(stranger.get("/datasets/" + trees).body())
                .contains(
                        "Attachments", "What girth means", "PDF, 29\u00A0bytes", "cities1000.zip", "ZIP, 6\u00A0bytes")
                .contains(API + trees + "/attachments/legende_2026_pdf");
        JsonNode list = json(stranger, API + trees + "/attachments").path("attachments");
        assertThat(list).hasSize(2);
        assertThat(list.at("/0/href").asString())
                .isEqualTo(
                        address(API + trees + "/attachments/legende_2026_pdf").toString());
        assertThat(list.at("/1/metas").toString())
                .isEqualTo("{\"mime-type\":\"application/zip\",\"title\":\"cities1000.zip\"}");
        JsonNode told = json(stranger, API + trees).at("/attachments/1");
        assertThat(told.toString())
                .isEqualTo(
                        "{\"id\":\"cities1000_zip\",\"mimetype\":\"application/zip\",\"title\":\"cities1000.zip\",\"url\":\"%s\"}"
                                .formatted(address(API + trees + "/attachments/cities1000_zip")));
        assertThat(stranger.get(API + trees).headers().firstValue("ETag")).isNotEqualTo(before);
        JsonNode inList = json(
                stranger,
                API.replaceAll("/$", "")
                        + "?where=dataset_id=\"%s\"".formatted(trees).replace("\"", "%22"));
        assertThat(inList.at("/results/0/attachments")).hasSize(2);
    }

    @Test
    void a_file_comes_as_it_was_and_is_only_ever_saved() throws Exception {
        attached(trees, "Légende.html", "<script>alert(1)</script>", "");
        String path = API + trees + "/attachments/legende_html";
        HttpResponse<byte[]> whole = download(path, "Accept-Encoding", "gzip");
        assertThat(new String(whole.body(), UTF_8)).isEqualTo("<script>alert(1)</script>");
        assertThat(whole.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(whole.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(whole.headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .contains("sandbox");
        assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("filename*=UTF-8''L%C3%A9gende.html");
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{64}\"");

        assertThat(download(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        HttpResponse<byte[]> part = download(path, "Range", "bytes=1-6", "If-Range", tag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), UTF_8)).isEqualTo("script");
        assertThat(download(path, "Range", "bytes=1-6", "If-Range", "\"another\"")
                        .body())
                .hasSize(25);
        assertThat(download(path, "Range", "bytes=25-").statusCode()).isEqualTo(416);
    }

    @Test
    void a_hostile_name_reaches_neither_the_disk_nor_a_header_nor_the_page() throws Exception {
        attached(trees, "../../../evil<script>.csv", "a;b", "<b>&\u202Ebold</b>");
        JsonNode told = json(stranger, API + trees).at("/attachments/0");
        assertThat(told.path("id").asString()).isEqualTo("evil_script_csv");
        assertThat(told.path("title").asString()).isEqualTo("<b>&bold</b>");
        assertThat(stranger.get("/datasets/" + trees).body())
                .contains("&lt;b&gt;&amp;bold")
                .doesNotContain("<b>&");
        assertThat(folder.resolve("evil_script_.csv")).doesNotExist();
        try (Stream<Path> kept = Files.walk(home.attachments())) {
            assertThat(kept.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("[0-9a-f]{64}"));
        }
        assertThat(attach(trees, "..", new byte[] {1}, "").body())
                .contains("The name of the file has no letter or digit.");
    }

    @Test
    void what_is_no_file_or_there_already_is_refused_with_the_way_out() throws Exception {
        HttpResponse<String> empty = attach(trees, "a.bin", new byte[0], "Kept title");
        assertRefused(empty, "The file is empty.");
        assertThat(empty.body()).contains("value=\"Kept title\"");
        assertRefused(attach(trees, "", new byte[0], ""), "Choose a file.");
        assertRefused(attach(trees, "a.bin", new byte[] {1}, "x".repeat(201)), "200 characters at most");
        attached(trees, "a.bin", "one " + trees, "");
        assertRefused(attach(trees, "b.bin", ("one " + trees).getBytes(UTF_8), ""), "attached already: “a.bin”");
        attached(trees, "a.bin", "another " + trees, "");
        assertThat(json(stranger, API + trees).at("/attachments").findValuesAsString("id"))
                .containsExactly("a_bin", "a_bin_2");
    }

    @Test
    void no_more_is_taken_than_the_settings_say() throws Exception {
        var few = new AttachmentSettings(DataSize.ofBytes(10), 3, DataSize.ofBytes(20));
        var attachFile =
                new AttachFile(attachments, files, changeDataset, few, journal, transaction, Clock.systemUTC());
        assertThat(outcome(attachFile, "12345678901")).isEqualTo(wrong("too-large", new AttachFile.Size(10)));
        assertThat(outcome(attachFile, "1234567890")).isInstanceOf(AttachFile.Outcome.Attached.class);
        assertThat(outcome(attachFile, "123456789")).isInstanceOf(AttachFile.Outcome.Attached.class);
        assertThat(outcome(attachFile, "12")).isEqualTo(wrong("too-large-together", new AttachFile.Size(20)));
        assertThat(outcome(attachFile, "1")).isInstanceOf(AttachFile.Outcome.Attached.class);
        assertThat(outcome(attachFile, "2")).isEqualTo(wrong("too-many", 3));
        try (Stream<Path> left = Files.list(home.work())) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("attachment-")))
                    .isEmpty();
        }
    }

    private AttachFile.Outcome outcome(AttachFile attachFile, String content) throws Exception {
        byte[] bytes = content.getBytes(UTF_8);
        Viewer operator = new Viewer.Operator();
        return attachFile.attach(
                operator,
                catalog.dataset(operator, trees),
                new AttachFile.Incoming("a.txt", "", bytes.length, new ByteArrayInputStream(bytes)));
    }

    private static AttachFile.Outcome wrong(String word, Object argument) {
        return AttachFile.Outcome.Wrong.file(word, argument);
    }

    private static void assertRefused(HttpResponse<String> answer, String said) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void a_file_gets_another_title_and_is_taken_away_and_who_did_it_is_kept() throws Exception {
        attached(trees, "a.csv", "retitled " + trees, "First");
        String edit = "/datasets/" + trees + "/edit/attachments";
        assertThat(steward.post(edit + "/a_csv/rename", Map.of("title", "Second"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(steward.get(edit).body()).contains("value=\"Second\"");
        assertThat(json(stranger, API + trees).at("/attachments/0/title").asString())
                .isEqualTo("Second");
        assertRefused(steward.post(edit + "/a_csv/rename", Map.of("title", "x".repeat(201))), "200 characters");
        assertRefused(steward.post(edit + "/b_csv/rename", Map.of("title", "x")), "no longer attached");

        assertThat(steward.post(edit + "/a_csv/remove", Map.of()).statusCode()).isEqualTo(303);
        assertRefused(steward.post(edit + "/a_csv/remove", Map.of()), "no longer attached");
        assertThat(json(stranger, API + trees).path("attachments")).isEmpty();
        assertThat(download(API + trees + "/attachments/a_csv").statusCode()).isEqualTo(404);
        var row = jdbc.sql("select added_by, retitled_by, removed_by from attachment where dataset_id = :id")
                .param("id", trees)
                .query()
                .singleRow();
        assertThat(row.values()).hasSize(3).doesNotContainNull();
        attached(trees, "a.csv", "once more " + trees, "Third");
        assertThat(new String(download(API + trees + "/attachments/a_csv").body(), UTF_8))
                .startsWith("once more");
    }

    @Test
    void nobody_but_who_may_describe_a_dataset_changes_its_files() throws Exception {
        attached(trees, "a.csv", "owned " + trees, "Mine");
        String edit = "/datasets/" + trees + "/edit/attachments";
        String push = pushKeys.create(trees, "sensor", new Viewer.Operator()).text();
        assertThat(attach(null, trees, "b.csv", "x".getBytes(UTF_8), "").statusCode())
                .isIn(303, 401, 403);
        assertThat(attach(push, trees, "b.csv", "x".getBytes(UTF_8), "").statusCode())
                .isIn(401, 403);
        for (Steward nobody : new Steward[] {stranger, new Steward(port, push)}) {
            assertThat(nobody.get(edit).body()).doesNotContain("Mine");
            nobody.post(edit + "/a_csv/rename", Map.of("title", "Theirs"));
            nobody.post(edit + "/a_csv/remove", Map.of());
        }
        assertThat(json(stranger, API + trees).path("attachments").findValuesAsString("title"))
                .containsExactly("Mine");
    }

    @Test
    void the_files_of_one_dataset_are_not_found_at_another() throws Exception {
        attached(trees, "a.csv", "of one " + trees, "");
        String other = publish("");
        assertThat(download(API + other + "/attachments/a_csv").statusCode()).isEqualTo(404);
        steward.post("/datasets/" + other + "/edit/attachments/a_csv/remove", Map.of());
        assertThat(download(API + trees + "/attachments/a_csv").statusCode()).isEqualTo(200);
    }

    @Test
    void the_files_of_a_draft_are_for_those_who_may_see_it() throws Exception {
        String draft = publish("draft: true\n");
        attached(draft, "secret.pdf", "%PDF " + draft, "Secret plan");
        assertThat(steward.get(API + draft + "/attachments/secret_pdf").body()).isEqualTo("%PDF " + draft);
        assertThat(steward.get("/datasets/" + draft).body()).contains("Secret plan");
        for (String path : new String[] {
            API + draft + "/attachments", API + draft + "/attachments/secret_pdf", "/datasets/" + draft
        }) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(stranger.get(path).body()).as(path).doesNotContain("Secret");
        }
        steward.post("/datasets/" + draft + "/delete", Map.of("confirmed", "true"));
        assertThat(steward.get(API + draft + "/attachments/secret_pdf").statusCode())
                .isEqualTo(404);
        assertThat(attach(draft, "b.pdf", "b".getBytes(UTF_8), "").statusCode()).isEqualTo(404);
    }

    @Test
    void what_nothing_attaches_any_more_is_swept_and_nothing_else() throws Exception {
        attached(trees, "a.csv", "shared " + trees, "");
        String other = publish("");
        attached(other, "a.csv", "shared " + trees, "");
        attached(other, "b.csv", "alone " + other, "");
        Path shared = file("shared " + trees);
        Path alone = file("alone " + other);
        Path left = Files.createDirectories(home.attachments().resolve("ab")).resolve("ab" + "0".repeat(62));
        Files.writeString(left, "left by a process that was killed before it wrote the row");
        for (Path file : new Path[] {shared, alone, left}) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3 * 24 * 3600)));
        }
        events.publishEvent(new DatasetErased(new DatasetId(other)));
        sweep.sweep();
        assertThat(alone).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(shared).exists();
        assertThat(download(API + trees + "/attachments/a_csv").statusCode()).isEqualTo(200);
    }

    private Path file(String content) throws Exception {
        try (Stream<Path> kept = Files.walk(home.attachments())) {
            for (Path file : kept.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).equals(content)) return file;
            }
        }
        throw new AssertionError("No file with " + content);
    }
}
