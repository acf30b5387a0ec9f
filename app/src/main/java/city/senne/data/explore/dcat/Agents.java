package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.FOAF;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;

import city.senne.data.explore.export.rdf.RdfSyntax.Sink;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.platform.i18n.Translated;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The publishers that a file names, each once: profiles take one name in a language, and one address.
final class Agents {
    private final Map<String, Resource> named = new LinkedHashMap<>();
    private final Set<String> reachable = new HashSet<>();

    /// @param email the first one that is known holds; empty for none
    Term agent(String iri, Translated names, String email) {
        Term term = Term.iri(iri);
        Resource agent = named.computeIfAbsent(iri, _ -> {
            Resource first = new Resource(term, FOAF.name("Agent"))
                    .say(RDF.name("type"), FOAF.name("Organization").iri());
            DcatDataset.sayTexts(first, FOAF.name("name"), names);
            return first;
        });
        if (!email.isEmpty() && reachable.add(iri)) agent.say(FOAF.name("mbox"), Term.iri("mailto:" + email));
        return term;
    }

    void write(Sink sink) throws IOException {
        for (Resource each : named.values()) sink.accept(each);
    }
}
