package city.senne.data.ckan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Viewer;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Who may ask CKAN's actions, and in which ways: questions are posted without a name and without the token of a form.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CkanDoorTest {
    @LocalServerPort
    private int port;

    private CkanVisitor visitor() {
        return new CkanVisitor(port);
    }

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("asked.csv"), "ref\nr1\n");
        publishFile.publish(
                new Viewer.Operator(), file, "id: ckan-asked\ntitle: {fr: Étang}\nkeywords: [étang demandé]\n");
    }

    @Test
    void an_action_that_is_not_known_is_answered_as_ckan_does() throws Exception {
        CkanVisitor.Reply unknown = visitor().get("package_create");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().asString()).isEqualTo("Bad request - Action name not known: package_create");
        assertThat(visitor()
                        .post("/api/action/package_create", "application/json", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_question_may_be_posted_whatever_it_is_said_to_be() throws Exception {
        String body =
                "{\"q\":\"name:ckan-asked\",\"facet.field\":[\"tags\"],\"fq_list\":[\"tags:\\\"étang demandé\\\"\"],\"x&=\":null}";
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", "text/plain")) {
            assertThat(visitor()
                            .post("/api/action/package_search", type, body.replace(",\"x&=\":null", ""))
                            .names())
                    .containsExactly("ckan-asked");
        }
        assertThat(visitor()
                        .post("/api/3/action/package_search", "application/json", body)
                        .status())
                .isEqualTo(409);
        assertThat(visitor()
                        .post("/api/3/action/site_read", "application/json", "")
                        .result()
                        .asBoolean())
                .isTrue();
        assertThat(visitor()
                        .post("/api/3/action/package_list", "application/json", "{")
                        .status())
                .isEqualTo(400);
        assertThat(visitor()
                        .post("/api/3/action/package_list", "application/json", "[]")
                        .status())
                .isEqualTo(400);
        assertThat(visitor()
                        .post("/api/3/action/package_list", "application/json", " ".repeat(70_000))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void pages_of_other_sites_may_ask_without_a_session_of_ours() throws Exception {
        var flight = HttpRequest.newBuilder(visitor().address("/api/3/action/package_search"))
                .header("Origin", "https://other.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Void> allowed = CkanVisitor.CLIENT.send(flight, HttpResponse.BodyHandlers.discarding());
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    /// Questions need neither a name nor the token of a form: nothing else may pass for one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/3/action/../../../account/keys",
                "/api/3/action/..;/..;/..;/account/keys",
                "/api/3/action/%2e%2e/%2e%2e/%2e%2e/account/keys",
                "/api/3/action/..%2f..%2f..%2faccount/keys",
                "/api/3/action//../../../account/keys",
                "//api/3/action/package_list",
            })
    void no_detour_leads_from_a_question_to_another_door(String path) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                            .formatted(path)
                            .getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\"success\":true");
        }
    }

    /// A question changes nothing, and its answer does not reach the site that made a browser send it.
    @Test
    void a_browser_asks_without_the_token_of_a_form(@Autowired IssueSignInLink issueSignInLink) throws Exception {
        Browser administrator = Browser.administrator(port, issueSignInLink);
        assertThat(administrator.forge("/api/3/action/site_read").statusCode()).isEqualTo(200);
        assertThat(administrator.forge("/api/3/action/package_list").statusCode())
                .as("what is no JSON")
                .isEqualTo(400);
        assertThat(administrator.forge("/account/keys").statusCode()).isEqualTo(403);
    }

    @Test
    void what_is_not_asking_stays_outside() throws Exception {
        var delete = HttpRequest.newBuilder(visitor().address("/api/3/action/package_list"))
                .DELETE();
        assertThat(CkanVisitor.CLIENT
                        .send(delete.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
        var wrong = HttpRequest.newBuilder(visitor().address("/api/3/action/package_list"))
                .header("Authorization", "Apikey wrong");
        CkanVisitor.Reply refused = CkanVisitor.send(wrong);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().at("/error/__type").asString()).isEqualTo("Authorization Error");
    }
}
