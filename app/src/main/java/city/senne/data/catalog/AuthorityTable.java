package city.senne.data.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table of terms that portals share. Its rows are a resource beside this class, `code;en;fr;nl`, whose first lines
/// say where they are from; those of places end in the box around each.
public enum AuthorityTable {
    LANGUAGE("languages", "http://publications.europa.eu/resource/authority/language"),
    FREQUENCY("frequencies", "http://publications.europa.eu/resource/authority/frequency"),
    /// The country, its regions, the municipalities of Brussels.
    PLACE("places", ""),
    HVD_CATEGORY("hvd-categories", "http://data.europa.eu/bna/asd487ae75");

    private static final String COUNTRIES = "http://publications.europa.eu/resource/authority/country";
    private static final String NUTS = "http://data.europa.eu/nuts";
    private static final String REFNIS = "http://vocab.belgif.be/auth/refnis2019";

    private final String scheme;
    private final List<Term> terms;

    AuthorityTable(String resource, String scheme) {
        this.scheme = scheme;
        this.terms = lines(resource + ".csv").map(this::term).toList();
    }

    /// @param scheme the table's own name
    /// @param box around a place; null for what is none
    public record Term(String code, String uri, String scheme, List<String> names, Version.@Nullable Extent box) {
        /// @param language any but `fr` and `nl` is answered in English
        public String in(String language) {
            return names.get(
                    switch (language) {
                        case "fr" -> 1;
                        case "nl" -> 2;
                        default -> 0;
                    });
        }

        private boolean isCalled(String said) {
            return Stream.concat(Stream.of(code, uri), names.stream()).anyMatch(name -> name.equalsIgnoreCase(said));
        }
    }

    public List<Term> terms() {
        return terms;
    }

    /// The term that a code, an address or a name in one of the languages means.
    public Optional<Term> find(String said) {
        String bare = said.strip().replace('\'', '’');
        return terms.stream().filter(term -> term.isCalled(bare)).findFirst();
    }

    /// What kept codes are called, in the order of the table.
    public List<String> names(List<String> codes, String language) {
        return terms.stream()
                .filter(term -> codes.contains(term.code()))
                .map(term -> term.in(language))
                .toList();
    }

    private Term term(String line) {
        String[] row = line.split(";", -1);
        Version.Extent box = row.length < 8
                ? null
                : new Version.Extent(
                        Double.parseDouble(row[4]),
                        Double.parseDouble(row[5]),
                        Double.parseDouble(row[6]),
                        Double.parseDouble(row[7]));
        String code = row[0];
        String table = this.scheme.isEmpty() ? placesOf(code) : this.scheme;
        String uri = switch (this) {
            case HVD_CATEGORY -> "http://data.europa.eu/bna/" + code;
            case PLACE -> table.equals(NUTS) ? NUTS + "/code/" + code : table + "/" + code;
            default -> table + "/" + code;
        };
        return new Term(code, uri, table, List.of(row[1], row[2], row[3]), box);
    }

    private static String placesOf(String code) {
        if (Character.isDigit(code.charAt(0))) return REFNIS;
        return code.length() == 3 && Character.isDigit(code.charAt(2)) ? NUTS : COUNTRIES;
    }

    /// Without what is said of the source, and without the header.
    private static Stream<String> lines(String resource) {
        try (InputStream table = AuthorityTable.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(table, resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
