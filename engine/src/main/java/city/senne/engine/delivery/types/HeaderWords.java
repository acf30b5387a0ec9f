package city.senne.engine.delivery.types;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What the words of a header say about its column.
final class HeaderWords {
    private static final Set<String> POSTCODE =
            Set.of("postcode", "postcodes", "codepostal", "postal", "postale", "cp", "zip", "zipcode", "postnummer");
    private static final Set<String> CODE = Set.of(
            "code", "codes", "nis", "ins", "refnis", "nuts", "tva", "btw", "vat", "insee", "iban", "bic", "ean",
            "isbn");
    /// Numbers under which a register knows a company or a person: with and without their leading zero, they are names.
    private static final Set<String> REGISTER =
            Set.of("bce", "kbo", "bcenr", "siren", "siret", "niss", "insz", "rrn", "ondernemingsnummer");
    private static final Set<String> PHONE =
            Set.of("tel", "telephone", "telefoon", "telefoonnummer", "phone", "gsm", "mobile", "fax");
    private static final Set<String> IDENTITY =
            Set.of("id", "ids", "identifiant", "identifier", "ref", "reference", "referentie", "uuid", "matricule");
    private static final Set<String> AMOUNT = Set.of(
            "montant",
            "montants",
            "bedrag",
            "bedragen",
            "amount",
            "amounts",
            "prix",
            "prijs",
            "prijzen",
            "price",
            "budget",
            "budgets",
            "begroting",
            "eur",
            "euro",
            "euros",
            "cout",
            "couts",
            "kost",
            "kosten",
            "cost",
            "subside",
            "subsides",
            "subvention",
            "subventions",
            "subsidie",
            "subsidies",
            "loyer",
            "huur");

    private final String header;
    private final List<String> words;

    HeaderWords(String header) {
        this.header = header;
        this.words = Arrays.asList(FieldNames.slug(header).split("_"));
    }

    boolean namesPostcode() {
        return has(POSTCODE);
    }

    boolean namesCode() {
        return has(CODE);
    }

    boolean namesRegisterNumber() {
        return has(REGISTER);
    }

    boolean namesPhone() {
        return has(PHONE);
    }

    boolean namesIdentity() {
        return has(IDENTITY);
    }

    boolean namesAmount() {
        return has(AMOUNT) || header.indexOf('€') >= 0;
    }

    private boolean has(Set<String> wanted) {
        for (String word : words) if (wanted.contains(word)) return true;
        return false;
    }
}
