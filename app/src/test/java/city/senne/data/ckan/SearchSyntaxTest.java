package city.senne.data.ckan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "trees | suggest(`words`, \"trees\")",
                "air-quality | suggest(`words`, \"air-quality\")",
                "trees parks | (suggest(`words`, \"trees\")) AND (suggest(`words`, \"parks\"))",
                "trees AND parks | (suggest(`words`, \"trees\")) AND (suggest(`words`, \"parks\"))",
                "trees OR parks | (suggest(`words`, \"trees\")) OR (suggest(`words`, \"parks\"))",
                "+organization:parks-office | `organization` = \"parks-office\"",
                "-organization:parks | NOT (`organization` = \"parks\")",
                "tags:\"a b\" | `tags` = \"a b\"",
                "tags:(a OR \"b c\") | (`tags` = \"a\") OR (`tags` = \"b c\")",
                "(organization:a OR organization:b) | (`organization` = \"a\") OR (`organization` = \"b\")",
                "res_format:csv | `res_format` = \"CSV\"",
                "name:tree* | startswith(`dataset_id`, \"tree\")",
                "title:trees | suggest(`titles`, \"trees\")",
                "groups:* | `groups` is not null",
                "tags:a\\:b | `tags` = \"a:b\"",
                "metadata_modified:[2026-01-01T00:00:00Z TO *] | `metadata_modified` >= \"2026-01-01T00:00:00Z\"",
                "metadata_modified:[2026-01-01 TO 2026-02-01] | (`metadata_modified` >= \"2026-01-01\") AND (`metadata_modified` <= \"2026-02-01\")",
            })
    void says_the_same_in_odsql(String asked, String where) {
        assertThat(SearchSyntax.where("q", asked)).hasValue(where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*:*", "*", "\"--\""})
    void everything_is_no_condition(String asked) {
        assertThat(SearchSyntax.where("q", asked)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "bogus:1 | unknown field bogus",
                "extras_x:1 | unknown field extras_x",
                "(a | bracket",
                "a) | bracket",
                "a OR | missing",
                "OR a | missing",
                "AND a | before",
                "title: | from here on",
                "\"open | from here on",
                "na?me | ? within",
                "tree~2 | ~ within",
                "tree^3 | ^ within",
                "tags:[a TO b] | no order",
                "metadata_modified:{2026-01-01 TO *} | ends",
                "metadata_modified:[NOW-1DAY TO *] | date",
                "title:(tags:a) | within another",
            })
    void what_is_not_understood_is_refused_and_named(String asked, String why) {
        assertThatThrownBy(() -> SearchSyntax.where("fq", asked))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.error())
                                .containsEntry("__type", "Validation Error")
                                .containsKey("fq"))
                .hasMessageContaining(why);
    }

    @Test
    void what_a_person_types_stays_a_value() {
        assertThat(SearchSyntax.where("fq", "tags:\"x\\\" OR 1=1\"")).hasValue("`tags` = \"x\\\" OR 1=1\"");
        assertThat(SearchSyntax.where("fq", "organization:a`b")).hasValue("`organization` = \"a`b\"");
    }

    @Test
    void brackets_have_an_end() {
        assertThatThrownBy(() -> SearchSyntax.where("q", "(".repeat(30) + "a" + ")".repeat(30)))
                .hasMessageContaining("too many brackets");
        assertThatThrownBy(() -> SearchSyntax.where("q", "a".repeat(5000))).hasMessageContaining("longer");
    }
}
