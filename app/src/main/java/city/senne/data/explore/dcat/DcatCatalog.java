package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.DCAT;
import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;
import static city.senne.data.explore.export.rdf.Vocabulary.FOAF;
import static city.senne.data.explore.export.rdf.Vocabulary.GEOSPARQL;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;
import static city.senne.data.explore.export.rdf.Vocabulary.RDFS;
import static city.senne.data.explore.export.rdf.Vocabulary.SKOS;
import static city.senne.data.explore.export.rdf.Vocabulary.VCARD;
import static city.senne.data.explore.export.rdf.Vocabulary.XSD;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Theme;
import city.senne.data.catalog.Version;
import city.senne.data.explore.export.rdf.Name;
import city.senne.data.explore.export.rdf.RdfSyntax.Sink;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.explore.export.rdf.Vocabulary;
import city.senne.platform.i18n.Translated;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The catalogue in DCAT-AP 3.0.1: a catalogue, the service that answers for it, its datasets, and a distribution of
/// each file in which a dataset is had. One object writes one file: first the catalogue, then the datasets, then
/// [#writeTerms].
public final class DcatCatalog {
    public static final List<Vocabulary> VOCABULARIES =
            List.of(RDF, RDFS, XSD, DCAT, DCTERMS, FOAF, SKOS, VCARD, GEOSPARQL);

    private final Portal portal;
    private final AuthorityTerms terms = new AuthorityTerms();

    public DcatCatalog(Portal portal) {
        this.portal = portal;
    }

    /// The catalogue itself, who publishes it, and the API in which its datasets are asked.
    ///
    /// @param ids of its datasets
    public void writeCatalogue(List<String> ids, Sink sink) throws IOException {
        Term home = Term.iri(portal.origin() + "/");
        Term publisher = Term.iri(portal.origin() + "/#publisher");
        Term service = Term.iri(portal.api());
        Resource catalogue = new Resource(Term.iri(portal.catalogue()), DCAT.name("Catalog"))
                .say(DCTERMS.name("title"), Term.text(portal.name(), portal.language()))
                .say(DCTERMS.name("description"), Term.text(portal.name(), portal.language()))
                .say(DCTERMS.name("publisher"), publisher)
                .say(FOAF.name("homepage"), home)
                .say(DCAT.name("themeTaxonomy"), Term.iri(Theme.TABLE))
                .say(DCAT.name("service"), service);
        sayLanguage(catalogue, portal.language());
        Resource api = new Resource(service, DCAT.name("DataService"))
                .say(DCTERMS.name("title"), Term.text("Explore API 2.1", "en"))
                .say(DCAT.name("endpointURL"), service)
                .say(DCAT.name("endpointDescription"), Term.iri(portal.apiDescription()));
        for (String id : ids) {
            Term dataset = Term.iri(portal.catalogue() + "/" + id);
            catalogue.say(DCAT.name("dataset"), dataset);
            api.say(DCAT.name("servesDataset"), dataset);
        }
        sink.accept(catalogue);
        sink.accept(api);
        sink.accept(new Resource(publisher, FOAF.name("Agent"))
                .say(FOAF.name("name"), Term.text(portal.name(), portal.language())));
        sink.accept(new Resource(home, FOAF.name("Document")));
        sink.accept(new Resource(Term.iri(Theme.TABLE), SKOS.name("ConceptScheme"))
                .say(DCTERMS.name("title"), Term.text("Data theme", "en")));
    }

    /// The words of others that were used, for whoever has no other file.
    public void writeTerms(Sink sink) throws IOException {
        terms.write(sink);
    }

    /// One dataset with everything it points to.
    public void write(ListedDataset listed, Sink sink) throws IOException {
        Dataset dataset = listed.dataset();
        Dataset.Description said = dataset.description();
        String page = portal.page(dataset);
        Resource resource = new Resource(Term.iri(page), DCAT.name("Dataset"))
                .say(DCTERMS.name("identifier"), Term.text(page))
                .say(DCAT.name("landingPage"), Term.iri(page))
                .say(DCTERMS.name("modified"), time(dataset.modified()))
                .say(
                        DCAT.name("version"),
                        Term.text(String.valueOf(dataset.current().number())))
                .say(
                        DCTERMS.name("accessRights"),
                        terms.accessRights(dataset.subject().level()));
        if (said.title().isEmpty()) {
            resource.say(DCTERMS.name("title"), Term.text(dataset.id().value()));
        }
        sayTexts(resource, DCTERMS.name("title"), said.title());
        sayTexts(resource, DCTERMS.name("description"), said.text());
        // DCAT-AP asks for one; where nobody wrote any, the title is all that is known.
        if (said.text().isEmpty()) {
            resource.say(DCTERMS.name("description"), Term.text(dataset.title(portal.language())));
        }
        if (dataset.published() != null) resource.say(DCTERMS.name("issued"), time(dataset.published()));
        said.keywords()
                .byLanguage()
                .forEach((language, words) ->
                        words.forEach(word -> resource.say(DCAT.name("keyword"), text(word, language))));
        said.title().byLanguage().keySet().forEach(language -> sayLanguage(resource, language));
        if (said.frequency() != Frequency.UNKNOWN) {
            resource.say(
                    DCTERMS.name("accrualPeriodicity"),
                    terms.frequency(said.frequency().uri()));
        }
        writeThemes(said.themes(), resource, sink);
        writePublisher(said, resource, sink);
        writeContact(dataset, resource, sink);
        writeCoverage(listed, resource, sink);
        boolean isStated = writeRights(said, page, resource, sink);
        if (!listed.dataVisible()) {
            Term request = Term.iri(page + "#access");
            resource.say(DCAT.name("distribution"), request);
            sink.accept(new Resource(request, DCAT.name("Distribution")).say(DCAT.name("accessURL"), Term.iri(page)));
        }
        for (Portal.Download download : portal.downloads(listed)) {
            resource.say(DCAT.name("distribution"), Term.iri(download.name()));
            Resource file = distribution(download, said);
            if (isStated) file.say(DCTERMS.name("rights"), rights(page));
            sink.accept(file);
        }
        sink.accept(resource);
        sink.accept(new Resource(Term.iri(page), FOAF.name("Document")));
    }

    private Resource distribution(Portal.Download download, Dataset.Description said) {
        Resource file = new Resource(Term.iri(download.name()), DCAT.name("Distribution"))
                .say(DCTERMS.name("title"), Term.text(download.format().key()))
                .say(DCAT.name("accessURL"), Term.iri(download.address()))
                .say(DCAT.name("downloadURL"), Term.iri(download.address()))
                .say(DCAT.name("accessService"), Term.iri(portal.api()))
                .say(DCTERMS.name("format"), terms.fileType(download.format()))
                .say(DCAT.name("mediaType"), terms.mediaType(download.mediaType()));
        if (!said.licenceUrl().isEmpty()) {
            file.say(DCTERMS.name("license"), terms.licence(said.licence(), said.licenceUrl()));
        }
        return file;
    }

    private static Term rights(String page) {
        return Term.iri(page + "#rights");
    }

    /// The licence by name and by its own address. Whether it has a name.
    private static boolean writeRights(Dataset.Description said, String page, Resource resource, Sink sink)
            throws IOException {
        if (!said.licenceUrl().isEmpty()) {
            Term licence = Term.iri(said.licenceUrl());
            resource.say(DCTERMS.name("license"), licence);
            Resource document = new Resource(licence, DCTERMS.name("LicenseDocument"));
            if (!said.licence().isEmpty()) document.say(RDFS.name("label"), Term.text(said.licence()));
            sink.accept(document);
        }
        if (said.licence().isEmpty()) return false;
        resource.say(DCTERMS.name("rights"), rights(page));
        sink.accept(new Resource(rights(page), DCTERMS.name("RightsStatement"))
                .say(RDFS.name("label"), Term.text(said.licence())));
        return true;
    }

    private void writeThemes(List<String> themes, Resource resource, Sink sink) throws IOException {
        for (String said : themes) {
            Optional<Theme> known = Arrays.stream(Theme.values())
                    .filter(theme -> theme.name().equals(said))
                    .findFirst();
            Term theme =
                    Term.iri(known.map(Theme::uri).orElseGet(() -> portal.catalogue() + "?theme=" + encoded(said)));
            resource.say(DCAT.name("theme"), theme);
            Resource concept = new Resource(theme, SKOS.name("Concept"));
            if (known.isPresent()) {
                concept.say(SKOS.name("inScheme"), Term.iri(Theme.TABLE));
                for (String language : List.of("fr", "nl", "en")) {
                    concept.say(SKOS.name("prefLabel"), Term.text(known.get().in(language), language));
                }
            } else {
                concept.say(SKOS.name("prefLabel"), Term.text(said));
            }
            sink.accept(concept);
        }
    }

    private void writePublisher(Dataset.Description said, Resource resource, Sink sink) throws IOException {
        if (said.publisher().isEmpty()) return;
        String name = said.publisher().in(portal.language());
        Term agent = Term.iri(portal.catalogue() + "?publisher=" + encoded(name));
        Resource publisher = new Resource(agent, FOAF.name("Agent"));
        sayTexts(publisher, FOAF.name("name"), said.publisher());
        resource.say(DCTERMS.name("publisher"), agent);
        sink.accept(publisher);
    }

    private void writeContact(Dataset dataset, Resource resource, Sink sink) throws IOException {
        Dataset.Contact said = dataset.description().contact();
        if (said.equals(Dataset.Contact.NONE)) return;
        Term name = Term.iri(portal.page(dataset) + "#contact");
        Resource contact = new Resource(name, VCARD.name("Kind"));
        if (!said.name().isEmpty()) contact.say(VCARD.name("fn"), Term.text(said.name()));
        if (!said.email().isEmpty()) contact.say(VCARD.name("hasEmail"), Term.iri("mailto:" + said.email()));
        resource.say(DCAT.name("contactPoint"), name);
        sink.accept(contact);
    }

    private void writeCoverage(ListedDataset listed, Resource resource, Sink sink) throws IOException {
        Dataset dataset = listed.dataset();
        Coverage said = dataset.description().coverage();
        Version.Extent extent = dataset.current().extent();
        boolean isPlaced = listed.visible().fields().stream()
                .anyMatch(field -> field.type().isGeo());
        if (!said.territory().isEmpty() || (extent != null && isPlaced)) {
            Term name = Term.iri(portal.page(dataset) + "#spatial");
            Resource location = new Resource(name, DCTERMS.name("Location"));
            sayTexts(location, RDFS.name("label"), said.territory());
            if (extent != null && isPlaced) {
                location.say(DCAT.name("bbox"), Term.typed(box(extent), GEOSPARQL.name("wktLiteral")));
            }
            resource.say(DCTERMS.name("spatial"), name);
            sink.accept(location);
        }
        if (said.hasPeriod()) {
            Term name = Term.iri(portal.page(dataset) + "#temporal");
            Resource period = new Resource(name, DCTERMS.name("PeriodOfTime"));
            sayDay(period, DCAT.name("startDate"), said.from());
            sayDay(period, DCAT.name("endDate"), said.until());
            resource.say(DCTERMS.name("temporal"), name);
            sink.accept(period);
        }
    }

    private static String box(Version.Extent extent) {
        return "POLYGON ((%2$s %1$s, %4$s %1$s, %4$s %3$s, %2$s %3$s, %2$s %1$s))"
                .formatted(extent.south(), extent.west(), extent.north(), extent.east());
    }

    private static void sayDay(Resource period, Name property, String day) {
        String type = switch (day.length()) {
            case 4 -> "gYear";
            case 7 -> "gYearMonth";
            default -> "date";
        };
        if (!day.isEmpty()) period.say(property, Term.typed(day, XSD.name(type)));
    }

    private static void sayTexts(Resource resource, Name property, Translated texts) {
        texts.byLanguage().forEach((language, text) -> resource.say(property, text(text, language)));
    }

    private static Term.Literal text(String text, String language) {
        return language.equals(Translated.UNDETERMINED) ? Term.text(text) : Term.text(text, language);
    }

    private void sayLanguage(Resource resource, String language) {
        terms.language(language).ifPresent(term -> resource.say(DCTERMS.name("language"), term));
    }

    private static Term.Literal time(Instant time) {
        return Term.typed(time.toString(), XSD.name("dateTime"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
