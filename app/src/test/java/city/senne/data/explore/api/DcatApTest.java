package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.Portal;
import city.senne.trust.identity.Viewer;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterAll;
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
    private static final String SHAPES = "shared/data/given/standards";

    private static final String HIGH_VALUE = "dcat-ap-3.0.1/hvd-SHACL-full.ttl";

    private static final String VALUED = """
            id: valued
            title: {fr: Stations de mesure, nl: Meetstations, en: Stations}
            description: {fr: Où l'air est mesuré, nl: Waar lucht gemeten wordt, en: Where air is measured}
            publisher: {fr: Service Environnement, nl: Dienst Leefmilieu, en: Environment Department}
            contact: {name: Guichet, email: air@ville.example}
            licence: CC BY 4.0
            licence_url: https://creativecommons.org/licenses/by/4.0/
            keywords: {fr: [air], nl: [lucht], en: [air]}
            themes: [ENVI]
            frequency: daily
            territory: {fr: Toute la ville, nl: De hele stad}
            places: [BE1, Ixelles]
            languages: [French, NLD]
            period: {from: 2024-02, until: 2025}
            hvd_categories: [Earth observation and environment]
            """;

    /// Profiles ask for addresses whose host has a dot.
    private static final String[] FORWARDED = {"X-Forwarded-Host", "data.ville.example", "X-Forwarded-Proto", "https"};

    private static final Set<String> CITY_OWN =
            Set.of("<" + DCTerms.publisher.getURI() + ">", "<" + DCTerms.spatial.getURI() + ">");

    @LocalServerPort
    private int port;

    private Portal before;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @Autowired CurrentPortal current, @TempDir Path folder)
            throws Exception {
        before = current.portal();
        keep(current, before.contact("opendata@ville.example"));
        ApiVisitor.publishTrees(publishFile);
        Path bare = Files.writeString(folder.resolve("hardly-described.csv"), "a;b\n1;2\n");
        publishFile.publish(new Viewer.Operator(), bare, "");
        publishFile.publish(new Viewer.Operator(), folder.resolve("hardly-described.csv"), VALUED);
    }

    @AfterAll
    void leave_the_portal_as_it_was(@Autowired CurrentPortal current) {
        keep(current, before);
    }

    private static void keep(CurrentPortal current, Portal portal) {
        assertThat(current.keep(current.kept().revision(), portal, "test", null))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"})
    void no_shape_is_violated(String shapes) throws Exception {
        assertThat(violations(
                        "dcat-ap-3.0.1/" + shapes,
                        catalogue(""),
                        each -> !shapes.startsWith("mdr") || !isOfTheCity(each)))
                .isEmpty();
    }

    @Test
    void what_is_well_described_violates_no_shape_of_the_federal_profile() throws Exception {
        assertThat(violations("dcat-ap-be/bedcatap2.shacl.ttl", catalogue("?where=dataset_id=\"valued\""), _ -> true))
                .isEmpty();
    }

    @Test
    void a_dataset_of_high_value_violates_no_shape_of_its_profile() throws Exception {
        assertThat(violations(HIGH_VALUE, inferred(catalogue("?where=dataset_id=\"valued\"")), _ -> true))
                .isEmpty();
        assertThat(violations(HIGH_VALUE, inferred(catalogue("?where=dataset_id=\"arbres\"")), _ -> true))
                .anyMatch(found -> found.contains("hvdCategory"));
    }

    /// With what RDFS infers and validators do not: whatever is named is a resource.
    private static Model inferred(Model model) {
        Model inferred = ModelFactory.createDefaultModel().add(model);
        model.listObjects()
                .filterKeep(RDFNode::isURIResource)
                .forEach(each -> inferred.add(each.asResource(), RDF.type, RDFS.Resource));
        return inferred;
    }

    private static List<String> violations(String shapes, Model catalogue, Predicate<ReportEntry> counts) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && Files.notExists(folder.resolve(SHAPES))) folder = folder.getParent();
        assumeTrue(folder != null, "the folder " + SHAPES + " is absent");
        Graph rules =
                RDFDataMgr.loadGraph(folder.resolve(SHAPES).resolve(shapes).toString());
        return ShaclValidator.get().validate(Shapes.parse(rules), catalogue.getGraph()).getEntries().stream()
                .filter(each -> each.severity().level().getURI().equals(SHACL.Violation.getURI()))
                .filter(counts)
                .map(each -> each.resultPath() + " of " + each.focusNode() + ": " + each.message() + " (" + each.value()
                        + ")")
                .sorted()
                .limit(40)
                .toList();
    }

    /// A city is no body of the EU, says its places in its own words, and may have themes of its own.
    private static boolean isOfTheCity(ReportEntry each) {
        return CITY_OWN.contains(String.valueOf(each.resultPath()))
                || String.valueOf(each.value()).contains("/datasets?theme=");
    }

    @Test
    void it_says_what_the_score_of_the_european_portal_asks_for() throws Exception {
        Model model = catalogue("");
        var trees = model.listSubjectsWithProperty(DCAT.distribution).toList().stream()
                .filter(each -> each.getURI().endsWith("/datasets/arbres"))
                .findFirst()
                .orElseThrow();
        assertThat(trees.getPropertyResourceValue(DCTerms.accessRights).getURI())
                .isEqualTo("http://publications.europa.eu/resource/authority/access-right/PUBLIC");
        assertThat(trees.getModel()
                        .listObjectsOfProperty(trees, DCTerms.spatial)
                        .hasNext())
                .isTrue();
        assertThat(model.listObjectsOfProperty(DCTerms.format).toList().stream().map(Object::toString))
                .contains(
                        "http://publications.europa.eu/resource/authority/file-type/CSV",
                        "http://publications.europa.eu/resource/authority/file-type/GEOJSON",
                        "http://publications.europa.eu/resource/authority/file-type/RDF_TURTLE");
        assertThat(model.listSubjectsWithProperty(DCAT.servesDataset, trees).toList().stream()
                        .map(service -> service.getURI().replaceFirst("https://[^/]*", "")))
                .as("it has places, so programs for maps are told of it too")
                .containsExactlyInAnyOrder("/api/explore/v2.1/catalog/datasets/arbres", "/ogc/collections/arbres");
    }

    @Test
    void what_was_said_stands_in_the_words_of_the_tables() throws Exception {
        Model model = catalogue("?where=dataset_id=\"valued\"");
        assertThat(model.listObjectsOfProperty(DCTerms.spatial).toList().stream()
                        .map(Object::toString))
                .containsExactlyInAnyOrder(
                        "http://data.europa.eu/nuts/code/BE1", "http://vocab.belgif.be/auth/refnis2019/21009");
        assertThat(
                        model
                                .listObjectsOfProperty(model.createProperty("http://data.europa.eu/r5r/hvdCategory"))
                                .toList()
                                .stream()
                                .map(Object::toString))
                .containsExactly("http://data.europa.eu/bna/c_dd313021");
        assertThat(model.listObjectsOfProperty(DCAT.endDate).next().asLiteral().getString())
                .isEqualTo("2025-12-31");
        assertThat(model.listObjectsOfProperty(DCAT.startDate)
                        .next()
                        .asLiteral()
                        .getString())
                .isEqualTo("2024-02-01");
    }

    private Model catalogue(String question) throws Exception {
        Model model = ModelFactory.createDefaultModel();
        byte[] body = new ApiVisitor(port)
                .get("/catalog/exports/ttl" + question, FORWARDED)
                .response()
                .body();
        RDFDataMgr.read(model, new ByteArrayInputStream(body), Lang.TURTLE);
        return model;
    }
}
