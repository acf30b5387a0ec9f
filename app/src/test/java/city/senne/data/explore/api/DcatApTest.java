package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The catalogue of the API in DCAT-AP, held against the shapes that the EU publishes.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DcatApTest {
    private static final String SHAPES = "shared/data/given/standards/dcat-ap-3.0.1";

    private static final Set<String> CITY_OWN =
            Set.of("<" + DCTerms.publisher.getURI() + ">", "<" + DCTerms.spatial.getURI() + ">");

    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        ApiVisitor.publishTrees(publishFile);
        Path bare = Files.writeString(folder.resolve("hardly-described.csv"), "a;b\n1;2\n");
        publishFile.publish(new Viewer.Operator(), bare, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"})
    void no_shape_is_violated(String shapes) throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && Files.notExists(folder.resolve(SHAPES))) folder = folder.getParent();
        assumeTrue(folder != null, "the folder " + SHAPES + " is absent");
        Graph rules =
                RDFDataMgr.loadGraph(folder.resolve(SHAPES).resolve(shapes).toString());
        Graph catalogue = catalogue().getGraph();
        List<ReportEntry> found = ShaclValidator.get().validate(Shapes.parse(rules), catalogue).getEntries().stream()
                .filter(each -> !shapes.startsWith("mdr") || !isOfTheCity(each))
                .toList();
        assertThat(found.stream()
                        .map(each -> each.resultPath() + " of " + each.focusNode() + ": " + each.message() + " ("
                                + each.value() + ")")
                        .sorted()
                        .limit(40))
                .isEmpty();
    }

    /// A city is no body of the EU, says its places in its own words, and may have themes of its own.
    private static boolean isOfTheCity(ReportEntry each) {
        return CITY_OWN.contains(String.valueOf(each.resultPath()))
                || String.valueOf(each.value()).contains("/datasets?theme=");
    }

    @Test
    void it_says_what_the_score_of_the_european_portal_asks_for() throws Exception {
        Model model = catalogue();
        var trees = model.listSubjectsWithProperty(DCAT.distribution).toList().stream()
                .filter(each -> each.getURI().endsWith("/datasets/arbres"))
                .findFirst()
                .orElseThrow();
        assertThat(trees.getPropertyResourceValue(DCTerms.accessRights).getURI())
                .isEqualTo("http://publications.europa.eu/resource/authority/access-right/PUBLIC");
        assertThat(model.listObjectsOfProperty(DCTerms.format).toList().stream().map(Object::toString))
                .contains(
                        "http://publications.europa.eu/resource/authority/file-type/CSV",
                        "http://publications.europa.eu/resource/authority/file-type/GEOJSON",
                        "http://publications.europa.eu/resource/authority/file-type/RDF_TURTLE");
        assertThat(model.listSubjectsWithProperty(DCAT.endpointURL).toList()).hasSize(1);
    }

    private Model catalogue() throws Exception {
        Model model = ModelFactory.createDefaultModel();
        byte[] body =
                new ApiVisitor(port).get("/catalog/exports/ttl").response().body();
        RDFDataMgr.read(model, new ByteArrayInputStream(body), Lang.TURTLE);
        return model;
    }
}
