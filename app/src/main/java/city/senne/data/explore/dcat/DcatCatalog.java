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

/// The catalogue in DCAT: a catalogue, its datasets, and a distribution of each file in which a dataset is had.
public record DcatCatalog(Portal portal) {
    public static final List<Vocabulary> VOCABULARIES =
            List.of(RDF, RDFS, XSD, DCAT, DCTERMS, FOAF, SKOS, VCARD, GEOSPARQL);
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final String LANGUAGES = "http://publications.europa.eu/resource/authority/language/";

    /// The catalogue itself.
    ///
    /// @param ids of its datasets
    public Resource catalogue(List<String> ids) {
        Resource catalogue = new Resource(Term.iri(portal.catalogue()), DCAT.name("Catalog"))
                .say(DCTERMS.name("title"), Term.text(portal.name(), portal.language()))
                .say(DCTERMS.name("description"), Term.text(portal.name(), portal.language()))
                .say(FOAF.name("homepage"), Term.iri(portal.origin() + "/"));
        sayLanguage(catalogue, portal.language());
        for (String id : ids) {
            catalogue.say(DCAT.name("dataset"), Term.iri(portal.catalogue() + "/" + id));
        }
        return catalogue;
    }

    /// One dataset with everything it points to.
    public void write(ListedDataset listed, Sink sink) throws IOException {
        Dataset dataset = listed.dataset();
        Dataset.Description said = dataset.description();
        String page = portal.page(dataset);
        Resource resource = new Resource(Term.iri(page), DCAT.name("Dataset"))
                .say(DCTERMS.name("identifier"), Term.text(page))
                .say(DCAT.name("landingPage"), Term.iri(page))
                .say(DCTERMS.name("modified"), time(dataset.modified()));
        if (said.title().isEmpty()) {
            resource.say(DCTERMS.name("title"), Term.text(dataset.id().value()));
        }
        sayTexts(resource, DCTERMS.name("title"), said.title());
        sayTexts(resource, DCTERMS.name("description"), said.text());
        if (dataset.published() != null) resource.say(DCTERMS.name("issued"), time(dataset.published()));
        said.keywords()
                .byLanguage()
                .forEach((language, words) ->
                        words.forEach(word -> resource.say(DCAT.name("keyword"), text(word, language))));
        said.title().byLanguage().keySet().forEach(language -> sayLanguage(resource, language));
        if (said.frequency() != Frequency.UNKNOWN) {
            resource.say(
                    DCTERMS.name("accrualPeriodicity"),
                    Term.iri(said.frequency().uri()));
        }
        writeThemes(said.themes(), resource, sink);
        writePublisher(said, resource, sink);
        writeContact(dataset, resource, sink);
        writeCoverage(listed, resource, sink);
        boolean isLicensed = writeLicence(said, resource, sink);
        for (Portal.Download download : portal.downloads(listed)) {
            resource.say(DCAT.name("distribution"), Term.iri(download.name()));
            sink.accept(distribution(download, said, isLicensed));
        }
        sink.accept(resource);
    }

    private static Resource distribution(Portal.Download download, Dataset.Description said, boolean isLicensed) {
        Resource file = new Resource(Term.iri(download.name()), DCAT.name("Distribution"))
                .say(DCTERMS.name("title"), Term.text(download.format().key()))
                .say(DCAT.name("accessURL"), Term.iri(download.address()))
                .say(DCAT.name("downloadURL"), Term.iri(download.address()))
                .say(DCTERMS.name("format"), Term.text(download.format().key()))
                .say(DCAT.name("mediaType"), Term.iri(MEDIA_TYPES + download.mediaType()));
        if (isLicensed) file.say(DCTERMS.name("license"), Term.iri(said.licenceUrl()));
        if (!said.licence().isEmpty()) file.say(DCTERMS.name("rights"), Term.text(said.licence()));
        return file;
    }

    private boolean writeLicence(Dataset.Description said, Resource resource, Sink sink) throws IOException {
        if (!said.licence().isEmpty()) resource.say(DCTERMS.name("rights"), Term.text(said.licence()));
        if (said.licenceUrl().isEmpty()) return false;
        Term licence = Term.iri(said.licenceUrl());
        resource.say(DCTERMS.name("license"), licence);
        Resource document = new Resource(licence, DCTERMS.name("LicenseDocument"));
        if (!said.licence().isEmpty()) document.say(RDFS.name("label"), Term.text(said.licence()));
        sink.accept(document);
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

    private static void sayLanguage(Resource resource, String language) {
        String code = switch (language) {
            case "fr" -> "FRA";
            case "nl" -> "NLD";
            case "en" -> "ENG";
            case "de" -> "DEU";
            default -> "";
        };
        if (!code.isEmpty()) resource.say(DCTERMS.name("language"), Term.iri(LANGUAGES + code));
    }

    private static Term.Literal time(Instant time) {
        return Term.typed(time.toString(), XSD.name("dateTime"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
