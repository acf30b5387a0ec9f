package city.senne.trust.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.engine.merkle.Hash;
import city.senne.engine.merkle.Proofs;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.signin.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The journal as auditors see it, over HTTP.
@OpenHouse
class JournalDoorsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Journal journal;

    @Autowired
    private SignHeads signHeads;

    @Autowired
    private SignIn signIn;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private CreateKey createKey;

    private final String dataset = "quays-" + UUID.randomUUID();
    private final String name = "Bram " + UUID.randomUUID();
    private final Viewer bram = new Viewer.Person(UUID.randomUUID(), name, true);
    private String key;

    @BeforeEach
    void make_a_key() {
        key = createKey.create(new Viewer.Operator(), "auditor") instanceof CreateKey.Outcome.Created created
                ? created.key().text()
                : "";
    }

    @Test
    void entries_are_searched_by_person_dataset_kind_and_day() throws Exception {
        journal.record(Entry.of(bram, Kind.DATASET_PUBLISHED).about(dataset));
        journal.record(Entry.of(bram, Kind.DATASET_DELETED).about(dataset));
        journal.record(Entry.of(new Viewer.Operator(), Kind.DATASET_RESTORED).about(dataset));
        assertThat(json("/api/journal/entries?dataset=" + dataset)).hasSize(3);
        assertThat(json("/api/journal/entries?dataset=" + dataset + "&kind=dataset-deleted"))
                .hasSize(1);
        assertThat(json("/api/journal/entries?person=" + name.substring(5))).hasSize(2);
        assertThat(json("/api/journal/entries?dataset=" + dataset + "&until=2001-01-01"))
                .isEmpty();
        assertThat(json("/api/journal/entries?dataset=" + dataset + "&from=2001-01-01"))
                .hasSize(3);
        assertThat(ask("/api/journal/entries?from=31/12/2001").body()).contains("journal-day-unknown");
        JsonNode newest =
                json("/api/journal/entries?limit=1&dataset=" + dataset).get(0);
        assertThat(newest.path("kind").asString()).isEqualTo("dataset-restored");
        assertThat(json("/api/journal/entries?dataset=" + dataset + "&before=" + newest.path("sequence")))
                .hasSize(2);
    }

    @Test
    void a_program_proves_that_an_entry_is_in_a_head_that_it_kept() throws Exception {
        journal.record(Entry.of(bram, Kind.DATASET_PUBLISHED).about(dataset));
        TreeHead first = signHeads.sign();
        journal.record(Entry.of(bram, Kind.DATASET_WITHDRAWN).about(dataset));
        TreeHead second = signHeads.sign();
        assertThat(TreeHead.parse(stranger("/api/journal/head").body()).isSigned())
                .isTrue();
        long place = first.size() - 1;
        JsonNode included = json("/api/journal/proof/inclusion?entry=" + place + "&size=" + second.size());
        Hash leaf = Hash.ofLeaf(included.path("canonical").asString().getBytes(UTF_8));
        assertThat(Proofs.includes(leaf, place, second.size(), hashes(included), second.root()))
                .isTrue();
        JsonNode grown = JsonMapper.shared()
                .readTree(stranger("/api/journal/proof/consistency?from=" + first.size() + "&to=" + second.size())
                        .body());
        assertThat(Proofs.isPrefix(first.size(), second.size(), hashes(grown), first.root(), second.root()))
                .isTrue();
    }

    @Test
    void wrong_questions_are_told_what_is_wrong() throws Exception {
        assertThat(ask("/api/journal/proof/consistency?from=0&to=1").body()).contains("journal-size-unknown");
        assertThat(ask("/api/journal/proof/consistency?from=1&to=99999999").body())
                .contains("journal-size-unknown");
        assertThat(ask("/api/journal/proof/inclusion?entry=-1&size=1").body()).contains("journal-number-needed");
        assertThat(ask("/api/journal/proof/inclusion?entry=1&size=1").body()).contains("journal-entry-unknown");
        assertThat(ask("/journal?from=yesterday&lang=en").body()).contains("“yesterday” is no day");
        assertThat(ask("/journal?kind=nothing&before=x&until=+999999999-01-01&lang=en")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void strangers_see_heads_and_nothing_else() throws Exception {
        for (String path : List.of("/api/journal/entries", "/api/journal/proof/inclusion?entry=0&size=1")) {
            assertThat(stranger(path).statusCode()).as(path).isEqualTo(401);
        }
        for (String path : List.of("/journal", "/journal.csv")) {
            assertThat(stranger(path).headers().firstValue("Location"))
                    .as(path)
                    .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in"));
        }
    }

    @Test
    void signing_in_is_told_in_the_readers_language() throws Exception {
        signIn.signIn("nobody-" + name, "wrong", "192.0.2.77", Device.UNKNOWN);
        issueSignInLink.issue();
        assertThat(ask("/journal?person=192.0.2.77&lang=en").body())
                .contains("Somebody tried to sign in as “a login that nobody has” from 192.0.2.77 and was refused.")
                .doesNotContain("nobody-" + name);
        assertThat(ask("/journal?kind=sign-in-link-issued&lang=nl").body()).contains("een aanmeldlink gemaakt");
        assertThat(ask("/journal?kind=key-created&lang=fr").body()).contains("L’opérateur a créé la clé", "auditor");
        assertThat(ask("/journal.csv?person=192.0.2.77").body())
                .startsWith("sequence,at,kind,actor,name,dataset,details,personal,leaf\r\n")
                .contains(",sign-in-refused,anonymous,,,,");
    }

    @Test
    void a_person_who_is_forgotten_leaves_her_deeds() throws Exception {
        journal.record(Entry.of(bram, Kind.DATASET_PUBLISHED).about(dataset));
        JsonNode before = json("/api/journal/entries?dataset=" + dataset).get(0);
        HttpRequest erase = request("/api/journal/erasures")
                .header("Authorization", "Apikey " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"person\":\"" + name + "\"}"))
                .build();
        assertThat(send(erase).body()).isEqualTo("{\"entries\":1}");
        JsonNode after = json("/api/journal/entries?dataset=" + dataset).get(0);
        assertThat(after.path("personal")).isEmpty();
        assertThat(after.path("leaf")).isEqualTo(before.path("leaf"));
        assertThat(after.path("commitments")).isEqualTo(before.path("commitments"));
        assertThat(json("/api/journal/entries?person=" + name.substring(5))).isEmpty();
        assertThat(ask("/journal?dataset=" + dataset + "&lang=en").body())
                .contains("Somebody (erased) made the dataset public.");
        assertThat(json("/api/journal/entries?kind=personal-data-erased")
                        .get(0)
                        .at("/details/entries")
                        .asString())
                .isEqualTo("1");
    }

    private static List<Hash> hashes(JsonNode answer) {
        return answer.path("proof")
                .valueStream()
                .map(text -> Hash.parse(text.asString()))
                .toList();
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Apikey " + key).build());
    }

    private HttpResponse<String> stranger(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path.replace(" ", "%20")));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        }
    }
}
