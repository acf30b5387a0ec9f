package city.senne.data.standards;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A harvester walks the catalogue.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogDoorsTest {
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @BeforeAll
    void publish(@TempDir Path folder) throws Exception {
        for (int i = 1; i <= 3; i++) {
            Path file = Files.writeString(folder.resolve("harvested-" + i + ".csv"), "a;b\n1;2\n");
            publishFile.publish(new Viewer.Operator(), file, "id: harvested-" + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/turtle, ttl",
        "application/rdf+xml, rdf",
        "application/ld+json, jsonld",
        "'application/rdf+xml;q=0.5, application/ld+json;q=0.9', jsonld",
        "*/*, ttl",
        "nonsense, ttl"
    })
    void who_accepts_a_syntax_is_led_to_it(String accept, String ending) throws Exception {
        HttpResponse<byte[]> led = get("/catalog", "Accept", accept);
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(led.headers().firstValue("Location").orElseThrow()).endsWith("/catalog." + ending);
        assertThat(led.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept"));
    }

    @ParameterizedTest
    @CsvSource({"ttl, TURTLE", "rdf, RDF/XML", "jsonld, JSON-LD"})
    void each_page_leads_to_the_next_until_every_dataset_was_told_once(String ending, String syntax) throws Exception {
        Set<String> told = new HashSet<>();
        String next = "/catalog." + ending + "?page_size=2";
        int pages = 0;
        int datasets = 0;
        long total = -1;
        while (next != null) {
            Model model = read(get(next), syntax);
            Resource paging = model.listSubjectsWithProperty(RDF.type, model.createResource(HYDRA + "PagedCollection"))
                    .next();
            total = paging.getProperty(model.createProperty(HYDRA + "totalItems"))
                    .getLong();
            Set<Resource> here =
                    model.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toSet();
            assertThat(here).hasSizeBetween(1, 2);
            here.forEach(each -> told.add(each.getURI()));
            datasets += here.size();
            var link = paging.getProperty(model.createProperty(HYDRA + "next"));
            next = link == null
                    ? null
                    : URI.create(link.getResource().getURI()).toString().replaceFirst(".*(?=/catalog\\.)", "");
            pages++;
        }
        assertThat(told).hasSize(datasets).hasSize((int) total);
        assertThat(pages).isEqualTo((int) ((total + 1) / 2));
        assertThat(told).anyMatch(each -> each.endsWith("/datasets/harvested-3"));
    }

    @Test
    void a_page_that_is_not_there_is_not_found() throws Exception {
        assertThat(get("/catalog.ttl?page=99999").statusCode()).isEqualTo(404);
        assertThat(get("/catalog.ttl?page=0").statusCode()).isEqualTo(404);
        assertThat(get("/catalog.ttl?page=x").statusCode()).isEqualTo(400);
        assertThat(get("/catalog.n3").statusCode()).isEqualTo(404);
        assertThat(get("/catalog.ttl?page_size=1000000").statusCode()).isEqualTo(200);
    }

    @Test
    void what_did_not_change_is_not_sent_twice(@TempDir Path folder) throws Exception {
        HttpResponse<byte[]> first = get("/catalog.ttl?page_size=2");
        String name = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        HttpResponse<byte[]> same = get("/catalog.ttl?page_size=2", "If-None-Match", name);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(get("/catalog.ttl?page_size=2&page=2", "If-None-Match", name).statusCode())
                .isEqualTo(200);
        assertThat(get("/catalog.rdf?page_size=2", "If-None-Match", name).statusCode())
                .isEqualTo(200);

        Path file = Files.writeString(folder.resolve("harvested-1.csv"), "a;b\n1;3\n");
        publishFile.publish(new Viewer.Operator(), file, "id: harvested-1");

        assertThat(get("/catalog.ttl?page_size=2", "If-None-Match", name).statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_one_reader_gets_is_not_known_to_another() throws Exception {
        String name = get("/catalog.ttl").headers().firstValue("ETag").orElseThrow();
        Steward steward = Steward.administrator(port, createKey);
        var hers = steward.get("/catalog.ttl");
        assertThat(hers.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(hers.headers().firstValue("ETag")).isPresent().isNotEqualTo(name);
    }

    @Test
    void the_page_of_all_datasets_leads_there() throws Exception {
        assertThat(new String(get("/datasets").body(), StandardCharsets.UTF_8))
                .contains("<link rel=\"alternate\" type=\"text/turtle\"", "<a href=\"/catalog.ttl\"");
    }

    private static Model read(HttpResponse<byte[]> reply, String syntax) {
        assertThat(reply.statusCode()).isEqualTo(200);
        Model model = ModelFactory.createDefaultModel();
        Lang lang = switch (syntax) {
            case "TURTLE" -> Lang.TURTLE;
            case "RDF/XML" -> Lang.RDFXML;
            default -> Lang.JSONLD;
        };
        RDFDataMgr.read(model, new ByteArrayInputStream(reply.body()), lang);
        return model;
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
