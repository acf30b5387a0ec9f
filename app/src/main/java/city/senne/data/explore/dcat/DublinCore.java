package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.DC;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;

import city.senne.data.catalog.Dataset;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.explore.export.rdf.Vocabulary;
import city.senne.platform.web.Prose;
import java.util.List;
import java.util.stream.Stream;

/// Datasets in the fifteen elements of Dublin Core, in one language.
public record DublinCore(Portal portal) {
    public static final List<Vocabulary> VOCABULARIES = List.of(RDF, DC);

    public Resource dataset(Dataset dataset) {
        String language = portal.language();
        Dataset.Description said = dataset.description();
        Resource resource = new Resource(Term.iri(portal.page(dataset)), null);
        say(resource, "identifier", portal.page(dataset));
        say(resource, "title", dataset.title(language));
        say(resource, "description", Prose.plain(said.text().in(language)));
        Stream.concat(said.keywords().in(language).stream(), dataset.themes(language).stream())
                .distinct()
                .forEach(subject -> say(resource, "subject", subject));
        say(resource, "publisher", said.publisher().in(language));
        say(resource, "date", dataset.modified().toString());
        say(resource, "language", language);
        say(resource, "coverage", said.coverage().territory().in(language));
        say(resource, "rights", said.licenceUrl().isEmpty() ? said.licence() : said.licenceUrl());
        say(resource, "type", "Dataset");
        return resource;
    }

    private static void say(Resource resource, String element, String text) {
        if (!text.isEmpty()) resource.say(DC.name(element), Term.text(text));
    }
}
