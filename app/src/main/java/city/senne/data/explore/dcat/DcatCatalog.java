package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.ADMS;
import static city.senne.data.explore.export.rdf.Vocabulary.DCAT;
import static city.senne.data.explore.export.rdf.Vocabulary.DCATAP;
import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;
import static city.senne.data.explore.export.rdf.Vocabulary.ELI;
import static city.senne.data.explore.export.rdf.Vocabulary.FOAF;
import static city.senne.data.explore.export.rdf.Vocabulary.GEOSPARQL;
import static city.senne.data.explore.export.rdf.Vocabulary.HYDRA;
import static city.senne.data.explore.export.rdf.Vocabulary.LOCN;
import static city.senne.data.explore.export.rdf.Vocabulary.ODRL;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;
import static city.senne.data.explore.export.rdf.Vocabulary.RDFS;
import static city.senne.data.explore.export.rdf.Vocabulary.SKOS;
import static city.senne.data.explore.export.rdf.Vocabulary.VCARD;
import static city.senne.data.explore.export.rdf.Vocabulary.XSD;

import city.senne.data.catalog.Theme;
import city.senne.data.explore.export.rdf.RdfSyntax.Sink;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.explore.export.rdf.Vocabulary;
import java.io.IOException;
import java.util.List;

/// The catalogue in DCAT-AP 3.0.1 and what the profiles for datasets of high value and of the Belgian federal state
/// add:
/// a catalogue, its datasets, the service that answers for each, and a distribution of each file in which it is had.
/// One
/// object writes one file: first the catalogue, then the datasets, then [#writeTerms].
public final class DcatCatalog {
    public static final List<Vocabulary> VOCABULARIES =
            List.of(RDF, RDFS, XSD, ADMS, DCAT, DCATAP, DCTERMS, ELI, FOAF, HYDRA, LOCN, ODRL, SKOS, VCARD, GEOSPARQL);

    private final Portal portal;
    private final AuthorityTerms terms = new AuthorityTerms();
    private final Agents agents = new Agents();

    public DcatCatalog(Portal portal) {
        this.portal = portal;
    }

    /// The catalogue itself and who publishes it.
    ///
    /// @param ids of its datasets
    public void writeCatalogue(List<String> ids, Sink sink) throws IOException {
        Term home = Term.iri(portal.origin() + "/");
        Term publisher = agents.agent(portal.origin() + "/#publisher", portal.names(), portal.contact());
        Resource catalogue = new Resource(Term.iri(portal.catalogue()), DCAT.name("Catalog"))
                .say(DCTERMS.name("identifier"), Term.text(portal.catalogue()))
                .say(DCTERMS.name("publisher"), publisher)
                .say(FOAF.name("homepage"), home)
                .say(DCAT.name("themeTaxonomy"), Term.iri(Theme.TABLE));
        DcatDataset.sayTexts(catalogue, DCTERMS.name("title"), portal.names());
        DcatDataset.sayTexts(catalogue, DCTERMS.name("description"), portal.names());
        portal.names().byLanguage().keySet().stream()
                .sorted()
                .forEach(language ->
                        terms.language(language).ifPresent(term -> catalogue.say(DCTERMS.name("language"), term)));
        for (String id : ids) {
            catalogue.say(DCAT.name("dataset"), Term.iri(portal.catalogue() + "/" + id));
            catalogue.say(DCAT.name("service"), Term.iri(portal.service(id)));
        }
        sink.accept(catalogue);
        sink.accept(new Resource(home, FOAF.name("Document")));
        sink.accept(new Resource(Term.iri(Theme.TABLE), SKOS.name("ConceptScheme"))
                .say(DCTERMS.name("title"), Term.text("Data theme", "en")));
    }

    /// One dataset with everything it points to, but what others share with it.
    public void write(ListedDataset listed, Sink sink) throws IOException {
        new DcatDataset(portal, terms, agents, listed, sink).write();
    }

    /// The words of others and the publishers that were named, for whoever has no other file.
    public void writeTerms(Sink sink) throws IOException {
        agents.write(sink);
        terms.write(sink);
    }
}
