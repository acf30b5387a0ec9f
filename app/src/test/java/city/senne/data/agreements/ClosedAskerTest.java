package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// What somebody asked for herself ends with her account; what she asked for her organisation is its own.
@OpenHouse
class ClosedAskerTest extends TwoTowns {
    @Autowired
    private People people;

    @TempDir
    private Path folder;

    private Colleague asker = Colleague.stranger(0);
    private Colleague steward = Colleague.stranger(0);
    private Colleague officer = Colleague.stranger(0);

    @BeforeEach
    void a_town_that_gives() throws Exception {
        two_towns(folder);
        asker = person("ines", receiver, Role.PUBLISHER);
        steward = person("sam", giver, Role.STEWARD);
        officer = person("dora", giver, Role.DPO);
    }

    private void close() throws Exception {
        String path =
                "/people/" + people.findId("ines@" + receiver + ".example").orElseThrow() + "/close";
        went(administrator.post(path, Map.of()));
    }

    private String approved(String forWhom) throws Exception {
        String agreement = went(asker.post("/datasets/" + houses + "/ask", with(request(), "receiver", forWhom)));
        went(steward.post(agreement + "/decision", Map.of("decision", "approve", "motive", "Research")));
        return agreement;
    }

    @Test
    void what_was_given_to_her_is_given_to_nobody_who_gets_her_account() throws Exception {
        String agreement = approved("");
        went(steward.post(agreement + "/terms", with(terms(1), "receiver", "")));
        went(officer.post(agreement + "/opinion", Map.of("revision", "2", "kind", "favourable", "opinion", "Fine")));
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        assertThat(asker.get(API + houses + "/records").body()).contains("Quai du Canal");
        close();
        Colleague next = person("ines", receiver, Role.READER);
        assertThat(next.get(API + houses + "/records").statusCode()).isEqualTo(403);
        assertThat(administrator
                        .get("/journal.csv?kind=agreement-terminated&dataset=" + houses)
                        .body())
                .contains(houses);
        assertThat(steward.post(agreement + "/end", Map.of("motive", "Over")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_she_asked_for_her_organisation_stays_its_own() throws Exception {
        String theirs = approved(receiver);
        String hers = approved("");
        close();
        went(steward.post(theirs + "/say", Map.of("text", "Who goes on?")));
        assertThat(steward.post(hers + "/say", Map.of("text", "Who goes on?")).statusCode())
                .isEqualTo(403);
    }
}
