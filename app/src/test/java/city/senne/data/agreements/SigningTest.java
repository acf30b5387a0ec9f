package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetErased;
import city.senne.data.catalog.DatasetId;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What both sides signed is the access rule: it comes with the second signature and goes with the agreement.
@OpenHouse
class SigningTest extends TwoTowns {
    @Autowired
    private CreateKey createKey;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    private Colleague asker = Colleague.stranger(0);
    private Colleague steward = Colleague.stranger(0);
    private Colleague dpo = Colleague.stranger(0);
    private Colleague theirDpo = Colleague.stranger(0);
    private String agreement = "";

    @BeforeEach
    void an_approved_request() throws Exception {
        two_towns(folder);
        asker = person("ines", receiver, Role.STEWARD);
        steward = person("sam", giver, Role.STEWARD);
        dpo = person("dora", giver, Role.DPO);
        theirDpo = person("dirk", receiver, Role.DPO);
        agreement = asked(asker);
        went(steward.post(agreement + "/decision", Map.of("decision", "approve", "motive", "It is their task")));
    }

    @Test
    void nothing_is_given_before_both_have_signed_and_exactly_that_afterwards() throws Exception {
        String records = API + houses + "/exports/csv";
        completed();
        assertThat(asker.get(records).statusCode()).isEqualTo(403);
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        assertThat(asker.get(records).statusCode()).isEqualTo(403);
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        String read = asker.get(records).body();
        assertThat(read).contains("ref;street;commune", "h1", "h3").doesNotContain("Anna", "owner", "price", "h2");
        assertThat(asker.get("/datasets/" + houses + "/table").body())
                .contains("Quai du Canal")
                .doesNotContain("Rue de la Source", "Carl");
        assertThat(asker.get("/datasets/" + houses + "/access").body())
                .contains("Finding empty houses", "Housing code, article 15");
        assertThat(program().get(records).body()).contains("h3").doesNotContain("h2");
        assertThat(asker.get(agreement).body()).contains("In force: this agreement gives access", "Signed version 2");
        Instant end = jdbc.sql("select valid_until from access_rule where dataset_id = :dataset")
                .param("dataset", houses)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        assertThat(end.atZone(CITY)).isEqualTo(today().plusMonths(6).plusDays(1).atStartOfDay(CITY));
    }

    @Test
    void where_it_is_agreed_whoever_reads_says_that_it_is_for_the_agreement() throws Exception {
        went(steward.post(agreement + "/terms", with(terms(1), "purpose-demand", "true")));
        advised(2);
        String number = agreement.substring(agreement.lastIndexOf('/') + 1);
        assertThat(asker.get(agreement).body()).contains("Whoever reads says that it is for agreement " + number);
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        String records = API + houses + "/records";
        assertThat(asker.get(records).statusCode()).isEqualTo(403);
        assertThat(asker.get("/datasets/" + houses + "/table").statusCode()).isEqualTo(403);
        String page = "/datasets/" + houses;
        assertThat(asker.get(page).body())
                .contains("For what do you read these data?", "value=\"agreement " + number + "\"");
        Colleague stranger = person("otto", giver, Role.READER);
        assertThat(stranger.get(page).body()).doesNotContain("Finding empty houses", "agreement " + number);
        assertThat(stranger.post("/purpose", Map.of("purpose", "agreement " + number))
                        .statusCode())
                .isEqualTo(303);
        assertThat(stranger.get(records).statusCode()).isEqualTo(403);
        assertThat(went(asker.post("/purpose", Map.of("purpose", "agreement " + number, "next", page))))
                .isEqualTo(page);
        assertThat(asker.get(records).body()).contains("h3").doesNotContain("h2");
        assertThat(asker.get(page + "/table").body()).contains("Quai du Canal");
        assertThat(asker.get(page).body()).containsPattern("value=\"agreement " + number + "\" checked");
        assertThat(asker.get(records + "?purpose=something%20else").statusCode())
                .isEqualTo(403);
        assertThat(asker.get(records + "?purpose=agreement%20" + number).statusCode())
                .isEqualTo(200);
        for (String said : new String[] {number, "Finding empty houses"}) {
            went(asker.post("/purpose", Map.of("purpose", said, "next", page)));
            assertThat(asker.get(records).statusCode()).as(said).isEqualTo(200);
        }
        assertThat(program().get(records).statusCode()).isEqualTo(403);
        assertThat(program("Agreement " + number).get(records).statusCode()).isEqualTo(200);
        assertThat(went(asker.post("/purpose", Map.of("purpose", "", "next", "https://elsewhere.example"))))
                .isEqualTo("/");
        assertThat(asker.get(records).statusCode()).isEqualTo(403);
        assertThat(administrator
                        .get("/journal.csv?kind=data-read&dataset=" + houses)
                        .body())
                .contains("agreements=" + number);
    }

    @Test
    void who_is_forgotten_is_named_no_more_and_the_agreement_goes_on() throws Exception {
        went(steward.post(agreement + "/terms", with(terms(1), "measures", "Ines and two others; not Inesita")));
        advised(2);
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/say", Map.of("text", "Ask INES, not sam")));
        assertThat(steward.get(agreement).body()).contains("signed by ines", "Ask INES");
        went(administrator.post("/journal/erase", Map.of("person", "ines")));
        String page = steward.get(agreement).body();
        assertThat(page)
                .contains("signed by somebody of Town " + receiver, "signed by sam", "Ask […], not sam", "not Inesita")
                .doesNotContain("ines<", "by ines", "INES", "Ines and");
        assertThat(page).contains("In force: this agreement gives access");
        assertThat(asker.get(API + houses + "/records").statusCode()).isEqualTo(200);
        try (PDDocument pdf = Loader.loadPDF(
                steward.file(agreement + "/agreement.pdf?lang=en").body())) {
            assertThat(new PDFTextStripper().getText(pdf)).doesNotContain("by ines", "Ines and");
        }
        went(steward.post(agreement + "/end", Map.of("motive", "It was enough")));
    }

    @Test
    void a_steward_sees_what_those_of_her_own_organisation_see() throws Exception {
        String matrix = steward.get("/datasets/" + houses + "/edit/access")
                .body()
                .replaceAll("<svg.*?</svg>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
        assertThat(matrix)
                .contains("Town " + giver + " who only reads Town " + giver + " who publishes or stewards")
                .contains(" owner no no no yes ", "Rows none none none all");
        Colleague reader = person("rita", giver, Role.READER);
        assertThat(reader.get(API + houses + "/records").statusCode()).isEqualTo(403);
        assertThat(person("paul", giver, Role.PUBLISHER)
                        .get(API + houses + "/records")
                        .body())
                .contains("Anna");
    }

    @Test
    void her_deliveries_are_listed_however_many_others_there_were_since() throws Exception {
        assertThat(steward.get("/deliveries").body()).contains(houses);
        jdbc.sql("insert into delivery select (each).* from (select jsonb_populate_record(d, jsonb_build_object("
                        + "'id', gen_random_uuid(), 'dataset_id', 'of-others-' || n, 'created_at', now())) as each"
                        + " from delivery d, generate_series(1, 450) n where d.dataset_id = :houses) made")
                .param("houses", houses)
                .update();
        try {
            String list = steward.get("/deliveries").body();
            assertThat(list).contains(houses).doesNotContain("of-others-");
            assertThat(administrator.get("/deliveries").body()).contains("of-others-");
        } finally {
            jdbc.sql("delete from delivery where dataset_id like 'of-others-%'").update();
        }
    }

    @Test
    void either_side_ends_it_and_the_next_question_is_refused() throws Exception {
        in_force();
        assertThat(asker.get(API + houses + "/records").statusCode()).isEqualTo(200);
        assertThat(dpo.post(agreement + "/end", Map.of("motive", "No")).statusCode())
                .isEqualTo(403);
        refused(steward.post(agreement + "/end", Map.of("motive", " ")), "Write something here");
        went(steward.post(agreement + "/end", Map.of("motive", "The project is over")));
        assertThat(asker.get(API + houses + "/records").statusCode()).isEqualTo(403);
        assertThat(asker.get(agreement).body()).contains("The project is over", "gives access no more");
        String journal = administrator.get("/journal?dataset=" + houses).body();
        assertThat(journal)
                .contains(
                        "asked for data", "approved the request", "signed version 2", "ended agreement", "favourable");
        assertThat(administrator.get("/journal?dataset=" + houses).body()).doesNotContain("ines wrote");
    }

    @Test
    void nobody_keeps_the_giver_from_ending_it_by_making_her_a_member() throws Exception {
        in_force();
        joins("sam@" + giver + ".example", receiver, Role.PUBLISHER);
        assertThat(steward.post(agreement + "/sign", Map.of("revision", "2")).statusCode())
                .isEqualTo(403);
        went(steward.post(agreement + "/end", Map.of("motive", "It is enough")));
        assertThat(asker.get(API + houses + "/records").statusCode()).isEqualTo(403);
    }

    @Test
    void a_dataset_stays_with_its_owner_as_long_as_she_gives_it() throws Exception {
        String other = "other-" + giver;
        went(administrator.post("/organisations", Map.of("id", other, "name.en", "Other", "parent", "")));
        Colleague stranger = person("otto", other, Role.STEWARD);
        Map<String, String> move = Map.of("level", "restricted", "organisation", other);
        String level = "/datasets/" + houses + "/edit/access/level";
        in_force();
        assertThat(administrator.post(level, move).body()).contains("Agreements give this dataset in the name of");
        assertThat(steward.get("/datasets/" + houses + "/edit/access").statusCode())
                .isEqualTo(200);
        went(steward.post(agreement + "/end", Map.of("motive", "It moves")));
        went(administrator.post(level, move));
        assertThat(stranger.get(agreement).statusCode()).isEqualTo(404);
        assertThat(steward.get(agreement).statusCode()).isEqualTo(200);
    }

    @Test
    void it_ends_when_its_dataset_is_erased() throws Exception {
        in_force();
        String request = asked(asker);
        events.publishEvent(new DatasetErased(new DatasetId(houses)));
        for (String ended : List.of(agreement, request)) {
            assertThat(asker.get(ended).body()).contains("The dataset was erased: this agreement ended with it");
            assertThat(steward.post(ended + "/sign", Map.of("revision", "2")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(administrator.get("/journal?dataset=" + houses).body()).contains("ended agreement");
    }

    @Test
    void an_organisation_signs_after_its_data_protection_officer_spoke() throws Exception {
        refused(steward.post(agreement + "/sign", Map.of("revision", "1")), "Some terms are still empty");
        went(steward.post(agreement + "/terms", terms(1)));
        refused(steward.post(agreement + "/sign", Map.of("revision", "2")), "Your data protection officer gives");
        refused(dpo.post(agreement + "/opinion", Map.of("revision", "2", "opinion", "Fine")), "Choose what your");
        went(dpo.post(agreement + "/opinion", opinion("conditions", "Erase them yearly")));
        assertThat(asker.get(agreement).body()).contains("favourable on conditions", "Erase them yearly");
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        refused(asker.post(agreement + "/sign", Map.of("revision", "2")), "Your data protection officer gives");
        assertThat(asker.post(agreement + "/opinion", opinion("favourable", "Good"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void both_sides_are_reminded_on_their_accounts_before_it_ends() throws Exception {
        assertThat(steward.get("/account").body()).contains("href=\"" + agreement + "\"", "waits for you");
        Map<String, String> brief = terms(1);
        brief.put("until", today().plusDays(20).toString());
        went(steward.post(agreement + "/terms", brief));
        advised(2);
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        assertThat(steward.get("/account").body()).doesNotContain("href=\"" + agreement);
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        for (Colleague side : new Colleague[] {steward, asker}) {
            assertThat(side.get("/account").body()).contains("href=\"" + agreement + "\"", "20 days left");
            assertThat(side.get("/agreements").body()).contains("20 days left", "tag--warning");
        }
        assertThat(person("paul", giver, Role.PUBLISHER).get("/account").body()).doesNotContain(agreement);
    }

    @Test
    void other_terms_are_signed_anew_while_the_signed_ones_go_on() throws Exception {
        in_force();
        Map<String, String> more = terms(2);
        more.put("column.price", "true");
        went(asker.post(agreement + "/terms", more));
        assertThat(asker.get(agreement).body()).contains("Version 3 is proposed in its place", "changed</span>");
        refused(steward.post(agreement + "/sign", Map.of("revision", "2")), "Somebody proposed other terms");
        advised(3);
        went(asker.post(agreement + "/sign", Map.of("revision", "3")));
        assertThat(asker.get(API + houses + "/exports/csv").body()).doesNotContain("price");
        went(steward.post(agreement + "/sign", Map.of("revision", "3")));
        assertThat(asker.get(API + houses + "/exports/csv").body())
                .contains("price", "300")
                .doesNotContain("9000");
        Map<String, String> less = terms(3);
        less.keySet().removeIf(name -> name.equals("column.street"));
        went(steward.post(agreement + "/terms", less));
        advised(4);
        went(steward.post(agreement + "/sign", Map.of("revision", "4")));
        went(asker.post(agreement + "/sign", Map.of("revision", "4")));
        assertThat(asker.get(API + houses + "/exports/csv").body()).doesNotContain("price", "street");
        refused(asker.post(agreement + "/terms", terms(2)), "Somebody proposed other terms");
    }

    @Test
    void values_are_given_as_exactly_as_both_signed() throws Exception {
        Map<String, String> terms = terms(1);
        terms.putAll(Map.of("column.price", "true", "grain.price", "step", "grain-by.price", "nothing"));
        refused(steward.post(agreement + "/terms", terms), "“price” cannot be seen like this");
        terms.putAll(Map.of("grain-by.price", "250", "grain.street", "initial", "grain.owner", "empty"));
        went(steward.post(agreement + "/terms", terms));
        String page = asker.get(agreement).body();
        assertThat(page).contains("price: generalised to 250", "street: the first letter only", "changed</span>");
        try (PDDocument pdf =
                Loader.loadPDF(asker.file(agreement + "/agreement.pdf?lang=en").body())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("price: generalised to 250");
        }
        assertThat(asker.get(agreement + "/terms").body())
                .containsPattern("value=\"step\" selected")
                .contains("value=\"250\"");
        advised(2);
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        assertThat(asker.get(API + houses + "/exports/csv").body())
                .contains("h1;R***;Ixelles;0", "h3;Q***;Ixelles;250")
                .doesNotContain("owner", "300", "h2");
        assertThat(administrator
                        .get("/journal.csv?kind=rule-made&dataset=" + houses)
                        .body())
                .contains("grains=price step:250, street initial");
    }

    @Test
    void nobody_signs_for_two_sides_or_without_a_right_to() throws Exception {
        completed();
        Colleague publisher = person("pia", receiver, Role.PUBLISHER);
        for (Colleague other : new Colleague[] {publisher, dpo}) {
            assertThat(other.post(agreement + "/sign", Map.of("revision", "2")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(Colleague.stranger(port)
                        .post(agreement + "/sign", Map.of("revision", "2"))
                        .statusCode())
                .isNotEqualTo(303);
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        joins("sam@" + giver + ".example", receiver, Role.STEWARD);
        assertThat(steward.post(agreement + "/sign", Map.of("revision", "2")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_signature_asks_for_the_password_again() throws Exception {
        completed();
        Colleague careful = person("cleo", giver, Role.STEWARD, "an iris grows at the river");
        assertThat(careful.get(agreement).body()).contains("type=\"password\"");
        refused(careful.post(agreement + "/sign", Map.of("revision", "2", "password", "guessed")), "not your password");
        went(careful.post(agreement + "/sign", Map.of("revision", "2", "password", "an iris grows at the river")));
        assertThat(asker.get(agreement).body()).contains("signed by cleo");
    }

    @Test
    void the_rule_of_an_agreement_is_not_ended_by_hand() throws Exception {
        in_force();
        String path = "/datasets/" + houses + "/edit/access";
        String page = steward.get(path).body();
        assertThat(page).contains("href=\"" + agreement + "\"").doesNotContain("/rules/");
        Matcher rule = Pattern.compile("\"([0-9a-f-]{36})\"")
                .matcher(administrator
                        .get("/journal.csv?kind=rule-made&dataset=" + houses)
                        .body()
                        .replace("rule=", "\"")
                        .replace("; until", "\"; until"));
        assertThat(rule.find()).isTrue();
        assertThat(steward.post(path + "/rules/" + rule.group(1) + "/end", Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(asker.get(API + houses + "/records").statusCode()).isEqualTo(200);
    }

    @Test
    void a_field_that_was_renamed_is_still_what_was_agreed() throws Exception {
        completed();
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        rename("commune", "town");
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        assertThat(asker.get(API + houses + "/exports/csv").body())
                .contains("ref;street;town", "h3")
                .doesNotContain("h2", "owner");
    }

    @Test
    void terms_that_no_longer_fit_the_dataset_are_not_signed() throws Exception {
        completed();
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        delivered(folder, """
                ref;street;owner;price
                h1;Rue de l’Iris;Anna;100
                """);
        refused(asker.post(agreement + "/sign", Map.of("revision", "2")), "The dataset has no field “commune”");
        assertThat(asker.get(API + houses + "/records").statusCode()).isEqualTo(403);
    }

    private void rename(String column, String name) throws Exception {
        String path = "/datasets/" + houses + "/edit/fields/" + column + "/name";
        Matcher revision = Pattern.compile("name=\"revision\" value=\"(\\d+)\"")
                .matcher(steward.get(path).body());
        assertThat(revision.find()).isTrue();
        went(steward.post(path, Map.of("name", name, "revision", revision.group(1))));
    }

    private void completed() throws Exception {
        went(steward.post(agreement + "/terms", terms(1)));
        advised(2);
    }

    private void advised(int version) throws Exception {
        for (Colleague officer : new Colleague[] {dpo, theirDpo}) {
            went(officer.post(
                    agreement + "/opinion", with(opinion("favourable", "Fine"), "revision", String.valueOf(version))));
        }
    }

    private void in_force() throws Exception {
        completed();
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
    }

    private static Map<String, String> opinion(String kind, String text) {
        Map<String, String> opinion = new LinkedHashMap<>();
        opinion.put("revision", "2");
        opinion.put("kind", kind);
        opinion.put("opinion", text);
        return opinion;
    }

    private Steward program() {
        return program("");
    }

    private Steward program(String purpose) {
        CreateKey.Wish wish = new CreateKey.Wish("reads", receiver, 1, null, null, purpose);
        if (createKey.create(new Viewer.Operator(), wish) instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }
}
