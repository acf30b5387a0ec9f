package city.senne.trust.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/// What counts as saying a purpose.
class PurposeTest {
    @Test
    void case_and_blanks_do_not_matter_and_nothing_else_is_forgiven() {
        assertThat(Purpose.read("  Rent \u202E control ").is("rent control")).isTrue();
        assertThat(Purpose.read("rent").is("rent control")).isFalse();
        assertThat(Purpose.NONE.is("")).isFalse();
        assertThat(Purpose.read(" \u200F ")).isEqualTo(Purpose.NONE);
    }

    @Test
    void an_agreement_is_named_by_its_number() {
        assertThat(Purpose.read("Agreement 12").isAgreement(12)).isTrue();
        assertThat(Purpose.read("12").isAgreement(12)).isTrue();
        for (String other : new String[] {"112", "agreement 1", "agreement", "12 and 13", "1".repeat(30)}) {
            assertThat(Purpose.read(other).isAgreement(12)).as(other).isFalse();
        }
    }

    @Test
    void what_is_no_plain_text_of_one_line_is_refused() {
        for (String broken : new String[] {"a\nb", "a\u0000b", "\uFFFD", "\uD800", "x".repeat(201)}) {
            assertThatThrownBy(() -> Purpose.read(broken)).isInstanceOf(Problem.class);
            assertThat(Purpose.canBeSaid(broken)).isFalse();
        }
        assertThat(Purpose.canBeSaid("x".repeat(200))).isTrue();
    }

    @Test
    void headers_are_read_in_utf_8_or_as_they_are() {
        byte[] utf8 = "Contrôle".getBytes(StandardCharsets.UTF_8);
        for (String header : new String[] {new String(utf8, StandardCharsets.ISO_8859_1), "Contrôle"}) {
            var request = new MockHttpServletRequest("GET", "/datasets/d");
            request.addHeader(SaidPurpose.HEADER, header);
            assertThat(SaidPurpose.of(request)).isEqualTo(new Purpose("Contrôle"));
        }
    }

    @Test
    void addresses_say_it_to_programs_only() {
        var page = new MockHttpServletRequest("GET", "/datasets/d");
        page.setQueryString("purpose=rent");
        assertThat(SaidPurpose.of(page)).isEqualTo(Purpose.NONE);
        var api = new MockHttpServletRequest("GET", "/api/explore/v2.1/catalog/datasets/d/records");
        api.setQueryString("purpose=rent");
        assertThat(SaidPurpose.of(api)).isEqualTo(new Purpose("rent"));
    }

    @Test
    void whoever_is_unknown_stays_one_viewer_whatever_she_says() {
        assertThat(SaidPurpose.heard(Viewer.ANONYMOUS, new Purpose("rent"))).isSameAs(Viewer.ANONYMOUS);
        Viewer person = new Viewer.Person(UUID.randomUUID(), "Ada", false, Memberships.NONE, Map.of());
        assertThat(SaidPurpose.heard(person, new Purpose("rent"))).isNotEqualTo(person);
        assertThat(SaidPurpose.heard(person, new Purpose("rent")).unlimited().purpose())
                .isEqualTo(new Purpose("rent"));
    }
}
