package city.senne.data.explore.export.rdf;

import city.senne.data.explore.export.rdf.RdfSyntax.Resources;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Turtle: one block a resource.
record TurtleStream(Writer out) {
    private static final Pattern SHORT = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    static void write(OutputStream out, List<Vocabulary> vocabularies, Resources resources) throws IOException {
        var turtle = new TurtleStream(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        for (Vocabulary each : vocabularies) {
            turtle.out.append("@prefix %s: <%s> .\n"
                    .formatted(each.prefix(), Term.iri(each.namespace()).iri()));
        }
        resources.each(turtle::resource);
        turtle.out.flush();
    }

    private void resource(Resource resource) throws IOException {
        out.append('\n');
        term(resource.subject());
        String between = " ";
        if (resource.type() != null) {
            out.append(" a ");
            name(resource.type());
            between = " ;\n    ";
        }
        for (Map.Entry<Name, List<Term>> said : resource.statements().entrySet()) {
            out.append(between);
            name(said.getKey());
            String comma = " ";
            for (Term object : said.getValue()) {
                out.append(comma);
                term(object);
                comma = ", ";
            }
            between = " ;\n    ";
        }
        out.append(" .\n");
    }

    private void name(Name name) throws IOException {
        if (SHORT.matcher(name.local()).matches()) {
            out.append(name.prefix()).append(':').append(name.local());
        } else {
            term(name.iri());
        }
    }

    private void term(Term term) throws IOException {
        switch (term) {
            case Term.Iri iri -> out.append('<').append(iri.iri()).append('>');
            case Term.Blank blank -> out.append("_:").append(blank.label());
            case Term.Literal literal -> {
                out.append('"').append(escaped(literal.text())).append('"');
                if (literal.language() != null) out.append('@').append(literal.language());
                if (literal.datatype() != null) {
                    out.append("^^");
                    name(literal.datatype());
                }
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
