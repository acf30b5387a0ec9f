package city.senne.data.explore.export.rdf;

import org.jspecify.annotations.Nullable;

/// A subject or an object of RDF.
public sealed interface Term {
    /// Names something; whatever an IRI may not contain is escaped.
    record Iri(String iri) implements Term {
        public Iri {
            iri = escaped(iri);
        }
    }

    /// Something without a name.
    ///
    /// @param label within the file: letters and digits
    record Blank(String label) implements Term {}

    /// @param datatype null for text
    /// @param language null for text of no language
    record Literal(
            String text, @Nullable Name datatype, @Nullable String language) implements Term {
        public Literal {
            text = text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
        }
    }

    static Iri iri(String iri) {
        return new Iri(iri);
    }

    static Literal text(String text) {
        return new Literal(text, null, null);
    }

    static Literal text(String text, String language) {
        return new Literal(text, null, language);
    }

    static Literal typed(String text, Name datatype) {
        return new Literal(text, datatype, null);
    }

    private static String escaped(String iri) {
        var escaped = new StringBuilder(iri.length());
        for (int i = 0; i < iri.length(); i++) {
            char each = iri.charAt(i);
            if (each <= ' ' || "<>\"{}|\\^`".indexOf(each) >= 0) escaped.append("%%%02X".formatted((int) each));
            else escaped.append(each);
        }
        return escaped.toString();
    }
}
