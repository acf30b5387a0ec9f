package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Role;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody asks for a part of a restricted dataset; both sides talk; those who answer for it decide.
@OpenHouse
class AskingTest extends TwoTowns {
    private Colleague asker = Colleague.stranger(0);
    private Colleague steward = Colleague.stranger(0);

    @BeforeEach
    void towns(@TempDir Path folder) throws Exception {
        two_towns(folder);
        asker = person("ines", receiver, Role.PUBLISHER);
        steward = person("sam", giver, Role.STEWARD);
    }

    @Test
    void a_request_reaches_those_who_answer_for_the_dataset_and_nobody_else() throws Exception {
        assertThat(asker.get("/datasets/" + houses).body()).contains("/datasets/" + houses + "/ask");
        String agreement = asked(asker);
        for (Colleague side : new Colleague[] {asker, steward, person("dora", giver, Role.DPO)}) {
            assertThat(side.get(agreement).body())
                    .contains("Finding empty houses", "commune = \"Ixelles\"", "Housing code, article 15", "ines");
        }
        Colleague[] others = {
            Colleague.stranger(port), person("paul", giver, Role.PUBLISHER), person("rita", receiver, Role.READER),
        };
        for (Colleague other : others) {
            assertThat(other.get(agreement).statusCode()).isEqualTo(404);
            assertThat(other.get("/agreements").body()).doesNotContain(agreement);
        }
        assertThat(person("rob", receiver, Role.READER)
                        .post(agreement + "/say", Map.of("text", "Me too"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_draft_waits_for_its_author_alone() throws Exception {
        Map<String, String> draft = request();
        draft.put("choice", "keep");
        draft.remove("basis");
        draft.put("until", "some day");
        went(asker.post("/datasets/" + houses + "/ask", draft));
        assertThat(asker.get("/datasets/" + houses + "/ask").body()).contains("Finding empty houses", "some day");
        assertThat(asker.get("/agreements").body()).contains("draft");
        assertThat(steward.get("/agreements").body()).doesNotContain(">" + houses);
        refused(asker.post("/datasets/" + houses + "/ask", with(draft, "choice", "send")), "“some day” is no date");
        went(asker.post("/datasets/" + houses + "/ask", Map.of("choice", "drop")));
        assertThat(asker.get("/datasets/" + houses + "/ask").body()).doesNotContain("Finding empty houses");
    }

    @Test
    void a_request_that_makes_no_sense_is_told_where_it_is_wrong() throws Exception {
        String ask = "/datasets/" + houses + "/ask";
        refused(asker.post(ask, with(request(), "rows", "comune = \"Ixelles\"")), "Unknown field: comune");
        refused(asker.post(ask, with(request(), "basis", "because")), "Choose a legal ground");
        refused(asker.post(ask, with(request(), "purpose", " ")), "Write something here");
        refused(asker.post(ask, with(request(), "until", "2020-01-01")), "The last day comes before the first");
        refused(asker.post(ask, with(request(), "receiver", giver)), "You can ask for organisations");
        Map<String, String> nothing = request();
        nothing.keySet().removeIf(name -> name.startsWith("column."));
        refused(asker.post(ask, nothing), "Tick at least one field");
        assertThat(asker.get("/agreements").body()).doesNotContain("in discussion", "asked</span>");
    }

    @Test
    void who_sees_all_of_it_and_who_is_nobody_do_not_ask() throws Exception {
        assertThat(steward.get("/datasets/" + houses + "/ask").statusCode()).isEqualTo(400);
        assertThat(Colleague.stranger(port)
                        .get("/datasets/" + houses + "/ask")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).contains("/sign-in"));
    }

    @Test
    void who_stewards_those_who_give_decides_on_what_a_department_asks() throws Exception {
        String department = "department-of-" + giver;
        went(administrator.post("/organisations", Map.of("id", department, "name.en", "Works", "parent", giver)));
        Colleague hers = person("dea", department, Role.STEWARD);
        Map<String, String> request = with(request(), "receiver", department);
        String agreement = went(hers.post("/datasets/" + houses + "/ask", request));
        Map<String, String> approval = Map.of("decision", "approve", "motive", "It is their task");
        assertThat(hers.post(agreement + "/decision", approval).statusCode()).isEqualTo(403);
        Colleague both = person("bea", giver, Role.STEWARD);
        joins("bea@" + giver + ".example", department, Role.PUBLISHER);
        assertThat(both.post(agreement + "/decision", approval).statusCode()).isEqualTo(403);
        assertThat(steward.get("/agreements").body()).contains(agreement, "waits for you");
        went(steward.post(agreement + "/decision", approval));
        assertThat(hers.get(agreement).body()).contains("It is their task");
        // Whoever asks herself does not decide, whatever else she is.
        Colleague asking = person("ada", giver, Role.STEWARD);
        assertThat(asking.get("/datasets/" + houses + "/ask").statusCode()).isEqualTo(400);
    }

    @Test
    void both_sides_talk_and_the_list_says_for_whom_it_waits() throws Exception {
        String agreement = asked(asker);
        assertThat(steward.get("/agreements").body()).contains("waits for you", "answer due by");
        assertThat(asker.get("/agreements").body()).contains(agreement).doesNotContain("waits for you");
        went(steward.post(agreement + "/say", Map.of("text", "Why <b>streets</b>?")));
        went(asker.post(agreement + "/say", Map.of("text", "To walk there.")));
        assertThat(asker.get(agreement).body())
                .contains("in discussion", "Why &lt;b&gt;streets&lt;/b&gt;?", "To walk there.", "sam");
        refused(asker.post(agreement + "/say", Map.of("text", " ")), "Write something here");
    }

    @Test
    void a_decision_has_a_reason_and_is_not_made_by_those_who_asked() throws Exception {
        String agreement = asked(asker);
        Map<String, String> approved = Map.of("decision", "approve", "motive", "It is their task");
        assertThat(asker.post(agreement + "/decision", approved).statusCode()).isEqualTo(403);
        Colleague dpo = person("dora", giver, Role.DPO);
        assertThat(dpo.post(agreement + "/decision", approved).statusCode()).isEqualTo(403);
        refused(steward.post(agreement + "/decision", Map.of("decision", "refuse", "motive", "")), "Write something");
        refused(steward.post(agreement + "/decision", Map.of("motive", "Hm")), "Choose: approve or refuse");
        went(steward.post(agreement + "/decision", Map.of("decision", "refuse", "motive", "Too many streets")));
        assertThat(asker.get(agreement).body()).contains("The request was refused", "Too many streets");
        assertThat(steward.post(agreement + "/decision", approved).statusCode()).isEqualTo(403);
        assertThat(asker.post(agreement + "/say", Map.of("text", "Oh")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_belongs_to_both_sides_decides_for_neither() throws Exception {
        Colleague both = person("bea", receiver, Role.PUBLISHER);
        joins("bea@" + receiver + ".example", giver, Role.STEWARD);
        String agreement = asked(asker);
        assertThat(both.get(agreement).statusCode()).isEqualTo(200);
        assertThat(both.post(agreement + "/decision", Map.of("decision", "approve", "motive", "Mine"))
                        .statusCode())
                .isEqualTo(403);
        Colleague selfish = person("tom", giver, Role.READER);
        String own = went(selfish.post("/datasets/" + houses + "/ask", with(request(), "receiver", "")));
        joins("tom@" + giver + ".example", giver, Role.STEWARD);
        assertThat(selfish.post(own + "/decision", Map.of("decision", "approve", "motive", "Mine"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_request_is_withdrawn_by_those_who_asked() throws Exception {
        String agreement = asked(asker);
        assertThat(steward.post(agreement + "/withdraw", Map.of()).statusCode()).isEqualTo(403);
        went(asker.post(agreement + "/withdraw", Map.of()));
        assertThat(steward.get(agreement).body()).contains("The request was withdrawn");
    }
}
