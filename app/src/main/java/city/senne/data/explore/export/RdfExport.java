package city.senne.data.explore.export;

import static city.senne.data.explore.export.rdf.Vocabulary.GEO;
import static city.senne.data.explore.export.rdf.Vocabulary.GEOSPARQL;
import static city.senne.data.explore.export.rdf.Vocabulary.RDF;
import static city.senne.data.explore.export.rdf.Vocabulary.RDFS;
import static city.senne.data.explore.export.rdf.Vocabulary.XSD;

import city.senne.data.explore.export.rdf.Name;
import city.senne.data.explore.export.rdf.RdfSyntax;
import city.senne.data.explore.export.rdf.Resource;
import city.senne.data.explore.export.rdf.Term;
import city.senne.data.explore.export.rdf.Vocabulary;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTWriter;

/// Rows as RDF: a record is named by its address in the API, a field by the dataset's address and its name. Values
/// keep their types; a place is WKT, and the main point has latitude and longitude too.
///
/// @param dataset its address in the API
/// @param labels whether the fields are described by their labels
public record RdfExport(TextValues values, RdfSyntax syntax, String dataset, boolean labels) implements RowWriter {

    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        var fields = new Vocabulary("field", dataset + "#");
        List<Name> names = UniqueNames.plain(columns).stream().map(fields::name).toList();
        MainPlace main = MainPlace.of(columns, null);
        syntax.write(out, List.of(RDF, RDFS, XSD, GEO, GEOSPARQL, fields), sink -> {
            if (labels) {
                for (int i = 0; i < names.size(); i++) sink.accept(field(names.get(i), columns.get(i)));
            }
            for (long number = 1; rows.next(); number++) sink.accept(record(rows, names, main, number));
        });
    }

    private static Resource field(Name name, OutputColumn column) {
        return new Resource(Term.iri(name.namespace() + name.local()), RDF.name("Property"))
                .say(RDFS.name("label"), Term.text(CsvExport.header(column, true)));
    }

    private Resource record(Rows rows, List<Name> names, MainPlace main, long number) {
        String id = rows.id();
        Term subject = id == null ? new Term.Blank("r" + number) : Term.iri(dataset + "/records/" + id);
        Resource resource = new Resource(subject, null);
        List<OutputColumn> columns = rows.columns();
        for (int i = 0; i < names.size(); i++) {
            Object value = rows.value(i);
            if (value instanceof List<?> many) {
                for (Object one : many) resource.say(names.get(i), Term.text(String.valueOf(one)));
            } else {
                Term.Literal literal = literal(columns.get(i), value);
                if (literal != null) resource.say(names.get(i), literal);
            }
            if (i == main.column() && value instanceof Rows.Place place) {
                resource.say(GEO.name("lat"), decimal(place.latitude()));
                resource.say(GEO.name("long"), decimal(place.longitude()));
            }
        }
        return resource;
    }

    private Term.@Nullable Literal literal(OutputColumn column, @Nullable Object value) {
        String text = values.text(column, value);
        if (value == null || text == null) return null;
        return switch (value) {
            case Rows.Place place when column.type() == ValueType.POINT -> wkt(Shapes.point(place));
            case byte[] wkb -> wkt(Shapes.read(wkb));
            case Rows.File file -> Term.typed(file.address(), XSD.name("anyURI"));
            default -> {
                Name datatype = datatype(column);
                yield datatype == null ? Term.text(text) : Term.typed(text, datatype);
            }
        };
    }

    private static Term.Literal wkt(Geometry geometry) {
        return Term.typed(new WKTWriter().write(geometry), GEOSPARQL.name("wktLiteral"));
    }

    private static Term.Literal decimal(double degrees) {
        return Term.typed(new java.math.BigDecimal(Double.toString(degrees)).toPlainString(), XSD.name("decimal"));
    }

    /// Null for plain text.
    private static @Nullable Name datatype(OutputColumn column) {
        return switch (column.type()) {
            case INTEGER -> XSD.name("integer");
            case NUMBER -> XSD.name("double");
            case DECIMAL -> XSD.name("decimal");
            case BOOLEAN -> XSD.name("boolean");
            case DATE ->
                switch (Objects.requireNonNullElse(JsonValues.precision(column), "day")) {
                    case "year" -> XSD.name("gYear");
                    case "month" -> XSD.name("gYearMonth");
                    default -> XSD.name("date");
                };
            case DATETIME -> XSD.name("dateTime");
            case JSON -> RDF.name("JSON");
            default -> null;
        };
    }
}
