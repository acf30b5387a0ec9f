package city.senne.data.explore.dcat;

import static city.senne.data.explore.export.rdf.Vocabulary.DCTERMS;
import static city.senne.data.explore.export.rdf.Vocabulary.SKOS;

import city.senne.data.catalog.Licence;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.rdf.RdfSyntax.Sink;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.trust.access.Level;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Words of the EU's authority tables and of IANA that a file uses, each with the class that DCAT-AP asks of it: who
/// reads the file alone need not fetch those tables.
final class AuthorityTerms {
    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final Map<String, String> LANGUAGES = Map.of("fr", "FRA", "nl", "NLD", "en", "ENG", "de", "DEU");

    private final Map<String, String> used = new LinkedHashMap<>();

    private Term use(String iri, String type) {
        used.put(iri, type);
        return Term.iri(iri);
    }

    /// @param language as BCP 47 has it; empty for those that the portal does not speak
    Optional<Term> language(String language) {
        return Optional.ofNullable(LANGUAGES.get(language))
                .map(code -> use(AUTHORITY + "language/" + code, "LinguisticSystem"));
    }

    Term frequency(String iri) {
        return use(iri, "Frequency");
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
        return use(code.isEmpty() ? address : AUTHORITY + "licence/" + code, "LicenseDocument");
    }

    /// Says of what class each word is that was used so far, and in which table it stands.
    void write(Sink sink) throws IOException {
        for (Map.Entry<String, String> each : used.entrySet()) {
            Resource term = new Resource(Term.iri(each.getKey()), DCTERMS.name(each.getValue()));
            if (each.getKey().startsWith(AUTHORITY)) {
                String table = each.getKey().substring(0, each.getKey().lastIndexOf('/'));
                term.say(SKOS.name("inScheme"), Term.iri(table));
            }
            sink.accept(term);
        }
    }
}
