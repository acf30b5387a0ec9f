package city.senne.data.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.data.explore.dcat.DcatCatalog;
import city.senne.data.explore.export.rdf.Name;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.explore.export.rdf.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// In catalogues of other programs our short profile finds wrong what the EU's shapes find wrong. Left out are, as the
/// profile leaves them out:
///
/// - properties that our catalogue never says, such as `adms:identifier` or `spdx:checksum`: they
///   cannot be wrong there;
/// - classes that it does not tell of: series, catalogue records, checksums, activities;
/// - what the shapes only recommend, and whether a word is in one of the EU's tables: those are asked elsewhere, by the
///   points for known formats, licences and access rights.
///
/// Files without RDF, or whose JSON-LD needs a context from elsewhere, are not read.
class ForeignCataloguesTest {
    private static final String CATALOGUES = "shared/data/given/catalogues";
    private static final String SHAPES = "shared/data/given/standards/dcat-ap-3.0.1";

    @Test
    void the_same_resources_are_wrong() throws Exception {
        Path catalogues = given(CATALOGUES);
        Path shapes = given(SHAPES);
        List<Shapes> rules = Stream.of("shapes.ttl", "range.ttl")
                .map(each ->
                        Shapes.parse(RDFDataMgr.loadGraph(shapes.resolve(each).toString())))
                .toList();
        Set<String> known = ApplicationProfile.DCAT_AP.faults().stream()
                .map(fault -> fault.of() + " " + fault.property())
                .collect(Collectors.toSet());
        Set<String> ours = new TreeSet<>();
        Set<String> theirs = new TreeSet<>();
        int read = 0;
        for (Path file : files(catalogues)) {
            Graph graph = read(file);
            if (graph == null) continue;
            read++;
            String name = catalogues.relativize(file) + " ";
            ours(graph).forEach(wrong -> ours.add(name + wrong));
            theirs(graph, rules, known).forEach(wrong -> theirs.add(name + wrong));
        }
        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs).hasSizeGreaterThan(100);
        assertThat(read).isGreaterThan(20);
    }

    private static Path given(String place) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && Files.notExists(folder.resolve(place))) folder = folder.getParent();
        assumeTrue(folder != null, "the folder " + place + " is absent");
        return Objects.requireNonNull(folder).resolve(place);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().matches(".*\\.(ttl|rdf|xml|jsonld)"))
                    .filter(each -> !each.toString().contains("shacl"))
                    .sorted()
                    .toList();
        }
    }

    /// Null for what is no RDF, or RDF that needs a context from elsewhere.
    private static @Nullable Graph read(Path file) {
        String name = file.toString();
        Lang lang = name.endsWith(".ttl") ? Lang.TURTLE : name.endsWith(".jsonld") ? Lang.JSONLD : Lang.RDFXML;
        try {
            String text = Files.readString(file);
            if (text.contains("\"@context\": \"http")) return null;
            return RDFParser.fromString(text, lang)
                    .base("https://elsewhere.example/")
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .checking(false)
                    .toGraph();
        } catch (RiotException | IOException unreadable) {
            return null;
        }
    }

    private static Set<String> ours(Graph graph) {
        DcatGraph told = new DcatGraph();
        graph.find().forEachRemaining(triple -> told.accept(resource(triple)));
        return ApplicationProfile.DCAT_AP.findings(told).stream()
                .map(each -> text(each.subject()) + " " + each.fault().property())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> theirs(Graph graph, List<Shapes> rules, Set<String> known) {
        Set<String> wrong = new TreeSet<>();
        for (Shapes each : rules) {
            ShaclValidator.get().validate(each, graph).getEntries().forEach(entry -> {
                if (entry.resultPath() == null) return;
                Name property = name(entry.resultPath().toString().replaceAll("[<>]", ""));
                // An identifier in the words of ADMS is another one than ours.
                boolean isKnown = !property.prefix().isEmpty()
                        && !property.prefix().equals("adms")
                        && graph.find(entry.focusNode(), RDF.Nodes.type, Node.ANY).toList().stream()
                                .map(triple -> name(triple.getObject().getURI()))
                                .anyMatch(type -> known.contains(type.local() + " " + property.local()));
                if (isKnown) wrong.add(text(term(entry.focusNode())) + " " + property.local());
            });
        }
        return wrong;
    }

    private static Resource resource(Triple triple) {
        return new Resource(term(triple.getSubject()), null)
                .say(name(triple.getPredicate().getURI()), term(triple.getObject()));
    }

    private static Term term(Node node) {
        if (node.isURI()) return Term.iri(node.getURI());
        if (node.isBlank()) return new Term.Blank(node.getBlankNodeLabel());
        String language = node.getLiteralLanguage();
        return new Term.Literal(
                node.getLiteralLexicalForm(),
                language.isEmpty() ? name(node.getLiteralDatatypeURI()) : null,
                language.isEmpty() ? null : language);
    }

    private static String text(Term subject) {
        return subject instanceof Term.Iri(String iri) ? iri : subject.toString();
    }

    private static Name name(String iri) {
        return DcatCatalog.VOCABULARIES.stream()
                .filter(vocabulary -> iri.startsWith(vocabulary.namespace()))
                .map(vocabulary ->
                        vocabulary.name(iri.substring(vocabulary.namespace().length())))
                .findFirst()
                .orElseGet(() -> new Vocabulary("", "").name(iri));
    }
}
