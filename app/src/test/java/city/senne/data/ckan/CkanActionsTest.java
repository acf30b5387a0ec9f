package city.senne.data.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What clients of CKAN get, over HTTP.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CkanActionsTest {
    private static final String DESCRIBED = """
            id: ckan-%s
            title: {fr: %s, nl: Bomen, en: Trees}
            publisher: Bureau des Étangs
            licence: CC BY 4.0
            keywords: [ckan-essai, "étang %s"]
            themes: [Environnement, Mes mares]
            """;

    @LocalServerPort
    private int port;

    private CkanVisitor visitor() {
        return new CkanVisitor(port);
    }

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        for (String name : List.of("a", "b", "c")) {
            Path file = Files.writeString(
                    folder.resolve(name + ".csv"),
                    "ref;kind;size;seen\nr1;oak;3;2026-01-02\nr2;elm;12;\nr3;oak;7;2026-03-04\n");
            publishFile.publish(new Viewer.Operator(), file, DESCRIBED.formatted(name, "Mares " + name, name));
        }
        // The one with the word in its title is neither the first nor the last that was changed.
        for (String told : List.of("f|Étangs|zwaan", "d|Zwaan|canard", "e|Oies|zwaan")) {
            List<String> said = List.of(told.split("\\|"));
            Path file = Files.writeString(folder.resolve(said.get(0) + ".csv"), "ref\nr1\n");
            publishFile.publish(
                    new Viewer.Operator(),
                    file,
                    "id: ckan-%s\ntitle: {fr: %s}\nkeywords: [%s]\n".formatted(said.toArray()));
        }
    }

    private String rows() throws Exception {
        return visitor()
                .get("package_show?id=ckan-a")
                .result()
                .path("resources")
                .valueStream()
                .filter(resource -> resource.path("datastore_active").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Test
    void every_action_is_explained_and_every_answer_leads_there() throws Exception {
        for (Action action : Action.values()) {
            assertThat(visitor().get("help_show?name=" + action.key()).result().asString())
                    .isNotBlank();
            assertThat(visitor().get(action.key()).json().path("help").asString())
                    .endsWith("/api/3/action/help_show?name=" + action.key());
        }
        assertThat(visitor().get("help_show?name=bogus").status()).isEqualTo(404);
    }

    @Test
    void a_package_is_whole() throws Exception {
        JsonNode shown = visitor().get("package_show?id=ckan-a").result();
        assertThat(shown.path("name").asString()).isEqualTo("ckan-a");
        assertThat(shown.path("title").asString()).isEqualTo("Mares a");
        assertThat(shown.at("/title_translated/nl").asString()).isEqualTo("Bomen");
        assertThat(shown.at("/organization/name").asString()).isEqualTo("bureau-des-etangs");
        assertThat(shown.path("owner_org")).isEqualTo(shown.at("/organization/id"));
        assertThat(shown.path("license_id").asString()).isEqualTo("cc-by");
        assertThat(shown.path("groups").findValuesAsString("name")).containsExactly("envi", "mes-mares");
        assertThat(shown.path("tags").findValuesAsString("name")).containsExactly("ckan-essai", "étang a");
        assertThat(shown.path("metadata_modified").asString())
                .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}");
        assertThat(shown.path("num_resources").asInt())
                .isEqualTo(shown.path("resources").size());
        assertThat(shown.path("resources").findValuesAsString("format")).contains("CSV", "PARQUET", "API");
        for (JsonNode resource : shown.path("resources")) {
            if (resource.path("resource_type").asString().equals("file")) {
                HttpRequest download = HttpRequest.newBuilder(
                                URI.create(resource.path("url").asString()))
                        .build();
                assertThat(CkanVisitor.CLIENT
                                .send(download, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(visitor()
                            .get("resource_show?id=" + resource.path("id").asString())
                            .result())
                    .isEqualTo(resource);
        }
        assertThat(visitor()
                        .get("package_show?id=" + shown.path("id").asString())
                        .result())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "q=mares&fq=name:ckan-*&sort=name asc | ckan-a ckan-b ckan-c",
                "q=mar&fq=name:ckan-*&sort=name desc | ckan-c ckan-b ckan-a",
                "q=title:\"Mares b\" name:ckan-b | ckan-b",
                "q=*:*&fq=tags:\"étang b\" | ckan-b",
                "fq=tags:ckan-essai -name:ckan-a&sort=title_string asc | ckan-b ckan-c",
                "fq=+organization:bureau-des-etangs +name:(ckan-a OR ckan-c)&sort=name asc | ckan-a ckan-c",
                "fq_list=[\"groups:mes-mares\",\"name:ckan-b\"] | ckan-b",
                "fq=res_format:csv AND name:ckan-a | ckan-a",
                "fq=license_id:cc-by AND tags:ckan-essai&rows=1&start=1&sort=name asc | ckan-b",
                "fq=tags:ckan-essai AND metadata_modified:[2020-01-01T00:00:00Z TO *]&sort=id asc&rows=0 | ~~",
                "fq=tags:ckan-essai AND metadata_modified:[* TO 2020-01-01T00:00:00Z] | ~~",
                "q=nothingofthekind | ~~",
                "q=zwaan&rows=1 | ckan-d",
                "q=zwaan&rows=2&start=1&fq=name:ckan-* | ckan-e ckan-f",
                "q=zwaan&sort=name desc | ckan-f ckan-e ckan-d",
            })
    void finds_what_is_asked_for(String question, String names) throws Exception {
        CkanVisitor.Reply found = visitor().get("package_search?" + question);
        assertThat(String.join(" ", found.names())).isEqualTo(names);
    }

    @Test
    void counts_by_facets() throws Exception {
        JsonNode result = visitor()
                .get("package_search?rows=0&fq=tags:ckan-essai&facet.field=[\"organization\",\"tags\"]&facet.limit=2")
                .result();
        assertThat(result.path("count").asInt()).isEqualTo(3);
        assertThat(result.at("/facets/organization/bureau-des-etangs").asInt()).isEqualTo(3);
        assertThat(result.at("/facets/tags/ckan-essai").asInt()).isEqualTo(3);
        assertThat(result.at("/facets/tags").size()).isEqualTo(2);
        assertThat(result.at("/search_facets/organization/items/0/display_name").asString())
                .isEqualTo("Bureau des Étangs");
    }

    @Test
    void pages_lead_through_all_packages() throws Exception {
        Set<String> told = new HashSet<>();
        int count =
                visitor().get("package_search?rows=0").result().path("count").asInt();
        int asked = 0;
        for (int start = 0; start < count; start += 2) {
            List<String> names = visitor()
                    .get("package_search?rows=2&sort=metadata_modified desc&start=" + start)
                    .names();
            asked += names.size();
            told.addAll(names);
        }
        assertThat(told).hasSize(asked).hasSize(count);
        assertThat(visitor().get("package_list").result()).hasSize(count);
        assertThat(visitor().get("package_list?limit=1&offset=1").result()).hasSize(1);
        assertThat(visitor().get("current_package_list_with_resources?limit=2").result())
                .hasSize(2);
    }

    @Test
    void publishers_themes_and_keywords_are_listed_and_shown() throws Exception {
        assertThat(visitor().get("organization_list").result().toString()).contains("\"bureau-des-etangs\"");
        JsonNode office = visitor()
                .get("organization_show?id=bureau-des-etangs&include_datasets=true")
                .result();
        assertThat(office.path("title").asString()).isEqualTo("Bureau des Étangs");
        assertThat(office.path("package_count").asInt()).isEqualTo(3);
        assertThat(office.path("packages")).hasSize(3);
        assertThat(visitor()
                        .get("organization_show?id=" + office.path("id").asString())
                        .result()
                        .path("name"))
                .isEqualTo(office.path("name"));
        JsonNode ponds = visitor().get("group_show?id=mes-mares").result();
        assertThat(ponds.path("title").asString()).isEqualTo("Mes mares");
        assertThat(visitor()
                        .get("group_list?all_fields=true&groups=envi")
                        .result()
                        .at("/0/title")
                        .asString())
                .isEqualTo("Environnement");
        assertThat(visitor().get("tag_list?query=ÉTANG a").result()).hasSize(1);
        assertThat(visitor()
                        .get("tag_show?id=étang a&include_datasets=true")
                        .result()
                        .at("/packages/0/name")
                        .asString())
                .isEqualTo("ckan-a");
        assertThat(visitor().get("license_list").result().findValuesAsString("id"))
                .contains("cc-by", "notspecified");
        assertThat(visitor()
                        .get("resource_search?query=name:mares b&query=format:csv")
                        .result()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(visitor().get("organization_show?id=absent").status()).isEqualTo(404);
        assertThat(visitor().get("tag_show?id=absent").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "&sort=ref | r1 r2 r3",
                "&sort=size desc | r2 r3 r1",
                "&sort=\"kind\" asc, size desc | r2 r3 r1",
                "&filters={\"kind\":\"oak\"}&sort=ref | r1 r3",
                "&filters={\"kind\":[\"elm\",\"ash\"]} | r2",
                "&filters={\"kind\":[]} | ~~",
                "&filters={\"size\":7} | r3",
                "&filters={\"seen\":\"2026-01-02\"} | r1",
                "&filters={\"seen\":null} | r2",
                "&filters={\"kind\":\"x\\\" OR 1=1 OR kind=\\\"oak\"} | ~~",
                "&q=oak&sort=ref desc | r3 r1",
                "&q={\"kind\":\"el\"} | r2",
                "&sort=ref&limit=1&offset=1 | r2",
            })
    void rows_are_those_asked_for(String question, String refs) throws Exception {
        JsonNode result = visitor()
                .get("datastore_search?resource_id=" + rows() + question)
                .result();
        assertThat(String.join(" ", result.path("records").findValuesAsString("ref")))
                .isEqualTo(refs);
        int all = question.contains("limit") ? 3 : result.path("records").size();
        assertThat(result.path("total").asInt()).isEqualTo(all);
    }

    @Test
    void rows_come_in_four_shapes() throws Exception {
        String asked = "datastore_search?id=ckan-a&sort=ref&fields=ref,size&limit=2&records_format=";
        assertThat(visitor().get(asked + "lists").result().path("records").toString())
                .isEqualTo("[[\"r1\",3],[\"r2\",12]]");
        assertThat(visitor().get(asked + "csv").result().path("records").asString())
                .isEqualTo("r1,3\r\nr2,12\r\n");
        assertThat(visitor().get(asked + "tsv").result().path("records").asString())
                .isEqualTo("r1\t3\r\nr2\t12\r\n");
        JsonNode objects = visitor().get(asked + "objects&include_total=false").result();
        assertThat(objects.path("records").toString())
                .isEqualTo("[{\"ref\":\"r1\",\"size\":3},{\"ref\":\"r2\",\"size\":12}]");
        assertThat(objects.path("fields").toString())
                .isEqualTo("[{\"type\":\"text\",\"id\":\"ref\"},{\"type\":\"int\",\"id\":\"size\"}]");
        assertThat(objects.has("total")).isFalse();
        assertThat(visitor()
                        .get("datastore_search?id=ckan-a&distinct=true&fields=kind&sort=kind")
                        .result()
                        .path("records")
                        .toString())
                .isEqualTo("[{\"kind\":\"elm\"},{\"kind\":\"oak\"}]");
        assertThat(visitor()
                        .get("datastore_search?id=ckan-a&limit=99999")
                        .result()
                        .path("limit")
                        .asInt())
                .isEqualTo(32_000);
        JsonNode info = visitor().get("datastore_info?id=" + rows()).result();
        assertThat(info.at("/meta/count").asInt()).isEqualTo(3);
        assertThat(info.path("fields").findValuesAsString("id")).containsExactly("ref", "kind", "size", "seen");
    }

    @Test
    void the_next_page_is_where_it_is_said_to_be_without_the_key() throws Exception {
        JsonNode links = visitor()
                .get("datastore_search?id=ckan-a&limit=2&sort=ref&_=1")
                .result()
                .path("_links");
        CkanVisitor.Reply next = CkanVisitor.send(
                HttpRequest.newBuilder(visitor().address(links.path("next").asString())));
        assertThat(next.result().path("records").findValuesAsString("ref")).containsExactly("r3");
        assertThat(visitor().get("datastore_search?id=ckan-a&purpose=none").body())
                .doesNotContain("purpose=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "package_show | 409 | Validation Error | name_or_id",
                "package_show?id=absent | 404 | Not Found Error | message",
                "package_search?fq=bogus:1 | 409 | Validation Error | fq",
                "package_search?sort=score asc | 409 | Validation Error | sort",
                "package_search?__type=x | 409 | Validation Error | message",
                "package_search?sort=bogus asc | 409 | Validation Error | sort",
                "package_search?rows=-1 | 409 | Validation Error | rows",
                "package_search?fl=name | 409 | Validation Error | fl",
                "package_search?facet.field=notes | 409 | Validation Error | facet.field",
                "resource_search?query=bogus:1 | 409 | Validation Error | query",
                "datastore_search?resource_id=absent | 404 | Not Found Error | message",
                "datastore_search?id=ckan-a&sort=_id | 409 | Validation Error | sort",
                "datastore_search?id=ckan-a&filters={\"bogus\":1} | 409 | Validation Error | filters",
                "datastore_search?id=ckan-a&filters={\"size\":\"many\"} | 409 | Validation Error | query",
                "datastore_search?id=ckan-a&filters=[1] | 409 | Validation Error | filters",
                "datastore_search?id=ckan-a&records_format=xml | 409 | Validation Error | records_format",
                "datastore_search_sql?sql=select 1 | 409 | Validation Error | sql",
            })
    void what_is_wrong_is_refused_and_named(String question, int status, String type, String named) throws Exception {
        CkanVisitor.Reply refused = visitor().get(question);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.json().path("success").asBoolean()).isFalse();
        assertThat(refused.json().at("/error/__type").asString()).isEqualTo(type);
        assertThat(refused.json().path("error").has(named)).as(refused.body()).isTrue();
    }
}
