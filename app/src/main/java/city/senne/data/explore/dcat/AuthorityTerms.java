package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;
import static city.senne.data.explore.export.rdf.Vocabulary.ELI;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;
import static city.senne.data.explore.export.rdf.Vocabulary.SKOS;

import city.senne.data.catalog.AuthorityTable;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Licence;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.rdf.Name;
import city.senne.data.explore.export.rdf.RdfSyntax.Sink;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.trust.access.Level;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Words of the EU's authority tables and of IANA that a file uses, each with the class that DCAT-AP asks of it and,
/// where
/// profiles want a concept, with its names: who reads the file alone need not fetch those tables.
final class AuthorityTerms {
    /// The regulation that lists datasets of high value.
    static final String HIGH_VALUE = "http://data.europa.eu/eli/reg_impl/2023/138/oj";

    static final List<String> LANGUAGES_OF_NAMES = List.of("fr", "nl", "en");

    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final Map<String, String> LANGUAGES = Map.of("fr", "FRA", "nl", "NLD", "en", "ENG", "de", "DEU");

    private final Map<String, Resource> used = new LinkedHashMap<>();

    private Term use(String iri, String type) {
        Term term = Term.iri(iri);
        used.computeIfAbsent(iri, _ -> inTable(new Resource(term, DCTERMS.name(type)), iri));
        return term;
    }

    private static Resource inTable(Resource resource, String iri) {
        if (!iri.startsWith(AUTHORITY)) return resource;
        return resource.say(SKOS.name("inScheme"), Term.iri(iri.substring(0, iri.lastIndexOf('/'))));
    }

    private Term concept(AuthorityTable.Term known, Name type) {
        Term term = Term.iri(known.uri());
        used.computeIfAbsent(known.uri(), _ -> {
            Resource concept = new Resource(term, type).say(SKOS.name("inScheme"), Term.iri(known.scheme()));
            if (!type.equals(SKOS.name("Concept")))
                concept.say(RDF.name("type"), SKOS.name("Concept").iri());
            return named(concept, SKOS.name("prefLabel"), known::in);
        });
        return term;
    }

    private static Resource named(Resource resource, Name property, UnaryOperator<String> names) {
        LANGUAGES_OF_NAMES.forEach(language -> resource.say(property, Term.text(names.apply(language), language)));
        return resource;
    }

    /// @param language as BCP 47 has it; empty for those that the portal does not speak
    Optional<Term> language(String language) {
        return Optional.ofNullable(LANGUAGES.get(language)).flatMap(this::languageOfData);
    }

    /// @param code of the EU's table
    Optional<Term> languageOfData(String code) {
        return AuthorityTable.LANGUAGE.find(code).map(term -> concept(term, DCTERMS.name("LinguisticSystem")));
    }

    Optional<Term> frequency(Frequency frequency) {
        return AuthorityTable.FREQUENCY.find(frequency.name()).map(term -> concept(term, DCTERMS.name("Frequency")));
    }

    Optional<Term> highValue(String code) {
        return AuthorityTable.HVD_CATEGORY.find(code).map(term -> concept(term, SKOS.name("Concept")));
    }

    /// A place with the box around it.
    Optional<Term> place(String code) {
        return AuthorityTable.PLACE.find(code).map(place -> {
            Term term = Term.iri(place.uri());
            used.computeIfAbsent(place.uri(), _ -> {
                Resource location = new Resource(term, DCTERMS.name("Location"))
                        .say(SKOS.name("inScheme"), Term.iri(place.scheme()));
                if (place.box() != null) DcatDataset.sayBox(location, place.box());
                return named(location, SKOS.name("prefLabel"), place::in);
            });
            return term;
        });
    }

    /// The law that asks for high value.
    Term applicableLegislation() {
        Term law = Term.iri(HIGH_VALUE);
        used.computeIfAbsent(HIGH_VALUE, _ -> new Resource(law, ELI.name("LegalResource")));
        return law;
    }

    /// Who may have the data: everybody, those who ask, or nobody outside.
    Term accessRights(Level level) {
        String code = switch (level) {
            case OPEN -> "PUBLIC";
            case SIGNED_IN, RESTRICTED -> "RESTRICTED";
            case HIDDEN -> "NON_PUBLIC";
        };
        return use(AUTHORITY + "access-right/" + code, "RightsStatement");
    }

    /// @param mediaType as IANA registers it, without parameters
    Term mediaType(String mediaType) {
        return use(MEDIA_TYPES + mediaType, "MediaType");
    }

    /// The reference system of all places here.
    Term longitudeAndLatitude() {
        return standard("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "WGS 84 longitude-latitude");
    }

    /// What the API for maps follows.
    Term features() {
        return standard("http://www.opengis.net/spec/ogcapi-features-1/1.0", "OGC API – Features – Part 1: Core");
    }

    private Term standard(String iri, String title) {
        Term term = Term.iri(iri);
        used.computeIfAbsent(
                iri,
                _ -> new Resource(term, DCTERMS.name("Standard")).say(DCTERMS.name("title"), Term.text(title, "en")));
        return term;
    }

    /// How places are told: as points, lines and areas.
    Term vector() {
        String iri = "http://inspire.ec.europa.eu/metadata-codelist/SpatialRepresentationType/vector";
        Term term = Term.iri(iri);
        used.computeIfAbsent(
                iri,
                _ -> new Resource(term, SKOS.name("Concept"))
                        .say(
                                SKOS.name("inScheme"),
                                Term.iri("http://inspire.ec.europa.eu/metadata-codelist/SpatialRepresentationType"))
                        .say(SKOS.name("prefLabel"), Term.text("Vector", "en")));
        return term;
    }

    /// A page.
    Term html() {
        return use(AUTHORITY + "file-type/HTML", "MediaTypeOrExtent");
    }

    /// The type of a file; the nearest wider word where the EU has none for it.
    Term fileType(ExportFormat format) {
        String code = switch (format) {
            case CSV, XLSX, JSON, GEOJSON, SHP, KML, N3 -> format.name();
            case ICAL -> "ICS";
            case JSONLD -> "JSON_LD";
            case RDFXML -> "RDF_XML";
            case TURTLE -> "RDF_TURTLE";
            case GPX -> "XML";
            case JSONL -> "TXT";
            case PARQUET, FGB -> "OCTET";
        };
        return use(AUTHORITY + "file-type/" + code, "MediaTypeOrExtent");
    }

    /// The licence by the EU's name for it; by its own address where the EU has none.
    Term licence(String name, String address) {
        String code = Licence.find(name)
                .map(licence -> switch (licence) {
                    case CC0 -> "CC0";
                    case CC_BY -> "CC_BY_4_0";
                    case CC_BY_SA -> "CC_BYSA_4_0";
                    case ETALAB -> "ETALAB_2_0";
                    case ODBL -> "ODC_BL";
                    case ODC_BY -> "ODC_BY";
                    case FLANDERS -> "";
                })
                .orElse("");
        return document(name, code.isEmpty() ? address : AUTHORITY + "licence/" + code);
    }

    /// The licence by its own address.
    Term document(String name, String address) {
        Term term = Term.iri(address);
        used.computeIfAbsent(address, _ -> {
            Resource licence = inTable(new Resource(term, DCTERMS.name("LicenseDocument")), address);
            return name.isEmpty() ? licence : named(licence, DCTERMS.name("title"), _ -> name);
        });
        return term;
    }

    /// Says of each word that was used so far what it is.
    void write(Sink sink) throws IOException {
        for (Resource each : used.values()) sink.accept(each);
    }
}
