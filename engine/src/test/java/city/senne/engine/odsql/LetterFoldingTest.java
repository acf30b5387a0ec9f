package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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

    @ParameterizedTest
    @CsvSource({"coeur,Cœur", "strassse,STRAßSE", "platane,Plata\u0301ne", "œsophage,OESOPHAGE"})
    void the_beginning_of_a_pattern_is_found_wherever_the_whole_is(String word, String text) {
        for (int letters = 1; letters <= word.length(); letters++) {
            String pattern = LetterFolding.pattern(word, letters);
            assertThat(Pattern.compile("^" + pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(text)
                            .find())
                    .as(pattern)
                    .isTrue();
        }
    }

    @Test
    void what_is_set_aside_unmeasured_is_never_near() {
        Random chance = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String word = letters(chance, 3 + chance.nextInt(6));
            StringBuilder near = new StringBuilder(word);
            int typos = 1 + chance.nextInt(2);
            for (int typo = 0; typo < typos; typo++) {
                int at = chance.nextInt(near.length());
                switch (chance.nextInt(3)) {
                    case 0 -> near.setCharAt(at, letters(chance, 1).charAt(0));
                    case 1 -> near.insert(at, letters(chance, 1));
                    default -> near.deleteCharAt(at);
                }
            }
            assertThat(WordFunctions.hasNearly(near.toString(), word, typos))
                    .as(near + " " + word)
                    .isTrue();
        }
    }

    private static String letters(Random chance, int count) {
        return chance.ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
