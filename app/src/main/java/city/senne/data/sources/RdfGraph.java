package city.senne.data.sources;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/// Statements that a portal made; the same ones are told in the same order, however they stood in its file.
record RdfGraph(Graph graph) {
    private static final Comparator<Node> ORDER =
            Comparator.comparing(Node::isBlank).thenComparing(RdfGraph::written);

    private static String written(Node node) {
        return node.toString();
    }

    /// What is of a type, by address.
    List<Node> ofType(String type) {
        return graph
                .find(Node.ANY, RDF.type.asNode(), NodeFactory.createURI(type))
                .mapWith(org.apache.jena.graph.Triple::getSubject)
                .toList()
                .stream()
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    /// What any of the properties says of it; the first property that says anything counts.
    List<Node> objects(Node subject, String... properties) {
        if (subject.isLiteral()) return List.of();
        for (String property : properties) {
            List<Node> said = graph.find(subject, NodeFactory.createURI(property), Node.ANY)
                    .mapWith(org.apache.jena.graph.Triple::getObject)
                    .toList();
            if (!said.isEmpty()) return said.stream().distinct().sorted(ORDER).toList();
        }
        return List.of();
    }

    /// What any of the properties says of anything.
    List<Node> objects(String... properties) {
        return Stream.of(properties)
                .flatMap(property -> graph
                        .find(Node.ANY, NodeFactory.createURI(property), Node.ANY)
                        .mapWith(org.apache.jena.graph.Triple::getObject)
                        .toList()
                        .stream())
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    /// The words of literals and the addresses of everything else; blank nodes have none.
    List<String> texts(Node subject, String... properties) {
        return objects(subject, properties).stream()
                .map(RdfGraph::text)
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
    }

    /// The first of them, or nothing.
    String text(Node subject, String... properties) {
        return texts(subject, properties).stream().findFirst().orElse("");
    }

    /// The longest literal in each language, under its two letters; what is in no language under the empty word, last.
    Map<String, String> inLanguages(Node subject, String... properties) {
        Map<String, String> texts = new TreeMap<>(Comparator.reverseOrder());
        for (Node node : objects(subject, properties)) {
            if (!node.isLiteral() || node.getLiteralLexicalForm().isBlank()) continue;
            String language = node.getLiteralLanguage().toLowerCase(Locale.ROOT).replaceFirst("[-_].*$", "");
            texts.merge(
                    language,
                    node.getLiteralLexicalForm(),
                    (one, other) -> one.length() >= other.length() ? one : other);
        }
        return texts;
    }

    static String text(Node node) {
        if (node.isLiteral()) return node.getLiteralLexicalForm();
        return node.isURI() ? node.getURI() : "";
    }
}
