package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// A rule gives each person the rows that fit what is known of her, and nothing to those of whom it is not known.
@OpenHouse
class CallersRowsTest extends TwoTowns {
    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    private Colleague ana = Colleague.stranger(0);
    private Colleague bob = Colleague.stranger(0);

    @BeforeEach
    void rows_of_ones_own_territory() throws Exception {
        two_towns(folder);
        ana = person("ana", receiver, Role.READER);
        bob = person("bob", receiver, Role.READER);
        rule("permit", "commune = caller.territory");
    }

    private void rule(String effect, String rows) throws Exception {
        went(administrator.postSeveral(
                "/datasets/" + houses + "/edit/access/rules",
                Map.of("effect", effect, "audience", "signed_in", "rows", rows, "reason", "each her own"),
                "fields",
                "ref",
                "commune"));
    }

    private HttpResponse<String> known(String name, String attributes) throws Exception {
        Matcher person = Pattern.compile("(?s)/people/([0-9a-f-]{36})\"(?:(?!/people/).)*?" + name + "@" + receiver)
                .matcher(administrator.get("/people").body());
        assertThat(person.find()).isTrue();
        return administrator.post("/people/" + person.group(1) + "/attributes", Map.of("attributes", attributes));
    }

    private String rows(Colleague person) throws Exception {
        HttpResponse<String> answer =
                person.get(API + houses + "/exports/csv?select=ref&order_by=ref&delimiter=%3B&with_bom=false");
        return answer.statusCode() == 200
                ? answer.body().strip().replaceAll("\\s+", " ")
                : String.valueOf(answer.statusCode());
    }

    @Test
    void each_sees_the_rows_of_her_own_territory() throws Exception {
        assertThat(rows(ana)).isEqualTo("403");
        went(known("ana", "territory = Ixelles\r\nteam = trees"));
        went(known("bob", "territory = Uccle"));
        assertThat(rows(ana)).isEqualTo("ref h1 h3");
        assertThat(rows(bob)).isEqualTo("ref h2");
        String records = API + houses + "/records?order_by=ref";
        HttpResponse<String> hers = ana.get(records);
        assertThat(hers.body()).contains("\"total_count\":2", "h1").doesNotContain("Uccle");
        assertThat(bob.get(records).body()).contains("\"total_count\":1", "h2").doesNotContain("Ixelles");
        assertThat(hers.headers().firstValue("ETag"))
                .isNotEqualTo(bob.get(records).headers().firstValue("ETag"));
        went(known("ana", "territory = Uccle\nterritory = Ixelles"));
        assertThat(rows(ana)).isEqualTo("ref h1 h2 h3");
        went(known("ana", ""));
        assertThat(rows(ana)).isEqualTo("403");
        assertThat(rows(Colleague.stranger(port))).isEqualTo("401");
        assertThat(administrator.get("/journal?kind=attributes-set").body())
                .contains("ana@" + receiver, "territory = Ixelles");
    }

    @Test
    void whatever_stands_in_a_value_is_a_value() throws Exception {
        for (String hostile : new String[] {
            "Uccle\" or true or \"",
            "Uccle' OR 1=1 --",
            "`commune`",
            "caller.territory",
            "commune",
            "x'); drop table person; --",
            "{}",
            "?"
        }) {
            went(known("ana", "territory = " + hostile));
            assertThat(rows(ana)).as(hostile).isEqualTo("ref");
        }
        for (String wrong :
                new String[] {"Territory = x", "territory", "= x", "a b = x", "territory =", "x".repeat(41) + " = y"}) {
            HttpResponse<String> refused = known("ana", wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("cannot be kept");
        }
        String query = API + houses + "/records?where=";
        went(known("ana", "territory = Ixelles"));
        assertThat(ana.get(query + "commune%20%3D%20caller.territory").body()).contains("Unknown field");
    }

    @Test
    void programs_and_those_of_whom_it_is_not_known_get_nothing() throws Exception {
        assertThat(rows(bob)).isEqualTo("403");
        if (!(createKey.create(new Viewer.Operator(), "reads", receiver) instanceof CreateKey.Outcome.Created key)) {
            throw new AssertionError("No key");
        }
        assertThat(new Steward(port, key.key().text())
                        .get(API + houses + "/records")
                        .statusCode())
                .isEqualTo(403);
        rule("permit", "");
        assertThat(rows(bob)).isEqualTo("ref h1 h2 h3");
        rule("deny", "commune = caller.secret");
        assertThat(rows(bob)).isEqualTo("403");
        went(known("bob", "secret = Uccle"));
        String seen = bob.get(API + houses + "/exports/csv?with_bom=false").body();
        assertThat(seen).contains("h1", "h3").doesNotContain("h2", "Uccle");
    }

    @Test
    void who_looks_with_her_eyes_sees_what_is_known_of_her() throws Exception {
        went(known("ana", "territory = Ixelles"));
        String why = "/datasets/" + houses + "/access?as=person&who=";
        assertThat(administrator.get(why + "ana@" + receiver + ".example").body())
                .contains("2 of 3 rows", "commune = caller.territory");
        assertThat(administrator.get(why + "bob@" + receiver + ".example").body())
                .contains("0 of 3 rows");
        assertThat(ana.get("/datasets/" + houses + "/access").body()).contains("commune = caller.territory");
    }

    @Test
    void only_administrators_say_what_is_known() throws Exception {
        assertThat(ana.post("/people/00000000-0000-0000-0000-000000000000/attributes", Map.of("attributes", "a = b"))
                        .statusCode())
                .isEqualTo(403);
    }
}
