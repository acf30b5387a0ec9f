package city.senne.data.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The catalogue in the words of OGC API – Records.
@OpenHouse
class RecordsApiTest {
    private static final String ITEMS = "/ogc/collections/datasets/items";
    private static boolean published;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    private Steward anybody = Steward.stranger(0);

    @BeforeEach
    void three_datasets(@TempDir Path folder) throws Exception {
        anybody = Steward.stranger(port);
        if (published) return;
        publish(folder, "recorded-fountains", "ref,latitude,longitude\nf1,50.85,4.35\nf2,50.86,4.36\n", """
                title: {fr: Fontaines wabberiques, nl: Wabberfonteinen}
                description: {fr: Les points d'eau zibelins de la ville}
                publisher: {fr: Service des eaux}
                contact: {name: Eaux, email: eaux@example.org}
                licence: CC BY 4.0
                themes: [ENVI, Fraîcheur]
                keywords: {fr: [eau]}
                languages: [FRA, NLD]
                period: {from: "2019", until: "2021"}
                """);
        publish(folder, "recorded-ponds", "ref,latitude,longitude\np1,50.45,3.95\n", """
                title: {fr: Étangs wabberiques, nl: Wabbervijvers}
                description: {fr: Une ville de points zibelins}
                licence: Notre licence
                licence_url: https://example.org/licence
                period: {from: "2022-03"}
                """);
        publish(folder, "recorded-invoices", "ref,amount\n1,2\n", "title: {fr: Factures wabberiques}\n");
        published = true;
    }

    private void publish(Path folder, String id, String rows, String description) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), rows);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n" + description);
        assertThat(delivery.state()).as(delivery.toString()).isEqualTo(Delivery.State.LANDED);
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = anybody.ask(path.replaceFirst("^http://[^/]+", ""));
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode items(String query) throws Exception {
        return json(ITEMS + "?lang=fr&" + query);
    }

    private static List<String> ids(JsonNode page) {
        return page.get("features")
                .valueStream()
                .map(each -> each.get("id").asString())
                .toList();
    }

    private static String link(JsonNode document, String rel) {
        return document.get("links")
                .valueStream()
                .filter(link -> link.get("rel").asString().equals(rel))
                .map(link -> link.get("href").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void the_catalogue_is_a_collection_of_records_under_an_id_that_no_dataset_gets() throws Exception {
        JsonNode catalogue = json("/ogc/collections")
                .get("collections")
                .valueStream()
                .filter(each -> each.path("itemType").asString().equals("record"))
                .findFirst()
                .orElseThrow();
        assertThat(catalogue.get("id").asString()).isEqualTo("datasets");
        assertThat(catalogue.get("type").asString()).isEqualTo("Collection");
        assertThat(new DatasetId("datasets").isReserved()).isTrue();
        assertThat(DatasetId.from("Datasets").value()).isNotEqualTo("datasets");
        assertThat(json(link(catalogue, "self")).get("links")).isEqualTo(catalogue.get("links"));
        assertThat(link(catalogue, "items")).endsWith(ITEMS);
        assertThat(link(json("/ogc"), "http://www.opengis.net/def/rel/ogc/1.0/ogc-catalog"))
                .endsWith(ITEMS);
        assertThat(json("/ogc/conformance").get("conformsTo").toString())
                .contains(
                        "ogcapi-records-1/1.0/conf/searchable-catalog",
                        "ogcapi-records-1/1.0/conf/record-core-query-parameters");
    }

    @Test
    void a_record_tells_what_the_catalogue_knows() throws Exception {
        JsonNode record = json(ITEMS + "/recorded-fountains?lang=nl");
        assertThat(record.get("type").asString()).isEqualTo("Feature");
        assertThat(record.at("/geometry/coordinates/0/0").toString()).isEqualTo("[4.35,50.85]");
        assertThat(record.at("/geometry/coordinates/0/2").toString()).isEqualTo("[4.36,50.86]");
        assertThat(record.at("/time/interval").toString()).isEqualTo("[\"2019-01-01\",\"2021-12-31\"]");
        JsonNode properties = record.get("properties");
        assertThat(properties.get("type").asString()).isEqualTo("dataset");
        assertThat(properties.get("title").asString()).isEqualTo("Wabberfonteinen");
        assertThat(properties.at("/language/code").asString()).isEqualTo("nl");
        assertThat(properties.get("languages").toString()).contains("fr", "nl");
        assertThat(properties.get("resourceLanguages").toString()).isEqualTo("[{\"code\":\"fr\"},{\"code\":\"nl\"}]");
        assertThat(properties.get("license").asString()).isEqualTo("CC-BY-4.0");
        assertThat(properties.at("/themes/0/concepts/0/id").asString()).isEqualTo("ENVI");
        assertThat(properties.at("/themes/0/concepts/0/title").asString()).isEqualTo("Milieu");
        assertThat(properties.at("/themes/1/concepts/0/id").asString()).isEqualTo("Fraîcheur");
        assertThat(properties.at("/contacts/0/emails/0/value").asString()).isEqualTo("eaux@example.org");
        assertThat(properties.get("created").asString()).endsWith("Z");
        assertThat(link(record, "self")).endsWith(ITEMS + "/recorded-fountains");
        assertThat(link(record, "collection")).endsWith("/ogc/collections/datasets");
        assertThat(link(record, "alternate")).endsWith("/datasets/recorded-fountains");
        assertThat(json(link(record, "item")).get("numberMatched").asInt()).isEqualTo(2);
        assertThat(anybody.ask(link(record, "enclosure").replaceFirst("^http://[^/]+", ""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(link(record, "license")).startsWith("https://creativecommons.org/");
        assertThat(ids(items("ids=recorded-fountains"))).containsExactly("recorded-fountains");
        assertThat(items("ids=recorded-fountains").at("/features/0/properties/updated"))
                .isEqualTo(properties.get("updated"));
        JsonNode plain = json(ITEMS + "/recorded-invoices");
        assertThat(plain.get("geometry").isNull()).isTrue();
        assertThat(plain.get("time").isNull()).isTrue();
        assertThat(link(plain, "item")).isEmpty();
        assertThat(json(ITEMS + "/recorded-ponds").at("/properties/license").asString())
                .isEqualTo("other");
        assertThat(anybody.ask(ITEMS + "/no-such-dataset").statusCode()).isEqualTo(404);
    }

    /// Each term is a search of its own.
    @Test
    void a_hundred_searches_are_not_one_question() throws Exception {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "a" + i).collect(Collectors.joining(","));
        for (String parameter : List.of("q", "type", "externalIds")) {
            assertThat(anybody.ask(ITEMS + "?" + parameter + "=" + hundred).statusCode())
                    .as(parameter)
                    .isEqualTo(400);
        }
        assertThat(anybody.ask(ITEMS + "?ids=" + hundred).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=wabberique|recorded-fountains recorded-invoices recorded-ponds",
                "q=wabberfonteinen|recorded-fountains",
                "q=WABBERVIJVER,zibelines factures|recorded-ponds",
                "q=factures wabberiques|recorded-invoices",
                "q=wabberiques factures|",
                "q=factures,étangs|recorded-invoices recorded-ponds",
                "q=points zibelins|recorded-ponds",
                "q=wabberique&ids=recorded-ponds,recorded-invoices,none|recorded-invoices recorded-ponds",
                "q=wabberique&type=dataset|recorded-fountains recorded-invoices recorded-ponds",
                "q=wabberique&type=service|",
                "q=wabberique&bbox=4.3,50.8,4.4,50.9|recorded-fountains",
                "q=wabberique&bbox=3,50,5,51|recorded-fountains recorded-ponds",
                "q=wabberique&bbox=-10,-10,-9,-9|",
                "q=wabberique&bbox=0,0,1,1&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/31370|",
                "q=wabberique&bbox=100000,100000,200000,200000&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/31370|recorded-fountains recorded-ponds",
                "q=wabberique&datetime=2020-05-05|recorded-fountains",
                "q=wabberique&datetime=2022-01-01/..|recorded-ponds",
                "q=wabberique&datetime=../2019-01-01|recorded-fountains",
                "q=wabberique&datetime=2021-12-31T12:00:00Z/2022-03-01|recorded-fountains recorded-ponds",
                "q=wabberique&externalIds=none|",
                "q=wabberique&externalIds=uid:|recorded-fountains recorded-invoices recorded-ponds",
                "q=…|",
            })
    void records_are_those_that_meet_all_that_was_asked(String query, String expected) throws Exception {
        String encoded = query.replaceAll(" ", "%20");
        StringBuilder asked = new StringBuilder();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            asked.append('&')
                    .append(pair, 0, equals + 1)
                    .append(URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        JsonNode page = items(asked.substring(1));
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" ", -1));
        assertThat(ids(page)).as(encoded).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(page.get("numberMatched").asInt()).isEqualTo(wanted.size());
        assertThat(page.get("numberReturned").asInt()).isEqualTo(wanted.size());
    }

    @Test
    void a_dataset_is_found_by_the_id_that_it_keeps() throws Exception {
        String uid = json(ITEMS + "/recorded-ponds")
                .at("/properties/externalIds/0/value")
                .asString();
        assertThat(ids(items("externalIds=" + uid))).containsExactly("recorded-ponds");
        assertThat(ids(items("externalIds=uid:" + uid))).containsExactly("recorded-ponds");
        assertThat(ids(items("externalIds=doi:" + uid))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"q=wabberique", "ids=recorded-ponds,recorded-fountains,recorded-invoices", "bbox=3,50,5,51"})
    void links_lead_through_all_records(String query) throws Exception {
        List<String> whole = ids(items(query + "&limit=1000"));
        assertThat(whole).contains("recorded-ponds", "recorded-fountains");
        List<String> walked = new ArrayList<>();
        String next = ITEMS + "?limit=2&" + query;
        while (!next.isEmpty()) {
            JsonNode page = json(next);
            assertThat(page.get("numberMatched").asInt()).isEqualTo(whole.size());
            walked.addAll(ids(page));
            next = link(page, "next");
        }
        assertThat(walked).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing=1",
                "limit=0",
                "limit=x",
                "offset=-1",
                "offset=1.5",
                "bbox=1,2,3",
                "datetime=yesterday",
                "q=a&q=b",
                "crs=http://www.opengis.net/def/crs/EPSG/0/31370",
                "f=html",
                "filter=a%3D1"
            })
    void what_cannot_be_understood_is_refused(String query) throws Exception {
        assertThat(anybody.ask(ITEMS + "?" + query).statusCode()).isEqualTo(400);
    }

    /// A client of other people finds its way from the landing page alone.
    @Test
    void a_foreign_client_finds_features_tiles_and_records() throws Exception {
        JsonNode told = OtherReaders.script(
                "ogc-client.mjs", "http://localhost:" + port + "/ogc", "recorded-fountains", "datasets");
        assertThat(told.get("hasFeatures").asBoolean()).isTrue();
        assertThat(told.get("hasRecords").asBoolean()).isTrue();
        assertThat(told.get("hasTiles").asBoolean()).isTrue();
        assertThat(told.get("records").toString()).contains("datasets");
        assertThat(told.get("features").toString())
                .contains("recorded-fountains")
                .doesNotContain("recorded-invoices");
        assertThat(told.get("vectorTiles").toString()).contains("recorded-fountains");
        assertThat(told.get("items").asString()).contains("/ogc/collections/recorded-fountains/items");
        assertThat(told.get("item").size()).isEqualTo(1);
        assertThat(told.get("tileset").toString()).contains("WebMercatorQuad", "BelgianLambert2008Quad");
        assertThat(told.at("/collection/supportedTileMatrixSets").toString())
                .contains("WebMercatorQuad", "BelgianLambert2008Quad");
        assertThat(told.get("record").size()).isEqualTo(1);
        assertThat(told.get("style").asString()).contains("/ogc/collections/recorded-fountains/styles/places");
    }
}
