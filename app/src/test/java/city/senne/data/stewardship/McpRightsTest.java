package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.mcp.Assistant;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What assistants are told of closed data, and on whose behalf.
@OpenHouse
class McpRightsTest extends Houses {
    private Assistant ofPartner;
    private Assistant ofStranger;
    private Assistant ofOther;

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        shared();
        ofPartner = of(partner);
        ofStranger = of(stranger);
        ofOther = of(other);
    }

    private static Assistant of(Steward who) {
        return new Assistant(who.port(), who.key());
    }

    @AfterEach
    void leave() {
        List.of(ofPartner, ofStranger, ofOther).forEach(Assistant::close);
    }

    private Map<String, Object> asked(Object... more) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("dataset_id", closed);
        for (int i = 0; i < more.length; i += 2) arguments.put((String) more[i], more[i + 1]);
        return arguments;
    }

    private List<JsonNode> told(String kind) throws Exception {
        return JsonMapper.shared()
                .readTree(administrator
                        .ask("/api/journal/entries?limit=1000&kind=" + kind + "&dataset=" + closed)
                        .body())
                .valueStream()
                .toList();
    }

    @Test
    void a_partner_gets_her_columns_and_rows_and_the_journal_is_told() throws Exception {
        JsonNode described = ofPartner.answer("describe_dataset", asked());
        assertThat(described.path("fields").findValuesAsString("name")).containsExactly("ref", "street", "commune");
        assertThat(described.path("records").isNull()).isTrue();
        assertThat(described.path("readable").asBoolean()).isTrue();
        assertThat(told("data-read")).isEmpty();

        JsonNode answer = ofPartner.answer(
                "query_dataset", asked("where", "street like \"Iris\" or ref = \"h3\"", "order_by", "ref"));
        assertThat(answer.path("results").findValuesAsString("ref")).containsExactly("h1", "h3");
        assertThat(answer.path("total_count").asInt()).isEqualTo(2);
        assertThat(answer.at("/results/0").propertyNames()).containsExactly("ref", "street", "commune");
        assertThat(told("data-read")).singleElement().satisfies(entry -> {
            assertThat(entry.get("details").toString())
                    .contains("\"version\":\"1\"", "\"rows\":\"2\"", "\"fields\":\"ref, street, commune\"")
                    .contains("\"because\":\"permitted\"", "\"address\":\"/mcp\"");
            assertThat(entry.get("personal").toString())
                    .contains("tool=query_dataset", "where=street like \\\"Iris\\\" or ref = \\\"h3\\\"")
                    .doesNotContain("senne_");
        });
    }

    @Test
    void others_know_of_a_restricted_dataset_and_get_nothing_of_it() throws Exception {
        for (Assistant who : List.of(ofStranger, ofOther)) {
            assertThat(who.answer("describe_dataset", asked()).path("readable").asBoolean())
                    .isFalse();
            JsonNode found = who.answer("search_datasets", Map.of("words", closed.replace('-', ' ')));
            assertThat(found.path("datasets").valueStream())
                    .filteredOn(each -> each.path("dataset_id").asString().equals(closed))
                    .allSatisfy(each -> {
                        assertThat(each.path("readable").asBoolean()).isFalse();
                        assertThat(each.path("records").isNull()).isTrue();
                    });
        }
        assertThat(ofStranger.refusal("query_dataset", asked()))
                .contains("API key")
                .doesNotContain("street");
        assertThat(ofOther.refusal("query_dataset", asked()))
                .contains("not for this caller")
                .doesNotContain("street");
        assertThat(ofStranger.refusal("query_dataset", asked("select", "owner")))
                .doesNotContain("owner");
        assertThat(told("data-read")).isEmpty();
        assertThat(told("act-refused")).isNotEmpty();
    }

    @Test
    void a_hidden_dataset_does_not_exist() throws Exception {
        level("hidden");
        for (Assistant who : List.of(ofStranger, ofOther)) {
            for (String tool : List.of("describe_dataset", "query_dataset")) {
                String missing = who.refusal(tool, asked());
                String absent = who.refusal(tool, Map.of("dataset_id", "absent"));
                assertThat(missing.replace(closed, "absent")).isEqualTo(absent);
            }
            for (Map<String, Object> search : List.<Map<String, Object>>of(
                    Map.of("words", closed), Map.of("words", closed.replace('-', ' ')), Map.of("limit", 50))) {
                assertThat(who.answer("search_datasets", search).toString()).doesNotContain("\"" + closed + "\"");
            }
        }
        assertThat(ofPartner.answer("describe_dataset", asked()).path("title").asString())
                .isNotBlank();
    }

    @Test
    void a_hidden_field_is_an_unknown_one_and_is_never_proposed() throws Exception {
        for (String clause : List.of("select", "where", "group_by", "order_by")) {
            for (String name : List.of("owner", "ownr", "price", "pricee")) {
                String text = clause.equals("where") ? name + " = \"Anna\"" : name;
                String refused = ofPartner.refusal("query_dataset", asked(clause, text));
                assertThat(refused).contains("no field “" + name + "”");
                assertThat(refused.replace("“" + name + "”", "")).doesNotContain("owner", "price", "Anna");
            }
        }
        assertThat(ofPartner.refusal("query_dataset", asked("select", "stret"))).contains("Nearest: street");
        assertThat(told("data-read")).as("nothing was read").isEmpty();
    }

    @Test
    void a_purpose_is_said_with_the_question() throws Exception {
        Map<String, String> rule = rule("other-" + number);
        rule.put("purpose", "Audit of empty houses");
        rule.put("demands-purpose", "true");
        HttpResponse<String> made = add(rule, "ref", "street");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        assertThat(ofOther.refusal("query_dataset", asked())).contains("Audit of empty houses", "purpose");
        assertThat(ofOther.answer("describe_dataset", asked()).path("purposes").toString())
                .contains("Audit of empty houses");
        assertThat(ofOther.refusal("query_dataset", asked("purpose", "Taxes"))).contains("Audit of empty houses");
        assertThat(ofOther.refusal("query_dataset", asked("purpose", "a\u0000b")))
                .isNotBlank();
        JsonNode answer = ofOther.answer(
                "query_dataset", asked("purpose", "audit of empty houses", "order_by", "ref", "select", "ref"));
        assertThat(answer.path("results").findValuesAsString("ref")).containsExactly("h1", "h3");
        assertThat(answer.toString()).as("the address is nobody else's").doesNotContain("purpose");
        assertThat(told("data-read")).singleElement().satisfies(entry -> {
            assertThat(entry.get("details").toString()).contains("Audit of empty houses");
            assertThat(entry.get("personal").toString())
                    .contains("\"said\":\"audit of empty houses\"")
                    .doesNotContain("purpose=");
        });
        assertThat(ofStranger.refusal("query_dataset", asked("purpose", "Audit of empty houses")))
                .contains("API key");
        try (Assistant saying = new Assistant(other.port(), other.key(), "Senne-Purpose", "Audit of empty houses")) {
            assertThat(saying.answer("query_dataset", asked()).path("results")).hasSize(2);
            assertThat(saying.refusal("query_dataset", asked("purpose", "Taxes")))
                    .contains("another purpose");
        }
    }

    /// That a row is that long says something of it.
    @Test
    void a_refusal_that_tells_of_rows_is_told(@Autowired PublishFile publishFile, @TempDir Path folder)
            throws Exception {
        closed = "mcp-long-" + number;
        Path file = Files.writeString(folder.resolve("long.csv"), "ref;text\nr1;%s\n".formatted("x".repeat(300_000)));
        publishFile.publish(new Viewer.Operator(), file, "id: " + closed + "\ndraft: true\n");
        try (Assistant steward = of(administrator)) {
            assertThat(steward.refusal("query_dataset", asked("select", "txt"))).contains("Nearest: text");
            assertThat(told("data-read")).isEmpty();
            assertThat(steward.refusal("query_dataset", asked())).contains("Select fewer fields");
            assertThat(told("data-read")).hasSize(1);
        }
        assertThat(ofPartner.refusal("query_dataset", asked())).contains("There is no dataset");
    }

    @Test
    void a_key_for_one_dataset_reads_no_other() throws Exception {
        try (Assistant elsewhere = of(limited(closed, Scope.Verb.values()))) {
            assertThat(elsewhere
                            .answer("query_dataset", asked())
                            .path("total_count")
                            .asInt())
                    .isEqualTo(4);
            String refused = elsewhere.refusal("query_dataset", Map.of("dataset_id", open));
            assertThat(refused).doesNotContain("Iris");
        }
    }

    /// A browser sends its session along with whatever another page makes it send.
    @Test
    void a_session_opens_nothing_here(@Autowired IssueSignInLink issueSignInLink) throws Exception {
        Browser browser = Browser.administrator(partner.port(), issueSignInLink);
        String message =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"query_dataset\",\"arguments\":{\"dataset_id\":\"%s\"}}}"
                        .formatted(closed);
        HttpResponse<String> answer = browser.postJson("/mcp", message);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("API key is needed").doesNotContain("Iris");
        assertThat(browser.forge("/mcp").statusCode()).isEqualTo(415);
    }
}
