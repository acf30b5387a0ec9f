package city.senne.data.explore.api;

import static city.senne.data.explore.api.ApiVisitor.TREES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Every format of the golden trees and of a table without places, over HTTP.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportApiTest {
    private static final String PLAIN = "/catalog/datasets/sans-lieu";
    private static final double HEIGHTS = 189;

    @TempDir
    private Path folder;

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        ApiVisitor.publishTrees(publishFile);
        Path file = Files.writeString(folder.resolve("sans-lieu.csv"), "nom;nombre\nA;1\nB;2\n");
        publishFile.publish(new Viewer.Operator(), file, "id: sans-lieu\ntitle: Sans lieu\n");
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @Test
    void a_dataset_offers_the_formats_that_make_sense_for_it() throws Exception {
        assertThat(offered(TREES))
                .isEqualTo(
                        "self dataset csv xlsx json jsonl parquet geojson shp fgb kml gpx ical jsonld rdfxml turtle n3");
        assertThat(offered(PLAIN)).isEqualTo("self dataset csv xlsx json jsonl parquet jsonld rdfxml turtle n3");
    }

    @ParameterizedTest
    @CsvSource({
        "shp, arbres.zip, application/zip",
        "fgb, arbres.fgb, application/octet-stream;charset=utf-8",
        "ical, arbres.ics, text/calendar;charset=utf-8",
        "jsonld, arbres.jsonld, application/ld+json",
        "rdfxml, arbres.rdf, application/rdf+xml",
        "turtle, arbres.ttl, text/turtle;charset=utf-8",
        "n3, arbres.n3, text/n3;charset=utf-8"
    })
    void each_has_a_name_a_type_and_a_tag(String format, String name, String type) throws Exception {
        String address = TREES + "/exports/" + format;
        Reply reply = visitor.get(address);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + name + "\"");
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase(type);
        assertThat(visitor.get(address, "If-None-Match", reply.header("ETag")).status())
                .isEqualTo(304);
        assertThat(visitor.get(address).response().body())
                .isEqualTo(reply.response().body());
        Reply packed = visitor.get(address + "?compressed=true");
        assertThat(packed.header("Content-Disposition")).contains(name + ".gz");
        assertThat(packed.response().body()).startsWith(0x1f, 0x8b);
        assertThat(visitor.send("HEAD", address).response().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shp", "fgb", "geojson", "kml"})
    void gdal_finds_the_same_trees_in_every_format_of_places(String format) throws Exception {
        Path file = download(format, "?main_geo_field=localisation&where=localisation is not null");
        String said = OtherReaders.ogrinfo(file);
        assertThat(said).contains("Feature Count: 11");
        Matcher extent = Pattern.compile("Extent: \\(([\\d.]+), ([\\d.]+)\\) - \\(([\\d.]+), ([\\d.]+)\\)")
                .matcher(said);
        assertThat(extent.find()).isTrue();
        double[] box = {4.31, 50.809, 4.393, 50.8949};
        for (int i = 0; i < 4; i++) {
            assertThat(Double.parseDouble(extent.group(i + 1))).isCloseTo(box[i], within(1e-6));
        }
        assertThat(Pattern.compile("hauteur \\(\\w+\\) = ([\\d.]+)")
                        .matcher(said)
                        .results()
                        .mapToDouble(height -> Double.parseDouble(height.group(1)))
                        .sum())
                .isEqualTo(HEIGHTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shp", "fgb", "geojson", "parquet", "xlsx"})
    void libraries_for_javascript_find_the_same_trees(String format) throws Exception {
        Path file = download(format, "?main_geo_field=localisation&where=localisation is not null");
        JsonNode rows = OtherReaders.node(format, file).get("rows");
        assertThat(rows).hasSize(11);
        assertThat(StreamSupport.stream(rows.spliterator(), false)
                        .mapToDouble(row -> row.path("hauteur").asDouble(0))
                        .sum())
                .isEqualTo(HEIGHTS);
    }

    @Test
    void libreoffice_opens_the_workbook_and_shows_what_is_in_it() throws Exception {
        Path file = download("xlsx", "?select=id,nom,hauteur,diametre,plante&order_by=id");
        assertThat(OtherReaders.libreOffice(file))
                .hasSize(13)
                .startsWith(
                        "id;nom;hauteur;diametre;plante",
                        "T01;Chêne de la Grand-Place;22;88.5;1931-03-12",
                        "T02;Platane du Parc de Bruxelles;31;120;1902-11-02")
                .contains("T09;Charme sans coordonnées;;22;");
    }

    @Test
    void the_trees_were_planted_on_days_of_a_calendar() throws Exception {
        JsonNode rows =
                OtherReaders.node("ical", download("ical", "?use_labels=true")).get("rows");
        String planted = visitor.get(TREES + "/records?select=count(plante) as n&limit=1")
                .json()
                .at("/results/0/n")
                .asString();
        assertThat(rows).hasSize(Integer.parseInt(planted));
        String id = visitor.get(TREES + "/records?where=id=\"T01\"&select=recordid as r")
                .json()
                .at("/results/0/r")
                .asString();
        assertThat(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.get("uid").asString()))
                .contains(id)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_record_in_rdf_is_named_by_an_address_that_answers() throws Exception {
        assertThat(OtherReaders.rapper("turtle", download("turtle", "")))
                .isEqualTo(OtherReaders.rapper("rdfxml", download("rdfxml", "")))
                .hasSizeGreaterThan(100);
        String record = visitor.get(TREES + "/exports/jsonld?limit=1&order_by=id")
                .json()
                .at("/@graph/0/@id")
                .asString();
        assertThat(visitor.get(record.substring(record.indexOf("/catalog")))
                        .json()
                        .get("id")
                        .asString())
                .isEqualTo("T01");
    }

    @Test
    void groups_are_things_without_a_name() throws Exception {
        assertThat(visitor.get(TREES + "/exports/turtle?select=count(*) as n&group_by=commune")
                        .text())
                .contains("_:r1 ", "field:n \"1\"^^xsd:integer");
    }

    @Test
    void places_come_in_the_system_that_is_asked_for() throws Exception {
        for (String format : new String[] {"shp", "fgb", "geojson"}) {
            String said = OtherReaders.ogrinfo(download(format, "?epsg=31370&select=id,localisation"));
            assertThat(said)
                    .as(format)
                    .containsPattern("Belgian Lambert 72|Belge_Lambert_1972")
                    .contains("POINT (14");
        }
        Reply unknown = visitor.get(TREES + "/exports/shp?epsg=31300");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("31370", "for a shapefile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shp", "fgb", "gpx", "ical"})
    void a_format_that_makes_no_sense_is_refused_with_the_way_out(String format) throws Exception {
        for (String address :
                new String[] {PLAIN + "/exports/" + format, TREES + "/exports/" + format + "?select=id"}) {
            Reply reply = visitor.get(address);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().get("message").asString()).contains("select", "csv or json");
            assertThat(reply.header("Content-Disposition")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shp", "fgb", "kml", "gpx", "ical", "jsonld", "rdfxml", "turtle", "n3", "parquet", "xlsx"})
    void nothing_found_is_an_empty_file(String format) throws Exception {
        Reply reply = visitor.get(TREES + "/exports/" + format + "?where=id=\"none\"");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.response().body()).isNotEmpty();
    }

    @Test
    void hidden_or_unknown_is_not_there() throws Exception {
        assertThat(visitor.get("/catalog/datasets/none/exports/shp").status()).isEqualTo(404);
        assertThat(visitor.get(TREES + "/exports/dwg").status()).isEqualTo(404);
    }

    private String offered(String dataset) throws Exception {
        return String.join(
                " ",
                StreamSupport.stream(
                                visitor.get(dataset + "/exports")
                                        .json()
                                        .get("links")
                                        .spliterator(),
                                false)
                        .map(link -> link.get("rel").asString())
                        .toList());
    }

    private Path download(String format, String parameters) throws Exception {
        Reply reply = visitor.get(TREES + "/exports/" + format + parameters);
        assertThat(reply.status())
                .as(new String(reply.response().body(), UTF_8))
                .isEqualTo(200);
        String name = reply.header("Content-Disposition").replaceAll(".*\"(.*)\"", "$1");
        return Files.write(folder.resolve(name), reply.response().body());
    }
}
