package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A steward finds out what others see of her dataset, and others find out about themselves alone.
@OpenHouse
class WhoSeesTest extends Houses {
    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        shared();
    }

    private static String text(HttpResponse<String> page) {
        return page.body()
                .replaceAll("<svg.*?</svg>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void the_matrix_tells_each_field_of_each_audience() throws Exception {
        Map<String, String> uccle = rule("partner-" + number);
        uccle.put("rows", "commune = \"Uccle\"");
        assertThat(add(uccle, "price").statusCode()).isEqualTo(303);
        HttpResponse<String> page = administrator.get("/datasets/" + closed + "/edit/access");
        String matrix = text(page).replaceAll(".*Administrators see everything.", "");
        assertThat(matrix)
                .contains("Everybody Whoever signed in Office partner-" + number)
                .containsPattern("Rows none none \\(?\\(commune = \"Ixelles\"\\) or \\(commune = \"Uccle\"\\)")
                .contains(" ref no no in part", " owner no no no", " price no no in part");
        assertThat(partner.get("/datasets/" + closed + "/edit/access").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_steward_looks_with_the_eyes_of_an_organisation() throws Exception {
        String page = text(administrator.get("/datasets/" + closed + "/access?as=organisation:partner-" + number));
        assertThat(page)
                .contains("What Office partner-" + number + " sees, and why", "A rule lets them see", "2 of 4 rows")
                .contains("They see these 3 fields", "commune = \"Ixelles\"", "Protocol 7")
                .doesNotContain("Owner");
        assertThat(text(administrator.get("/datasets/" + closed + "/access?as=organisation:other-" + number)))
                .contains("No rule lets them in.");
        assertThat(text(administrator.get("/datasets/" + closed + "/access?as=everybody")))
                .contains("No rule lets in those who have not signed in.");
    }

    @Test
    void nobody_else_does() throws Exception {
        for (String as : List.of("everybody", "organisation:other-" + number, "person&who=admin")) {
            assertThat(partner.get("/datasets/" + closed + "/access?as=" + as).statusCode())
                    .isEqualTo(403);
            assertThat(partner.ask("/api/datasets/" + closed + "/access?as=" + as)
                            .statusCode())
                    .isEqualTo(403);
        }
        level("hidden");
        assertThat(other.ask("/api/datasets/" + closed + "/access?as=everybody").statusCode())
                .isEqualTo(404);
        assertThat(other.ask("/api/datasets/" + closed + "/access").statusCode())
                .isEqualTo(404);
    }

    @Test
    void programs_are_told_why_they_see_what_they_see() throws Exception {
        JsonNode told = JsonMapper.shared()
                .readTree(partner.ask("/api/datasets/" + closed + "/access").body());
        assertThat(told.get("permitted").asBoolean()).isTrue();
        assertThat(told.get("reason").asString()).isEqualTo("permitted");
        assertThat(told.get("everything").asBoolean()).isFalse();
        assertThat(told.get("fields").toString()).isEqualTo("[\"ref\",\"street\",\"commune\"]");
        assertThat(told.get("rules").get(0).get("rows").asString()).isEqualTo("commune = \"Ixelles\"");
        JsonNode kept = JsonMapper.shared()
                .readTree(other.ask("/api/datasets/" + closed + "/access").body());
        assertThat(kept.get("permitted").asBoolean()).isFalse();
        assertThat(kept.get("rules")).isEmpty();
        JsonNode asked = JsonMapper.shared()
                .readTree(administrator
                        .ask("/api/datasets/" + closed + "/access?as=organisation:partner-" + number)
                        .body());
        assertThat(asked).isEqualTo(told);
    }

    @Test
    void programs_of_those_who_answer_for_it_are_told_the_whole_policy() throws Exception {
        JsonNode policy = JsonMapper.shared()
                .readTree(
                        administrator.ask("/api/datasets/" + closed + "/policy").body());
        assertThat(policy.get("level").asString()).isEqualTo("restricted");
        assertThat(policy.get("rules")).hasSize(1);
        JsonNode rule = policy.get("rules").get(0);
        assertThat(rule.get("audience").asString()).isEqualTo("organisation:partner-" + number);
        assertThat(rule.get("rows").asString()).isEqualTo("commune = \"Ixelles\"");
        assertThat(rule.get("made_by").asString()).isNotBlank();
        for (var who : List.of(partner, other)) {
            assertThat(who.ask("/api/datasets/" + closed + "/policy").statusCode())
                    .isEqualTo(403);
        }
        level("hidden");
        assertThat(other.ask("/api/datasets/" + closed + "/policy").statusCode())
                .isEqualTo(404);
    }

    /// What somebody may see says something of her roles, groups and attributes.
    @Test
    void looking_with_the_eyes_of_a_person_is_told() throws Exception {
        String login = "ines-" + number;
        administrator.post(
                "/organisations/partner-" + number + "/members",
                Map.of("login", login, "name", "Ines", "role", "reader"));
        String journal = "/journal?kind=looked-as&dataset=" + closed;
        administrator.get("/datasets/" + closed + "/access?as=organisation:partner-" + number);
        assertThat(administrator.get(journal).body()).doesNotContain("looked at the dataset");
        assertThat(administrator
                        .get("/datasets/" + closed + "/access?as=person&who=" + login)
                        .statusCode())
                .isEqualTo(200);
        assertThat(administrator.get(journal).body()).containsOnlyOnce("looked at the dataset with the eyes of");
        administrator.ask("/api/datasets/" + closed + "/access?as=person&who=" + login);
        assertThat(administrator.get(journal).body().split("looked at the dataset with the eyes of"))
                .hasSize(3);
    }

    @Test
    void an_onlooker_whom_nobody_knows_is_an_error_in_words() throws Exception {
        for (String as : List.of("organisation:nobody", "person:x", "person&who=nobody", "nonsense")) {
            HttpResponse<String> page = administrator.get("/datasets/" + closed + "/access?as=" + as);
            assertThat(page.statusCode()).as(as).isEqualTo(404);
            assertThat(page.body()).containsPattern(Pattern.compile("Nobody here is called"));
            assertThat(administrator
                            .ask("/api/datasets/" + closed + "/access?as=" + as)
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
