package city.senne.data.query;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.odsql.Additions;
import city.senne.engine.odsql.Question;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuerySettingsTest {
    private static final Question QUESTION =
            Question.EVERYTHING.groupBy("a").having("count(*) > 1").limitPer("a:1");

    private static QuerySettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("senne.query", QuerySettings.class);
    }

    @Test
    void the_language_has_its_additions_unless_the_operator_does_without() {
        Additions usual = settings(Map.of()).spoken(QUESTION).additions();
        assertThat(usual.extent()).isEqualTo(Additions.Extent.NEW);
        assertThat(usual.having()).isEqualTo("count(*) > 1");
        Question plain = settings(Map.of("senne.query.additions", "none")).spoken(QUESTION);
        assertThat(plain).isEqualTo(Question.EVERYTHING.groupBy("a"));
    }
}
