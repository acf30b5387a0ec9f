package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterFoldingTest {
    @ParameterizedTest
    @CsvSource({
        "Érable,erable",
        "ŒUVRE,oeuvre",
        "Straße,strasse",
        "Łódź,lodz",
        "e\u0301te\u0301,ete",
        "Ålesund,alesund",
        "Ωμέγα,ωμεγα",
        "A1,a1"
    })
    void accents_and_capitals_go(String text, String folded) {
        assertThat(LetterFolding.folded(text)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "erable,ÉRABLE",
        "érable,Erable",
        "coeur,Cœur",
        "cœur,COEUR",
        "ete,e\u0301te\u0301",
        "strasse,STRAßE",
        "1990,1990"
    })
    void a_word_is_found_however_it_is_written(String word, String text) {
        assertThat(text)
                .matches(Pattern.compile(LetterFolding.pattern(word), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    @Test
    void a_word_is_near_by_few_letters_or_swaps() {
        assertThat(WordFunctions.hasNearly("platane du parc", "platne", 2)).isTrue();
        assertThat(WordFunctions.hasNearly("platane du parc", "lpatane", 1)).isTrue();
        assertThat(WordFunctions.hasNearly("platane du parc", "platine", 0)).isFalse();
        assertThat(WordFunctions.hasNearly("platane du parc", "plaine", 1)).isFalse();
        assertThat(WordFunctions.hasNearly("du", "de", 1)).isTrue();
        assertThat(WordFunctions.hasNearly("", "de", 1)).isFalse();
    }
}
