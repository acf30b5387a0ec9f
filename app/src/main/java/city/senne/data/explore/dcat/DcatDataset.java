package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.ADMS;
import static city.senne.data.explore.export.rdf.Vocabulary.DCAT;
import static city.senne.data.explore.export.rdf.Vocabulary.DCATAP;
import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;
import static city.senne.data.explore.export.rdf.Vocabulary.FOAF;
import static city.senne.data.explore.export.rdf.Vocabulary.GEOSPARQL;
import static city.senne.data.explore.export.rdf.Vocabulary.LOCN;
import static city.senne.data.explore.export.rdf.Vocabulary.ODRL;
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
import city.senne.platform.i18n.Translated;
import city.senne.trust.access.Level;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One dataset in DCAT-AP, with its distributions, its service and all that is its own.
final class DcatDataset {
    private final Portal portal;
    private final AuthorityTerms terms;
    private final Agents agents;
    private final ListedDataset listed;
    private final Dataset dataset;
    private final Dataset.Description said;
    private final Sink sink;
    private final String page;
    private final Term service;
    private final Translated title;

    DcatDataset(Portal portal, AuthorityTerms terms, Agents agents, ListedDataset listed, Sink sink) {
        this.portal = portal;
        this.terms = terms;
        this.agents = agents;
        this.listed = listed;
        this.dataset = listed.dataset();
        this.said = dataset.description();
        this.sink = sink;
        this.page = portal.page(dataset);
        this.service = Term.iri(portal.service(dataset.id().value()));
        this.title = said.title().isEmpty() ? Translated.of(dataset.id().value()) : said.title();
    }

    void write() throws IOException {
        Resource resource = new Resource(Term.iri(page), DCAT.name("Dataset"))
                .say(DCTERMS.name("identifier"), Term.text(page))
                .say(DCAT.name("landingPage"), Term.iri(page))
                .say(FOAF.name("page"), Term.iri(page))
                .say(DCTERMS.name("modified"), time(dataset.modified()))
                .say(
                        DCAT.name("version"),
                        Term.text(String.valueOf(dataset.current().number())));
        if (dataset.published() != null) resource.say(DCTERMS.name("issued"), time(dataset.published()));
        sayTexts(resource, DCTERMS.name("title"), title);
        sayTexts(resource, DCTERMS.name("description"), text());
        sayKeywords(resource);
        sayLanguages(resource);
        if (said.frequency() != Frequency.UNKNOWN) {
            terms.frequency(said.frequency()).ifPresent(term -> resource.say(DCTERMS.name("accrualPeriodicity"), term));
        }
        writeThemes(resource);
        sayPublisher(resource);
        writeContact(resource);
        writeSpatial(resource);
        writeTemporal(resource);
        sayAccess(resource);
        sayHighValue(resource, true);
        if (!said.licenceUrl().isEmpty()) {
            resource.say(DCTERMS.name("license"), terms.document(said.licence(), said.licenceUrl()));
        }
        sayRights(resource);
        if (!said.licence().isEmpty()) {
            sink.accept(new Resource(rights(), DCTERMS.name("RightsStatement"))
                    .say(RDFS.name("label"), Term.text(said.licence())));
        }
        writeOffer(resource);
        saySystem(resource);
        writeDistributions(resource);
        sink.accept(resource);
        sink.accept(api(service, portal.apiDescription(), " – API"));
        if (isPlaced()) {
            Term collection = Term.iri(portal.collection(dataset.id().value()));
            sink.accept(api(collection, portal.collectionsDescription(), " – OGC API")
                    .say(DCTERMS.name("conformsTo"), terms.features()));
        }
        sink.accept(new Resource(Term.iri(page), FOAF.name("Document")));
        sink.accept(new Resource(Term.iri(page + "/api"), FOAF.name("Document")));
    }

    /// DCAT-AP asks for a description; where nobody wrote any, the title is all that is known.
    private Translated text() {
        return said.text().isEmpty() ? title : said.text();
    }

    private void writeDistributions(Resource resource) throws IOException {
        if (!listed.dataVisible()) {
            Term request = Term.iri(page + "#access");
            resource.say(DCAT.name("distribution"), request);
            Resource ask = new Resource(request, DCAT.name("Distribution"))
                    .say(DCAT.name("accessURL"), Term.iri(page))
                    .say(DCTERMS.name("format"), terms.html());
            sayTerms(ask);
            sink.accept(ask);
        }
        for (Portal.Download download : portal.downloads(listed)) {
            resource.say(DCAT.name("distribution"), Term.iri(download.name()));
            Resource file = new Resource(Term.iri(download.name()), DCAT.name("Distribution"))
                    .say(DCAT.name("accessURL"), Term.iri(download.address()))
                    .say(DCAT.name("downloadURL"), Term.iri(download.address()))
                    .say(DCAT.name("accessService"), service)
                    .say(DCTERMS.name("format"), terms.fileType(download.format()))
                    .say(DCAT.name("mediaType"), terms.mediaType(download.mediaType()));
            sayTexts(
                    file,
                    DCTERMS.name("title"),
                    suffixed(title, " – " + download.format().key()));
            sayTerms(file);
            if (isPlaced()) file.say(ADMS.name("representationTechnique"), terms.vector());
            sink.accept(file);
        }
    }

    /// On what terms a file or a service is had, and in which language.
    private void sayTerms(Resource resource) {
        if (!said.licenceUrl().isEmpty()) {
            resource.say(DCTERMS.name("license"), terms.licence(said.licence(), said.licenceUrl()));
        }
        sayRights(resource);
        sayLanguages(resource);
        sayHighValue(resource, false);
    }

    /// One of the APIs of this dataset.
    ///
    /// @param description what programs read to know it
    private Resource api(Term endpoint, String description, String suffix) {
        Resource api = new Resource(endpoint, DCAT.name("DataService"))
                .say(DCAT.name("endpointURL"), endpoint)
                .say(DCAT.name("endpointDescription"), Term.iri(description))
                .say(DCAT.name("servesDataset"), Term.iri(page))
                .say(FOAF.name("page"), Term.iri(page + "/api"))
                .say(DCTERMS.name("modified"), time(dataset.modified()));
        sayTexts(api, DCTERMS.name("title"), suffixed(title, suffix));
        sayTexts(api, DCTERMS.name("description"), text());
        sayKeywords(api);
        sayThemes(api);
        sayPublisher(api);
        if (!said.contact().equals(Dataset.Contact.NONE)) api.say(DCAT.name("contactPoint"), contact());
        sayAccess(api);
        sayTerms(api);
        said.hvdCategories()
                .forEach(code -> terms.highValue(code).ifPresent(term -> api.say(DCATAP.name("hvdCategory"), term)));
        return api;
    }

    private void sayAccess(Resource resource) {
        resource.say(
                DCTERMS.name("accessRights"),
                terms.accessRights(dataset.subject().level()));
    }

    private void sayHighValue(Resource resource, boolean categories) {
        if (said.hvdCategories().isEmpty()) return;
        resource.say(DCATAP.name("applicableLegislation"), terms.applicableLegislation());
        if (!categories) return;
        said.hvdCategories()
                .forEach(code ->
                        terms.highValue(code).ifPresent(term -> resource.say(DCATAP.name("hvdCategory"), term)));
    }

    /// What is not open to everybody is offered: who publishes it lets in whom it consents to.
    private void writeOffer(Resource resource) throws IOException {
        Level level = dataset.subject().level();
        if (level != Level.SIGNED_IN && level != Level.RESTRICTED) return;
        Term offer = Term.iri(page + "#offer");
        Term permission = Term.iri(page + "#permission");
        resource.say(ODRL.name("hasPolicy"), offer);
        Resource permitted = new Resource(permission, ODRL.name("Permission"))
                .say(ODRL.name("target"), Term.iri(page))
                .say(ODRL.name("action"), ODRL.name("use").iri());
        if (level == Level.RESTRICTED) {
            Term consent = Term.iri(page + "#consent");
            permitted.say(ODRL.name("duty"), consent);
            sink.accept(new Resource(consent, ODRL.name("Duty"))
                    .say(ODRL.name("action"), ODRL.name("obtainConsent").iri()));
        } else {
            permitted.say(ODRL.name("assignee"), Term.iri(portal.origin() + "/#signed-in"));
            sink.accept(new Resource(Term.iri(portal.origin() + "/#signed-in"), ODRL.name("PartyCollection")));
        }
        Resource policy = new Resource(offer, ODRL.name("Offer"))
                .say(ODRL.name("uid"), offer)
                .say(ODRL.name("permission"), permission);
        publisher().ifPresent(assigner -> policy.say(ODRL.name("assigner"), assigner));
        sink.accept(policy);
        sink.accept(permitted);
    }

    /// In which reference system the places are, as GeoDCAT-AP says it.
    private void saySystem(Resource resource) {
        if (isPlaced()) resource.say(DCTERMS.name("conformsTo"), terms.longitudeAndLatitude());
    }

    private boolean isPlaced() {
        return listed.visible().fields().stream().anyMatch(field -> field.type().isGeo());
    }

    private Term rights() {
        return Term.iri(page + "#rights");
    }

    private void sayRights(Resource resource) {
        if (!said.licence().isEmpty()) resource.say(DCTERMS.name("rights"), rights());
    }

    private void sayKeywords(Resource resource) {
        said.keywords()
                .byLanguage()
                .forEach((language, words) ->
                        words.forEach(word -> resource.say(DCAT.name("keyword"), text(word, language))));
    }

    /// Those of the data; as long as nobody said any, those of the title.
    private void sayLanguages(Resource resource) {
        List<Term> languages = said.languages().isEmpty()
                ? said.title().byLanguage().keySet().stream()
                        .sorted()
                        .flatMap(language -> terms.language(language).stream())
                        .toList()
                : said.languages().stream()
                        .flatMap(code -> terms.languageOfData(code).stream())
                        .toList();
        languages.forEach(term -> resource.say(DCTERMS.name("language"), term));
    }

    private static Optional<Theme> known(String said) {
        return Arrays.stream(Theme.values())
                .filter(theme -> theme.name().equals(said))
                .findFirst();
    }

    private Term theme(String theme) {
        return Term.iri(known(theme).map(Theme::uri).orElseGet(() -> portal.catalogue() + "?theme=" + encoded(theme)));
    }

    private void sayThemes(Resource resource) {
        said.themes().forEach(theme -> resource.say(DCAT.name("theme"), theme(theme)));
    }

    private void writeThemes(Resource resource) throws IOException {
        sayThemes(resource);
        for (String each : said.themes()) {
            Resource concept = new Resource(theme(each), SKOS.name("Concept"));
            Optional<Theme> known = known(each);
            if (known.isPresent()) {
                concept.say(SKOS.name("inScheme"), Term.iri(Theme.TABLE));
                for (String language : AuthorityTerms.LANGUAGES_OF_NAMES) {
                    concept.say(SKOS.name("prefLabel"), Term.text(known.get().in(language), language));
                }
            } else {
                concept.say(SKOS.name("prefLabel"), Term.text(each));
            }
            sink.accept(concept);
        }
    }

    private void sayPublisher(Resource resource) {
        publisher().ifPresent(agent -> resource.say(DCTERMS.name("publisher"), agent));
    }

    private Optional<Term> publisher() {
        if (said.publisher().isEmpty()) return Optional.empty();
        String name = said.publisher().in(portal.language());
        String iri = portal.catalogue() + "?publisher=" + encoded(name);
        return Optional.of(agents.agent(iri, said.publisher(), said.contact().email()));
    }

    private Term contact() {
        return Term.iri(page + "#contact");
    }

    private void writeContact(Resource resource) throws IOException {
        Dataset.Contact about = said.contact();
        if (about.equals(Dataset.Contact.NONE)) return;
        Translated organisation = said.publisher().isEmpty() ? portal.names() : said.publisher();
        Resource contact = new Resource(contact(), VCARD.name("Kind"))
                .say(RDF.name("type"), VCARD.name("Organization").iri());
        if (!about.name().isEmpty()) contact.say(VCARD.name("fn"), Term.text(about.name()));
        sayTexts(contact, VCARD.name("organization-name"), organisation);
        if (!about.email().isEmpty()) contact.say(VCARD.name("hasEmail"), Term.iri("mailto:" + about.email()));
        resource.say(DCAT.name("contactPoint"), contact());
        sink.accept(contact);
    }

    /// Places that others know, and where the rows lie as far as the reader may see that.
    private void writeSpatial(Resource resource) throws IOException {
        Coverage coverage = said.coverage();
        coverage.places()
                .forEach(code -> terms.place(code).ifPresent(place -> resource.say(DCTERMS.name("spatial"), place)));
        Version.Extent extent = dataset.current().extent();
        boolean isPlaced = extent != null && isPlaced();
        // A name without a box would say less than the places do.
        if (!isPlaced && (coverage.territory().isEmpty() || !coverage.places().isEmpty())) return;
        Term name = Term.iri(page + "#spatial");
        Resource location = new Resource(name, DCTERMS.name("Location"));
        sayTexts(location, RDFS.name("label"), coverage.territory());
        sayTexts(location, SKOS.name("prefLabel"), coverage.territory());
        if (isPlaced && extent != null) sayBox(location, extent);
        resource.say(DCTERMS.name("spatial"), name);
        sink.accept(location);
    }

    /// As a box and, for those who look for a geometry, as that.
    static void sayBox(Resource location, Version.Extent extent) {
        Term box = Term.typed(
                "POLYGON ((%2$s %1$s, %4$s %1$s, %4$s %3$s, %2$s %3$s, %2$s %1$s))"
                        .formatted(extent.south(), extent.west(), extent.north(), extent.east()),
                GEOSPARQL.name("wktLiteral"));
        location.say(DCAT.name("bbox"), box).say(LOCN.name("geometry"), box);
    }

    /// From the first day of the first year or month to the last day of the last one.
    private void writeTemporal(Resource resource) throws IOException {
        Coverage coverage = said.coverage();
        if (!coverage.hasPeriod()) return;
        Term name = Term.iri(page + "#temporal");
        Resource period = new Resource(name, DCTERMS.name("PeriodOfTime"));
        Coverage.firstDay(coverage.from()).ifPresent(day -> period.say(DCAT.name("startDate"), date(day)));
        Coverage.lastDay(coverage.until()).ifPresent(day -> period.say(DCAT.name("endDate"), date(day)));
        resource.say(DCTERMS.name("temporal"), name);
        sink.accept(period);
    }

    private static Term.Literal date(LocalDate day) {
        return Term.typed(day.toString(), XSD.name("date"));
    }

    private static Translated suffixed(Translated texts, String suffix) {
        Map<String, String> all = new LinkedHashMap<>();
        texts.byLanguage().forEach((language, text) -> all.put(language, text + suffix));
        return new Translated(all);
    }

    static void sayTexts(Resource resource, Name property, Translated texts) {
        texts.byLanguage().forEach((language, text) -> resource.say(property, text(text, language)));
    }

    private static Term.Literal text(String text, String language) {
        return language.equals(Translated.UNDETERMINED) ? Term.text(text) : Term.text(text, language);
    }

    private static Term.Literal time(Instant time) {
        return Term.typed(time.toString(), XSD.name("dateTime"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
