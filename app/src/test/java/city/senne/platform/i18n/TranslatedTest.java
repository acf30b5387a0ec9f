package city.senne.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TranslatedTest {
    private final Translated unsaid = Translated.of("Bench");

    @Test
    void a_text_of_no_language_counts_least() {
        assertThat(unsaid.in("en")).isEqualTo("Bench");
        assertThat(new Translated(Map.of("und", "Bench", "de", "Bank")).in("en"))
                .isEqualTo("Bank");
        assertThat(new Translated(Map.of("und", "Bench", "de", "Bank")).in("und"))
                .isEqualTo("Bench");
        assertThat(Translated.EMPTY.in("en")).isEmpty();
    }

    @Test
    void readers_of_other_languages_get_one_of_the_pages_first() {
        Translated text = new Translated(Map.of("de", "Bank", "nl", "Zitbank", "fr", "Banc"));
        assertThat(text.in("nl")).isEqualTo("Zitbank");
        assertThat(text.in("en")).isEqualTo("Banc");
        assertThat(text.languageFor("en")).isEqualTo("fr");
    }

    @Test
    void a_text_of_no_language_is_settled_where_there_is_no_other() {
        assertThat(unsaid.settledIn("nl")).isEqualTo(new Translated(Map.of("nl", "Bench")));
        Translated both = new Translated(Map.of("und", "Bench", "nl", "Zitbank"));
        assertThat(both.settledIn("nl")).isEqualTo(both);
        assertThat(both.determined()).isEqualTo(new Translated(Map.of("nl", "Zitbank")));
    }
}
