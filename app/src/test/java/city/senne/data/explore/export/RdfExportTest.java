package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenRows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.explore.export.rdf.RdfSyntax;
import city.senne.engine.odsql.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Records as RDF, as Jena and Raptor read them.
class RdfExportTest {
    private static final String DATASET = "https://data.example/api/explore/v2.1/catalog/datasets/lieux";

    @TempDir
    private Path folder;

    @Test
    void every_syntax_says_the_same() throws Exception {
        Model turtle = jena(GivenPlaces.values(), RdfSyntax.TURTLE, true);
        assertThat(turtle.size()).isGreaterThan(20);
        assertThat(jena(GivenPlaces.values(), RdfSyntax.RDF_XML, true).isIsomorphicWith(turtle))
                .isTrue();
        assertThat(jena(GivenPlaces.values(), RdfSyntax.JSON_LD, true).isIsomorphicWith(turtle))
                .isTrue();
    }

    @Test
    void values_keep_their_types() throws Exception {
        assertThat(raptor(GivenPlaces.values(), RdfSyntax.TURTLE))
                .contains(
                        said("r1", "nom", "\"Le Nid\""),
                        said("r1", "entier", "\"9007199254740993\"^^<http://www.w3.org/2001/XMLSchema#integer>"),
                        said("r1", "mesure", "\"0.00000000015\"^^<http://www.w3.org/2001/XMLSchema#double>"),
                        said("r1", "vrai", "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"),
                        said("r1", "jour", "\"1988-04-01\"^^<http://www.w3.org/2001/XMLSchema#date>"),
                        said("r1", "mois", "\"1988-04\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"),
                        said("r1", "mots", "\"a\""),
                        said("r1", "mots", "\"b\""),
                        said("r1", "lieu", "\"POINT (4.35 50.85)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral>"))
                .noneMatch(triple -> triple.startsWith("_:r2"))
                .hasSize(14);
    }

    @ParameterizedTest
    @EnumSource(RdfSyntax.class)
    void a_record_is_named_by_its_address(RdfSyntax syntax) throws Exception {
        Rows rows = new IdentifiedRows(rows().column("nom", ValueType.TEXT)
                .column("__record_id", ValueType.TEXT)
                .row("Le Nid", "0123456789abcdef"));
        Model model = jena(rows, syntax, false);
        assertThat(model.size()).isEqualTo(1);
        assertThat(model.getResource(DATASET + "/records/0123456789abcdef")
                        .getProperty(model.getProperty(DATASET + "#nom"))
                        .getString())
                .isEqualTo("Le Nid");
    }

    @ParameterizedTest
    @EnumSource(RdfSyntax.class)
    void awkward_names_and_texts_come_through(RdfSyntax syntax) throws Exception {
        String awkward = "a\"b\\c\n\r\n\t<d>&amp;]]> é😀 \u0001 '''";
        GivenRows rows = rows().column("count(*)", ValueType.INTEGER)
                .column("count_*_", ValueType.INTEGER)
                .column("2e année", ValueType.TEXT)
                .row(1L, 2L, awkward);
        Model model = jena(rows, syntax, true);
        assertThat(model.listObjectsOfProperty(model.getProperty(DATASET + "#_2e_année"))
                        .next()
                        .asLiteral()
                        .getString()
                        .replace("\r\n", "\n")
                        .replace('\r', '\n'))
                .isEqualTo("a\"b\\c\n\n\t<d>&amp;]]> é😀  '''");
        assertThat(model.contains(null, model.getProperty(DATASET + "#count____1")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(RdfSyntax.class)
    void no_rows_are_a_file_that_says_nothing(RdfSyntax syntax) throws Exception {
        assertThat(jena(rows().column("nom", ValueType.TEXT), syntax, false).isEmpty())
                .isTrue();
    }

    @Test
    void raptor_reads_rdf_xml_as_it_reads_turtle() throws Exception {
        assertThat(raptor(GivenPlaces.shapes(), RdfSyntax.RDF_XML))
                .hasSize(10)
                .isEqualTo(raptor(GivenPlaces.shapes(), RdfSyntax.TURTLE));
    }

    private static String said(String record, String field, String value) {
        return "_:%s <%s#%s> %s .".formatted(record, DATASET, field, value);
    }

    private static byte[] bytes(Rows rows, RdfSyntax syntax, boolean labels) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        new RdfExport(new TextValues(ZoneOffset.UTC, ","), syntax, DATASET, labels).write(rows, out);
        return out.toByteArray();
    }

    private static Model jena(Rows rows, RdfSyntax syntax, boolean labels) throws IOException {
        Lang lang = switch (syntax) {
            case TURTLE -> Lang.TURTLE;
            case RDF_XML -> Lang.RDFXML;
            case JSON_LD -> Lang.JSONLD;
        };
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new ByteArrayInputStream(bytes(rows, syntax, labels)), lang);
        return model;
    }

    private List<String> raptor(Rows rows, RdfSyntax syntax) throws Exception {
        Path file = Files.write(folder.resolve("lieux"), bytes(rows, syntax, false));
        return OtherReaders.rapper(syntax == RdfSyntax.TURTLE ? "turtle" : "rdfxml", file);
    }
}
