package city.senne.data.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What search engines and feed readers find, and what they must not.
@OpenHouse
class FoundByMachinesTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @TempDir
    private Path folder;

    @BeforeEach
    void publish() throws Exception {
        publish("found-places", """
                title: {fr: "Lieux </script><b>", nl: Plaatsen}
                description: {fr: "Des **lieux** & plus <!-- <script>"}
                publisher: Ville
                licence: CC0 1.0
                licence_url: https://creativecommons.org/publicdomain/zero/1.0/
                themes: [ENVI]
                """);
        publish("found-draft", "title: Found draft\ndraft: true\n");
    }

    @Test
    void a_dataset_describes_itself_in_the_words_of_schema_org() throws Exception {
        String page = get("/datasets/found-places?lang=fr").body();
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        JsonNode json = JsonMapper.shared().readTree(data.group(1));
        assertThat(json.get("@type").asString()).isEqualTo("Dataset");
        assertThat(json.get("name").asString()).isEqualTo("Lieux </script><b>");
        assertThat(json.get("description").asString()).isEqualTo("Des lieux & plus <!-- <script>");
        assertThat(json.get("url").asString()).isEqualTo("http://localhost:" + port + "/datasets/found-places");
        assertThat(json.get("license").asString()).startsWith("https://creativecommons.org/");
        assertThat(json.at("/publisher/name").asString()).isEqualTo("Ville");
        assertThat(json.at("/distribution/0/contentUrl").asString()).endsWith("/found-places/exports/csv");
        assertThat(get(URI.create(json.at("/distribution/0/contentUrl").asString())
                                .getPath())
                        .statusCode())
                .isEqualTo(200);
        assertThat(json.at("/spatialCoverage/geo/box").asString()).isEqualTo("50.85 4.35 50.86 4.36");
        assertThat(data.find()).isFalse();
        assertThat(page).contains("property=\"og:type\"", "rel=\"canonical\"", "application/atom+xml");
    }

    @Test
    void sitemap_and_feeds_hold_what_is_public_and_nothing_else() throws Exception {
        String here = "http://localhost:" + port;
        assertThat(get("/robots.txt").body()).contains("Sitemap: " + here + "/sitemap.xml");
        assertThat(xml("/sitemap.xml").getDocumentElement().getTextContent()).contains(here + "/sitemap-1.xml");
        String addresses = xml("/sitemap-1.xml").getDocumentElement().getTextContent();
        assertThat(addresses).contains(here + "/datasets/found-places").doesNotContain("found-draft");
        Document feed = xml("/feed/nl.atom");
        assertThat(feed.getDocumentElement().getTextContent())
                .contains("Plaatsen", here + "/datasets/found-places")
                .doesNotContain("Found draft");
        assertThat(xml("/feed/fr.atom").getDocumentElement().getTextContent()).contains("Lieux </script><b>");
        assertThat(get("/feed/xx.atom").statusCode()).isEqualTo(404);
        assertThat(get("/sitemap-2.xml").statusCode()).isEqualTo(404);
    }

    private void publish(String id, String description) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), "latitude;longitude\n50,85;4,35\n50,86;4,36\n");
        publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n" + description);
    }

    private Document xml(String path) throws Exception {
        byte[] body = get(path).body().getBytes(UTF_8);
        return DocumentBuilderFactory.newNSInstance().newDocumentBuilder().parse(new ByteArrayInputStream(body));
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
        }
    }
}
