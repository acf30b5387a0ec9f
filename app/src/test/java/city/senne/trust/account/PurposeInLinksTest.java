package city.senne.trust.account;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What somebody reads for she says herself: neither a link nor the form of another site says it for her.
@OpenHouse
class PurposeInLinksTest {
    private static final String CATALOGUE = "/api/explore/v2.1/catalog/datasets?limit=1";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    private Browser hers = Browser.firefox(0);

    @BeforeEach
    void somebody_signed_in() throws Exception {
        hers = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        hers.submit(link, link, Map.of("choice", "skip"));
    }

    private void chooses(String purpose) throws Exception {
        assertThat(hers.submit("/account", "/purpose", Map.of("purpose", purpose))
                        .statusCode())
                .isEqualTo(303);
    }

    private int follows(String purpose) throws Exception {
        return hers.getFrom("cross-site", CATALOGUE + "&purpose=" + purpose).statusCode();
    }

    @Test
    void a_link_says_no_purpose_in_her_name() throws Exception {
        assertThat(follows("rent")).isEqualTo(403);
        assertThat(hers.get("/tiles/trees/1/0/0/0.mvt?purpose=rent").statusCode())
                .isEqualTo(403);
        chooses("Rent");
        assertThat(follows("rent")).isEqualTo(200);
        assertThat(follows("agreement%2012")).isEqualTo(403);
        assertThat(hers.get(CATALOGUE + "&purpose=agreement%2012").body()).contains("This link says", "agreement 12");
        chooses("");
        assertThat(follows("rent")).isEqualTo(403);
        assertThat(follows("")).isEqualTo(200);
        assertThat(Browser.firefox(port).get(CATALOGUE + "&purpose=rent").statusCode())
                .as("nobody in particular")
                .isEqualTo(200);
    }

    @Test
    void no_other_site_chooses_one_for_her() throws Exception {
        chooses("rent");
        assertThat(hers.forge("/purpose").statusCode()).isEqualTo(403);
        assertThat(hers.forge("/purpose?apikey=senne_x&purpose=").statusCode()).isBetween(401, 403);
        assertThat(follows("rent")).as("still hers").isEqualTo(200);
    }
}
