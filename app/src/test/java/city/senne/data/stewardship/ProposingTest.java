package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The short way from a file to a dataset that is described and public.
@OpenHouse
class ProposingTest {
    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    private Steward steward;
    private Steward stranger;

    @BeforeEach
    void enter() {
        steward = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
    }

    @Test
    void the_title_made_of_the_file_name_is_proposed_in_every_language_and_kept_where_it_was_changed()
            throws Exception {
        publish("kiosks", "");
        Map<String, String> form = steward.form("/datasets/kiosks/edit?lang=fr");
        assertThat(form)
                .containsEntry("title.fr", "Kiosks")
                .containsEntry("title.nl", "Kiosks")
                .containsEntry("title.en", "Kiosks");
        form.put("title.fr", "Kiosques");
        form.put("title.nl", "Kiosken");
        steward.post("/datasets/kiosks/edit?lang=fr", form);

        assertThat(steward.form("/datasets/kiosks/edit?lang=fr"))
                .containsEntry("title.nl", "Kiosken")
                .containsEntry("title.en", "");
        assertThat(stranger.get("/datasets/kiosks?lang=en").body()).contains("<h1>Kiosques</h1>");
    }

    @Test
    void publisher_contact_and_licence_are_those_of_the_dataset_changed_last_until_something_is_said()
            throws Exception {
        publish("posters", """
                title: {fr: Affiches}
                publisher: {fr: Propreté, nl: Netheid}
                licence: CC BY 4.0
                licence_url: https://creativecommons.org/licenses/by/4.0/
                contact: {name: Guichet, email: guichet@ville.example}
                """);
        publish("pillars", "");
        assertThat(steward.form("/datasets/pillars/edit"))
                .containsEntry("publisher.fr", "Propreté")
                .containsEntry("publisher.nl", "Netheid")
                .containsEntry("contact.email", "guichet@ville.example");
        assertThat(steward.get("/datasets/pillars/edit?lang=en").body())
                .contains("proposed from “Affiches”")
                .contains("<option value=\"CC BY 4.0\" selected>");
        assertThat(stranger.get("/datasets/pillars?lang=en").body()).doesNotContain("Propreté");

        publish("screens", "description: {fr: Des écrans.}\n");
        assertThat(steward.form("/datasets/screens/edit")).containsEntry("publisher.fr", "");
    }

    @Test
    void a_draft_is_described_and_made_public_with_one_button() throws Exception {
        publish("boards", "draft: true\n");
        assertThat(stranger.get("/datasets/boards").statusCode()).isEqualTo(404);
        assertThat(steward.get("/datasets/boards/edit").body()).contains("name=\"then\" value=\"publish\"");
        Map<String, String> form = steward.form("/datasets/boards/edit");
        form.put("title.en", "");
        form.put("title.fr", "");
        form.put("title.nl", "");
        form.put("then", "publish");
        assertThat(steward.post("/datasets/boards/edit", form).statusCode()).isEqualTo(422);
        assertThat(stranger.get("/datasets/boards").statusCode()).isEqualTo(404);

        form.put("title.nl", "Borden");
        assertThat(steward.post("/datasets/boards/edit", form).headers().firstValue("Location"))
                .hasValue("/datasets/boards");
        assertThat(stranger.get("/datasets/boards?lang=nl").body()).contains("<h1>Borden</h1>");
        assertThat(steward.get("/datasets/boards/edit").body()).doesNotContain("name=\"then\"");
    }

    @Test
    void the_language_in_sight_stays_when_the_form_is_kept() throws Exception {
        publish("signs", "");
        assertThat(steward.get("/datasets/signs/edit?lang=fr").body()).contains("value=\"all\" checked");
        for (String page : new String[] {"/datasets/signs/edit", "/datasets/signs/edit/fields"}) {
            Map<String, String> form = steward.form(page + "?lang=fr");
            form.put("shown", "nl");
            HttpResponse<String> kept = steward.post(page + "?lang=fr", form);
            String next = kept.headers().firstValue("Location").orElseThrow();
            assertThat(steward.get(next).body()).contains("name=\"shown\" value=\"nl\" checked");
        }
    }

    private void publish(String id, String description) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), "place;height\nA;1\n");
        publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n" + description);
    }
}
