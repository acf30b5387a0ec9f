package city.senne.data.standards;

import static city.senne.data.explore.export.rdf.Vocabulary.RDF;

import city.senne.data.explore.export.rdf.Name;
import city.senne.data.explore.export.rdf.RdfSyntax.Sink;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a catalogue gives out, held instead of written: the same statements that a harvester reads.
final class DcatGraph implements Sink {
    private static final Name TYPE = RDF.name("type");

    private final Map<Term, Map<Name, List<Term>>> said = new LinkedHashMap<>();

    @Override
    public void accept(Resource resource) {
        Map<Name, List<Term>> known = said.computeIfAbsent(resource.subject(), _ -> new HashMap<>());
        Name type = resource.type();
        if (type != null) add(known, TYPE, type.iri());
        resource.statements().forEach((property, objects) -> objects.forEach(object -> add(known, property, object)));
    }

    private static void add(Map<Name, List<Term>> known, Name property, Term object) {
        List<Term> objects = known.computeIfAbsent(property, _ -> new ArrayList<>());
        if (!objects.contains(object)) objects.add(object);
    }

    Set<Term> subjects() {
        return said.keySet();
    }

    List<Term> objects(Term subject, Name property) {
        return said.getOrDefault(subject, Map.of()).getOrDefault(property, List.of());
    }

    boolean says(Term subject, Name property) {
        return !objects(subject, property).isEmpty();
    }

    boolean isA(Term subject, Name type) {
        return objects(subject, TYPE).contains(type.iri());
    }
}
