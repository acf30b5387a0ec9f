package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A closed dataset about four houses, an open one that holds what a partner may see of it, and who looks at them: an
/// administrator, a stranger, a partner's program and that of another organisation.
abstract class Houses {
    static final String API = "/api/explore/v2.1/catalog/datasets/";
    private static final String ALL = """
            ref;street;commune;owner;price;latitude;longitude
            h1;Rue de l’Iris;Ixelles;Anna;100;50.82;4.36
            h2;Rue de la Source;Uccle;Bert;9000;50.80;4.33
            h3;Quai du Canal;Ixelles;Carl;300;50.83;4.37
            h4;Rue du Puits;Uccle;Dora;7;50.79;4.34
            """;
    static final String PART = """
            ref;street;commune
            h1;Rue de l’Iris;Ixelles
            h3;Quai du Canal;Ixelles
            """;
    private static int houses;

    int number;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    Steward administrator = Steward.stranger(0);
    Steward stranger = Steward.stranger(0);
    Steward partner = Steward.stranger(0);
    Steward other = Steward.stranger(0);
    String closed = "";
    String open = "";

    void two_organisations_and_a_closed_dataset(Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder, PART);
    }

    /// @param part what the partner may see of it, which everybody sees of the open one
    void two_organisations_and_a_closed_dataset(Path folder, String part) throws Exception {
        number = ++houses;
        administrator = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
        organisation("partner-" + number);
        organisation("other-" + number);
        partner = machine("partner-" + number);
        other = machine("other-" + number);
        closed = publish(folder, "houses-closed-" + number, ALL);
        open = publish(folder, "houses-of-all-" + number, part);
        level("restricted");
    }

    /// An open dataset that holds what the partner may see of the closed one takes the place of the first,
    /// with its rows in the order in which she sees hers: that is one by chance.
    ///
    /// @param rows each with its `ref`
    void open_one_has_her_order(Path folder, String beginning, List<String> rows, String between, String end)
            throws Exception {
        List<String> ordered = new ArrayList<>();
        JsonNode seen = JsonMapper.shared()
                .readTree(partner.ask(API + closed + "/exports/json?select=ref").body());
        for (JsonNode row : seen) {
            rows.stream()
                    .filter(each -> each.contains(row.get("ref").asString()))
                    .forEach(ordered::add);
        }
        assertThat(ordered).hasSameSizeAs(rows);
        Path file = folder.resolve("houses-in-order-" + number + ".csv");
        Files.writeString(file, beginning + String.join(between, ordered) + end);
        // GeoJSON has no name for its places.
        String about = beginning.startsWith("{") ? "fields: {geometry: {name: geo_point_2d}}\n" : "";
        assertThat(publishFile.publish(new Viewer.Operator(), file, about).state())
                .isEqualTo(Delivery.State.LANDED);
        open = "houses-in-order-" + number;
    }

    private void organisation(String id) throws Exception {
        assertThat(administrator
                        .post("/organisations", Map.of("id", id, "name.en", "Office " + id, "parent", ""))
                        .statusCode())
                .isEqualTo(303);
    }

    Steward machine(String organisation) {
        if (createKey.create(new Viewer.Operator(), "reads", organisation)
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    /// A program of the operator with a key for one dataset.
    Steward limited(String dataset, Scope.Verb... verbs) {
        Scope scope = new Scope(Set.of(dataset), Set.of(verbs));
        if (createKey.create(new Viewer.Operator(), new CreateKey.Wish("limited", "", 1, scope, null))
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    private String publish(Path folder, String id, String rows) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), rows);
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        return id;
    }

    void level(String level) throws Exception {
        HttpResponse<String> answer =
                administrator.post("/datasets/" + closed + "/edit/access/level", Map.of("level", level));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    Map<String, String> rule(String organisation) {
        Map<String, String> rule = new HashMap<>();
        rule.put("effect", "permit");
        rule.put("audience", "organisation:" + organisation);
        rule.put("rows", "commune = \"Ixelles\"");
        rule.put("reason", "Protocol 7");
        rule.put("until", LocalDate.now(ZoneOffset.UTC).plusMonths(6).toString());
        return rule;
    }

    HttpResponse<String> add(Map<String, String> rule, String... fields) throws Exception {
        if (fields.length == 0) rule.put("all-fields", "true");
        else rule.remove("all-fields");
        return administrator.postSeveral("/datasets/" + closed + "/edit/access/rules", rule, "fields", fields);
    }

    void shared() throws Exception {
        HttpResponse<String> answer = add(rule("partner-" + number), "ref", "street", "commune");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }
}
