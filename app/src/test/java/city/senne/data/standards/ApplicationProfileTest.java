package city.senne.data.standards;

import static city.senne.data.explore.export.rdf.Vocabulary.DCAT;
import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;
import static city.senne.data.explore.export.rdf.Vocabulary.FOAF;
import static city.senne.data.explore.export.rdf.Vocabulary.XSD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.data.explore.dcat.DcatCatalog;
import city.senne.data.explore.export.rdf.RdfSyntax;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our own short profile finds what the EU's shapes find.
class ApplicationProfileTest {
    private static final String SHAPES = "shared/data/given/standards/dcat-ap-3.0.1";
    private static final Term DATASET = Term.iri("https://data.ville.example/datasets/a");
    private static final Term FILE = Term.iri("https://data.ville.example/a.csv");
    private static final Term AGENT = Term.iri("https://data.ville.example/#publisher");

    static Stream<Map.Entry<String, List<Resource>>> told() {
        return Stream.of(
                Map.entry("nothing wrong", List.of(dataset(), file(), agent())),
                Map.entry("no title", List.of(new Resource(DATASET, DCAT.name("Dataset")), file(), agent())),
                Map.entry(
                        "no address of access",
                        List.of(dataset(), new Resource(FILE, DCAT.name("Distribution")), agent())),
                Map.entry(
                        "a publisher in words",
                        List.of(dataset().say(DCTERMS.name("publisher"), Term.text("City")), file(), agent())),
                Map.entry("a publisher of no class", List.of(dataset(), file(), new Resource(AGENT, null))),
                Map.entry(
                        "a publisher without a name",
                        List.of(dataset(), file(), new Resource(AGENT, FOAF.name("Agent")))),
                Map.entry(
                        "two days of publication",
                        List.of(
                                dataset()
                                        .say(DCTERMS.name("issued"), day("2026-01-01"))
                                        .say(DCTERMS.name("issued"), day("2026-01-02")),
                                file(),
                                agent())),
                Map.entry(
                        "a day in words",
                        List.of(dataset(), file().say(DCTERMS.name("modified"), Term.text("yesterday")), agent())));
    }

    private static Term day(String day) {
        return Term.typed(day, XSD.name("date"));
    }

    private static Resource dataset() {
        return new Resource(DATASET, DCAT.name("Dataset"))
                .say(DCTERMS.name("title"), Term.text("Arbres", "fr"))
                .say(DCTERMS.name("description"), Term.text("Tous", "fr"))
                .say(DCTERMS.name("publisher"), AGENT)
                .say(DCAT.name("distribution"), FILE);
    }

    private static Resource file() {
        return new Resource(FILE, DCAT.name("Distribution")).say(DCAT.name("accessURL"), FILE);
    }

    private static Resource agent() {
        return new Resource(AGENT, FOAF.name("Agent")).say(FOAF.name("name"), Term.text("Ville", "fr"));
    }

    @ParameterizedTest
    @MethodSource("told")
    void the_same_properties_of_the_same_resources_are_wrong(Map.Entry<String, List<Resource>> told) throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && Files.notExists(folder.resolve(SHAPES))) folder = folder.getParent();
        assumeTrue(folder != null, "the folder " + SHAPES + " is absent");
        DcatGraph graph = new DcatGraph();
        told.getValue().forEach(graph::accept);
        Set<String> ours = ApplicationProfile.DCAT_AP.findings(graph).stream()
                .map(each -> each.subject() + " " + each.fault().property())
                .collect(Collectors.toSet());

        Model model = ModelFactory.createDefaultModel();
        var out = new ByteArrayOutputStream();
        RdfSyntax.TURTLE.write(out, DcatCatalog.VOCABULARIES, sink -> {
            for (Resource each : told.getValue()) sink.accept(each);
        });
        RDFDataMgr.read(model, new ByteArrayInputStream(out.toByteArray()), Lang.TURTLE);
        Path shapes = folder.resolve(SHAPES);
        Set<String> theirs = Stream.of("shapes.ttl", "range.ttl")
                .flatMap(each -> found(shapes.resolve(each), model))
                .collect(Collectors.toSet());
        assertThat(ours).as(told.getKey()).isEqualTo(theirs);
        assertThat(ours.isEmpty()).isEqualTo(told.getKey().equals("nothing wrong"));
    }

    private static Stream<String> found(Path shapes, Model model) {
        Graph rules = RDFDataMgr.loadGraph(shapes.toString());
        return ShaclValidator.get().validate(Shapes.parse(rules), model.getGraph()).getEntries().stream()
                .map(each -> Term.iri(each.focusNode().getURI()) + " "
                        + each.resultPath()
                                .toString()
                                .replaceFirst(".*[/#]", "")
                                .replace(">", ""));
    }
}
