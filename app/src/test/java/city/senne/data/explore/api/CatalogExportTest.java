package city.senne.data.explore.api;

import static city.senne.data.explore.api.ApiVisitor.TREES;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import java.io.ByteArrayInputStream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The catalogue, taken away whole.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogExportTest {
    private static final String EXPORTS = "/catalog/exports/";
    private static final String ONLY_TREES = "?where=dataset_id=\"arbres\"";

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @Test
    void every_format_of_the_list_answers() throws Exception {
        JsonNode links = visitor.get("/catalog/exports").json().get("links");
        assertThat(links).hasSize(11);
        for (JsonNode link : links) {
            String address = link.get("href").asString();
            Reply reply = visitor.get(address.substring(address.indexOf("/catalog")));
            assertThat(reply.status()).as(address).isEqualTo(200);
        }
        assertThat(visitor.get("/catalog").text()).contains("/catalog/exports", "/catalog/metadata_templates");
        assertThat(visitor.get(EXPORTS + "doc").status()).isEqualTo(404);
        assertThat(visitor.get(EXPORTS + "dcat_ap_mars").status()).isEqualTo(404);
    }

    @Test
    void the_table_is_headed_by_templates_and_ends_in_the_id() throws Exception {
        Reply csv = visitor.get(EXPORTS + "csv" + ONLY_TREES);
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"datasets.csv\"");
        String[] lines = csv.text().split("\r\n", 2);
        assertThat(lines[0])
                .startsWith("\ufeffdefault.title;default.description;")
                .contains(";dcat.created;")
                .endsWith(";datasetid");
        assertThat(lines[1]).startsWith("Arbres de référence;").endsWith(";arbres\r\n");
        assertThat(visitor.get(EXPORTS + "csv" + ONLY_TREES, "If-None-Match", csv.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void questions_are_asked_of_it_as_of_any_table() throws Exception {
        assertThat(visitor.get(EXPORTS + "csv?select=dataset_id&with_bom=false&refine=publisher:Senne&limit=1")
                        .text())
                .isEqualTo("dataset_id\r\narbres\r\n");
        assertThat(visitor.get(EXPORTS + "json?select=count(*) as n&group_by=features&where=dataset_id=\"arbres\"")
                        .json())
                .hasSize(3);
        assertThat(visitor.get(EXPORTS + "json" + ONLY_TREES + "&offset=1").json())
                .isEmpty();
        assertThat(visitor.get(EXPORTS + "csv?where=no_such=1").status()).isEqualTo(400);
        assertThat(visitor.get(EXPORTS + "csv?offset=-1").status()).isEqualTo(400);
        assertThat(visitor.get(EXPORTS + "dcat?group_by=features").text()).contains("Leave group_by out");
        assertThat(visitor.get(EXPORTS + "xlsx" + ONLY_TREES).response().body()).startsWith('P', 'K');
    }

    @Test
    void whole_datasets_are_what_the_list_shows() throws Exception {
        assertThat(visitor.get(EXPORTS + "json" + ONLY_TREES).json().get(0))
                .isEqualTo(visitor.get("/catalog/datasets" + ONLY_TREES).json().at("/results/0"))
                .isEqualTo(visitor.get("/catalog/assets" + ONLY_TREES).json().at("/results/0"));
        assertThat(visitor.get("/catalog/assets/arbres").json())
                .isEqualTo(visitor.get(TREES).json());
    }

    @ParameterizedTest
    @CsvSource({"dcat, RDF/XML", "dcat_ap_benap, RDF/XML", "rdf, RDF/XML", "ttl, TURTLE"})
    void a_harvester_finds_catalogue_dataset_and_distributions(String format, String syntax) throws Exception {
        Reply reply = visitor.get(EXPORTS + format + ONLY_TREES);
        if (!format.equals("ttl")) assertThat(reply.header("Content-Type")).isEqualTo("application/rdf+xml");
        Model model = read(reply, syntax);
        Resource catalogue =
                model.listSubjectsWithProperty(RDF.type, DCAT.Catalog).next();
        Resource dataset = catalogue.getPropertyResourceValue(DCAT.dataset);
        assertThat(dataset.hasProperty(RDF.type, DCAT.Dataset)).isTrue();
        assertThat(dataset.getURI()).endsWith("/datasets/arbres");
        assertThat(dataset.getProperty(DCTerms.title, "nl").getString()).isEqualTo("Referentiebomen");
        assertThat(dataset.getPropertyResourceValue(DCTerms.license).getURI())
                .isEqualTo("https://creativecommons.org/publicdomain/zero/1.0/");
        assertThat(dataset.listProperties(DCAT.distribution).toList()).hasSize(15);
        dataset.listProperties(DCAT.distribution)
                .forEach(each -> assertThat(each.getResource().hasProperty(DCAT.mediaType))
                        .isTrue());
        String csv = model.listObjectsOfProperty(DCAT.downloadURL).toList().stream()
                .map(Object::toString)
                .filter(address -> address.contains("/csv"))
                .findFirst()
                .orElseThrow();
        assertThat(visitor.get(csv.substring(csv.indexOf("/catalog"))).status()).isEqualTo(200);
        assertThat(csv).endsWith("?use_labels=true");
    }

    @Test
    void distributions_are_those_that_are_asked_for() throws Exception {
        Model model = read(
                visitor.get(EXPORTS + "dcat" + ONLY_TREES + "&include_exports=csv,geojson&use_labels_in_exports=false"),
                "RDF/XML");
        assertThat(model.listObjectsOfProperty(DCAT.downloadURL).toList().stream()
                        .map(Object::toString))
                .hasSize(2)
                .allMatch(address -> address.endsWith("/csv") || address.endsWith("/geojson"));
        Reply wrong = visitor.get(EXPORTS + "dcat?include_exports=dwg");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("dwg", "geojson");
    }

    @Test
    void dublin_core_news_and_data_json_tell_of_the_trees() throws Exception {
        Model model = read(visitor.get(EXPORTS + "dublin_core" + ONLY_TREES), "RDF/XML");
        assertThat(model.listObjectsOfProperty(model.getProperty("http://purl.org/dc/elements/1.1/title"))
                        .next()
                        .toString())
                .isEqualTo("Arbres de référence");
        var news = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(visitor.get(EXPORTS + "rss" + ONLY_TREES + "&lang=nl")
                        .response()
                        .body()));
        assertThat(news.getElementsByTagName("item").getLength()).isEqualTo(1);
        assertThat(news.getElementsByTagName("title").item(1).getTextContent()).isEqualTo("Referentiebomen");
        JsonNode data =
                visitor.get(EXPORTS + "data.json" + ONLY_TREES + "&lang=en").json();
        assertThat(data.at("/dataset/0/title").asString()).isEqualTo("Reference trees");
        assertThat(StreamSupport.stream(data.at("/dataset/0/distribution").spliterator(), false)
                        .map(each -> each.get("mediaType").asString()))
                .contains("text/csv", "application/geo+json")
                .hasSize(15);
    }

    @Test
    void templates_tell_what_can_be_said() throws Exception {
        assertThat(visitor.get("/catalog/metadata_templates").json().get("links"))
                .hasSize(5);
        assertThat(visitor.get("/catalog/metadata_templates/interop")
                        .json()
                        .at("/metadata_templates/0/metadata_template/name")
                        .asString())
                .isEqualTo("dcat");
        JsonNode schema =
                visitor.get("/catalog/metadata_templates/basic/default").json().at("/metadata_template/schema");
        assertThat(schema.get(0).get("name").asString()).isEqualTo("title");
        assertThat(schema.toString()).contains("\"name\":\"keyword\",\"label\":\"Keyword\",\"type\":\"list\"");
        assertThat(visitor.get("/catalog/metadata_templates/none").status()).isEqualTo(404);
        assertThat(visitor.get("/catalog/metadata_templates/basic/dcat").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "rss", "rdf", "ttl", "data.json", "dublin_core"})
    void an_empty_catalogue_is_a_file_too(String format) throws Exception {
        Reply reply = visitor.get(EXPORTS + format + "?where=dataset_id=\"none\"");
        assertThat(reply.status()).isEqualTo(200);
        if (format.endsWith("json")) JsonMapper.shared().readTree(reply.text());
    }

    private static Model read(Reply reply, String syntax) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(
                model,
                new ByteArrayInputStream(reply.response().body()),
                syntax.equals("TURTLE") ? Lang.TURTLE : Lang.RDFXML);
        return model;
    }
}
