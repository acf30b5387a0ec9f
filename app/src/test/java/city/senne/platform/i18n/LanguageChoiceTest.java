package city.senne.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LanguageChoiceTest {
    private final LanguageChoice choice = new LanguageChoice(() -> Languages.ALL);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

    @Test
    void the_city_answers_in_its_own_language_when_nobody_says_anything() {
        assertThat(choice.of(request)).isEqualTo(Language.FR);
    }

    @Test
    void the_browser_is_answered_in_the_first_of_its_languages_that_we_speak() {
        request.addHeader("Accept-Language", "de,nl-BE;q=0.8,en;q=0.5");
        request.addPreferredLocale(Locale.ENGLISH);
        request.addPreferredLocale(Locale.forLanguageTag("nl-BE"));
        request.addPreferredLocale(Locale.GERMAN);
        assertThat(choice.of(request)).isEqualTo(Language.NL);
    }

    @Test
    void a_choice_made_before_wins_over_the_browser() {
        request.addHeader("Accept-Language", "nl");
        request.addPreferredLocale(Locale.forLanguageTag("nl"));
        request.setCookies(new Cookie("lang", "en"));
        assertThat(choice.of(request)).isEqualTo(Language.EN);
    }

    @Test
    void the_address_wins_over_everything() {
        request.setCookies(new Cookie("lang", "en"));
        request.setQueryString("q=bomen&lang=nl");
        assertThat(choice.of(request)).isEqualTo(Language.NL);
    }

    @Test
    void a_language_that_the_portal_does_not_offer_is_no_choice() {
        Languages two = new Languages(List.of(Language.NL, Language.FR), Language.NL);
        LanguageChoice ofTwo = new LanguageChoice(() -> two);
        request.setCookies(new Cookie("lang", "en"));
        request.setQueryString("lang=en");
        assertThat(ofTwo.of(request)).isEqualTo(Language.NL);
        request.addHeader("Accept-Language", "en,fr;q=0.5");
        request.addPreferredLocale(Locale.FRENCH);
        request.addPreferredLocale(Locale.ENGLISH);
        assertThat(ofTwo.of(request)).isEqualTo(Language.FR);
    }

    @Test
    void a_language_that_we_do_not_speak_is_no_choice() {
        request.setCookies(new Cookie("lang", "<script>"));
        request.setQueryString("lang=xx");
        assertThat(choice.of(request)).isEqualTo(Language.FR);
    }
}
