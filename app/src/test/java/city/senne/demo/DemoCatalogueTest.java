package city.senne.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.OpenHouse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// The invented city's catalogue, as other portals find it.
@OpenHouse
@TestPropertySource(properties = "open-house.name=demo-house")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoCatalogueTest {
    private static final String SHAPES = "shared/data/given/standards";
    private static final Pattern POINTS = Pattern.compile("<strong>(\\d+) of (\\d+) points</strong>");

    @LocalServerPort
    private int port;

    @BeforeAll
    void fill(@Autowired FillDemo fillDemo) throws Exception {
        fillDemo.fill(_ -> {});
    }

    @Test
    void it_scores_at_least_375_of_405_points_at_the_european_portal() throws Exception {
        String page = get("/metadata-quality?lang=en").body();
        Matcher points = POINTS.matcher(page);
        assertThat(points.find()).as(page).isTrue();
        assertThat(points.group(2)).isEqualTo("405");
        assertThat(Integer.parseInt(points.group(1))).isGreaterThanOrEqualTo(375);
        assertThat(page).contains("The size of the file", ">excellent<").doesNotContain("Nothing wrong after DCAT-AP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcat-ap-3.0.1/shapes.ttl", "dcat-ap-3.0.1/range.ttl", "dcat-ap-be/bedcatap2.shacl.ttl"})
    void no_shape_of_europe_or_belgium_is_violated(String shapes) throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && Files.notExists(folder.resolve(SHAPES))) folder = folder.getParent();
        assumeTrue(folder != null, "the folder " + SHAPES + " is absent");
        Shapes rules = Shapes.parse(
                RDFDataMgr.loadGraph(folder.resolve(SHAPES).resolve(shapes).toString()));
        Model catalogue = ModelFactory.createDefaultModel();
        RDFDataMgr.read(
                catalogue,
                new ByteArrayInputStream(get("/catalog.ttl").body().getBytes(StandardCharsets.UTF_8)),
                Lang.TURTLE);
        assertThat(ShaclValidator.get().validate(rules, catalogue.getGraph()).getEntries().stream()
                        .filter(each -> each.severity().level().getURI().equals(SHACL.Violation.getURI()))
                        .map(each -> each.resultPath() + " of " + each.focusNode() + ": " + each.message())
                        .limit(20))
                .isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .headers("X-Forwarded-Host", "data.ville.example", "X-Forwarded-Proto", "https")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
