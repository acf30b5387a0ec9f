package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=101             | Invalid value for limit API parameter: 101 was found but -1 <= limit <= 100 is expected.
            limit=-2              | Invalid value for limit API parameter: -2 was found but -1 <= limit <= 100 is expected.
            limit=ten             | Invalid value for limit API parameter: ten was found but a whole number is expected.
            offset=-1             | Invalid value for offset API parameter: -1 was found but offset >= 0 is expected.
            offset=9950&limit=100 | Invalid value for sum of offset + limit API parameter: 10050 was found but <= 10000 is expected.
            group_by=a&offset=20000&limit=1 | Invalid value for sum of offset + limit API parameter: 20001 was found but <= 20000 is expected.
            timezone=Mars/Olympus | Invalid value for timezone API parameter: Mars/Olympus was found but the name of a time zone such as Europe/Brussels is expected.
            lang=tlh              | Invalid value for lang API parameter: tlh was found but one of en, fr, nl, pt, it, ar, de, es, ca, eu, sv is expected.
            """)
    void what_is_wrong_is_refused_by_name(String query, String message) {
        assertThatThrownBy(() -> of(query).page()).isInstanceOf(Refusal.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10, 0",
        "limit=0, 0, 0",
        "limit=-1, 100, 0",
        "limit=-1&offset=9990, 10, 9990",
        "group_by=a, 100, 0",
        "group_by=a&limit=-1, 20000, 0",
        "limit=5&offset=7, 5, 7"
    })
    void a_page_has_the_usual_size_unless_another_is_asked_for(String query, int limit, int offset) {
        var question = of(query).page();
        assertThat(question.limit()).isEqualTo(limit);
        assertThat(question.offset()).isEqualTo(offset);
    }

    @Test
    void an_export_has_no_limit_unless_one_is_asked_for() {
        assertThat(of("").export().limit()).isNull();
        assertThat(of("limit=-1").export().limit()).isNull();
        assertThat(of("limit=7&offset=3").export())
                .satisfies(question -> assertThat(question.limit()).isEqualTo(7))
                .satisfies(question -> assertThat(question.offset()).isZero());
    }

    @Test
    void conditions_may_be_repeated_and_blanks_are_nothing() {
        var question = of("where=a>1&where=&where=b<2&select= ").page();
        assertThat(question.where()).containsExactly("a>1", "b<2");
        assertThat(question.select()).isNull();
    }

    @Test
    void language_and_zone_are_those_of_the_portal_unless_said_otherwise() {
        assertThat(of("").lang()).isEqualTo(Locale.FRENCH);
        assertThat(of("lang=NL").lang()).isEqualTo(Locale.of("nl"));
        assertThat(of("").timezone()).isEqualTo(ZoneOffset.UTC);
        assertThat(of("timezone=Etc/UTC").timezone()).isEqualTo(ZoneOffset.UTC);
        assertThat(of("timezone=Europe/Brussels").timezone()).isEqualTo(ZoneId.of("Europe/Brussels"));
    }

    @Test
    void the_callers_key_is_no_part_of_the_question() {
        assertThat(of("apikey=secret&limit=1").identity()).containsExactly(List.of("limit", "1"));
    }

    @Test
    void chance_is_noticed_in_any_spelling() {
        assertThat(of("order_by=RANDOM (42)").areRandom()).isTrue();
        assertThat(of("order_by=randomness").areRandom()).isFalse();
    }

    private static Parameters of(String query) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0) continue;
            values.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return new Parameters(values);
    }
}
